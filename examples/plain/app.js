// The page: what stands behind the # says what to draw, and the API says what that is.

import { ask, here, Problem } from "./api.js";
import { body } from "./blocks.js";
import { draw, highlighted, list, picture, teaser } from "./draw.js";

const main = document.querySelector("main");
const form = document.querySelector("form");

const lead = (image) => picture(image, undefined, "eager");
const section = (title, ...content) => draw("section", {}, draw("h2", {}, title), ...content);

const DOCUMENTS = {
  home: (home) => [draw("p", {}, home.introduction), lead(home.image), home.featured.map((page) => teaser(page))],
  topic_index: async (index) => [draw("p", {}, index.introduction), await every("/topics")],
  article_index: async (index) => [draw("p", {}, index.introduction), await every("/articles")],
  topic: async (topic) => [
    draw("p", { class: "definition" }, topic.definition),
    topic.other_names.length ? draw("p", { class: "note" }, `Also: ${topic.other_names.join(", ")}`) : null,
    lead(topic.image),
    topic.relations.length
      ? section("How it relates", list(topic.relations, (relation) => [
          `${relation.label} `,
          draw("a", { href: here(relation.topic.url) }, relation.topic.title),
          relation.note && ` – ${relation.note}`,
        ]))
      : null,
    ...body(topic.body),
    await hubArticles(topic),
    ...evidence(topic),
  ],
  article: async (article) => [
    draw("p", { class: "definition" }, article.excerpt),
    lead(article.image),
    ...body(article.body),
    await related(article),
    ...evidence(article),
  ],
};

async function every(path) {
  const { items } = await ask(path, { limit: 100 });
  return items.map((page) => teaser(page));
}

async function hubArticles(topic) {
  const { items } = await ask(`/topics/${topic.slug}/articles`);
  return items.length ? section("Articles", items.map(({ article }) => teaser(article))) : null;
}

async function related(article) {
  const { items } = await ask(`/articles/${article.slug}/related`);
  return items.length ? section("Related", items.map((item) => teaser(item.article, item.reason))) : null;
}

function evidence(page) {
  const people = page.reviewers.map((person) => [person.name, person.credentials].filter(Boolean).join(", "));
  return [
    people.length ? draw("p", { class: "note" }, `Reviewed by ${people.join("; ")}`, page.last_reviewed && ` on ${page.last_reviewed}`) : null,
    page.references.length
      ? section("References", list(page.references, ({ citation, url }) => (url ? draw("a", { href: url }, citation) : citation), true))
      : null,
  ];
}

async function drawPath(path) {
  const { document: found, redirect } = await ask("/lookup", { path });
  if (!found) {
    location.assign(redirect.url);
    return;
  }
  if (redirect) history.replaceState(null, "", `#${redirect.path}`);
  show(found.title, await DOCUMENTS[found.type](found));
}

async function drawSearch(query) {
  form.elements.q.value = query.get("q") ?? "";
  const { items, total, understood } = await ask("/search", Object.fromEntries(query));
  show(`Search: ${understood.query}`, [
    understood.corrected_query && draw("p", {}, `Showing results for “${understood.corrected_query}”.`),
    draw("p", { role: "status" }, total === 1 ? "1 page" : `${total} pages`),
    items.map((hit) => {
      const found = teaser(hit);
      found.append(...hit.highlights.map((sentence) => draw("p", { class: "note" }, ...highlighted(sentence))));
      return found;
    }),
  ]);
}

function show(title, content) {
  document.title = `${title} · Topichub`;
  main.replaceChildren(draw("h1", {}, title), ...content.flat(Infinity).filter(Boolean));
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

async function route() {
  const [path, query] = (location.hash.slice(1) || "/").split("?");
  if (!path.startsWith("/")) return; // The link to #main.
  main.setAttribute("aria-busy", "true");
  try {
    await (path === "/search" ? drawSearch(new URLSearchParams(query)) : drawPath(decoded(path)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    show(error.message, [draw("p", { role: "alert" }, error.detail), error.mend.length ? list(error.mend, (line) => line) : null]);
  } finally {
    main.removeAttribute("aria-busy");
  }
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path; // Not well encoded: the API says that nothing is there.
  }
}

async function navigation() {
  const { home, sections, menu } = await ask("/navigation");
  const places = [home, ...(menu.length ? menu : sections)].filter(Boolean);
  document.querySelector("nav").replaceChildren(list(places, (place) => draw("a", { href: here(place.url) }, place.title)));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = `/search?${new URLSearchParams(new FormData(form))}`;
});
addEventListener("hashchange", route);
navigation().catch(() => {}); // The page itself says what is wrong.
route();
