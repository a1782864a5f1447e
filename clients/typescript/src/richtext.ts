// Rich text → HTML, from its tree. Every text is escaped, and nothing is in the HTML that is not in the tree.

import type { Inline, ListItem, RichTextNode } from "./types.js";

type Node = RichTextNode | Inline;
type NodeOf<Type extends Node["type"]> = Extract<Node, { readonly type: Type }>;
/** A function for each type of node; `inside` is what its children have become, as HTML. */
export type RichTextRenderers = { readonly [Type in Node["type"]]: (node: NodeOf<Type>, inside: string) => string };

const MARKS = { strong: "strong", emphasis: "em", superscript: "sup", subscript: "sub" } as const;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** For text and for attributes in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The same HTML as in the document. To draw some nodes differently: `{ ...plainRenderers, term: … }`. */
export const plainRenderers: RichTextRenderers = {
  paragraph: (_, inside) => `<p>${inside}</p>`,
  list: (list, inside) => (list.ordered ? `<ol>${inside}</ol>` : `<ul>${inside}</ul>`),
  text: ({ text, marks }) =>
    marks.reduceRight((inner, mark) => `<${MARKS[mark]}>${inner}</${MARKS[mark]}>`, escapeHtml(text)),
  line_break: () => "<br>",
  link: (link, inside) => `<a href="${escapeHtml(link.url)}">${inside}</a>`,
  term: (term, inside) => `<a href="${escapeHtml(term.url)}" data-topic="${term.topic_id}">${inside}</a>`,
};

export function renderRichText(nodes: readonly Node[], renderers: RichTextRenderers = plainRenderers): string {
  return nodes.map((node) => rendered(node, renderers)).join("");
}

function rendered(node: Node, renderers: RichTextRenderers): string {
  // As with blocks: TypeScript cannot see that node and renderer belong together.
  const renderer = renderers[node.type] as (node: Node, inside: string) => string;
  return renderer(node, inside(node, renderers));
}

function inside(node: Node, renderers: RichTextRenderers): string {
  if (node.type === "list") return node.items.map((item) => listItem(item, renderers)).join("");
  return "children" in node ? renderRichText(node.children, renderers) : "";
}

function listItem(item: ListItem, renderers: RichTextRenderers): string {
  return `<li>${renderRichText(item.children, renderers)}${renderRichText(item.lists, renderers)}</li>`;
}
