// Asking the delivery API. Every error is a problem document (RFC 9457); it is thrown as it came.

const given = new URLSearchParams(location.search).get("api");
const set = document.querySelector("meta[name=topichub-api]").content;

export const API = new URL(given ?? set);

export class Problem extends Error {
  constructor(document) {
    super(document.title);
    this.status = document.status;
    this.detail = document.detail;
    this.mend = (document.errors ?? []).map((error) => `${error.field}: ${error.mend}`);
  }
}

export async function ask(path, query = {}) {
  const address = new URL(API.pathname.replace(/\/$/, "") + path, API);
  for (const [name, value] of Object.entries(query)) address.searchParams.append(name, value);
  let answer;
  try {
    answer = await fetch(address, { headers: { accept: "application/json" } });
  } catch {
    throw new Problem({ title: "No answer", status: 0, detail: `Nothing answers at ${API.origin}. Is Topichub running?` });
  }
  const content = await answer.json();
  if (!answer.ok) throw new Problem(content);
  return content;
}

// An address of the site itself stays on this page: its path goes behind the #. Any other leads away.
export function here(url) {
  const address = new URL(url);
  return address.origin === API.origin ? `#${address.pathname}` : url;
}
