"""A collection of articles, converted and imported: every text as in the source."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.content.models import ArticlePage
from cms.published import log
from tests.exchange.sample import import_file


def section(question: str, answer: str) -> dict[str, Any]:
    return {"qid": "x", "qtype": "information", "question": question, "n": len(answer)}


ANSWERS = [
    "A sprain is a torn band. It hurts < 6 weeks & heals.",
    "Rest it. - Cool it. - Keep it up.\n\nThen “move” it.",
]
ARTICLES: list[dict[str, Any]] = [
    {
        "id": "one",
        "title": "Sprained ankle",
        "body": "\n\n".join(ANSWERS),
        "source": "Own",
        "url": "https://example.org/one",
        "synonyms": ["twisted ankle", "ankle sprain"],
        "sections": [section("What is it ?", ANSWERS[0]), section("What helps ?", ANSWERS[1])],
    },
    {
        "id": "two",
        "title": "",
        "body": "Water.",
        "source": "Own",
        "url": "https://example.org/two",
        "synonyms": [],
        "sections": [section("How much to drink", "Water.")],
    },
    {
        "id": "three",
        "title": "",
        "body": "Bread.",
        "source": "Own",
        "url": "https://example.org/three",
        "synonyms": [],
        "sections": [section("What is (are) ?", "Bread.")],
    },
]


def convert(folder: Path, articles: list[dict[str, Any]], *options: str, out: str = "out.jsonl") -> Path:
    collection = folder / "collection.jsonl.gz"
    collection.write_bytes(gzip.compress("\n".join(json.dumps(article) for article in articles).encode()))
    call_command("convert_collection", str(collection), str(folder / out), *options, stdout=io.StringIO())
    return folder / out


def text_of(body: list[dict[str, Any]]) -> str:
    """The running text of a published body, its headings left out."""
    paragraphs = [node for block in body if block["type"] == "rich_text" for node in block["text"]["tree"]]
    return "\n\n".join("".join(child["text"] for child in node["children"]) for node in paragraphs)


@pytest.mark.django_db
def test_texts_equal_the_source(folder: Path) -> None:
    import_file(convert(folder, ARTICLES))
    documents = {document["title"]: document for document in published()}
    assert documents.keys() == {"Sprained ankle", "How much to drink", "three"}
    for article, title in zip(ARTICLES, documents, strict=True):
        document = documents[title]
        assert text_of(document["body"]) == article["body"]
        headings = [block["text"] for block in document["body"] if block["type"] == "heading"]
        assert headings == [some["question"] for some in article["sections"]]
        assert document["other_names"] == article["synonyms"]
        assert [reference["url"] for reference in document["references"]] == [article["url"]]
        assert document["references"][0]["citation"] == f"Own: {title}"
        assert document["topics"] == []


def published() -> list[dict[str, Any]]:
    ids = ArticlePage.objects.order_by("path").values_list("pk", flat=True)
    changes = (log.by_id(pk) for pk in ids)
    return [json.loads(change.body) for change in changes if change and change.body]


def test_without_other_names(folder: Path) -> None:
    out = convert(folder, ARTICLES, "--without-other-names", out="out.jsonl.gz")
    lines = [json.loads(line) for line in gzip.decompress(out.read_bytes()).splitlines()]
    assert [line["other_names"] for line in lines] == [[], [], []]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sections": [section("Q", "x" * 99)]}, "Line 1: the sections are 99 characters long, the body 6."),
        (
            {"body": "Water. Bread.", "sections": [section("Q", "Water."), section("Q", "Bread.")]},
            "does not start where",
        ),
        ({"sections": None}, "Line 1 is not an article of the collection: TypeError"),
        ({"sections": [{"question": "Q"}]}, "Line 1 is not an article of the collection: KeyError 'n'"),
    ],
)
def test_what_is_not_of_its_form(folder: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError, match=said.replace(".", r"\.")):
        convert(folder, [ARTICLES[1] | change])
    assert sorted(file.name for file in folder.iterdir()) == ["collection.jsonl.gz"]


def test_where_it_cannot_be_written(folder: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        convert(folder, ARTICLES, out="none/out.jsonl")
