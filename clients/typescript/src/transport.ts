// One GET: its address, the answer that is kept, asking again, errors.

import { type AnswerCache, type KeptAnswer, MemoryCache } from "./cache.js";
import { Flights } from "./flights.js";
import { errorOf, UnreachableError } from "./problems.js";
import { type Retries, retrying, USUAL_RETRIES } from "./retries.js";
import type { Answer, Path, PathParameters, Query } from "./types.js";

export interface Asking {
  /** Gives up: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface Options {
  /** Where Topichub is, such as `https://cms.example.org`: what stands before `/delivery/v1`. */
  readonly baseUrl: string;
  /** The site, where its documents are not asked for under its own host. */
  readonly site?: string;
  /** 20 million characters in memory, where nothing else is given. */
  readonly cache?: AnswerCache;
  readonly retries?: Retries;
}

export interface Answered<P extends Path> {
  readonly content: Answer<P>;
  /** The query of the next page of a list; null on the last one. */
  readonly next: string | null;
}

const OK = 200;
const NOT_MODIFIED = 304;

export class Transport {
  readonly #base: string;
  readonly #site: string | undefined;
  readonly #cache: AnswerCache;
  readonly #retries: Retries;
  readonly #flights = new Flights<Pick<KeptAnswer, "text" | "link">>();

  constructor(options: Options) {
    this.#base = new URL(options.baseUrl).href.replace(/\/$/, "");
    this.#site = options.site;
    this.#cache = options.cache ?? new MemoryCache();
    this.#retries = options.retries ?? USUAL_RETRIES;
  }

  /** `query` may be one that an answer gave as `next`. */
  async get<P extends Path>(
    path: P,
    parameters: PathParameters<P>,
    query: Query<P> | string,
    asking: Asking = {},
  ): Promise<Answered<P>> {
    const address = this.#base + filled(path, parameters as object | undefined) + (typeof query === "string" ? query : this.#written(query));
    const { text, link } = await this.#flights.join(address, (signal) => this.#fetched(address, signal), asking.signal);
    return { content: JSON.parse(text) as Answer<P>, next: nextOf(link, address) };
  }

  #written(query: object): string {
    const written = new URLSearchParams();
    for (const [name, value] of Object.entries({ site: this.#site, ...query })) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null) written.append(name, String(one));
      }
    }
    return written.size ? `?${written}` : "";
  }

  #fetched(address: string, signal: AbortSignal): Promise<Pick<KeptAnswer, "text" | "link">> {
    return retrying(() => this.#asked(address, signal), this.#retries, signal);
  }

  async #asked(address: string, signal: AbortSignal): Promise<Pick<KeptAnswer, "text" | "link">> {
    const kept = await this.#cache.get(address);
    const { answer, text } = await received(address, kept, signal);
    if (answer.status === NOT_MODIFIED && kept) return kept;
    if (answer.status !== OK) throw errorOf(address, answer, text);
    const etag = answer.headers.get("ETag");
    const link = answer.headers.get("Link");
    const isPrivate = answer.headers.get("Cache-Control")?.includes("no-store");
    if (etag && !isPrivate) await this.#cache.set(address, { etag, text, link });
    return { text, link };
  }
}

async function received(
  address: string,
  kept: KeptAnswer | undefined,
  signal: AbortSignal,
): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await fetch(address, { headers: kept ? { "If-None-Match": kept.etag } : {}, signal });
    return { answer, text: await answer.text() };
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreachableError(address, error);
  }
}

function filled(path: string, parameters: object | undefined): string {
  const values = new Map(Object.entries(parameters ?? {}));
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
}

/** Only the query is taken: behind a proxy, the server may know itself under another address than we do. */
function nextOf(link: string | null, address: string): string | null {
  const next = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link ?? "")?.[1];
  return next === undefined ? null : new URL(next, address).search;
}
