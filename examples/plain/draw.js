// Parts that every page is made of. Nothing here ever parses HTML from the API: rich text comes as a tree.

import { here } from "./api.js";

export function draw(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value !== null && value !== undefined && value !== "") element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter(Boolean));
  return element;
}

export const list = (items, one, ordered = false) =>
  draw(ordered ? "ol" : "ul", {}, items.map((item) => draw("li", {}, one(item))));

const MARKS = { strong: "strong", emphasis: "em", superscript: "sup", subscript: "sub" };

const INLINES = {
  text: (node) => node.marks.reduce((inner, mark) => draw(MARKS[mark], {}, inner), node.text),
  line_break: () => draw("br"),
  link: (node) => draw("a", { href: here(node.url) }, inlines(node.children)),
  // Words that lead to a topic: what it is can be read in place.
  term: (node) =>
    draw(
      "span",
      { class: "term" },
      draw("a", { href: here(node.url) }, inlines(node.children)),
      draw("span", { role: "note" }, `${node.title}: ${node.definition}`),
    ),
};

const inlines = (nodes) => nodes.map((node) => INLINES[node.type](node));

const NODES = {
  paragraph: (node) => draw("p", {}, inlines(node.children)),
  list: (node) => list(node.items, (item) => [...inlines(item.children), ...(item.lists ?? []).map(NODES.list)], node.ordered),
};

export const richText = (text) => text.tree.map((node) => NODES[node.type](node));

export function picture(image, sizes = "(min-width: 45rem) 42rem, 100vw", loading = "lazy") {
  if (!image) return null;
  const { src, srcset, width, height, alt, focal_point: focus } = image;
  const element = draw("img", { src, srcset, sizes, width, height, loading });
  // Not an attribute that is left out when it is empty: a decorative picture says so.
  element.alt = alt;
  if (focus) element.style.objectPosition = `${focus.x * 100}% ${focus.y * 100}%`;
  return element;
}

export function teaser(page, note = "") {
  return draw(
    "article",
    { class: "teaser" },
    picture(page.image, "8rem"),
    draw("h3", {}, draw("a", { href: here(page.url) }, page.title)),
    draw("p", {}, page.definition ?? page.excerpt ?? page.summary),
    note && draw("p", { class: "note" }, note),
  );
}

// A sentence of a search hit is text with <mark> in it. It is parsed where nothing runs, and only its words are taken.
export function highlighted(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.childNodes].map((node) =>
    node.nodeName === "MARK" ? draw("mark", {}, node.textContent) : node.textContent,
  );
}
