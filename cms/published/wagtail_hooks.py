"""What the admin's choosers tell an editor of."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .explorable import ANY_RIGHT, choosable


def own_and_public_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return choosable(pages, request.user)


class _Own:
    """Of the library, what is in collections on which the editor has a right. Wagtail's own lists all of it."""

    model: Any
    request: Any

    def get_queryset(self) -> Any:
        own = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ANY_RIGHT
        )
        return super().get_queryset().filter(pk__in=own.values("pk"))  # type: ignore[misc]


class OwnPictures(_Own, ImagesAdminAPIViewSet):
    pass


class OwnFiles(_Own, DocumentsAdminAPIViewSet):
    pass


def own_library(router: Any) -> None:
    router.register_endpoint("images", OwnPictures)
    router.register_endpoint("documents", OwnFiles)


hooks.register("construct_page_chooser_queryset", own_and_public_pages)
# After those that Wagtail's apps register, whose endpoints these take the place of.
hooks.register("construct_admin_api", own_library, order=1)
