// The delivery API as methods: `new Topichub({ baseUrl: "https://cms.example.org" })`.

import { Listing } from "./listing.js";
import { type Asking, type Options, Transport } from "./transport.js";
import type { Answer, Change, Query } from "./types.js";

const V1 = "/delivery/v1";

export class Topichub {
  readonly topics: Topics;
  readonly articles: Articles;
  /** Every public address of the site, for site maps and static builds. */
  readonly sitemap: Listing<`${typeof V1}/sitemap`>;
  readonly #transport: Transport;

  constructor(options: Options) {
    this.#transport = new Transport(options);
    this.topics = new Topics(this.#transport);
    this.articles = new Articles(this.#transport);
    this.sitemap = new Listing(this.#transport, `${V1}/sitemap`, undefined);
  }

  /** Any document by its id. */
  async document(id: number, query: Query<`${typeof V1}/documents/{document_id}`> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/documents/{document_id}`, { document_id: id }, query, asking)).content;
  }

  /** What is at a path of the site; redirects are followed, and told. */
  async lookup(path: string, query: Omit<Query<`${typeof V1}/lookup`>, "path"> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/lookup`, undefined, { ...query, path }, asking)).content;
  }

  /** The draft that an editor previews; `type` and `slug` say which page you are about to draw. Nothing of it is kept. */
  async preview(token: string, query: Omit<Query<`${typeof V1}/preview`>, "token"> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/preview`, undefined, { ...query, token }, asking)).content;
  }

  async navigation(query: Query<`${typeof V1}/navigation`> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/navigation`, undefined, query, asking)).content;
  }

  async search(query: Query<`${typeof V1}/search`>, asking?: Asking) {
    return (await this.#transport.get(`${V1}/search`, undefined, query, asking)).content;
  }

  /** For what a reader has typed so far. */
  async suggest(typed: string, query: Omit<Query<`${typeof V1}/suggest`>, "q"> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/suggest`, undefined, { ...query, q: typed }, asking)).content;
  }

  /**
   * Everything public since a checkpoint, oldest change first, until there is no more now. Keep `checkpoint` of a change
   * once you have applied it, and go on from there. Throws CheckpointGoneError where the feed has started again.
   */
  async *changes(
    query: Query<`${typeof V1}/changes`> = {},
    asking?: Asking,
  ): AsyncGenerator<Change, void, undefined> {
    let page: Answer<`${typeof V1}/changes`>;
    let since = query.since ?? 0;
    do {
      page = (await this.#transport.get(`${V1}/changes`, undefined, { ...query, since }, asking)).content;
      for (const change of page.items) yield { ...change, checkpoint: change.sequence };
      since = page.next;
    } while (page.more);
  }
}

class Topics extends Listing<`${typeof V1}/topics`> {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    super(transport, `${V1}/topics`, undefined);
    this.#transport = transport;
  }

  /** The hub, whole. */
  async get(slug: string, query: Query<`${typeof V1}/topics/{slug}`> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/topics/{slug}`, { slug }, query, asking)).content;
  }

  /** The hub's articles: what editors pinned, then what search finds. */
  articles(slug: string): Listing<`${typeof V1}/topics/{slug}/articles`> {
    return new Listing(this.#transport, `${V1}/topics/{slug}/articles`, { slug });
  }
}

class Articles extends Listing<`${typeof V1}/articles`> {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    super(transport, `${V1}/articles`, undefined);
    this.#transport = transport;
  }

  /** The article, whole. */
  async get(slug: string, query: Query<`${typeof V1}/articles/{slug}`> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/articles/{slug}`, { slug }, query, asking)).content;
  }

  /** What to read next, each with its reason. */
  async related(slug: string, query: Query<`${typeof V1}/articles/{slug}/related`> = {}, asking?: Asking) {
    return (await this.#transport.get(`${V1}/articles/{slug}/related`, { slug }, query, asking)).content;
  }
}
