"""What Wagtail and Django tell. A signal says only "look again": who is public is decided by `refresh` alone."""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from cms.content.models import CareRole, Person

from . import marks, purges
from .recording import look_at_page, look_at_tag, look_at_tree, recording
from .sites import sites_lately

_DRAFT_FIELDS = frozenset(
    {"latest_revision", "draft_title", "has_unpublished_changes", "latest_revision_created_at", "locked", "locked_at"}
)


def page_saved(sender: type[Model], instance: Model, update_fields: frozenset[str] | None = None, **_: object) -> None:
    """Saving a draft touches only fields that no document shows, so it is not looked at."""
    if issubclass(sender, Page) and not (update_fields and update_fields <= _DRAFT_FIELDS):
        look_at_page(instance.pk)


def page_deleted(sender: type[Model], instance: Model, **_: object) -> None:
    if issubclass(sender, Page):
        look_at_page(instance.pk)


def page_moved(instance: Page, **_: object) -> None:
    """Elsewhere among its neighbours it is the same document, which purges nothing; menus show it in another place."""
    purges.note([purges.NAVIGATION])
    look_at_page(instance.pk)
    look_at_tree(instance)


def restriction_changed(instance: PageViewRestriction, **_: object) -> None:
    look_at_tree(instance.page)


def site_changed(**_: object) -> None:
    sites_lately.changed()
    marks.mark_everything()


def locale_changed(*, created: bool = False, **_: object) -> None:
    """A language has got another code, which every document in it tells; a new one has no pages yet."""
    if not created:
        sites_lately.changed()
        marks.mark_everything()


def person_changed(instance: Model, **_: object) -> None:
    look_at_tag(f"person-{instance.pk}")


def role_changed(instance: Model, **_: object) -> None:
    look_at_tag(f"role-{instance.pk}")


def image_changed(instance: Model, **_: object) -> None:
    look_at_tag(f"image-{instance.pk}")


def collection_changed(instance: Collection, **_: object) -> None:
    """Another place in the tree of collections may be a more private one. Wagtail's form saves, then moves."""
    _look_at_pictures_in(instance)


def collection_restriction_changed(instance: CollectionViewRestriction, **_: object) -> None:
    _look_at_pictures_in(instance.collection)


def _look_at_pictures_in(collection: Collection) -> None:
    pictures = get_image_model().objects.filter(collection__path__startswith=collection.path)
    with recording():
        for picture_id in pictures.values_list("pk", flat=True):
            look_at_tag(f"image-{picture_id}")


def connect() -> None:
    post_save.connect(page_saved, dispatch_uid="published_page_saved")
    post_delete.connect(page_deleted, dispatch_uid="published_page_deleted")
    post_page_move.connect(page_moved, dispatch_uid="published_page_moved")
    for sender, receiver in (
        (PageViewRestriction, restriction_changed),
        (Site, site_changed),
        (Locale, locale_changed),
        (get_image_model(), image_changed),
        (Person, person_changed),
        (CareRole, role_changed),
        (Collection, collection_changed),
        (CollectionViewRestriction, collection_restriction_changed),
    ):
        post_save.connect(receiver, sender=sender, dispatch_uid=f"published_{receiver.__name__}")
        post_delete.connect(receiver, sender=sender, dispatch_uid=f"published_{receiver.__name__}")
