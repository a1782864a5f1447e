// A list of the API: a page of it, its pages, its items.

import type { Asking, Transport } from "./transport.js";
import type { Answer, Item, ListAnswer, ListPath, PathParameters, Query, QueryOfItems } from "./types.js";

export class Listing<P extends ListPath> {
  readonly #transport: Transport;
  readonly #path: P;
  readonly #parameters: PathParameters<P>;

  constructor(transport: Transport, path: P, parameters: PathParameters<P>) {
    this.#transport = transport;
    this.#path = path;
    this.#parameters = parameters;
  }

  // With `fields`, the API sends other items: then each of their fields may be missing.

  /** One page. */
  async list(query?: QueryOfItems<P>, asking?: Asking): Promise<ListAnswer<P>>;
  async list(query: Query<P>, asking?: Asking): Promise<Answer<P>>;
  async list(query: Query<P> = {} as Query<P>, asking?: Asking): Promise<Answer<P> | ListAnswer<P>> {
    return (await this.#transport.get(this.#path, this.#parameters, query, asking)).content;
  }

  /** Page after page, from the one that `query` asks for; the next one is fetched when you ask for it. */
  pages(query?: QueryOfItems<P>, asking?: Asking): AsyncGenerator<ListAnswer<P>, void, undefined>;
  pages(query: Query<P>, asking?: Asking): AsyncGenerator<Answer<P>, void, undefined>;
  async *pages(
    query: Query<P> = {} as Query<P>,
    asking?: Asking,
  ): AsyncGenerator<Answer<P> | ListAnswer<P>, void, undefined> {
    for (let next: Query<P> | string | null = query; next !== null; ) {
      const answered: { content: Answer<P>; next: string | null } = await this.#transport.get(
        this.#path,
        this.#parameters,
        next,
        asking,
      );
      yield answered.content;
      next = answered.next;
    }
  }

  /** Item after item of all pages. `limit` is how many come with each request. */
  all(query?: QueryOfItems<P>, asking?: Asking): AsyncGenerator<Item<P>, void, undefined>;
  all(query: Query<P>, asking?: Asking): AsyncGenerator<Answer<P>["items"][number], void, undefined>;
  async *all(
    query: Query<P> = {} as Query<P>,
    asking?: Asking,
  ): AsyncGenerator<Answer<P>["items"][number], void, undefined> {
    for await (const page of this.pages(query, asking)) yield* page.items;
  }
}
