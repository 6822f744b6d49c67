// node read_csv.mjs NODE_MODULES < table: its rows as Papa Parse reads them, by the names in the first one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const papa = createRequire(`${process.argv[2]}/`)("papaparse");
const { data, errors } = papa.parse(readFileSync(0, "utf-8"), { header: true, skipEmptyLines: true });
process.stdout.write(JSON.stringify({ rows: data, errors }));
