import assert from "node:assert/strict";
import { test } from "node:test";
import { type Block, plainRenderers, type RichText, type RichTextNode, renderBlocks, renderRichText, Topichub } from "@topichub/client";
import { page } from "./page.js";
import { SERVER } from "./proxy.js";

const topichub = new Topichub({ baseUrl: SERVER });

test("every block of a hub with all of them is drawn", async () => {
  const { body } = await topichub.topics.get("refractory-pain");
  assert.deepEqual(new Set(body.map((block) => block.type)), new Set(Object.keys(page)));
  const drawn = renderBlocks(body, page);
  assert.equal(drawn.length, body.length);
  assert.ok(drawn.every((html) => html && !html.includes("undefined")));
});

test("a block of a newer API is an error, or what you make of it", () => {
  const newer = { type: "constructor", id: "1" } as unknown as Block;
  assert.throws(() => renderBlocks([newer], page), /no renderer for the block “constructor”/);
  assert.deepEqual(renderBlocks([newer], page, () => ""), [""]);
});

test("rich text is drawn from its tree as the server draws it", async () => {
  let count = 0;
  for await (const change of topichub.changes()) {
    for (const { tree, html } of richTexts(change)) {
      assert.equal(renderRichText(tree), html);
      count += 1;
    }
  }
  assert.ok(count > 5);
});

test("nothing in a text becomes markup", () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  const escaped = "&lt;img src=x onerror=&quot;alert(&#x27;1&#x27;)&quot;&gt;&amp;";
  const tree: RichTextNode[] = [
    { type: "paragraph", children: [{ type: "text", text: evil, marks: ["strong", "emphasis"] }, { type: "line_break" }] },
    {
      type: "paragraph",
      children: [{ type: "term", topic_id: 1, title: evil, definition: evil, url: `/"${evil}`, children: [] }],
    },
  ];
  assert.equal(
    renderRichText(tree),
    `<p><strong><em>${escaped}</em></strong><br></p><p><a href="/&quot;${escaped}" data-topic="1"></a></p>`,
  );
});

test("lists stand in the items of lists", () => {
  const words = (text: string): RichTextNode => ({ type: "paragraph", children: [{ type: "text", text, marks: [] }] });
  const inner: RichTextNode = { type: "list", ordered: false, items: [{ children: [], lists: [] }] };
  const outer: RichTextNode = { type: "list", ordered: true, items: [{ children: [], lists: [inner] }] };
  assert.equal(renderRichText([words("a"), outer]), "<p>a</p><ol><li><ul><li></li></ul></li></ol>");
});

test("one kind of node can be drawn differently", () => {
  const tree: RichTextNode[] = [
    { type: "list", ordered: true, items: [{ children: [{ type: "link", url: "/a/", page_id: null, children: [] }], lists: [] }] },
  ];
  const html = renderRichText(tree, { ...plainRenderers, link: (link, inside) => `<a rel="external" href="${link.url}">${inside}</a>` });
  assert.equal(html, '<ol><li><a rel="external" href="/a/"></a></li></ol>');
});

function* richTexts(value: unknown): Generator<RichText> {
  if (value === null || typeof value !== "object") return;
  if ("tree" in value && "html" in value) yield value as RichText;
  for (const inner of Object.values(value)) yield* richTexts(inner);
}
