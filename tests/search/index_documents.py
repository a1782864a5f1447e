"""Index documents for tests: made by hand, with only the fields that a test is about."""

from search.documents import Card, IndexDocument
from search.languages import language_of

SITE = 1


def document(
    page_id: int,
    title: str = "",
    sequence: int | None = None,
    text: str = "",
    type_: str = "article",
    **fields: object,
) -> IndexDocument:
    """A live page. `sequence` as its id where none is given."""
    sequence = page_id if sequence is None else sequence
    given = {"locale": "en", "site_id": SITE, "newest": "2026-01-01", "other_names": (), **fields}
    names = (title, *given["other_names"])  # type: ignore[misc]
    if type_ == "topic":
        given.setdefault("topic_ids", (page_id,))
    return IndexDocument(
        id=page_id,
        sequence=sequence,
        body_hash=f"hash-{page_id}-{sequence}",
        type=type_,
        title=title,
        name_keys=tuple(filter(None, map(language_of(str(given["locale"])).name_key, names))),
        text=text,
        card=card(page_id, title, type_, given),
        **given,  # type: ignore[arg-type]
    )


def card(page_id: int, title: str, type_: str, fields: dict[str, object]) -> str:
    return Card(
        id=page_id,
        type=type_,
        title=title,
        teaser_title="",
        slug=f"page-{page_id}",
        path=f"/page-{page_id}/",
        url=f"https://origin.invalid/page-{page_id}/",
        locale=str(fields["locale"]),
        summary=str(fields.get("summary", "")),
        other_names=list(fields["other_names"]),  # type: ignore[call-overload]
        image=None,
        topic_ids=list(fields.get("topic_ids", ())),  # type: ignore[call-overload]
        published=None,
        updated=None,
        last_reviewed=None,
    ).model_dump_json()


def tombstone(page_id: int, sequence: int) -> IndexDocument:
    return IndexDocument(page_id, sequence, "", deleted=True)
