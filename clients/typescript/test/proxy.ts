// Stands between client and server, on a socket of its own: counts what is asked, and can answer or break off itself.

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const SERVER = process.env["TOPICHUB_URL"] ?? "";
if (!SERVER) throw new Error("Say where Topichub runs: TOPICHUB_URL=http://127.0.0.1:8000 npm test");

type Instead = (answer: ServerResponse) => void;

export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** The status of each answer, in order; 0 where the connection was broken off. */
  readonly seen: { readonly path: string; readonly status: number }[];
  /** What the next requests get in place of an answer of the server's, one each. */
  readonly instead: Instead[];
  /** Requests that were given up before they were answered. */
  givenUp: number;
}

export async function proxied(): Promise<Proxy> {
  const server = createServer(async (request, answer) => {
    const path = request.url ?? "";
    answer.on("close", () => {
      if (!answer.writableFinished) proxy.givenUp += 1;
      proxy.seen.push({ path, status: answer.writableFinished ? answer.statusCode : 0 });
    });
    const instead = proxy.instead.shift();
    if (instead) return instead(answer);
    const kept = request.headers["if-none-match"];
    const told = await fetch(SERVER + path, { headers: kept ? { "If-None-Match": kept } : {} });
    // fetch has unpacked the content, if it was packed.
    const headers = [...told.headers].filter(([name]) => !["content-encoding", "content-length", "transfer-encoding"].includes(name));
    answer.writeHead(told.status, Object.fromEntries(headers)).end(await told.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    instead: [],
    givenUp: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
