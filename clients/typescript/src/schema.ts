// Written by `npm run generate` from the API's OpenAPI document. Do not edit.

export interface paths {
    readonly "/delivery/v1/topics/{slug}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A topic hub
         * @description The hub, whole: definition, relations, strategies, pinned articles. `/topics/{slug}/articles` has further ones.
         */
        readonly get: operations["topic"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/articles/{slug}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * An article
         * @description The article, whole: body, topics, authors, reviewers, references, dates.
         */
        readonly get: operations["article"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/documents/{document_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Any document by its id
         * @description A topic, an article, the home page or an index page, told apart by `type`.
         */
        readonly get: operations["document"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/topics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Topics, filtered and in order
         * @description A site's topics, by title or as asked. Filters narrow each other; several values in one widen it.
         */
        readonly get: operations["topics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/articles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Articles, filtered and in order
         * @description A site's articles, by title or as asked. Filters narrow each other; several values in one widen it.
         */
        readonly get: operations["articles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/navigation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Where a site's navigation leads
         * @description The home page, the pages that list topics and articles, and as a tree what editors show in menus.
         */
        readonly get: operations["navigation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/sitemap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Every address of a site
         * @description All public pages in all languages, by path: for site maps and static builds.
         */
        readonly get: operations["sitemap"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/topics/{slug}/articles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A hub's articles
         * @description Teasers of the articles that a hub shows: the editor's pins first, then the articles about the topic.
         *
         *     While search is away these are the pins and the articles that name the topic among theirs, and `search` says so.
         */
        readonly get: operations["topic_articles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/articles/{slug}/related": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Related articles
         * @description Teasers of the articles that go with one, each with its reason; never those that an editor blocked.
         *
         *     While search is away these are the editor's pins and the articles about the same first topic, and `search` says so.
         */
        readonly get: operations["related_articles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What is at a path
         * @description The document at a path, so that one route of a frontend can draw any page.
         *
         *     Redirects that editors set, or that were kept when a page moved, are followed and told in `redirect`: send the
         *     reader on to its `url`.
         */
        readonly get: operations["lookup"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What changed since a checkpoint
         * @description From `since=0` it is everything public; after that, what changed. A page comes once, with its newest document.
         *
         *     Documents are those of one site, in all its languages. A tombstone says that a page is not on this site, whether it
         *     was unpublished, deleted, made private or moved to another one: nothing more is told of it.
         */
        readonly get: operations["changes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Does the process run?
         * @description Asks nothing of the database or of search: restart the process if this does not answer.
         */
        readonly get: operations["live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Can it deliver?
         * @description 503 without the database. Without search documents are still delivered: `degraded`, and 200.
         */
        readonly get: operations["ready"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search topics and articles
         * @description Find topics and articles by what readers type, with facets, highlights and how the query was understood.
         *
         *     A word that no page has is corrected, and that is told; names have synonyms; editors may pin pages to a query.
         */
        readonly get: operations["search"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/suggest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Suggest while a reader types
         * @description Suggest topics, other names, articles and frequent searches for unfinished words.
         *
         *     A word may have one typo after its third letter.
         */
        readonly get: operations["suggest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/delivery/v1/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A draft, for whoever has its token
         * @description The page as it stands in an editor's form, saved or not, as the document that it would be if it were published. For
         *     15 minutes, and while the editor is logged in and may edit the page. A page never saved has the id 0.
         */
        readonly get: operations["preview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ArticleTeaser: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "article";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly excerpt: string;
            readonly image: components["schemas"]["Image"] | null;
            readonly last_reviewed: string | null;
        };
        readonly Breadcrumb: {
            readonly title: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
        };
        readonly Callout: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "callout";
            /** @enum {string} */
            readonly tone: "information" | "tip" | "caution";
            readonly title: string;
            readonly text: components["schemas"]["RichText"];
        };
        /** @description Somebody by profession, such as a physiotherapist. */
        readonly CareRole: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly name: string;
            readonly description: string;
        };
        /** @description Who looks after people with the condition, and what each of them does. */
        readonly CareTeam: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "care_team";
            readonly title: string;
            /**
             * @description Unique on its page: the fragment to link to.
             * @default
             */
            readonly anchor: string;
            readonly introduction: string;
            readonly members: readonly components["schemas"]["CareTeamMember"][];
        };
        readonly CareTeamMember: {
            readonly role: components["schemas"]["CareRole"];
            readonly contribution: string;
        };
        readonly Code: {
            /** @enum {string} */
            readonly system: "mesh" | "icd11" | "snomed";
            readonly code: string;
        };
        /** @description A picture that carries facts, and where they come from. */
        readonly Figure: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "figure";
            readonly image: components["schemas"]["Image"];
            readonly caption: string;
            readonly source: string;
            readonly source_url: string | null;
        };
        /** @description The point of an image that must stay visible when it is cropped, as fractions of width and height. */
        readonly FocalPoint: {
            readonly x: number;
            readonly y: number;
        };
        readonly Heading: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "heading";
            /** @enum {integer} */
            readonly level: 2 | 3;
            readonly text: string;
            /** @description Unique on its page: the fragment to link to. */
            readonly anchor: string;
        };
        /** @description A picture ready for `<img>`: `src` is the widest rendition, `srcset` lists all of them by width. */
        readonly Image: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            /** @description Absolute URL. */
            readonly src: string;
            readonly srcset: string;
            /** @description Of `src`, in pixels. */
            readonly width: number;
            /** @description Of `src`, in pixels. */
            readonly height: number;
            /** @description Empty for a decorative picture. */
            readonly alt: string;
            readonly focal_point: components["schemas"]["FocalPoint"] | null;
        };
        readonly ImageBlock: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "image";
            readonly image: components["schemas"]["Image"];
            readonly caption: string;
        };
        /** @description What came along; null where it was not asked for. */
        readonly Included: {
            /** @description As `/articles/{slug}/related` answers. */
            readonly related: components["schemas"]["RelatedArticles"] | null;
            /** @description As `/topics/{slug}/articles` answers. */
            readonly articles: components["schemas"]["TopicArticles"] | null;
            /** @description Whole: those that an article is about, or that a topic has relations to; each once. */
            readonly topics: readonly components["schemas"]["TopicDocument"][] | null;
        };
        readonly KeyPoints: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "key_points";
            readonly title: string;
            /**
             * @description Unique on its page: the fragment to link to.
             * @default
             */
            readonly anchor: string;
            readonly points: readonly string[];
        };
        readonly LineBreak: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "line_break";
        };
        /** @description A link out of the site, to a page of it, to a mail address or a telephone number. */
        readonly Link: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "link";
            /** @description Absolute URL. */
            readonly url: string;
            /** @description Set where the target is a page of this site. */
            readonly page_id: number | null;
            readonly children: readonly components["schemas"]["PlainInline"][];
        };
        readonly List: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "list";
            readonly ordered: boolean;
            readonly items: readonly components["schemas"]["ListItem"][];
        };
        readonly ListItem: {
            readonly children: readonly components["schemas"]["Inline"][];
            /** @default [] */
            readonly lists: readonly components["schemas"]["List"][];
        };
        readonly Paragraph: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "paragraph";
            readonly children: readonly components["schemas"]["Inline"][];
        };
        /** @description A named author or reviewer. */
        readonly Person: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly name: string;
            readonly credentials: string;
            readonly job_title: string;
            readonly biography: string;
            readonly photo: components["schemas"]["Image"] | null;
        };
        readonly Question: {
            readonly question: string;
            /**
             * @description Unique on its page: the fragment to link to.
             * @default
             */
            readonly anchor: string;
            readonly answer: components["schemas"]["RichText"];
        };
        readonly Questions: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "questions";
            readonly title: string;
            /**
             * @description Unique on its page: the fragment to link to. Empty where the block has no title.
             * @default
             */
            readonly anchor: string;
            readonly questions: readonly components["schemas"]["Question"][];
        };
        readonly Quote: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "quote";
            readonly text: string;
            readonly attribution: string;
        };
        /** @description A source. `url` is the given address, or else follows from the DOI or the PMID. */
        readonly Reference: {
            readonly citation: string;
            readonly doi: string;
            readonly pmid: string;
            readonly url: string | null;
        };
        readonly RelatedArticle: {
            readonly article: components["schemas"]["ArticleTeaser"];
            /** @description The editor put it first. */
            readonly pinned: boolean;
            /** @description For readers, such as “Both about neuropathic pain”. */
            readonly reason: string;
        };
        readonly RelatedArticles: {
            /**
             * @description `degraded`: a stand-in engine answered. `unavailable`: no search; what the editors chose and what the log knows is answered all the same.
             * @enum {string}
             */
            readonly search: "ok" | "degraded" | "unavailable";
            readonly items: readonly components["schemas"]["RelatedArticle"][];
        };
        /** @description How this topic stands to another. `derived`: told by the other topic, seen from here. */
        readonly Relation: {
            /** @enum {string} */
            readonly kind: "encompasses" | "part_of" | "overlaps_with" | "caused_by" | "causes" | "treated_by" | "treats" | "delivered_by" | "delivers";
            readonly label: string;
            readonly topic: components["schemas"]["TopicTeaser"];
            readonly note: string;
            readonly derived: boolean;
        };
        readonly RichText: {
            readonly tree: readonly components["schemas"]["RichTextNode"][];
            /** @description The same text as safe HTML, derived from `tree`. */
            readonly html: string;
        };
        readonly RichTextBlock: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "rich_text";
            readonly text: components["schemas"]["RichText"];
        };
        readonly Step: {
            readonly title: string;
            readonly text: components["schemas"]["RichText"];
        };
        readonly Steps: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "steps";
            readonly title: string;
            /**
             * @description Unique on its page: the fragment to link to. Empty where the block has no title.
             * @default
             */
            readonly anchor: string;
            readonly steps: readonly components["schemas"]["Step"][];
        };
        /** @description A way to deal with a condition; the heart of a topic hub. */
        readonly Strategy: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "strategy";
            readonly name: string;
            /** @description Unique on its page: the fragment to link to. */
            readonly anchor: string;
            /** @enum {string} */
            readonly category: "medication" | "psychological" | "movement" | "interventional" | "lifestyle" | "self_management" | "complementary" | "social_support";
            readonly category_label: string;
            readonly summary: string;
            readonly techniques: readonly components["schemas"]["Technique"][];
            readonly care_roles: readonly components["schemas"]["CareRole"][];
            readonly combines_with: readonly string[];
            readonly cautions: readonly string[];
            /** @description The topic that tells more. */
            readonly topic: components["schemas"]["TopicTeaser"] | null;
        };
        /** @description Every row has as many cells as there are columns. */
        readonly Table: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "table";
            readonly caption: string;
            readonly columns: readonly string[];
            readonly rows: readonly (readonly string[])[];
        };
        readonly Technique: {
            readonly name: string;
            readonly line: string;
        };
        /** @description Words that lead to a topic; its definition is here, so that it can be shown in place. */
        readonly Term: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "term";
            /** @description Stable id of a page, person, care role or image. */
            readonly topic_id: number;
            readonly title: string;
            readonly definition: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly children: readonly components["schemas"]["PlainInline"][];
        };
        readonly Text: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "text";
            readonly text: string;
            /** @default [] */
            readonly marks: readonly ("strong" | "emphasis" | "superscript" | "subscript")[];
        };
        readonly Topic: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @default topic
             * @constant
             */
            readonly type: "topic";
            readonly definition: string;
            readonly other_names: readonly string[];
            readonly codes: readonly components["schemas"]["Code"][];
            readonly relations: readonly components["schemas"]["Relation"][];
            readonly image: components["schemas"]["Image"] | null;
            readonly body: readonly components["schemas"]["Block"][];
            readonly pinned_articles: readonly components["schemas"]["ArticleTeaser"][];
            readonly reviewers: readonly components["schemas"]["Person"][];
            readonly last_reviewed: string | null;
            readonly next_review: string | null;
            readonly references: readonly components["schemas"]["Reference"][];
            /** @description What `include` asks for. */
            readonly included?: components["schemas"]["Included"];
        };
        readonly TopicArticle: {
            readonly article: components["schemas"]["ArticleTeaser"];
            /** @description The editor put it first. */
            readonly pinned: boolean;
        };
        readonly TopicArticles: {
            /** @description How many there are in all. */
            readonly total: number;
            readonly limit: number;
            readonly offset: number;
            /**
             * @description `degraded`: a stand-in engine answered. `unavailable`: no search; what the editors chose and what the log knows is answered all the same.
             * @enum {string}
             */
            readonly search: "ok" | "degraded" | "unavailable";
            /** @description The editor's pins first. */
            readonly items: readonly components["schemas"]["TopicArticle"][];
        };
        readonly TopicDocument: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "topic";
            readonly definition: string;
            readonly other_names: readonly string[];
            readonly codes: readonly components["schemas"]["Code"][];
            readonly relations: readonly components["schemas"]["Relation"][];
            readonly image: components["schemas"]["Image"] | null;
            readonly body: readonly components["schemas"]["Block"][];
            readonly pinned_articles: readonly components["schemas"]["ArticleTeaser"][];
            readonly reviewers: readonly components["schemas"]["Person"][];
            readonly last_reviewed: string | null;
            readonly next_review: string | null;
            readonly references: readonly components["schemas"]["Reference"][];
        };
        readonly TopicTeaser: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "topic";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly definition: string;
            readonly image: components["schemas"]["Image"] | null;
        };
        readonly Translation: {
            readonly locale: string;
            /** @description Absolute URL. */
            readonly url: string;
        };
        readonly Video: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "video";
            readonly title: string;
            /** @description Absolute URL. */
            readonly url: string;
            /** @enum {string} */
            readonly provider: "youtube" | "vimeo";
            /** @description For an iframe; sets no cookie before it is played. */
            readonly embed_url: string;
            readonly transcript: string;
        };
        /** @description Signs that call for help, how urgently, and what to do. */
        readonly WarningSigns: {
            readonly id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "warning_signs";
            readonly title: string;
            /**
             * @description Unique on its page: the fragment to link to.
             * @default
             */
            readonly anchor: string;
            /** @enum {string} */
            readonly urgency: "emergency" | "same_day" | "appointment";
            readonly signs: readonly string[];
            readonly action: string;
        };
        readonly Article: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @default article
             * @constant
             */
            readonly type: "article";
            readonly teaser_title: string;
            readonly excerpt: string;
            /** @description Other names of what the article is about. */
            readonly other_names: readonly string[];
            readonly image: components["schemas"]["Image"] | null;
            /** @description The primary topic first. */
            readonly topics: readonly components["schemas"]["TopicTeaser"][];
            readonly authors: readonly components["schemas"]["Person"][];
            readonly reviewers: readonly components["schemas"]["Person"][];
            readonly published: string | null;
            readonly updated: string | null;
            readonly last_reviewed: string | null;
            readonly next_review: string | null;
            readonly body: readonly components["schemas"]["Block"][];
            readonly references: readonly components["schemas"]["Reference"][];
            /** @description Related articles the editor put first. */
            readonly related_pins: readonly components["schemas"]["ArticleTeaser"][];
            /** @description Articles the editor keeps out of the related ones. */
            readonly related_blocks: readonly number[];
            /** @description What `include` asks for. */
            readonly included?: components["schemas"]["Included"];
        };
        readonly ArticleDocument: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "article";
            readonly teaser_title: string;
            readonly excerpt: string;
            /** @description Other names of what the article is about. */
            readonly other_names: readonly string[];
            readonly image: components["schemas"]["Image"] | null;
            /** @description The primary topic first. */
            readonly topics: readonly components["schemas"]["TopicTeaser"][];
            readonly authors: readonly components["schemas"]["Person"][];
            readonly reviewers: readonly components["schemas"]["Person"][];
            readonly published: string | null;
            readonly updated: string | null;
            readonly last_reviewed: string | null;
            readonly next_review: string | null;
            readonly body: readonly components["schemas"]["Block"][];
            readonly references: readonly components["schemas"]["Reference"][];
            /** @description Related articles the editor put first. */
            readonly related_pins: readonly components["schemas"]["ArticleTeaser"][];
            /** @description Articles the editor keeps out of the related ones. */
            readonly related_blocks: readonly number[];
        };
        readonly ArticleIndexDocument: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "article_index";
            readonly introduction: string;
        };
        readonly HomeDocument: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "home";
            readonly introduction: string;
            readonly image: components["schemas"]["Image"] | null;
            readonly featured: readonly components["schemas"]["Teaser"][];
        };
        readonly TopicIndexDocument: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly seo_title: string;
            readonly seo_description: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at: string | null;
            /** @description UTC. */
            readonly last_published_at: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs: readonly components["schemas"]["Breadcrumb"][];
            readonly translations: readonly components["schemas"]["Translation"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "topic_index";
            readonly introduction: string;
        };
        readonly TopicList: {
            /** @description How many there are in all, on whatever page. */
            readonly total: number;
            readonly limit: number;
            /** @description Null where a cursor was given. */
            readonly offset: number | null;
            /** @description Give it as `cursor` for what follows; null at the end. */
            readonly next_cursor: string | null;
            /** @description Teasers, unless `fields` asks for others. */
            readonly items: readonly (components["schemas"]["TopicTeaser"] | components["schemas"]["TopicFields"])[];
        };
        readonly ArticleList: {
            /** @description How many there are in all, on whatever page. */
            readonly total: number;
            readonly limit: number;
            /** @description Null where a cursor was given. */
            readonly offset: number | null;
            /** @description Give it as `cursor` for what follows; null at the end. */
            readonly next_cursor: string | null;
            /** @description Teasers, unless `fields` asks for others. */
            readonly items: readonly (components["schemas"]["ArticleTeaser"] | components["schemas"]["ArticleFields"])[];
            /** @description What `include` asks for. */
            readonly included: components["schemas"]["Included"] | null;
        };
        readonly MenuPlace: {
            /** @enum {string} */
            readonly type: "topic" | "article" | "home" | "topic_index" | "article_index";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            /** @description What stands below it in the tree, and is in menus too. */
            readonly below: readonly components["schemas"]["MenuPlace"][];
        };
        readonly Navigation: {
            readonly home: components["schemas"]["Place"] | null;
            /** @description The pages that list topics and articles. */
            readonly sections: readonly components["schemas"]["Place"][];
            /** @description What editors show in menus, in their order. */
            readonly menu: readonly components["schemas"]["MenuPlace"][];
        };
        readonly Place: {
            /** @enum {string} */
            readonly type: "topic" | "article" | "home" | "topic_index" | "article_index";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
        };
        readonly Address: {
            /** @enum {string} */
            readonly type: "topic" | "article" | "home" | "topic_index" | "article_index";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly locale: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            /**
             * Format: date-time
             * @description UTC. When the document last changed, in whatever way.
             */
            readonly changed_at: string;
        };
        readonly Sitemap: {
            /** @description How many there are in all. */
            readonly total: number;
            readonly limit: number;
            readonly offset: number;
            /** @description By path. */
            readonly items: readonly components["schemas"]["Address"][];
        };
        /** @description What is at a path: a document, or a redirect, and behind it (on this site) a document. */
        readonly Lookup: {
            /** @description As asked for, with its slashes put right. */
            readonly path: string;
            readonly redirect: components["schemas"]["Redirect"] | null;
            readonly document: components["schemas"]["Document"] | null;
            /** @description What `include` asks for. */
            readonly included: components["schemas"]["Included"] | null;
        };
        /** @description Where a path leads now. `document_id` is null where that is outside of this site. */
        readonly Redirect: {
            /** @description Absolute URL. */
            readonly url: string;
            readonly path: string | null;
            /** @description Every step on the way is permanent: forget the old path. */
            readonly permanent: boolean;
            readonly document_id: number | null;
        };
        readonly Changes: {
            readonly since: number;
            /** @description Your new checkpoint: ask for `since` this number next time. */
            readonly next: number;
            /** @description The newest sequence of all. */
            readonly head: number;
            /** @description There is more now: ask again at once. */
            readonly more: boolean;
            /** @description Oldest change first. */
            readonly items: readonly components["schemas"]["Change"][];
        };
        /** @description A page of this site as it is now. */
        readonly Published: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "document";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly sequence: number;
            /** @description What the document depends on, such as `page-12` or `person-3`. */
            readonly tags: readonly string[];
            readonly document: components["schemas"]["Document"];
        };
        /** @description A page that is not (or no longer) public on this site: delete what you have of it. */
        readonly Tombstone: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "tombstone";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly sequence: number;
        };
        readonly Live: {
            /** @constant */
            readonly status: "live";
        };
        /** @description `degraded`: documents are delivered; search is not, or by its stand-in, or publishing is held up. */
        readonly Ready: {
            /** @enum {string} */
            readonly status: "ready" | "degraded";
            /** @description The newest of the log. */
            readonly sequence: number;
            /** @description Documents that wait to be rendered again; each is, before it is read. */
            readonly stale: number;
            /**
             * @description “held up” while changes wait for a transaction that somebody has left open in the database.
             * @enum {string}
             */
            readonly publishing: "ok" | "held up";
            /**
             * @description `degraded`: a stand-in engine answered. `unavailable`: no search; what the editors chose and what the log knows is answered all the same.
             * @enum {string}
             */
            readonly search: "ok" | "degraded" | "unavailable";
            /** @description How far search has followed the log; null where it cannot tell. */
            readonly search_sequence: number | null;
        };
        readonly CorrectedWord: {
            readonly word: string;
            readonly replacement: string;
        };
        /** @description `name` was also searched as each of `others`. */
        readonly ExpandedName: {
            readonly name: string;
            readonly others: readonly string[];
        };
        /** @description Why a hit is where it is, for editors. */
        readonly Explanation: {
            /** @description In plain words, the most important first. */
            readonly sentences: readonly string[];
            /** @description The words that found it: the reader's own, or with a synonym. */
            readonly searched_as: string;
            readonly words: readonly components["schemas"]["FoundWord"][];
            /** @description Of the score, the largest first, in per cent. A pinned page is above any. */
            readonly shares: readonly components["schemas"]["ScoreShare"][];
        };
        /** @description A way to narrow the search. Its own choices do not count against it, those in other facets do. */
        readonly Facet: {
            /** @enum {string} */
            readonly name: "type" | "topic" | "strategy";
            readonly label: string;
            /** @description Most frequent first; at most 50, and what is selected. */
            readonly values: readonly components["schemas"]["FacetValue"][];
        };
        /** @description A choice. `value` goes into the parameter of the facet's name. */
        readonly FacetValue: {
            readonly value: string;
            readonly label: string;
            /** @description Pages there would be with this choice alone in its facet. */
            readonly count: number;
            readonly selected: boolean;
        };
        readonly FoundWord: {
            readonly word: string;
            /** @description That hold the word, or a form of it; empty: none does. */
            readonly fields: readonly ("title" | "other_names" | "summary" | "headings" | "key_points" | "text" | "initials")[];
        };
        /** @description Where on its page a hit answers: the heading that the first of its highlights stands under. */
        readonly HitSection: {
            readonly heading: string;
            /** @description The `anchor` of a block or a question in the page's document. */
            readonly anchor: string;
            /** @description Absolute URL of the page, with the anchor as its fragment. */
            readonly url: string;
        };
        /** @description What a part of the score comes from. */
        readonly ScoreShare: {
            /**
             * @description Single words; words that stand together; all of them in one field; topics shared; what query and page are about; that the page is looked after.
             * @enum {string}
             */
            readonly signal: "words" | "phrase" | "all_words" | "topics" | "meaning" | "upkeep";
            readonly field: ("title" | "other_names" | "summary" | "headings" | "key_points" | "text" | "initials") | null;
            /** @description Signal and field in plain words. */
            readonly label: string;
            readonly percent: number;
        };
        readonly SearchAnswer: {
            /** @description How many pages there are in all. */
            readonly total: number;
            readonly limit: number;
            readonly offset: number;
            /** @description Best first; without a query, newest first. */
            readonly items: readonly components["schemas"]["SearchHit"][];
            readonly facets: readonly components["schemas"]["Facet"][];
            readonly understood: components["schemas"]["Understanding"];
            /**
             * @description `degraded`: the search engine is away, and another one, kept beside it, has answered.
             * @enum {string}
             */
            readonly search: "ok" | "degraded";
        };
        /** @description A page that was found. */
        readonly SearchHit: {
            /** @enum {string} */
            readonly type: "topic" | "article";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            /** @description Of an article, for lists; empty where it has none of its own. */
            readonly teaser_title: string;
            readonly slug: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
            readonly locale: string;
            /** @description A topic's definition, an article's excerpt. */
            readonly summary: string;
            readonly other_names: readonly string[];
            readonly image: components["schemas"]["Image"] | null;
            /** @description That an article is about, the primary one first. */
            readonly topics: readonly components["schemas"]["TopicName"][];
            readonly published: string | null;
            readonly updated: string | null;
            readonly last_reviewed: string | null;
            /** @description At most two passages that answer the query, best first, each a sentence or a heading with the sentence below it. Safe HTML: text and `<mark>`, nothing else. */
            readonly highlights: readonly string[];
            /** @description Null: before the first heading, or nothing was highlighted. */
            readonly section: components["schemas"]["HitSection"] | null;
            /** @description An editor put it first for this query. */
            readonly pinned: boolean;
            /** @description Only where an editor asked for it: `explain`. */
            readonly explanation: components["schemas"]["Explanation"] | null;
            /** @description Comparable within one answer only; 0 without a query. */
            readonly score: number;
        };
        /** @description A topic by name, and where its hub is. */
        readonly TopicName: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            readonly slug: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
        };
        /** @description How the query was read. */
        readonly Understanding: {
            /** @description As it was asked. */
            readonly query: string;
            /** @description The words that were searched for, folded; empty without a query. */
            readonly searched: string;
            /** @description Words left out because they say nothing about the matter. */
            readonly dropped: readonly string[];
            /** @description Words no page has, and what was searched instead. */
            readonly corrections: readonly components["schemas"]["CorrectedWord"][];
            /** @description The query with its corrections: “showing results for …”. Null: none was made. */
            readonly corrected_query: string | null;
            /** @description “Did you mean …?”, where `exact` kept the query from being corrected. */
            readonly suggested_query: string | null;
            readonly synonyms: readonly components["schemas"]["ExpandedName"][];
        };
        /** @description Where a suggestion leads. */
        readonly SuggestedPage: {
            /**
             * @description What `text` is: a topic's title, another name of a topic, or a name of an article. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            readonly kind: "article" | "other_name" | "topic";
            readonly text: string;
            /** @enum {string} */
            readonly type: "topic" | "article";
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path: string;
            /** @description Absolute URL. */
            readonly url: string;
        };
        /** @description What others have often searched for, and found: search for `text`. */
        readonly SuggestedQuery: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly kind: "query";
            readonly text: string;
        };
        /** @description Suggestions of one kind. `label` is a heading for readers. */
        readonly SuggestionGroup: {
            /** @enum {string} */
            readonly kind: "topic" | "other_name" | "article" | "query";
            readonly label: string;
            /** @description Best first. */
            readonly items: readonly components["schemas"]["Suggestion"][];
        };
        readonly Suggestions: {
            readonly query: string;
            /** @description Topics, other names of topics, articles, searches, in this order; none that is empty. */
            readonly groups: readonly components["schemas"]["SuggestionGroup"][];
        };
        /** @description One fault of a request: where it is, what is wrong there, and how to mend it. */
        readonly FieldError: {
            /** @enum {string} */
            readonly location: "query" | "path" | "header";
            readonly field: string;
            readonly message: string;
            readonly mend: string;
        };
        /** @description What went wrong. `type` is an address that explains the kind of problem and how to mend it. */
        readonly Problem: {
            /** @description Absolute URL. */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @description About this one occurrence, in words. */
            readonly detail: string;
            /** @description The path that was asked for. */
            readonly instance: string;
            /** @description Each fault of the request; empty where none can be named. */
            readonly errors: readonly components["schemas"]["FieldError"][];
        };
        /** @description The fields that were asked for, or all with `fields=*`. */
        readonly TopicFields: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title?: string;
            readonly slug?: string;
            readonly locale?: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path?: string;
            /** @description Absolute URL. */
            readonly url?: string;
            readonly seo_title?: string;
            readonly seo_description?: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at?: string | null;
            /** @description UTC. */
            readonly last_published_at?: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs?: readonly components["schemas"]["Breadcrumb"][];
            readonly translations?: readonly components["schemas"]["Translation"][];
            /**
             * @default topic
             * @constant
             */
            readonly type: "topic";
            readonly definition?: string;
            readonly other_names?: readonly string[];
            readonly codes?: readonly components["schemas"]["Code"][];
            readonly relations?: readonly components["schemas"]["Relation"][];
            readonly image?: components["schemas"]["Image"] | null;
            readonly body?: readonly components["schemas"]["Block"][];
            readonly pinned_articles?: readonly components["schemas"]["ArticleTeaser"][];
            readonly reviewers?: readonly components["schemas"]["Person"][];
            readonly last_reviewed?: string | null;
            readonly next_review?: string | null;
            readonly references?: readonly components["schemas"]["Reference"][];
        };
        /** @description The fields that were asked for, or all with `fields=*`. */
        readonly ArticleFields: {
            /** @description Stable id of a page, person, care role or image. */
            readonly id: number;
            readonly title?: string;
            readonly slug?: string;
            readonly locale?: string;
            /** @description Path on the site, with a leading and a trailing slash. */
            readonly path?: string;
            /** @description Absolute URL. */
            readonly url?: string;
            readonly seo_title?: string;
            readonly seo_description?: string;
            /** @description UTC. None: made by a program, not published. */
            readonly first_published_at?: string | null;
            /** @description UTC. */
            readonly last_published_at?: string | null;
            /**
             * @description Editors want it in the site's menus.
             * @default false
             */
            readonly show_in_menus: boolean;
            /** @description From the home page down, without this page. */
            readonly breadcrumbs?: readonly components["schemas"]["Breadcrumb"][];
            readonly translations?: readonly components["schemas"]["Translation"][];
            /**
             * @default article
             * @constant
             */
            readonly type: "article";
            readonly teaser_title?: string;
            readonly excerpt?: string;
            /** @description Other names of what the article is about. */
            readonly other_names?: readonly string[];
            readonly image?: components["schemas"]["Image"] | null;
            /** @description The primary topic first. */
            readonly topics?: readonly components["schemas"]["TopicTeaser"][];
            readonly authors?: readonly components["schemas"]["Person"][];
            readonly reviewers?: readonly components["schemas"]["Person"][];
            readonly published?: string | null;
            readonly updated?: string | null;
            readonly last_reviewed?: string | null;
            readonly next_review?: string | null;
            readonly body?: readonly components["schemas"]["Block"][];
            readonly references?: readonly components["schemas"]["Reference"][];
            /** @description Related articles the editor put first. */
            readonly related_pins?: readonly components["schemas"]["ArticleTeaser"][];
            /** @description Articles the editor keeps out of the related ones. */
            readonly related_blocks?: readonly number[];
        };
        readonly Block: components["schemas"]["Heading"] | components["schemas"]["RichTextBlock"] | components["schemas"]["KeyPoints"] | components["schemas"]["WarningSigns"] | components["schemas"]["Strategy"] | components["schemas"]["Steps"] | components["schemas"]["Questions"] | components["schemas"]["Quote"] | components["schemas"]["Table"] | components["schemas"]["ImageBlock"] | components["schemas"]["Figure"] | components["schemas"]["Video"] | components["schemas"]["Callout"] | components["schemas"]["CareTeam"];
        readonly Change: components["schemas"]["Published"] | components["schemas"]["Tombstone"];
        readonly Document: components["schemas"]["TopicDocument"] | components["schemas"]["ArticleDocument"] | components["schemas"]["HomeDocument"] | components["schemas"]["TopicIndexDocument"] | components["schemas"]["ArticleIndexDocument"];
        readonly Inline: components["schemas"]["Text"] | components["schemas"]["LineBreak"] | components["schemas"]["Link"] | components["schemas"]["Term"];
        readonly PlainInline: components["schemas"]["Text"] | components["schemas"]["LineBreak"];
        readonly RichTextNode: components["schemas"]["Paragraph"] | components["schemas"]["List"];
        readonly Suggestion: components["schemas"]["SuggestedPage"] | components["schemas"]["SuggestedQuery"];
        readonly Teaser: components["schemas"]["TopicTeaser"] | components["schemas"]["ArticleTeaser"];
    };
    responses: {
        /** @description The request cannot be read. The request is not well-formed, or it came for a host that this server does not answer for. */
        readonly "bad-request": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is not right. This server answers only who has a key, and there is none in the request; or the key that is given is wrong, unknown or revoked, which is refused also where none is needed. */
        readonly "key-refused": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This is for editors. What explains search results is told to those who may use the admin, and to nobody else. */
        readonly "for-editors": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key does not open this. A key has scopes: published for documents, lists and search; preview for drafts; changes for the feed. This one has not the one that is needed here. */
        readonly "scope-missing": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing is published here. No public document has this slug, id or path on this site in this language, or there is no such endpoint. A page that was unpublished, deleted or made private is answered like one that never was. */
        readonly "not-found": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This API is for reading. Every endpoint answers GET, HEAD and OPTIONS, and nothing else. */
        readonly "method-not-allowed": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The change feed started again. The checkpoint in since is newer than anything in the feed: the database was restored or made anew. */
        readonly "checkpoint-gone": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The preview token cannot be read. The token of a preview was not made by this server, or it was cut off or altered on its way. */
        readonly "preview-token-unreadable": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The preview has ended. The editor who opened the preview has logged out, or may not edit the page any more, or the page is gone: which of them, nobody is told. */
        readonly "preview-ended": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The preview is of another page. A preview token is for one page, and the request names another one in type and slug. */
        readonly "preview-of-another-page": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The preview is too old. A preview token is good for 15 minutes. */
        readonly "preview-expired": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A parameter is wrong. A parameter is unknown, missing, given twice, out of bounds, or holds a character that no text has. */
        readonly "invalid-parameters": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. More requests came from this address, or with this key, than one visitor may send in this time. Searches and wrong keys have limits of their own. */
        readonly "too-many-requests": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server failed. A fault of the server, not of the request. It has been logged with its details. */
        readonly "internal-error": {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not available now. Search or the database cannot answer at the moment. Documents do not need search, and are delivered without it. */
        readonly unavailable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly topic: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description `articles`: those of the hub. `topics`: those it has relations to, whole. */
                readonly include?: readonly ("articles" | "topics")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description The last part of the page's path. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Topic"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly article: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description `related`: related articles. `topics`: those that it is about, whole. */
                readonly include?: readonly ("related" | "topics")[];
            };
            readonly header?: never;
            readonly path: {
                /** @description The last part of the page's path. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Article"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly document: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
            };
            readonly header?: never;
            readonly path: {
                /** @description A page keeps its id when its path changes. */
                readonly document_id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly topics: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`; `*` for all. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description Ids; any of them. */
                readonly id?: readonly number[];
                /** @description Slugs; any of them. */
                readonly slug?: readonly string[];
                /** @description Ids of authors or reviewers; any of them. */
                readonly person?: readonly number[];
                /** @description Documents that depend on something, such as `person-3` or `page-12`, as told in `Cache-Tag`; on any of these. */
                readonly tag?: readonly string[];
                /** @description Of the review: `never` was any; `due`, its next date has come; `current`, neither. Any of these. */
                readonly review?: readonly ("current" | "due" | "never")[];
                /** @description Last reviewed on this day or later. */
                readonly last_reviewed_from?: string | null;
                /** @description Last reviewed on this day or before. */
                readonly last_reviewed_to?: string | null;
                /** @description Next review on this day or later. */
                readonly next_review_from?: string | null;
                /** @description Next review on this day or before. */
                readonly next_review_to?: string | null;
                /** @description The document changed, in whatever way, at this moment or later. */
                readonly changed_from?: string | null;
                /** @description The document last changed at this moment or before. */
                readonly changed_to?: string | null;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description How many items to pass over. */
                readonly offset?: number;
                /** @description `next_cursor` of an answer, in place of `offset`: to the end of any list, and with no item missed or twice while others come and go. */
                readonly cursor?: string | null;
                /** @description What is sent of each item: names of fields of the whole document, or `*` for all of it. `type` and `id` always are. Left out: a teaser. */
                readonly fields?: readonly ("*" | "id" | "title" | "slug" | "locale" | "path" | "url" | "seo_title" | "seo_description" | "first_published_at" | "last_published_at" | "show_in_menus" | "breadcrumbs" | "translations" | "type" | "definition" | "other_names" | "codes" | "relations" | "image" | "body" | "pinned_articles" | "reviewers" | "last_reviewed" | "next_review" | "references")[];
                /** @description One of the dates or `title`; with `-` before it, the latest or last first. What has no such date comes last either way. */
                readonly order?: "title" | "-title" | "last_reviewed" | "-last_reviewed" | "next_review" | "-next_review" | "changed" | "-changed";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TopicList"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly articles: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`; `*` for all. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description Ids; any of them. */
                readonly id?: readonly number[];
                /** @description Slugs; any of them. */
                readonly slug?: readonly string[];
                /** @description Ids of authors or reviewers; any of them. */
                readonly person?: readonly number[];
                /** @description Documents that depend on something, such as `person-3` or `page-12`, as told in `Cache-Tag`; on any of these. */
                readonly tag?: readonly string[];
                /** @description Of the review: `never` was any; `due`, its next date has come; `current`, neither. Any of these. */
                readonly review?: readonly ("current" | "due" | "never")[];
                /** @description Last reviewed on this day or later. */
                readonly last_reviewed_from?: string | null;
                /** @description Last reviewed on this day or before. */
                readonly last_reviewed_to?: string | null;
                /** @description Next review on this day or later. */
                readonly next_review_from?: string | null;
                /** @description Next review on this day or before. */
                readonly next_review_to?: string | null;
                /** @description The document changed, in whatever way, at this moment or later. */
                readonly changed_from?: string | null;
                /** @description The document last changed at this moment or before. */
                readonly changed_to?: string | null;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description How many items to pass over. */
                readonly offset?: number;
                /** @description `next_cursor` of an answer, in place of `offset`: to the end of any list, and with no item missed or twice while others come and go. */
                readonly cursor?: string | null;
                /** @description What is sent of each item: names of fields of the whole document, or `*` for all of it. `type` and `id` always are. Left out: a teaser. */
                readonly fields?: readonly ("*" | "id" | "title" | "slug" | "locale" | "path" | "url" | "seo_title" | "seo_description" | "first_published_at" | "last_published_at" | "show_in_menus" | "breadcrumbs" | "translations" | "type" | "teaser_title" | "excerpt" | "other_names" | "image" | "topics" | "authors" | "reviewers" | "published" | "updated" | "last_reviewed" | "next_review" | "body" | "references" | "related_pins" | "related_blocks")[];
                /** @description One of the dates or `title`; with `-` before it, the latest or last first. What has no such date comes last either way. */
                readonly order?: "title" | "-title" | "last_reviewed" | "-last_reviewed" | "next_review" | "-next_review" | "changed" | "-changed" | "published" | "-published" | "updated" | "-updated";
                /** @description Ids of topics that it is about; any of them. */
                readonly topic?: readonly number[];
                /** @description Published on this day or later. */
                readonly published_from?: string | null;
                /** @description Published on this day or before. */
                readonly published_to?: string | null;
                /** @description Updated on this day or later. */
                readonly updated_from?: string | null;
                /** @description Updated on this day or before. */
                readonly updated_to?: string | null;
                /** @description `topics`: the whole documents of the topics that these articles are about. */
                readonly include?: readonly "topics"[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArticleList"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly navigation: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Navigation"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly sitemap: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description How many items to pass over. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sitemap"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly topic_articles: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description How many items to pass over. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The last part of the page's path. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TopicArticles"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly related_articles: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description How many items at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The last part of the page's path. */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RelatedArticles"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly lookup: {
        readonly parameters: {
            readonly query: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description What comes along with a topic or an article, as at their own addresses. */
                readonly include?: readonly ("articles" | "related" | "topics")[];
                /** @description A path on the site, such as `/topics/asthma/`; a query after it counts for redirects only. */
                readonly path: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Lookup"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 404: components["responses"]["not-found"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly changes: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Your checkpoint: `next` of the last answer, or 0. */
                readonly since?: number;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description Seconds to wait for a change where there is none yet; while many others wait, the answer comes at once. */
                readonly wait?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 410: components["responses"]["checkpoint-gone"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly live: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Live"];
                };
            };
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly ready: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ready"];
                };
            };
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly search: {
        readonly parameters: {
            readonly query?: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description What readers type: words, names, whole questions. Empty: all. */
                readonly q?: string;
                /** @description Repeat it for any of several. */
                readonly type?: readonly ("topic" | "article")[];
                /** @description Ids of topics; any of them. */
                readonly topic?: readonly number[];
                /** @description Categories of strategies; any of them. */
                readonly strategy?: readonly ("medication" | "psychological" | "movement" | "interventional" | "lifestyle" | "self_management" | "complementary" | "social_support")[];
                /** @description Search for the words as they are, without correcting any. */
                readonly exact?: boolean;
                /** @description Say of each hit why it is where it is. For editors: log in to the admin first. */
                readonly explain?: boolean;
                /** @description How many items at most. */
                readonly limit?: number;
                /** @description How many items to pass over. */
                readonly offset?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SearchAnswer"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            /** @description `scope-missing`: A key has scopes: published for documents, lists and search; preview for drafts; changes for the feed. This one has not the one that is needed here. `for-editors`: What explains search results is told to those who may use the admin, and to nobody else. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly suggest: {
        readonly parameters: {
            readonly query: {
                /** @description Host name of a site, such as `example.org`. Left out: the site of the host you ask. */
                readonly site?: string | null;
                /** @description Language, such as `en`. Left out: that of the site. */
                readonly locale?: string | null;
                /** @description What the reader has typed so far. */
                readonly q: string;
                /** @description How many items at most. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Suggestions"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            readonly 403: components["responses"]["scope-missing"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly preview: {
        readonly parameters: {
            readonly query: {
                /** @description As it came in the address that the preview panel opened. */
                readonly token: string;
                /** @description Of the page that you are about to draw; refused if the draft is of another one. */
                readonly type?: ("topic" | "article" | "home" | "topic_index" | "article_index") | null;
                /** @description The same, of its slug. */
                readonly slug?: string | null;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What you have, as told by If-None-Match, is still right. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["key-refused"];
            /** @description `scope-missing`: A key has scopes: published for documents, lists and search; preview for drafts; changes for the feed. This one has not the one that is needed here. `preview-token-unreadable`: The token of a preview was not made by this server, or it was cut off or altered on its way. `preview-ended`: The editor who opened the preview has logged out, or may not edit the page any more, or the page is gone: which of them, nobody is told. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 404: components["responses"]["preview-of-another-page"];
            readonly 410: components["responses"]["preview-expired"];
            readonly 422: components["responses"]["invalid-parameters"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal-error"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
}
