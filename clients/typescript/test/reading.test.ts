import assert from "node:assert/strict";
import { test } from "node:test";
import { CheckpointGoneError, isProblem, ProblemError, Topichub, UnexpectedAnswerError, UnreachableError } from "@topichub/client";
import { SERVER } from "./proxy.js";

const topichub = new Topichub({ baseUrl: SERVER });

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test("a hub and an article come whole", async () => {
  const hub = await topichub.topics.get("refractory-pain");
  assert.equal(hub.type, "topic");
  assert.equal(hub.relations[0]?.topic.title, "Nerve pain");
  const article = await topichub.articles.get("talking-about-the-price-of-medicines");
  assert.deepEqual(article.topics.map((topic) => topic.slug), ["refractory-pain", "nerve-pain"]);
});

test("any document comes by its id and by its path", async () => {
  const hub = await topichub.topics.get("refractory-pain");
  assert.deepEqual(await topichub.document(hub.id), hub);
  const found = await topichub.lookup("/topics/refractory-pain");
  assert.deepEqual(found.document, hub);
  assert.equal(found.path, "/topics/refractory-pain/");
});

test("navigation, related articles and a hub's articles", async () => {
  const navigation = await topichub.navigation();
  assert.deepEqual(navigation.sections.map((place) => place.title), ["Topics", "Articles"]);
  const related = await topichub.articles.related("talking-about-the-price-of-medicines");
  assert.equal(related.items[0]?.reason, "chosen by the editors");
  const { items } = await topichub.topics.articles("refractory-pain").list({ limit: 1 });
  assert.deepEqual(items.map(({ article, pinned }) => [article.title, pinned]), [["When tablets fail", true]]);
});

test("search takes typed filters, any of several values", async () => {
  const both = await topichub.search({ q: "pain", type: ["topic", "article"], limit: 50 });
  const one = await topichub.search({ q: "pain", type: ["topic"], limit: 50 });
  assert.deepEqual(new Set(both.items.map((hit) => hit.type)), new Set(["topic", "article"]));
  assert.deepEqual(new Set(one.items.map((hit) => hit.type)), new Set(["topic"]));
});

test("suggestions are told apart by their kind", async () => {
  const { groups } = await topichub.suggest("nerv", { limit: 5 });
  const pages = groups.flatMap((group) => group.items).filter((item) => item.kind !== "query");
  assert.equal(pages[0]?.path, "/topics/nerve-pain/");
});

test("all pages of a list are followed by their links", async () => {
  const whole = await topichub.articles.list({ limit: 100 });
  assert.ok(whole.total > 1);
  assert.deepEqual(await collected(topichub.articles.all({ limit: 1 })), whole.items);
  const pages = await collected(topichub.topics.pages({ limit: 1 }));
  assert.deepEqual(pages.map((page) => page.items.length), [1, 1]);
  const addresses = await collected(topichub.sitemap.all({ limit: 2 }));
  assert.equal(addresses.length, (await topichub.sitemap.list()).total);
});

test("with fields, a list sends these and no others", async () => {
  const { items } = await topichub.articles.list({ fields: ["title"], limit: 1 });
  assert.deepEqual(Object.keys(items[0] ?? {}).sort(), ["id", "title", "type"]);
});

test("a list goes on by cursor where it is asked to", async () => {
  const whole = await topichub.articles.list();
  assert.deepEqual(await collected(topichub.articles.all({ order: "-changed", limit: 1 })).then((found) => found.length), whole.total);
});

test("a token that is none is refused, and a key too", async () => {
  const sited = new Topichub({ baseUrl: SERVER, site: "localhost" });
  await assert.rejects(sited.preview("none"), (error) => isProblem(error, "preview-token-unreadable"));
  const keyed = new Topichub({ baseUrl: SERVER, key: "none" });
  await assert.rejects(keyed.navigation(), (error) => isProblem(error, "key-refused") && error.status === 401);
});

test("a loop that is left fetches no further pages", async () => {
  const titles = [];
  for await (const article of topichub.articles.all({ limit: 1 })) {
    titles.push(article.title);
    if (titles.length === 2) break;
  }
  assert.equal(titles.length, 2);
});

test("changes come to an end, and any of their checkpoints leads on", async () => {
  const changes = await collected(topichub.changes({ limit: 2 }));
  const public_ = changes.filter((change) => change.kind === "document").map((change) => change.document.path);
  assert.equal(new Set(public_).size, (await topichub.sitemap.list()).total);
  for (const [index, { checkpoint }] of changes.entries()) {
    assert.deepEqual(await collected(topichub.changes({ since: checkpoint })), changes.slice(index + 1));
  }
});

test("a checkpoint that is gone is an error of its own", async () => {
  await assert.rejects(collected(topichub.changes({ since: 999_999 })), (error) => {
    assert.ok(error instanceof CheckpointGoneError && error instanceof ProblemError);
    assert.equal(error.status, 410);
    return true;
  });
});

test("errors say what is wrong, by type and by parameter", async () => {
  await assert.rejects(topichub.topics.get("none"), (error) => isProblem(error, "not-found") && error.status === 404);
  await assert.rejects(topichub.articles.list({ limit: 1000 }), (error) => {
    assert.ok(isProblem(error, "invalid-parameters"));
    assert.deepEqual(error.errors.map((fault) => [fault.field, fault.mend]), [["limit", "Give 100 or less."]]);
    return true;
  });
  await assert.rejects(topichub.search({ q: "pain", explain: true }), (error) => isProblem(error, "for-editors"));
  await assert.rejects(topichub.topics.get("a/../b c?d"), (error) => isProblem(error, "not-found"));
});

test("who answers something else, or not at all, is told so", async () => {
  const elsewhere = new Topichub({ baseUrl: `${SERVER}/nowhere/` });
  await assert.rejects(elsewhere.navigation(), (error) => error instanceof UnexpectedAnswerError && error.status === 404);
  const nobody = new Topichub({ baseUrl: "http://127.0.0.1:1", retries: { attempts: 1, longestWait: 0 } });
  await assert.rejects(nobody.navigation(), (error) => error instanceof UnreachableError && error.cause instanceof Error);
});

test("the site of the options is asked for, and an unknown one is an error", async () => {
  const other = new Topichub({ baseUrl: SERVER, site: "elsewhere.example" });
  await assert.rejects(other.navigation(), (error) => isProblem(error, "invalid-parameters") && error.errors[0]?.field === "site");
});
