"""All addresses of the product, and beside them Wagtail's API v2 as its documentation sets it up, also behind a cache.

The fields are those that a frontend needs to draw an article: Wagtail leaves it to each project to name them.
"""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.cache import cache_page
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.content.articles import ArticlePage
from cms.urls import urlpatterns as own

A_DAY = 86_400
ROWS = {"further_topics": "topic", "authors": "person", "reviewers": "person", "references": "citation"}
FIELDS = ("excerpt", "primary_topic", "published", "updated", "last_reviewed", "next_review", "body")


def _tell(model: Any, *fields: str) -> None:
    model.api_fields = [APIField(name) for name in fields]


_tell(ArticlePage, *FIELDS, *ROWS)
for rows, field in ROWS.items():
    _tell(ArticlePage._meta.get_field(rows).related_model, field)  # noqa: SLF001  Django's documented model API


def _v2(name: str) -> tuple[list[URLPattern | URLResolver], str]:
    router = WagtailAPIRouter(name)
    router.register_endpoint("pages", PagesAPIViewSet)
    patterns, app_name, _ = router.urls
    return patterns, app_name


patterns, app_name = _v2("v2")
cached = decorate_urlpatterns(_v2("cached")[0], cache_page(A_DAY))
urlpatterns = [
    path("rivals/v2/", include((patterns, app_name), namespace="v2")),
    path("rivals/cached/", include((cached, app_name), namespace="cached")),
    *own,
]
