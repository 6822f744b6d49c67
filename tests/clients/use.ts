// Uses the generated types with openapi-fetch: list, read, create, and a problem. Words: base URL, token.
import createClient from "openapi-fetch";
import type { components, paths } from "./api";

declare const process: { argv: string[] };

const [base, token] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: base });
const headers = { Authorization: `Bearer ${token}` };

const page = await client.GET("/v1/events", { params: { query: { limit: 1 } } });
const first: components["schemas"]["Event"] = page.data!.items[0];
const one = await client.GET("/v1/events/{record_id}", { params: { path: { record_id: first.id } } });
const body = { title: "Made by the TypeScript client", start: "2024-11~" };
const made = await client.POST("/v1/events", { headers, body });
const refused = await client.POST("/v1/events", { headers, body: { title: "", start: "soon" } });
const problem: components["schemas"]["Problem"] = refused.error!;
const pointers = (problem.errors ?? []).map((fault) => fault.pointer);
console.log(JSON.stringify([one.data!.title, made.data!.title, made.data!.version, problem.status, pointers]));
