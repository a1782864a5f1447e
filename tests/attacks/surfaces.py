"""Everything a stranger can ask of a site, and what comes back: bytes, headers, and what a cache would ask again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from django.test import Client

from cms.api import delivery_api

from .planted import PlantedSite

API = "/delivery/v1"
KINDS = ("topics", "articles")
SEARCH_FILLED = ("/delivery/v1/search", "/delivery/v1/suggest", "/search/")
"""What the index alone answers. Everywhere else nothing of a page is shown that the log does not say is live."""

SEARCHED = (": title", ": other_names", ": teaser_title", ": callout.text", ": table.cell")
"""Texts that are searched for: those that suggestions and corrections come from, and some of the running text."""

_FILES = re.compile(r"/(?:pictures|media|documents)/[^\s\"'<>\\]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer: the canaries in it that its request did not have, and its validator."""

    status: int
    canaries: frozenset[str]
    etag: str
    text: str


class Surfaces:
    """`look` asks all of them; `addresses` are those of the site as it was when this was made, and what they led to."""

    def __init__(self, site: PlantedSite) -> None:
        self.site = site
        self.client = Client()
        self.paths = {page.pk: page.url for page in site.pages}
        self.slugs = {page.pk: page.slug for page in site.pages}
        self.addresses = list(dict.fromkeys(self._addresses()))
        self.before = self.look()
        files = {found for seen in self.before.values() for found in _FILES.findall(unescape(seen.text))}
        fetched = [file.rstrip(",.").split(" ")[0] for file in sorted(files)]
        self.addresses += fetched
        self.before |= self.look(fetched)

    def look(self, addresses: Iterable[str] | None = None) -> dict[str, Seen]:
        return {address: self.ask(address) for address in (self.addresses if addresses is None else addresses)}

    def database(self) -> list[str]:
        return [address for address in self.addresses if not address.startswith(SEARCH_FILLED)]

    def ask(self, address: str, **headers: str) -> Seen:
        answer = self.client.get(address, headers=headers)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        text = content.decode(errors="replace")
        told = "\n".join([*(f"{name}: {value}" for name, value in answer.items()), text])
        canaries = self.site.canaries
        found = canaries.found_in(told) - canaries.found_in(unquote(address))
        return Seen(answer.status_code, frozenset(found), answer.get("ETag", ""), text)

    # Where to look

    def _addresses(self) -> Iterator[str]:
        yield from self._delivery()
        yield from self._searches()
        yield from self._readers()
        yield from self._wagtail_api()

    def _delivery(self) -> Iterator[str]:
        """Every operation of the OpenAPI document; one that is not known here is refused."""
        site = self.site
        topics, articles = (site.topic, site.sleep), (site.article, site.naps)
        lists = {f"/{kind}": [f"/{kind}{part}" for part in ("", "?limit=1", "?limit=1&offset=1")] for kind in KINDS}
        known: dict[str, list[str]] = {
            **lists,
            "/documents/{document_id}": [f"/documents/{page.pk}" for page in site.pages],
            "/topics/{slug}": [f"/topics/{self.slugs[page.pk]}" for page in topics],
            "/topics/{slug}/articles": [f"/topics/{self.slugs[page.pk]}/articles" for page in topics],
            "/articles/{slug}": [f"/articles/{self.slugs[page.pk]}" for page in articles],
            "/articles/{slug}/related": [f"/articles/{self.slugs[page.pk]}/related" for page in articles],
            "/lookup": [f"/lookup?path={path}" for path in self.paths.values()],
            "/changes": ["/changes?since=0&limit=100"],
            "/search": [],  # See `_searches`.
            "/suggest": [],
            "/preview": ["/preview?token=none"],  # With a right one: see tests/preview.
            **{f"/{name}": [f"/{name}"] for name in ("navigation", "sitemap", "health/live", "health/ready")},
        }
        for template in delivery_api().get_openapi_schema()["paths"]:
            yield from (API + address for address in known[template.removeprefix(API)])

    def _searches(self) -> Iterator[str]:
        """All pages with their facets; words that stand in them, as they are, as readers mistype them, and as they begin
        to type them.
        """
        yield from (f"{API}/search?limit=100", f"{API}/search?q=sleep", f"{API}/search?strategy=medication")
        yield f"{API}/search?topic={self.site.topic.pk}"
        yield from ("/search/?type=topic", "/search/?type=article")
        for canary, place in self.site.canaries.place.items():
            if not place.endswith(SEARCHED):
                continue
            mistyped = canary[:5] + canary[4:]
            yield from (f"{API}/search?q={canary}", f"{API}/search?q={mistyped}", f"/search/?q={mistyped}")
            yield f"{API}/search?exact=true&q={mistyped}"
            yield from (f"{API}/suggest?limit=20&q={typed}" for typed in (canary[:5], canary[:-1], mistyped))

    def _readers(self) -> Iterator[str]:
        yield from self.paths.values()
        yield from ("/topics/", "/articles/", "/nothing/")

    def _wagtail_api(self) -> Iterator[str]:
        api = "/api/v2"
        for kind in ("pages", "images", "documents"):
            yield from (f"{api}/{kind}/?limit=20&fields=*", f"{api}/{kind}/?limit=20&order=-title&fields=*")
        for model in ("content.TopicPage", "content.ArticlePage"):
            yield f"{api}/pages/?type={model}&fields=*"
        for page in self.site.pages:
            yield f"{api}/pages/{page.pk}/?fields=*"
            yield f"{api}/pages/find/?html_path={self.paths[page.pk]}"
            yield f"{api}/pages/?child_of={page.pk}&fields=*"
        for canary, place in self.site.canaries.place.items():
            if place.endswith(": title"):
                yield f"{api}/pages/?search={canary}&fields=*"
        yield from (f"{api}/images/{self._picture(page)}/?fields=*" for page in self.site.gone)
        yield f"{api}/documents/{self.site.file.pk}/?fields=*"
        yield quote(self.site.file.url)

    @staticmethod
    def _picture(page: Any) -> int:
        return page.image_id


def leaks(after: dict[str, Seen], gone: set[str], site: PlantedSite) -> list[str]:
    """What `after` tells of the canaries that are gone: words in answers, and addresses that still have one."""
    canaries = site.canaries
    return [
        *(
            f"{seen.status} {address}: {', '.join(canaries.places(seen.canaries & gone))}"
            for address, seen in after.items()
            if seen.canaries & gone
        ),
        *(
            f"{seen.status} {address}, which is gone"
            for address, seen in after.items()
            if seen.status < HTTPStatus.MULTIPLE_CHOICES and canaries.found_in(address.partition("?")[0]) & gone
        ),
    ]


def remembered(surfaces: Surfaces, gone: set[str]) -> list[str]:
    """Addresses that tell a cache to go on showing a canary that is gone: 304 for the answer that had it."""
    return [
        address
        for address, seen in surfaces.before.items()
        if seen.etag
        and seen.canaries & gone
        and surfaces.ask(address, **{"If-None-Match": seen.etag}).status == HTTPStatus.NOT_MODIFIED
    ]
