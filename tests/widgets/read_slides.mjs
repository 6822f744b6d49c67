// node read_slides.mjs NODE_MODULES < [configuration, …]: the dates and media of each, as TimelineJS reads them.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { pathToFileURL } from "node:url";

register("./bundlerless.mjs", import.meta.url);
globalThis.DOMParser = class { parseFromString(text) { return { body: { textContent: text } }; } };
console.log = () => {}; // it traces what it does

const source = `${process.argv[2]}/@knight-lab/timelinejs/src/js/core/TimelineConfig.js`;
const { TimelineConfig } = await import(pathToFileURL(source));

const sides = (slide) => [slide.start_date, slide.end_date].filter(Boolean);
const understood = (slide) => ({
    times: sides(slide).map((date) => date.getTime()),
    words: slide.display_date || sides(slide).map((date) => date.getDisplayDate()).join(" — "),
    media: slide.media?.url ?? null,
});
const slides = (configuration) => {
    const config = new TimelineConfig(configuration);
    config.validate();
    return { errors: config.getErrors().map(String), slides: config.events.map(understood) };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(slides)));
