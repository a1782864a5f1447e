"""Of which pages the admin tells an editor: those of the sections they work on; to choose from, what is public too.

Wagtail asks what an editor may do with a page, and some of its views ask too late: they name a page of another site's, or
tell one that is there from one that never was. To an editor who works elsewhere both are not there.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from . import log
from .editors import is_editor

View = Callable[..., HttpResponse]
_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
ANY_RIGHT = frozenset({"add", "change", "delete", "choose"})
LONGEST_ID = 18
_OF_ALL_SITES = frozenset({"page_types_usage", "page_types_usage_results"})
"""Reports that Wagtail makes of every page there is."""


def explorable(user: Any) -> QuerySet[Page]:
    return PagePermissionPolicy().explorable_instances(user)


def choosable(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """Those of `pages` that an editor may link to: their own, and what every reader sees.

    Wagtail lists pages by the titles of their drafts: a page elsewhere whose title is being changed waits until it is.
    """
    own = explorable(user).values("pk")
    return pages.filter(pk__in=own) | log.public_of(pages).filter(draft_title=F("title"))


def guarded(view: View) -> View:
    """`view` of the admin, which is not there for an editor who may not know of a page in its address."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_editor(request) and (refused := _refused(request, kwargs)):
            return refused
        return view(request, *args, **kwargs)

    return guarded_view


def _refused(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
    match = request.resolver_match
    name, route = (match.url_name or "", match.route) if match else ("", "")
    if name == "wagtail_bulk_action" and not _may_know_of_all(request, **kwargs):
        message = "Not all of these are yours."
        raise Http404(message)
    if name in _OF_ALL_SITES and not _works_everywhere(request.user):
        raise PermissionDenied
    for page_id in _page_ids(route, kwargs):
        if _may_know_of(request.user, page_id, choosing="/choose-page/" in request.path):
            continue
        if name in ("wagtailadmin_explore", "wagtailadmin_explore_results"):
            # Where an editor comes back to who deleted the topmost page they may see.
            return redirect("wagtailadmin_explore_root")
        message = "No page of yours has this number."
        raise Http404(message)
    return None


def _page_ids(route: str, kwargs: dict[str, Any]) -> Iterator[int]:
    yield from (int(kwargs[name]) for name in _NAMES if name in kwargs)
    if "pk" in kwargs and route.startswith("admin/pages/"):
        yield int(kwargs["pk"])


def _may_know_of(user: Any, page_id: int, *, choosing: bool) -> bool:
    pages = Page.objects.filter(pk=page_id)
    if (choosable(pages, user) if choosing else explorable(user).filter(pk=page_id)).exists():
        return True
    page = pages.first()
    # Somebody who is to approve it.
    return page is not None and bool(page.permissions_for_user(user).can_edit())


def _may_know_of_all(request: HttpRequest, app_label: str, model_name: str, **_: Any) -> bool:
    """Whether an editor may know of everything that one action is to be done to at once. Wagtail names what it is refused for."""
    ids = set(request.GET.getlist("id"))
    numbers = {int(id_) for id_ in ids if id_.isascii() and id_.isdigit() and len(id_) <= LONGEST_ID}
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return False
    if issubclass(model, Page):
        folder = request.GET.get("childOf", "")
        below = (
            _may_know_of(request.user, int(folder), choosing=False) if folder.isascii() and folder.isdigit() else False
        )
        if "all" in ids and not (below or _works_everywhere(request.user)):
            return False
        own = explorable(request.user)
    elif model in (get_image_model(), get_document_model()):
        own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(request.user, ANY_RIGHT)
    else:
        # Of other things an editor may change all or none.
        return True
    return own.filter(pk__in=numbers).count() == len(numbers)


def _works_everywhere(user: Any) -> bool:
    own = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return own.filter(depth=1).exists()
