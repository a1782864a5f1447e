// Every block as HTML. A type that is missing here does not compile.

import type { BlockRenderers, Image } from "@topichub/client";
import { type Html, html, rich } from "./html.js";

const URGENCIES = {
  emergency: "Call an ambulance",
  same_day: "See a doctor today",
  appointment: "Make an appointment",
} as const;

const WHOLE_WIDTH = "(min-width: 46rem) 44rem, 100vw";

/** `sizes` says how wide it is drawn; `loading` is eager for what stands at the top of a page. */
export function picture(image: Image, sizes = WHOLE_WIDTH, loading: "lazy" | "eager" = "lazy"): Html {
  const { x, y } = image.focal_point ?? { x: 0.5, y: 0.5 };
  return html`<img src="${image.src}" srcset="${image.srcset}" sizes="${sizes}" width="${image.width}" height="${image.height}" alt="${image.alt}" loading="${loading}" style="object-position: ${x * 100}% ${y * 100}%">`;
}

const list = (items: readonly string[]): Html => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** A block with a title of its own: a section, named by it. */
function titled(kind: string, block: { readonly anchor: string; readonly title: string }, inside: Html): Html {
  if (!block.title) return html`<div class="${kind}">${inside}</div>`;
  const heading = html`<h2 id="${block.anchor}">${block.title}</h2>`;
  return html`<section class="${kind}" aria-labelledby="${block.anchor}">${heading}${inside}</section>`;
}

export const blocks: BlockRenderers<Html> = {
  heading: ({ level, anchor, text }) =>
    level === 2 ? html`<h2 id="${anchor}">${text}</h2>` : html`<h3 id="${anchor}">${text}</h3>`,

  rich_text: ({ text }) => rich(text),

  key_points: (block) => titled("card", block, list(block.points)),

  warning_signs: (block) =>
    titled(
      "card warning",
      block,
      html`<p class="label">${URGENCIES[block.urgency]}</p>${list(block.signs)}<p><strong>${block.action}</strong></p>`,
    ),

  strategy: (block) => html`
    <section class="card strategy" aria-labelledby="${block.anchor}">
      <p class="label">${block.category_label}</p>
      <h3 id="${block.anchor}">${block.name}</h3>
      <p>${block.summary}</p>
      ${block.techniques.length > 0 && html`<dl>${block.techniques.map(({ name, line }) => html`<dt>${name}</dt><dd>${line}</dd>`)}</dl>`}
      ${block.care_roles.length > 0 && html`<p>With: ${block.care_roles.map((role) => role.name).join(", ")}</p>`}
      ${block.combines_with.length > 0 && html`<p>Goes well with: ${block.combines_with.join(", ")}</p>`}
      ${block.cautions.length > 0 && html`<p class="label">Take care</p>${list(block.cautions)}`}
      ${block.topic && html`<p><a href="${block.topic.path}">More about ${block.topic.title}</a></p>`}
    </section>`,

  steps: (block) =>
    titled(
      "steps",
      block,
      html`<ol>${block.steps.map((step) => html`<li><strong>${step.title}</strong>${rich(step.text)}</li>`)}</ol>`,
    ),

  questions: (block) =>
    titled(
      "questions",
      block,
      html`${block.questions.map(({ anchor, question, answer }) => html`<h3 id="${anchor}">${question}</h3>${rich(answer)}`)}`,
    ),

  quote: ({ text, attribution }) =>
    html`<figure class="quote"><blockquote><p>${text}</p></blockquote>${attribution && html`<figcaption>${attribution}</figcaption>`}</figure>`,

  table: ({ caption, columns, rows }) => html`
    <div class="scrolled" role="region" aria-label="${caption || "Table"}" tabindex="0">
      <table>
        <caption>${caption}</caption>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`,

  image: ({ image, caption }) =>
    html`<figure>${picture(image)}${caption && html`<figcaption>${caption}</figcaption>`}</figure>`,

  figure: ({ image, caption, source, source_url }) => html`
    <figure>
      ${picture(image)}
      <figcaption>${caption && `${caption} · `}Source: ${source_url ? html`<a href="${source_url}">${source}</a>` : source}</figcaption>
    </figure>`,

  // A link, not a player: nothing of another company's is loaded before somebody asks for it.
  video: ({ title, url, transcript }) => html`
    <div class="card">
      <p><a href="${url}">Watch: ${title}</a></p>
      ${transcript && html`<details><summary>Read what is said</summary><p>${transcript}</p></details>`}
    </div>`,

  callout: ({ tone, title, text }) =>
    html`<div class="card ${tone}" role="note">${title && html`<p class="label">${title}</p>`}${rich(text)}</div>`,

  care_team: (block) =>
    titled(
      "card",
      block,
      html`${block.introduction && html`<p>${block.introduction}</p>`}<dl>${block.members.map(({ role, contribution }) => html`<dt>${role.name}</dt><dd>${contribution}</dd>`)}</dl>`,
    ),
};
