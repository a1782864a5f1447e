"""Pictures over HTTP: to everybody those that public pages show, to editors all of the library."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve
from wagtail.images.utils import verify_signature
from wagtail.images.views.serve import ServeView

from cms.published.editors import is_editor
from cms.published.pictures import is_shown, is_shown_file

LONGEST_NAME = 255
"""Bytes of a file's name, on all common file systems: they fail on more."""

FOR_EDITORS = "private, no-store"


class PictureView(ServeView):
    """A rendition, by its signed address. To strangers, a picture that no public page shows is as one that never was."""

    # Wagtail's view takes no types.
    def get(self, request: HttpRequest, signature: str, image_id: str, filter_spec: str) -> HttpResponseBase:  # pyright: ignore[reportIncompatibleMethodOverride]
        if not verify_signature(signature.encode(), image_id, filter_spec):
            raise PermissionDenied
        is_public = is_shown(int(image_id))
        _refuse_strangers(request, is_public=is_public)
        return _for_whom(super().get(request, signature, image_id, filter_spec), is_public=is_public)


def upload(request: HttpRequest, path: str, folder: str) -> HttpResponseBase:
    """A file of one folder of uploads: an original, a rendition that the admin shows, the picture of an editor."""
    if any(len(name.encode()) > LONGEST_NAME for name in path.split("/")):
        message = "No file has so long a name."
        raise Http404(message)
    is_public = is_shown_file(f"{folder}/{path}")
    _refuse_strangers(request, is_public=is_public)
    return _for_whom(serve(request, path, str(Path(settings.MEDIA_ROOT) / folder)), is_public=is_public)


def _refuse_strangers(request: HttpRequest, *, is_public: bool) -> None:
    if not is_public and not is_editor(request):
        message = "No public page shows a picture of this address."
        raise Http404(message)


def _for_whom(response: HttpResponseBase, *, is_public: bool) -> HttpResponseBase:
    """No cache may hand to strangers what an editor was shown."""
    if not is_public:
        response["Cache-Control"] = FOR_EDITORS
    return response
