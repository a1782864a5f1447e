// A static site from the change feed: node build.mjs API FOLDER [--watch]. What did not change is not written again.

import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const [api, folder, watch] = process.argv.slice(2);
const root = resolve(folder);
const fresh = () => ({ since: 0, pages: {} });
await mkdir(root, { recursive: true });
let state = await readFile(join(root, ".state.json"), "utf8").then(JSON.parse, fresh);

const escape = (text) => String(text ?? "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const list = (items, line) => (items.length ? `<ul>${items.map((item) => `<li>${line(item)}</li>`).join("")}</ul>` : "");
const link = (page) => `<a href="${escape(page.path)}">${escape(page.title)}</a>`;
const titled = (title, html) => (title ? `<h2>${escape(title)}</h2>` : "") + html;

// `html` of rich text is safe as it comes. Blocks that are not here are left out: see examples/plain for all of them.
const blocks = {
  heading: (block) => `<h${block.level} id="${escape(block.anchor)}">${escape(block.text)}</h${block.level}>`,
  rich_text: (block) => block.text.html,
  key_points: (block) => titled(block.title, list(block.points, escape)),
  warning_signs: (block) => titled(block.title, list(block.signs, escape)) + `<p><strong>${escape(block.action)}</strong></p>`,
  strategy: (block) => titled(block.name, `<p>${escape(block.summary)}</p>`),
  questions: (block) => titled(block.title, list(block.questions, (one) => escape(one.question) + one.answer.html)),
};
const LISTED = { topic_index: "topic", article_index: "article" };

const drawn = ({ locale, title }, body) => `<!doctype html>
<html lang="${escape(locale)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><main><h1>${escape(title)}</h1>${body}</main>
`;

function drawDocument(document) {
  const { body = [], pinned_articles = [], topics = [], featured = [], authors = [], reviewers = [] } = document;
  const lead = document.definition ?? document.excerpt ?? document.introduction;
  const parts = body.map((block) => blocks[block.type]?.(block) ?? "").join("\n");
  const people = [...authors, ...reviewers].map((person) => escape(person.name)).join(", ");
  return `<p>${escape(lead)}</p>${parts}${list([...pinned_articles, ...topics, ...featured], link)}<p>${people}</p>`;
}

const file = (path) => {
  const place = join(root, path, "index.html");
  if (!place.startsWith(`${root}/`)) throw new Error(`${path} is no path of this site`);
  return place;
};

async function write(path, html) {
  const place = file(path);
  if ((await readFile(place, "utf8").catch(() => null)) === html) return;
  await mkdir(dirname(place), { recursive: true });
  await writeFile(`${place}.new`, html);
  await rename(`${place}.new`, place);
  console.log(`built ${path}`);
}

async function remove(path) {
  // Another page may have come to stand where one was.
  if (Object.values(state.pages).some((page) => page.path === path)) return;
  await rm(file(path), { force: true });
  console.log(`removed ${path}`);
}

async function apply({ kind, id, document }) {
  const before = state.pages[id];
  delete state.pages[id];
  if (kind === "document") {
    const { path, title, type, locale, introduction } = document;
    state.pages[id] = { path, title, type, locale, introduction };
    if (!LISTED[type]) await write(path, drawn(document, drawDocument(document)));
  }
  if (before) await remove(before.path);
}

async function writeLists() {
  const pages = Object.values(state.pages).sort((one, other) => one.title.localeCompare(other.title));
  for (const index of pages.filter((page) => LISTED[page.type])) {
    const items = pages.filter((page) => page.type === LISTED[index.type] && page.locale === index.locale);
    await write(index.path, drawn(index, `<p>${escape(index.introduction)}</p>${list(items, link)}`));
  }
}

while (true) {
  const answer = await fetch(`${api}/changes?since=${state.since}&limit=500${watch && state.since ? "&wait=20" : ""}`);
  if (answer.status === 410) {
    // The database was restored or made anew: what is not in it any more must go too.
    const { pages } = state;
    state = fresh();
    for (const page of Object.values(pages)) await remove(page.path);
    continue;
  }
  if (!answer.ok) throw new Error(`${answer.url}: ${(await answer.json()).detail}`);
  const told = await answer.json();
  for (const item of told.items) await apply(item);
  state.since = told.next;
  if (!told.more) await writeLists();
  await writeFile(join(root, ".state.json"), JSON.stringify(state));
  if (!told.more && !watch) break;
  if (!told.items.length) await new Promise((done) => setTimeout(done, 2000));
}
