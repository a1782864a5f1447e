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
  /** Sent with every request, where the server requires keys. Leave it out in browsers: who reads the page could read it. */
  readonly key?: string;
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
/** A token is of one site already. */
const WITHOUT_SITE: Path = "/delivery/v1/preview";

export class Transport {
  readonly #base: string;
  readonly #site: string | undefined;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #cache: AnswerCache;
  readonly #retries: Retries;
  readonly #flights = new Flights<Pick<KeptAnswer, "text" | "link">>();

  constructor(options: Options) {
    this.#base = new URL(options.baseUrl).href.replace(/\/$/, "");
    this.#site = options.site;
    this.#headers = options.key ? { Authorization: `Bearer ${options.key}` } : {};
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
    const site = path === WITHOUT_SITE ? undefined : this.#site;
    const search = typeof query === "string" ? query : written({ site, ...query });
    const address = this.#base + filled(path, parameters as object | undefined) + search;
    const { text, link } = await this.#flights.join(address, (signal) => this.#fetched(address, signal), asking.signal);
    return { content: JSON.parse(text) as Answer<P>, next: nextOf(link, address) };
  }

  #fetched(address: string, signal: AbortSignal): Promise<Pick<KeptAnswer, "text" | "link">> {
    return retrying(() => this.#asked(address, signal), this.#retries, signal);
  }

  async #asked(address: string, signal: AbortSignal): Promise<Pick<KeptAnswer, "text" | "link">> {
    const kept = await this.#cache.get(address);
    const { answer, text } = await received(address, this.#headers, kept, signal);
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
  headers: Readonly<Record<string, string>>,
  kept: KeptAnswer | undefined,
  signal: AbortSignal,
): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await fetch(address, {
      headers: kept ? { ...headers, "If-None-Match": kept.etag } : headers,
      signal,
    });
    return { answer, text: await answer.text() };
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreachableError(address, error);
  }
}

function written(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) parameters.append(name, String(one));
    }
  }
  return parameters.size ? `?${parameters}` : "";
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
