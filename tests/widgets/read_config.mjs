// node read_config.mjs NODE_MODULES < feed: reads a configuration as TimelineJS does, and tells what it made of it.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { pathToFileURL } from "node:url";

register("./bundlerless.mjs", import.meta.url);
globalThis.DOMParser = class { parseFromString(text) { return { body: { textContent: text } }; } };
console.log = () => {}; // it traces what it does

const source = `${process.argv[2]}/@knight-lab/timelinejs/src/js/core/TimelineConfig.js`;
const { TimelineConfig } = await import(pathToFileURL(source));
const config = new TimelineConfig(JSON.parse(readFileSync(0, "utf-8")));
config.validate();
const starts = config.events.map((slide) => slide.start_date.getTime());
process.stdout.write(JSON.stringify({
    errors: config.getErrors().map(String),
    warnings: config.messages.warnings,
    ids: config.events.map((slide) => slide.unique_id),
    ends: config.events.filter((slide) => slide.end_date).map((slide) => slide.unique_id),
    dated: starts.every(Number.isFinite),
}));
