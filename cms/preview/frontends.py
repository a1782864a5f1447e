"""Drafts shown by the frontend: the panel opens its address with a token, and with that it asks for the draft."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Page

from cms.published.render import render_draft
from cms.published.visibility import draft_place

from . import drafts, reader_page
from .addresses import origin, with_parameters
from .models import FrontendSettings

READER_PAGE, FRONTEND = "", "frontend"


def modes(page: Page) -> list[tuple[str, str]]:
    """The ways in which the panel can show `page`, the first one unless the editor chooses.

    The form of a new page does not say yet where it will stand: then the frontend of any site counts, and where the
    page's own has none, it is shown as its reader page.
    """
    always = (READER_PAGE, "Reader page")
    there = _address(draft_place(page).site_id) if page.path else _set().exists()
    return [(FRONTEND, "Frontend"), always] if there else [always]


def draw_page(request: HttpRequest, page: Page, mode: str) -> HttpResponse:
    """The page as it stands in the form, saved or not, in the way that the editor chose."""
    site_id = draft_place(page).site_id
    address = _address(site_id) if mode == FRONTEND else ""
    return _to_frontend(request, page, site_id, address) if address else reader_page.draw_page(request, page)


def origins() -> list[str]:
    """Of every frontend that is set: where the admin's frames may lead."""
    return sorted({origin(address) for address in _set().values_list("preview_url", flat=True)})


def _set() -> QuerySet[FrontendSettings]:
    return FrontendSettings.objects.exclude(preview_url="")


def _address(site_id: int) -> str:
    # Not `for_site`, which makes the row where there is none: reading writes nothing.
    return FrontendSettings.objects.filter(site_id=site_id).values_list("preview_url", flat=True).first() or ""


def _to_frontend(request: HttpRequest, page: Page, site_id: int, address: str) -> HttpResponse:
    page_id, parent = page.pk or 0, page.get_parent()
    document = render_draft(page)
    token = drafts.keep(
        document,
        page_id=page_id,
        parent_id=parent.pk if parent else 0,
        site_id=site_id,
        user=request.user,
        session_key=request.session.session_key or "",
    )
    told = {"token": token, "type": document.type, "slug": document.slug, "locale": document.locale}
    response = HttpResponseRedirect(with_parameters(address, told))
    response["Cache-Control"] = "private, no-store"
    # The address of the admin is nobody else's business; and what a redirect says holds for the request that follows it.
    response["Referrer-Policy"] = "no-referrer"
    return response
