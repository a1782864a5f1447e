// Templates of HTML: what is put into one is escaped, unless it is one itself.

import { escapeHtml, plainRenderers, type RichText, renderRichText } from "@topichub/client";
import { local } from "./topichub.js";

export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | null | false | readonly Part[];

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + written(parts[index] ?? null)).join(""));
}

function written(part: Part): string {
  if (part === null || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return escapeHtml(String(part));
}

/** Links to pages of the site stay here; a term shows its definition where a pointer or the keyboard rests on it. */
export function rich({ tree }: RichText): Html {
  return new Html(
    renderRichText(tree, {
      ...plainRenderers,
      link: (link, inside) =>
        html`<a href="${link.page_id === null ? link.url : local(link.url)}">${new Html(inside)}</a>`.text,
      term: (term, inside) =>
        html`<span class="term"><a href="${local(term.url)}">${new Html(inside)}</a><span role="note" class="definition-note"><strong>${term.title}:</strong> ${term.definition}</span></span>`.text,
    }),
  );
}
