"""The Elasticsearch engine's fields, and the way from an index document to a row and back."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

from elasticsearch.dsl import Binary, Date, DenseVector, Index, Integer, Keyword, Long, Text
from elasticsearch.dsl import Mapping as Fields

from search.documents import FORMAT, IndexDocument, kept_json, sections_json
from search.engines.embedded.marking import document_places
from search.engines.fields import READY_LANGUAGES, TEXT_FIELDS, field_of, ready, texts_of, vocabulary_of
from search.languages import ENGLISH, language_of
from search.meaning import SIZE, numbers
from search.plans import SEARCHABLE
from search.results import Kept, kept_adapter

from .analysis import beginnings, english, plain, ready_terms

PAGE, TOMBSTONE, CHECKPOINT = "page", "tombstone", "checkpoint"

WINDOW = 1_000_000
"""Hits that can be paged through: more pages than a site has. What it costs is bounded by how many pages there are."""

STORED = ("stored_text", "sections", "places")
"""What passages are made of. Each is a field of its own, not a part of the source, which Elasticsearch would have to read whole."""

KEPT: Mapping[str, Any] = {"_source": False, "stored_fields": "_none_", "docvalue_fields": ["kept"]}
TO_BE_MARKED: Mapping[str, Any] = {"_source": False, "stored_fields": STORED, "docvalue_fields": ["kept"]}
"""What a search asks for of its hits.

`kept` is a column of its own: stored fields of a page, long texts too, lie in one compressed block, and fifty of them for
each letter that a reader types took most of the time.
"""

LONGEST_NAME = 1000
"""Characters of a name that can be looked up as a whole."""


@cache
def fields() -> Fields:
    """Build the mapping. `row` tells a page from a tombstone and from the checkpoint, a row of the same index."""
    mapping = Fields()
    mapping.meta("dynamic", "strict")
    mapping.meta("_meta", {"format": FORMAT})
    # Derived from what is stored beside them; nobody reads them back.
    texts = [field_of(name, language) for language in (ENGLISH, *READY_LANGUAGES) for name in TEXT_FIELDS]
    derived = ["words", "names", "name_key", "title_key", "title_length", "vector"]
    mapping.meta("_source", excludes=[*texts, *derived, "kept", *STORED])
    mapping.field("id", Long(index=False))
    mapping.field("sequence", Long(index=False))
    mapping.field("row", Keyword())
    mapping.field("body_hash", Keyword(index=False))
    for name in ("site_id", "locale", "type", "topic", "strategy"):
        mapping.field(name, Keyword())
    mapping.field("newest", Date(format="strict_date"))
    for name in ("title", "other_names", "summary", "headings", "key_points", "initials"):
        # One place between two values, as in the embedded engine: a phrase may not run on into the next name.
        mapping.field(name, Text(analyzer=english(), position_increment_gap=1))
    # One value a line, without a gap between them: phrases may run across two.
    mapping.field("text", Text(analyzer=english(), position_increment_gap=0))
    for language in READY_LANGUAGES:
        for name in TEXT_FIELDS:
            mapping.field(field_of(name, language), Text(analyzer=ready_terms(), position_increment_gap=1))
    mapping.field("words", Text(analyzer="whitespace", norms=False, index_options="docs"))
    begin = Text(analyzer=beginnings(), search_analyzer=plain(), norms=False, index_options="docs")
    mapping.field("names", Text(analyzer=plain(), norms=False, index_options="docs", fields={"begin": begin}))
    mapping.field("name_key", Keyword(ignore_above=LONGEST_NAME))
    mapping.field("title_key", Keyword(ignore_above=LONGEST_NAME, doc_values=False))
    mapping.field("title_length", Integer(index=False))
    for name in ("tended", "review_due"):
        mapping.field(name, Integer(index=False))
    mapping.field("kept", Binary(doc_values=True))
    for name in STORED:
        mapping.field(name, Text(index=False, store=True))
    # Compared with what words have found, never searched by itself: it needs no graph.
    mapping.field("vector", DenseVector(dims=SIZE, index=False))
    return mapping


def index(name: str, write_alias: str) -> Index:
    """Describe a generation's index, as it is made."""
    described = Index(name)
    described.settings(
        # One shard: word statistics, and so scores, are those of all pages. Millions of pages fit into it.
        number_of_shards=1,
        auto_expand_replicas="0-1",
        # Nobody reads an index that is being filled; activating it sets an interval.
        refresh_interval="-1",
        max_result_window=WINDOW,
    )
    described.mapping(fields())
    described.aliases(**{write_alias: {}})
    return described


def row_of(document: IndexDocument) -> dict[str, Any]:
    """Turn an index document into a row. A tombstone is a row too, so that old news never brings its page back."""
    row: dict[str, Any] = {"id": document.id, "sequence": document.sequence}
    if document.deleted:
        return row | {"row": TOMBSTONE, "body_hash": ""}
    row |= {
        "row": PAGE,
        "body_hash": document.body_hash,
        "site_id": str(document.site_id),
        "locale": document.locale,
        "type": document.type,
        "topic": [str(topic_id) for topic_id in document.topic_ids],
        "strategy": document.strategies,
        "newest": document.newest,
        "tended": document.tended,
        "review_due": document.review_due,
        "kept": b64encode(kept_json(document)).decode(),
        "sections": sections_json(document).decode(),
        "places": document_places(document),
    }
    if document.vector:
        row["vector"] = numbers(document.vector).tolist()
    return row | _texts(document) if document.type in SEARCHABLE else row


def _texts(document: IndexDocument) -> dict[str, Any]:
    language = language_of(document.locale)
    texts: dict[str, Any] = {
        field_of(name, language): values if language.stemmer else [ready(value, language) for value in values]
        for name, values in texts_of(document).items()
    }
    if language.stemmer:
        texts[field_of("text", language)] = document.text.split("\n")
    return texts | {
        "stored_text": document.text,
        "words": vocabulary_of(document),
        "names": " ".join(document.name_keys),
        "name_key": document.name_keys,
        "title_key": language.name_key(document.title),
        "title_length": len(document.title),
    }


def stored_of(hit: Mapping[str, Any]) -> dict[str, str]:
    """Read back what was asked for of STORED."""
    return {name: values[0] for name, values in hit["fields"].items()}


def kept_of(hit: Mapping[str, Any]) -> Kept:
    """Read back what a page's row keeps."""
    return kept_adapter.validate_json(b64decode(hit["fields"]["kept"][0]))
