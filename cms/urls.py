"""All URLs, in one place. The pages' own addresses come last, for they are any path."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.api import delivery_urls
from cms.delivery import pages, searching
from cms.delivery.pictures import PictureView, upload
from cms.delivery.wagtail_api import wagtail_api_urls
from cms.published import explorable, log

handler400 = "cms.delivery.failures.bad_request"
handler404 = "cms.delivery.failures.not_found"
handler500 = "cms.delivery.failures.server_error"


def admin_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return explorable.guarded(log.recorded(view))


urlpatterns = [
    # Whatever an editor does is one transaction, with what the log then says of it.
    path("admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, admin_view))),
    path("documents/", include(wagtaildocs_urls)),
    # Renditions are made on first request, by a signed address, so never inside a publishing transaction.
    re_path(r"^pictures/([^/]*)/(\d*)/([^/]*)/[^/]*$", PictureView.as_view(), name="wagtailimages_serve"),
    # Originals, and what the admin shows. Only pictures: other uploads have /documents/, which knows who may see them.
    # Each folder is a root of its own, so that no path climbs out of it.
    *(
        re_path(rf"^media/{folder}/(?P<path>.+)$", upload, {"folder": folder})
        for folder in ("images", "original_images", "avatar_images")
    ),
    path("delivery/", include(delivery_urls())),
    path("api/v2/", include(wagtail_api_urls())),
    path("search/", searching.search, name="reader_search"),
    # Where readers of private documents (files) log in. Private pages are shown to nobody, so none asks for a password.
    path("", include([pattern for pattern in wagtail_urls.urlpatterns if pattern.name == "wagtailcore_login"])),
    # Wagtail makes the addresses of pages from this name.
    re_path(wagtail_urls.serve_pattern, pages.page, name="wagtail_serve"),
]
