"""Queries put to the product as a frontend puts them: over its HTTP views, with every middleware, in this process."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.test import Client
from wagtail.models import Page, Site

from cms.exchange.known import external_ids

from .judgements import Query, Run

DEPTH = 100
"""Hits asked for: as many as the search gives at once. Related articles are twenty at most."""
RELATED_DEPTH = 20

API = "/delivery/v1"


class RefusedError(Exception):
    """The product did not answer a query; the message says what it said instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found (`run`), and how the product understood each query (its `understood`, empty for related ones)."""

    run: Run
    understood: dict[str, dict[str, Any]]


class Asking:
    """The product, asked on behalf of a reader of the default site. Knows pages by the ids they were imported with."""

    def __init__(self) -> None:
        site = Site.objects.get(is_default_site=True)
        self._client = Client(SERVER_NAME=site.hostname)
        articles = dict(Page.objects.live().values_list("pk", "slug"))
        self._ids = external_ids("article", articles) | external_ids("topic", articles)
        self._slugs = {external: articles[page_id] for page_id, external in self._ids.items()}

    def documents(self) -> int:
        """How many pages can be recognised."""
        return len(self._ids)

    def title(self, document: str) -> str:
        """The title of a page, by its external id; empty where there is none."""
        return Page.objects.filter(slug=self._slugs.get(document, "")).values_list("title", flat=True).first() or ""

    def ask(self, queries: Iterable[Query], advance: Callable[[], object] = lambda: None) -> Asked:
        """Ask them all. Raises RefusedError at the first that is not answered."""
        asked = Asked({}, {})
        for query in queries:
            if query.doc:
                asked.run[query.qid] = self._related(query)
            else:
                answer = self._get("/search", {"q": query.text, "limit": DEPTH})
                asked.run[query.qid] = self._named(answer["items"])
                asked.understood[query.qid] = answer["understood"]
            advance()
        return asked

    def _related(self, query: Query) -> list[str]:
        slug = self._slugs.get(query.doc)
        if slug is None:
            msg = f"Query {query.qid} asks about {query.doc}, and no published page was imported under this id."
            raise RefusedError(msg)
        answer = self._get(f"/articles/{slug}/related", {"limit": RELATED_DEPTH})
        if answer["search"] != "ok":
            msg = f"Search could not answer for the articles related to {query.doc} ({answer['search']})."
            raise RefusedError(msg)
        return self._named([item["article"] for item in answer["items"]])

    def _named(self, items: Iterable[dict[str, Any]]) -> list[str]:
        return [self._ids[item["id"]] for item in items if item["id"] in self._ids]

    def _get(self, path: str, parameters: dict[str, Any]) -> dict[str, Any]:
        answer = self._client.get(API + path, parameters, secure=True)
        if answer.status_code != HTTPStatus.OK:
            msg = (
                f"{path} answered {answer.status_code} to {parameters}: {answer.content[:500].decode(errors='replace')}"
            )
            raise RefusedError(msg)
        return answer.json()
