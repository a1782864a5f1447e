// How a front end draws every block: leave one out, or add one to the API, and this does not compile.

import { type BlockRenderers, escapeHtml as text, type RichText, renderRichText } from "@topichub/client";

const rich = (given: RichText): string => renderRichText(given.tree);
const items = (given: readonly string[]): string => given.map((item) => `<li>${text(item)}</li>`).join("");
const picture = (image: { readonly src: string; readonly alt: string }): string =>
  `<img src="${text(image.src)}" alt="${text(image.alt)}">`;

export const page: BlockRenderers<string> = {
  heading: (block) => `<h${block.level} id="${block.anchor}">${text(block.text)}</h${block.level}>`,
  rich_text: (block) => rich(block.text),
  key_points: (block) => `<h2>${text(block.title)}</h2><ul>${items(block.points)}</ul>`,
  warning_signs: (block) => `<h2>${text(block.title)}</h2><ul>${items(block.signs)}</ul><p>${text(block.action)}</p>`,
  strategy: (block) => `<h3>${text(block.name)}</h3><p>${text(block.summary)}</p><ul>${items(block.cautions)}</ul>`,
  steps: (block) => block.steps.map((step) => `<h3>${text(step.title)}</h3>${rich(step.text)}`).join(""),
  questions: (block) => block.questions.map((one) => `<h3>${text(one.question)}</h3>${rich(one.answer)}`).join(""),
  quote: (block) => `<blockquote>${text(block.text)}</blockquote>`,
  table: (block) => block.rows.map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`).join(""),
  image: (block) => picture(block.image),
  figure: (block) => `<figure>${picture(block.image)}<figcaption>${text(block.caption)}</figcaption></figure>`,
  video: (block) => `<a href="${text(block.url)}">${text(block.title)}</a>`,
  callout: (block) => `<aside><h3>${text(block.title)}</h3>${rich(block.text)}</aside>`,
  care_team: (block) => block.members.map((member) => `<p>${text(member.role.name)}</p>`).join(""),
};
