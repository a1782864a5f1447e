// One function for each block of the contract; the tests hold these against the OpenAPI document.

import { draw, list, picture, richText, teaser } from "./draw.js";

const titled = (title, ...rest) => [title && draw("h3", {}, title), ...rest];
const URGENCY = { emergency: "Emergency", same_day: "Call today", appointment: "Make an appointment" };

export const BLOCKS = {
  heading: (block) => draw(`h${block.level}`, {}, block.text),
  rich_text: (block) => draw("div", {}, richText(block.text)),
  key_points: (block) => draw("section", { class: "box" }, titled(block.title, list(block.points, (point) => point))),
  warning_signs: (block) =>
    draw(
      "section",
      { class: `box ${block.urgency}` },
      titled(block.title, list(block.signs, (sign) => sign)),
      draw("p", {}, draw("strong", {}, `${URGENCY[block.urgency]}: `), block.action),
    ),
  strategy: (block) =>
    draw(
      "section",
      { class: "strategy" },
      draw("h3", {}, block.name),
      draw("p", { class: "note" }, block.category_label),
      draw("p", {}, block.summary),
      block.techniques.length &&
        list(block.techniques, ({ name, line }) => [draw("strong", {}, name), line && ` – ${line}`]),
      named("Who helps", block.care_roles.map((role) => role.name)),
      named("Goes well with", block.combines_with),
      named("Take care", block.cautions),
      block.topic && teaser(block.topic),
    ),
  steps: (block) =>
    draw("section", {}, titled(block.title, list(block.steps, (step) => [draw("strong", {}, step.title), ...richText(step.text)], true))),
  questions: (block) =>
    draw(
      "section",
      {},
      titled(block.title, block.questions.map(({ question, answer }) =>
        draw("details", {}, draw("summary", {}, question), richText(answer)),
      )),
    ),
  quote: (block) =>
    draw("figure", {}, draw("blockquote", {}, draw("p", {}, block.text)), draw("figcaption", {}, block.attribution)),
  table: (block) =>
    draw(
      "table",
      {},
      draw("caption", {}, block.caption),
      draw("thead", {}, draw("tr", {}, block.columns.map((name) => draw("th", { scope: "col" }, name)))),
      draw("tbody", {}, block.rows.map((row) => draw("tr", {}, row.map((cell) => draw("td", {}, cell))))),
    ),
  image: (block) => draw("figure", {}, picture(block.image), draw("figcaption", {}, block.caption)),
  figure: (block) =>
    draw(
      "figure",
      {},
      picture(block.image),
      draw(
        "figcaption",
        {},
        `${block.caption} – Source: `,
        block.source_url ? draw("a", { href: block.source_url }, block.source) : block.source,
      ),
    ),
  video: (block) =>
    draw(
      "figure",
      {},
      draw("iframe", { src: block.embed_url, title: block.title, loading: "lazy", allow: "fullscreen" }),
      draw("figcaption", {}, draw("a", { href: block.url }, block.title)),
      block.transcript && draw("details", {}, draw("summary", {}, "What is said"), draw("p", {}, block.transcript)),
    ),
  callout: (block) => draw("aside", { class: `box ${block.tone}` }, titled(block.title, richText(block.text))),
  care_team: (block) =>
    draw(
      "section",
      { class: "box" },
      titled(block.title, draw("p", {}, block.introduction)),
      list(block.members, ({ role, contribution }) => [
        draw("strong", {}, role.name),
        ` – ${contribution || role.description}`,
      ]),
    ),
};

function named(title, values) {
  return values.length ? draw("p", {}, draw("strong", {}, `${title}: `), values.join(", ")) : null;
}

export const body = (blocks) => blocks.map((block) => BLOCKS[block.type](block));
