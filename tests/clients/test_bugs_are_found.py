"""Bugs put into copies of the TypeScript client, each of which its tests must find."""

from pathlib import Path

import pytest

from tests.clients.conftest import Package, copied

BUGS = {
    "no ETag is sent": ("transport.ts", "kept ? {", "!kept ? {"),
    "an aborted flight is not cancelled": ("flights.ts", "flight.abort.abort();", ""),
    "one who leaves cancels for all": ("flights.ts", "if (flight.waiting === 0) {", "{"),
    "nobody shares a request": ("flights.ts", "this.#flights.get(address) ?? ", ""),
    "an abort is not heard": ("flights.ts", "if (!signal) return answer;", "return answer;"),
    "Retry-After is not read": ("retries.ts", "error.retryAfter * 1000", "backoff(attempt)"),
    "any wait is waited for": ("retries.ts", " || wait > retries.longestWait", ""),
    "there is one attempt more": ("retries.ts", "attempt >= retries.attempts", "attempt > retries.attempts"),
    "all errors are tried again": ("retries.ts", "error.status !== TOO_MANY_REQUESTS && ", "false && "),
    "waiting cannot be ended": ("retries.ts", 'else signal.addEventListener("abort", end, { once: true });', ""),
    "Link is forgotten with 304": ("transport.ts", "{ etag, text, link }", "{ etag, text, link: null }"),
    "the link's host is followed": ("transport.ts", "new URL(next, address).search", "next"),
    "values of a filter are joined": ("transport.ts", "Array.isArray(value) ? value : [value]", "[value]"),
    "a slug can leave its path": (
        "transport.ts",
        "encodeURIComponent(String(values.get(name)))",
        "String(values.get(name))",
    ),
    "the cache grows": ("cache.ts", "if (this.#size <= this.most) break;", "break;"),
    "the cache forgets what is read": ("cache.ts", "this.#answers.set(address, answer);\n    }", "}"),
    "the feed is left too early": ("client.ts", "while (page.more)", "while (!page.more)"),
    "the feed starts again": ("client.ts", "since = page.next", "since = page.since"),
    "text is not escaped": ("richtext.ts", '"<": "&lt;", ', ""),
    "quotes are not escaped": ("richtext.ts", "escapeHtml(term.url)", "term.url"),
    "marks are the other way round": ("richtext.ts", "reduceRight", "reduce"),
    "lists in lists are lost": ("richtext.ts", "${renderRichText(item.lists, renderers)}", ""),
}


@pytest.mark.exhaustive
@pytest.mark.django_db(transaction=True)
def test_each_bug_is_found(client_package: Package, server_url: str, tmp_path: Path) -> None:
    client_package.succeed("node", "--test", "built/", TOPICHUB_URL=server_url)
    missed = []
    for number, (bug, (file, right, wrong)) in enumerate(BUGS.items()):
        package = copied(tmp_path / str(number))
        source = package.folder / "src" / file
        text = source.read_text()
        assert text.count(right) == 1, bug
        source.write_text(text.replace(right, wrong))
        # What the compiler finds fault with is built all the same, and must be found by the tests.
        package.run("npm", "run", "build")
        package.run("tsc", "--project", "test")
        done = package.run("node", "--test", "--test-timeout=20000", "built/", TOPICHUB_URL=server_url)
        if done.returncode == 0:
            missed.append(bug)
    assert missed == []
