// A frontend with a draft mode, as small as can be: what a Next.js site does with `draftMode()`, in Node alone.
//
//   API=http://127.0.0.1:8000/delivery/v1 PORT=3000 ADMIN=http://127.0.0.1:8000 node server.mjs

import { createServer } from "node:http";

const API = process.env.API ?? "http://127.0.0.1:8000/delivery/v1";
const ADMIN = process.env.ADMIN ?? new URL(API).origin;
const HEADERS = process.env.API_KEY ? { Authorization: `Bearer ${process.env.API_KEY}` } : {};
const COOKIE = "draft_token";
const MINUTES = 15;

// The panel shows this server in a frame of another site: without SameSite=None no cookie is kept there, without Partitioned
// only while the browser still lets frames of other sites have cookies.
const FRAMED = "Path=/; HttpOnly; Secure; SameSite=None; Partitioned";

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  response.setHeader("Content-Security-Policy", `default-src 'none'; style-src 'self'; frame-ancestors ${ADMIN}`);
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  try {
    if (url.pathname === "/api/draft") return await turnOn(url, response);
    if (url.pathname === "/api/draft/off") return redirect(response, "/", `${COOKIE}=; ${FRAMED}; Max-Age=0`);
    return await draw(url.pathname, tokenOf(request), response);
  } catch (error) {
    send(response, 502, "The API does not answer", String(error));
  }
});

server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});

/** /api/draft?token=…: a token that the API knows becomes a cookie, and leaves the address. */
async function turnOn(url, response) {
  const token = url.searchParams.get("token") ?? "";
  const answer = await ask("/preview", { token });
  if (!answer.ok) return problem(response, answer);
  // Where to go is what the API says, not the request: else anybody could send an editor anywhere with it.
  redirect(response, answer.body.path, `${COOKIE}=${token}; ${FRAMED}; Max-Age=${MINUTES * 60}`);
}

/** A page: the draft, if the cookie is of one and it is of this page; else what is published. */
async function draw(path, token, response) {
  if (token) {
    const draft = await ask("/preview", { token });
    if (draft.ok && draft.body.path === path) return page(response, draft.body, true);
    // Too old, logged out: the editor must know that this is not the draft.
    if (!draft.ok) return problem(response, draft);
  }
  const found = await ask("/lookup", { path });
  if (!found.ok) return problem(response, found);
  page(response, found.body.document, false);
}

async function ask(path, query) {
  const answer = await fetch(`${API}${path}?${new URLSearchParams(query)}`, { cache: "no-store", headers: HEADERS });
  return { ok: answer.ok, status: answer.status, body: await answer.json() };
}

function tokenOf(request) {
  const pairs = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
  return Object.fromEntries(pairs)[COOKIE];
}

function page(response, document, isDraft) {
  const words = document.definition ?? document.excerpt ?? document.introduction ?? "";
  send(response, 200, document.title, words, isDraft ? "Draft" : "Published");
}

function problem(response, answer) {
  send(response, answer.status, answer.body.title, answer.body.detail);
}

function send(response, status, title, words, state = "") {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>` +
      `<main><h1>${escaped(title)}</h1><p>${escaped(words)}</p>${state && `<p role="status">${state}</p>`}</main></html>`,
  );
}

function redirect(response, path, cookie) {
  response.writeHead(307, { Location: path, "Set-Cookie": cookie });
  response.end();
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
