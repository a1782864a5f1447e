// Names for what the API answers. All of it follows from schema.ts, which is generated.

import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];

/** The API's paths that a GET answers, as the OpenAPI document writes them. */
export type Path = keyof paths;
type Parameters<P extends Path> = paths[P]["get"]["parameters"];
type QueryOf<Given> = Given extends { readonly query?: infer Query } ? NonNullable<Query> : Record<never, never>;
/** What may be asked of `P`, by the names of its parameters. */
export type Query<P extends Path> = QueryOf<Parameters<P>>;
export type PathParameters<P extends Path> = Parameters<P> extends { readonly path: infer Given extends object } ? Given : undefined;
/** What `P` answers. */
export type Answer<P extends Path> = paths[P]["get"]["responses"][200]["content"]["application/json"];
/** The paths whose answer is a page of a list. */
export type ListPath = { [P in Path]: Answer<P> extends { readonly items: readonly unknown[]; readonly limit: number } ? P : never }[Path];
type Any<P extends ListPath> = Answer<P>["items"][number];
type Titled<Given> = Extract<Given, { readonly title: string }>;
/** What a list has where `fields` does not ask for something else: of a choice, that which surely has its fields. */
export type Item<P extends ListPath> = [Titled<Any<P>>] extends [never] ? Any<P> : Titled<Any<P>>;
/** A page of a list. */
export type ListAnswer<P extends ListPath> = Omit<Answer<P>, "items"> & { readonly items: readonly Item<P>[] };
export type QueryOfItems<P extends ListPath> = Query<P> & { readonly fields?: never };

export type Document = Schemas["Document"];
export type TopicDocument = Schemas["TopicDocument"];
export type ArticleDocument = Schemas["ArticleDocument"];
export type HomeDocument = Schemas["HomeDocument"];
export type Teaser = Schemas["Teaser"];
export type TopicTeaser = Schemas["TopicTeaser"];
export type ArticleTeaser = Schemas["ArticleTeaser"];
export type Image = Schemas["Image"];
export type Person = Schemas["Person"];
export type Relation = Schemas["Relation"];

export type Block = Schemas["Block"];
export type BlockType = Block["type"];
/** The block of one type: `BlockOf<"strategy">`. */
export type BlockOf<Type extends BlockType> = Extract<Block, { readonly type: Type }>;

export type RichText = Schemas["RichText"];
export type RichTextNode = Schemas["RichTextNode"];
export type Inline = Schemas["Inline"];
export type ListItem = Schemas["ListItem"];

export type Navigation = Schemas["Navigation"];
export type Lookup = Schemas["Lookup"];
export type Address = Schemas["Address"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchHit = Schemas["SearchHit"];
export type Suggestions = Schemas["Suggestions"];
export type Suggestion = Schemas["Suggestion"];
export type RelatedArticles = Schemas["RelatedArticles"];
/** One change of the feed. Once you have applied it, `checkpoint` is where to go on from. */
export type Change = Schemas["Change"] & { readonly checkpoint: number };

export type Problem = Schemas["Problem"];
export type FieldError = Schemas["FieldError"];
export type ProblemType = keyof components["responses"];
