// The one client of this server. Its cache is shared by all visitors: what is unchanged comes from the API as 304.
// Somebody waits for the page meanwhile, so it does not wait long for another attempt.

import { Topichub } from "@topichub/client";

/** Where Topichub is, for this server and for its visitors' browsers. */
export const API = process.env["TOPICHUB_URL"] ?? "http://127.0.0.1:8000";

/** Where editors are: there alone drafts are framed. */
export const ADMIN = process.env["TOPICHUB_ADMIN"] ?? new URL(API).origin;

export const topichub = new Topichub({ baseUrl: API, retries: { attempts: 3, longestWait: 1_000 } });

/** The path of an address on the site: the API writes absolute ones, of the host that it is asked under. */
export function local(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hash;
}
