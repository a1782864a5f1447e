"""The embedded engine's fields, and the way from an index document to a tantivy document and back."""

from datetime import date
from functools import cache

from tantivy import Document, Schema, SchemaBuilder

from search.documents import IndexDocument, kept_json, sections_json
from search.engines.fields import READY_LANGUAGES, TEXT_FIELDS, field_of, ready, texts_of, vocabulary_of
from search.languages import language_of
from search.plans import SEARCHABLE
from search.results import Kept, kept_adapter

from .analysis import NAMES, READY, STEMMED, WORDS, possessives_off
from .marking import document_places

PAGE, TOMBSTONE, CHECKPOINT = "page", "tombstone", "checkpoint"
_BY_ID = 10**12
"""Greater than any page id: a day and an id in one number that sorts newest first, then smallest id first."""


@cache
def schema() -> Schema:
    """Build the schema. What is new comes last: fields are known by their place, and a generation of the format before is
    read until the new one is built.

    `row` tells a page from a tombstone and from the checkpoint, which lives in the same commit; `has` names the text
    fields in which a page has words.
    """
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("sequence", fast=True)
    builder.add_text_field("row", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body_hash", tokenizer_name="raw", index_option="basic", stored=True)
    builder.add_unsigned_field("site_id", indexed=True)
    builder.add_text_field("locale", tokenizer_name="raw", index_option="basic")
    for facet in ("type", "topic", "strategy"):
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("newest", fast=True)
    for text in TEXT_FIELDS:
        builder.add_text_field(text, tokenizer_name=STEMMED)
    builder.add_text_field("has", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name=WORDS, index_option="basic")
    builder.add_text_field("names", tokenizer_name=NAMES, index_option="basic")
    builder.add_text_field("name_key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title_key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("title_length", fast=True)
    builder.add_bytes_field("kept", stored=True)
    builder.add_bytes_field("stored_text", stored=True)
    builder.add_bytes_field("vector", stored=True)
    builder.add_bytes_field("sections", stored=True)
    builder.add_unsigned_field("tended", fast=True)
    builder.add_unsigned_field("review_due", fast=True)
    builder.add_bytes_field("places", stored=True)
    for language in READY_LANGUAGES:
        for text in TEXT_FIELDS:
            builder.add_text_field(field_of(text, language), tokenizer_name=READY)
    return builder.build()


def checkpoint_row(checkpoint: int) -> Document:
    """Make the document that carries a generation's checkpoint."""
    row = Document()
    row.add_text("row", CHECKPOINT)
    row.add_unsigned("sequence", checkpoint)
    return row


def row_of(document: IndexDocument) -> Document:
    """Turn an index document into a tantivy document."""
    row = Document()
    row.add_unsigned("id", document.id)
    row.add_unsigned("sequence", document.sequence)
    row.add_text("row", TOMBSTONE if document.deleted else PAGE)
    if document.deleted:
        return row
    row.add_text("body_hash", document.body_hash)
    row.add_unsigned("site_id", document.site_id)
    row.add_text("locale", document.locale)
    row.add_text("type", document.type)
    for topic_id in document.topic_ids:
        row.add_text("topic", str(topic_id))
    for strategy in document.strategies:
        row.add_text("strategy", strategy)
    row.add_integer("newest", date.fromisoformat(document.newest).toordinal() * _BY_ID + _BY_ID - document.id)
    row.add_unsigned("tended", document.tended)
    row.add_unsigned("review_due", document.review_due)
    row.add_bytes("kept", kept_json(document))
    row.add_bytes("stored_text", document.text.encode())
    if document.vector:
        row.add_bytes("vector", document.vector)
    row.add_bytes("sections", sections_json(document))
    row.add_bytes("places", document_places(document).encode())
    if document.type in SEARCHABLE:
        _add_texts(row, document)
    return row


def _add_texts(row: Document, document: IndexDocument) -> None:
    language = language_of(document.locale)
    for name, values in texts_of(document).items():
        field = field_of(name, language)
        for value in values:
            row.add_text(field, possessives_off(value) if language.stemmer else ready(value, language))
        if any(values):
            row.add_text("has", field)
    row.add_text("words", vocabulary_of(document))
    row.add_text("names", " ".join(document.name_keys))
    for key in document.name_keys:
        row.add_text("name_key", key)
    row.add_text("title_key", language.name_key(document.title))
    row.add_unsigned("title_length", len(document.title))


def kept_of(row: Document) -> Kept:
    """Read back what a page's row keeps."""
    return kept_adapter.validate_json(bytes(row.get_first("kept") or b"{}"))
