import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import { type AnswerCache, isProblem, type KeptAnswer, MemoryCache, Topichub, UnreachableError } from "@topichub/client";
import { proxied } from "./proxy.js";

const UNAVAILABLE = JSON.stringify({
  type: "http://127.0.0.1/delivery/v1/problems/unavailable",
  title: "Not available now",
  status: 503,
  detail: "Search cannot answer now.",
  instance: "/delivery/v1/navigation",
  errors: [],
});
const unavailable = (retryAfter: string) => (answer: ServerResponse) =>
  void answer.writeHead(503, { "Content-Type": "application/problem+json", "Retry-After": retryAfter }).end(UNAVAILABLE);

test("what is unchanged comes as 304, and reads the same", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url });
  const first = await topichub.topics.get("refractory-pain");
  assert.deepEqual(await topichub.topics.get("refractory-pain"), first);
  assert.deepEqual(proxy.seen.map((one) => one.status), [200, 304]);
});

test("a list that comes as 304 still leads to its next page", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url });
  for (const status of [200, 304]) {
    let count = 0;
    for await (const _ of topichub.articles.all({ limit: 1 })) count += 1;
    assert.ok(count > 1);
    assert.deepEqual(new Set(proxy.seen.splice(0).map((one) => one.status)), new Set([status]));
  }
});

test("the memory cache keeps what was asked for last, below its bound", () => {
  const cache = new MemoryCache(10);
  const answer = (text: string): KeptAnswer => ({ etag: '"1"', text, link: null });
  cache.set("a", answer("aaaa"));
  cache.set("b", answer("bbbb"));
  cache.get("a");
  cache.set("c", answer("cccc"));
  assert.deepEqual(["a", "b", "c"].map((key) => cache.get(key)?.text), ["aaaa", undefined, "cccc"]);
  cache.set("c", answer("longer than all"));
  assert.deepEqual(["a", "c"].map((key) => cache.get(key)), [undefined, undefined]);
});

test("a cache of your own may be asynchronous", async () => {
  await using proxy = await proxied();
  const kept = new Map<string, KeptAnswer>();
  const cache: AnswerCache = {
    get: async (address) => kept.get(address),
    set: async (address, answer) => void kept.set(address, answer),
  };
  await new Topichub({ baseUrl: proxy.url, cache }).navigation();
  await new Topichub({ baseUrl: proxy.url, cache }).navigation();
  assert.deepEqual(proxy.seen.map((one) => one.status), [200, 304]);
});

test("the same asked for at the same time is one request", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url });
  const [one, two] = await Promise.all([topichub.navigation(), topichub.navigation(), topichub.topics.list()]);
  assert.deepEqual(one, two);
  assert.equal(proxy.seen.length, 2);
});

test("one who gives up leaves the others their answer", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url });
  const abort = new AbortController();
  const leaving = topichub.navigation({}, { signal: abort.signal });
  const staying = topichub.navigation();
  abort.abort(new Error("enough"));
  await assert.rejects(leaving, /enough/);
  assert.equal((await staying).home?.type, "home");
  assert.deepEqual(proxy.seen.map((one) => one.status), [200]);
});

test("when the last one gives up, so does the request", async () => {
  await using proxy = await proxied();
  const arrived = new Promise<void>((resolve) => proxy.instead.push(() => resolve()));
  const topichub = new Topichub({ baseUrl: proxy.url });
  const abort = new AbortController();
  const leaving = topichub.navigation({}, { signal: abort.signal });
  await arrived;
  abort.abort();
  await assert.rejects(leaving, { name: "AbortError" });
  while (proxy.givenUp === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await topichub.navigation()).home?.type, "home");
});

test("who has given up already does not ask", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url });
  await assert.rejects(topichub.navigation({}, { signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.equal(proxy.seen.length, 0);
});

test("503 and broken connections are asked again", async () => {
  await using proxy = await proxied();
  proxy.instead.push(unavailable("0"), (answer) => void answer.destroy());
  const topichub = new Topichub({ baseUrl: proxy.url });
  assert.equal((await topichub.navigation()).home?.type, "home");
  assert.deepEqual(proxy.seen.map((one) => one.status), [503, 0, 200]);
});

test("an answer that breaks off in the middle is asked for again", async () => {
  await using proxy = await proxied();
  proxy.instead.push((answer) => {
    answer.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" }).write('{"home"', () => answer.destroy());
  });
  assert.equal((await new Topichub({ baseUrl: proxy.url }).navigation()).home?.type, "home");
});

test("Retry-After may be a date", async () => {
  await using proxy = await proxied();
  proxy.instead.push(unavailable(new Date(Date.now() - 1000).toUTCString()));
  assert.equal((await new Topichub({ baseUrl: proxy.url }).navigation()).home?.type, "home");
});

test("a wait that is too long is an error at once, which tells it", async () => {
  await using proxy = await proxied();
  proxy.instead.push(unavailable("60"));
  const topichub = new Topichub({ baseUrl: proxy.url });
  await assert.rejects(topichub.navigation(), (error) => isProblem(error, "unavailable") && error.retryAfter === 60);
  assert.equal(proxy.seen.length, 1);
});

test("after the last attempt its error is thrown", async () => {
  await using proxy = await proxied();
  for (let count = 0; count < 3; count += 1) proxy.instead.push((answer) => void answer.destroy());
  await assert.rejects(new Topichub({ baseUrl: proxy.url }).navigation(), (error) => error instanceof UnreachableError);
  assert.deepEqual(proxy.seen.map((one) => one.status), [0, 0, 0]);
});

test("an error that asking again would not mend is thrown at once", async () => {
  await using proxy = await proxied();
  await assert.rejects(new Topichub({ baseUrl: proxy.url }).topics.get("none"), (error) => isProblem(error, "not-found"));
  assert.equal(proxy.seen.length, 1);
});

test("giving up ends the waiting before another attempt", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  await using proxy = await proxied();
  proxy.instead.push(unavailable("9"));
  const abort = new AbortController();
  const leaving = new Topichub({ baseUrl: proxy.url }).navigation({}, { signal: abort.signal });
  while (proxy.seen.length === 0 || timers() === before) await new Promise(setImmediate);
  abort.abort();
  await assert.rejects(leaving, { name: "AbortError" });
  await new Promise(setImmediate);
  assert.ok(timers() <= before);
  assert.equal(proxy.seen.length, 1);
});

test("a server that limits how often one may search is waited for", async () => {
  await using proxy = await proxied();
  const topichub = new Topichub({ baseUrl: proxy.url, retries: { attempts: 10, longestWait: 10_000 } });
  const queries = Array.from({ length: 9 }, (_, index) => `pain ${"x".repeat(index + 1)}`);
  const answers = await Promise.all(queries.map((q) => topichub.search({ q, exact: true })));
  assert.deepEqual(answers.map((answer) => answer.understood.query), queries);
  assert.ok(proxy.seen.some((one) => one.status === 429));
});
