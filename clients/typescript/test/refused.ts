// What the compiler must refuse. Each remark is an error itself, should the line below it compile.

import { type BlockRenderers, Topichub } from "@topichub/client";
import { page } from "./page.js";

export async function refused(topichub: Topichub, { heading, ...rest }: BlockRenderers<string>): Promise<void> {
  // @ts-expect-error  a filter that is none
  await topichub.search({ strategy: ["prayer"] });
  // @ts-expect-error  a parameter of another operation
  await topichub.topics.list({ since: 1 });
  // @ts-expect-error  an article has no definition
  (await topichub.articles.get("a")).definition;
  for await (const article of topichub.articles.all({ limit: 2 })) article.excerpt satisfies string;
  for await (const article of topichub.articles.all({ fields: ["title"] })) {
    // @ts-expect-error  it was perhaps not asked for
    article.excerpt satisfies string;
  }
  const { document } = await topichub.lookup("/");
  // @ts-expect-error  nothing may be there
  document.title;
  // @ts-expect-error  only hubs and articles have a body
  document?.body;
  if (document?.type === "topic") document.body satisfies readonly unknown[];
  // @ts-expect-error  answers are shared, so they are read-only
  if (document) document.title = "";
  for await (const change of topichub.changes()) {
    // @ts-expect-error  a tombstone has no document
    change.document;
    change.checkpoint satisfies number;
  }
  // @ts-expect-error  a block is missing
  rest satisfies BlockRenderers<string>;
  // @ts-expect-error  a block that is none
  ({ ...page, fresco: () => "" }) satisfies BlockRenderers<string>;
  heading satisfies unknown;
}
