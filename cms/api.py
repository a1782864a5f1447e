"""The delivery API, composed: every router, one error shape, one OpenAPI document."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from ninja import NinjaAPI
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.delivery import catalogue, documents, faults, feed, health, lists, lookup, related
from cms.delivery.answers import answering
from cms.delivery.failures import no_endpoint
from cms.delivery.openapi import with_problems
from cms.delivery.parameters import strict
from cms.delivery.showing import with_examples
from cms.delivery.unions import with_named_unions
from cms.doors.described import with_keys
from cms.preview import api as preview_api
from search import api as search_api

DESCRIPTION = """\
Published topic hubs and articles, ready to draw: one request gives all that a page shows. Open to every origin, for reading
only. Every answer has an ETag: send it back in `If-None-Match`, and what has not changed is answered
with 304. Every error is a problem document (RFC 9457).
"""


class DeliveryAPI(NinjaAPI):
    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """As ninja's, with the errors that each operation may answer, the keys it needs, unions under names, and examples."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return with_examples(with_named_unions(with_keys(with_problems(schema))))


@cache
def delivery_api() -> DeliveryAPI:
    api = DeliveryAPI(title="Topichub delivery API", version="1", description=DESCRIPTION, urls_namespace="delivery")
    faults.handle(api)
    api.add_decorator(strict, mode="view")
    for router in (
        documents.router,
        lists.router,
        related.router,
        lookup.router,
        feed.router,
        health.router,
    ):
        api.add_router("", router)
    api.add_router("", search_api.router, tags=["Search"])
    api.add_router("", preview_api.router)
    return api


def to_docs(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("delivery:openapi-view"))


def delivery_urls() -> list[URLPattern | URLResolver]:
    """All that is below /delivery/. Whatever is asked for there, the answer is JSON or a page of the API's own."""
    patterns, app_name, namespace = delivery_api().urls
    endpoints = decorate_urlpatterns([path("", to_docs), *patterns], answering)
    own = [
        path("v1/problems/", catalogue.problems, name="delivery_problems"),
        path("v1/problems/<str:name>", catalogue.problem, name="delivery_problem"),
    ]
    return [
        *decorate_urlpatterns(own, answering),
        path("v1/", (endpoints, app_name, namespace)),
        *decorate_urlpatterns([re_path("", no_endpoint)], answering),
    ]
