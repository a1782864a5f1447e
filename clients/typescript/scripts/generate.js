// Writes src/schema.ts, the types of the delivery API, from the OpenAPI document that it serves:
//
//     npm run generate -- http://127.0.0.1:8000/delivery/v1/openapi.json [FILE]
//
// The document may also be a file. FILE is where to write instead.

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const NOTE = "// Written by `npm run generate` from the API's OpenAPI document. Do not edit.\n\n";

const [source, target = new URL("../src/schema.ts", import.meta.url)] = process.argv.slice(2);
if (!source) {
  console.error("Say where the OpenAPI document is: npm run generate -- http://127.0.0.1:8000/delivery/v1/openapi.json");
  process.exit(2);
}

// Whole documents as examples would make the comments longer than the types; pydantic's titles only repeat the names.
const LEFT_OUT = ["example", "title"];

function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.includes(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, name === "properties" ? fields(inner) : plain(inner)]));
}

/** A field may be called `title` itself: there only what is inside is made plain. */
function fields(properties) {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, plain(inner)]));
}

async function read(address) {
  if (!/^https?:/.test(address)) return readFile(address, "utf8");
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`);
  return answer.text();
}

const document = plain(JSON.parse(await read(source)));
// Read-only: answers are shared by all who ask for the same at the same time.
const types = await openapiTS(document, { immutable: true });
await writeFile(target, NOTE + astToString(types));
