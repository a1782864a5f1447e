"""Where a path leads: straight to a document, or by the redirects that editors set and that Wagtail keeps of moves."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from django.db.models import Q
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.published import log
from cms.published.sites import Scope, UnknownScopeError, scope_of

MOST_STEPS = 5
"""Redirects followed one after the other; more are a mistake of the editors, or a circle."""
APART = ("/delivery/", "/api/", "/admin/")
LONGEST_PATH = 255
"""Characters of a redirect's path, as Wagtail stores it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """`change`: the document there; None where `url`, an address outside of the site, is all there is.

    `steps`: redirects followed, 0 for none; `permanent`: all of them were.
    """

    change: log.Change | None
    url: str = ""
    steps: int = 0
    permanent: bool = True


def destination(scope: Scope, path: str) -> Destination | None:
    """What is at `path`, which may have a query; None where nothing is, or a redirect leads to nothing public."""
    permanent = True
    for steps in range(MOST_STEPS + 1):
        if change := log.by_path(scope.site_id, with_slashes(path)):
            return Destination(change, "", steps, permanent)
        redirect = _redirect_from(scope.site_id, path)
        if redirect is None:
            return None
        permanent = permanent and redirect.is_permanent
        if page := redirect.redirect_page:
            return _to_page(scope, page.pk, steps + 1, permanent=permanent)
        if _is_elsewhere(scope, redirect.redirect_link):
            return Destination(None, redirect.redirect_link, steps + 1, permanent)
        path = redirect.redirect_link
    return None


class RedirectMiddleware:
    """Sends readers on from where nothing is, as /lookup does.

    Wagtail's own would send them to pages that are not public, and so tell these pages' paths; and away from addresses
    below /delivery/, which no page has.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or request.path_info.startswith(APART):
            return response
        return _redirected(request) or response


def _redirected(request: HttpRequest) -> HttpResponseBase | None:
    path = request.get_full_path()
    try:
        scope = scope_of(request)
    except UnknownScopeError:
        return None
    found = destination(scope, uri_to_iri(path)) or destination(scope, path)
    if found is None or not found.steps:
        return None
    url = found.change.path if found.change else found.url
    return HttpResponsePermanentRedirect(url) if found.permanent else HttpResponseRedirect(url)


def with_slashes(path: str) -> str:
    """The path alone, as the log keeps it: with a slash at both ends."""
    segments = urlsplit(path).path.strip("/")
    return f"/{segments}/" if segments else "/"


def _redirect_from(site_id: int, path: str) -> Redirect | None:
    """The redirect of a path: with its query rather than without; this site's rather than one for all sites."""
    exact = Redirect.normalise_path(path)
    wanted = {exact, exact.partition("?")[0]}
    if min(map(len, wanted)) > LONGEST_PATH:
        return None
    found = Redirect.objects.filter(Q(site_id=site_id) | Q(site=None), old_path__in=wanted).select_related(
        "site", "redirect_page"
    )
    return min(found, key=lambda redirect: (redirect.old_path != exact, redirect.site is None), default=None)


def _to_page(scope: Scope, page_id: int, steps: int, *, permanent: bool) -> Destination | None:
    change = log.by_id(page_id)
    if change is None:
        return None
    if change.site_id == scope.site_id:
        return Destination(change, "", steps, permanent)
    root = Site.objects.get(pk=change.site_id).root_url
    return Destination(None, root + change.path, steps, permanent)


def _is_elsewhere(scope: Scope, link: str) -> bool:
    host = urlsplit(link).netloc
    return bool(host) and host not in {
        urlsplit(scope.origin).netloc,
        urlsplit(Site.objects.get(pk=scope.site_id).root_url).netloc,
    }
