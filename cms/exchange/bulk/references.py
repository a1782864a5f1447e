"""Wagtail's reference index for many pages at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from cms.published.batches import batched

from .body_references import stored_references


def write_references(pages: Sequence[Page]) -> None:
    """Make the index say what the pages, as they are in memory, refer to: what `create_or_update_for_object` does for
    one, here with one query for what is there, one for what goes and one for what comes.
    """
    wanted: dict[Any, Page] = {}
    for page in pages:
        for reference in _references(page):
            wanted[page.pk, *reference] = page
    base = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    present = _present(base, pages)
    gone = [pk for key, pk in present.items() if key not in wanted]
    for some in batched(gone, 500):
        ReferenceIndex.objects.filter(pk__in=some)._raw_delete("default")  # noqa: SLF001
    ReferenceIndex.objects.bulk_create(
        [_row(base, page, key) for key, page in wanted.items() if key not in present], ignore_conflicts=True
    )


def _references(page: Any) -> set[tuple[int, str, str, str]]:
    """Target's content type and id, path in the model, path in the content."""
    bodies = [field for field in page._meta.fields if isinstance(field, StreamField)]  # noqa: SLF001
    held = {field.attname: getattr(page, field.attname) for field in bodies}
    try:
        for name in held:
            setattr(page, name, [])
        # Wagtail's own reading of a page; it has no public name.
        found = set(ReferenceIndex._extract_references_from_object(page))  # noqa: SLF001
    finally:
        for name, value in held.items():
            setattr(page, name, value)
    for field in bodies:
        stored = field.stream_block.get_prep_value(held[field.attname])
        for model, key, model_path, content_path in stored_references(field.stream_block, stored):
            target = ReferenceIndex._get_base_content_type(model)  # noqa: SLF001
            found.add((target.pk, key, f"{field.name}.{model_path}", f"{field.name}.{content_path}"))
    return found


def _present(base: ContentType, pages: Sequence[Page]) -> dict[Any, int]:
    rows = ReferenceIndex.objects.filter(base_content_type=base, object_id__in=[str(page.pk) for page in pages])
    return {
        (int(object_id), *reference): pk
        for pk, object_id, *reference in rows.values_list(
            "pk", "object_id", "to_content_type_id", "to_object_id", "model_path", "content_path"
        )
    }


def _row(base: ContentType, page: Page, key: Any) -> ReferenceIndex:
    _, target_type, target, model_path, content_path = key
    return ReferenceIndex(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        base_content_type=base,
        object_id=str(page.pk),
        to_content_type_id=target_type,
        to_object_id=target,
        model_path=model_path,
        content_path=content_path,
        content_path_hash=ReferenceIndex._get_content_path_hash(content_path),  # noqa: SLF001
    )
