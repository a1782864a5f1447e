"""`evaluate_search` asks the product's own API: what is wrong there shows in the figures."""

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from search import answers, lifecycle
from search.engines.chosen import chosen

pytestmark = pytest.mark.django_db

ARTICLES = {
    "sprain": ("Sprained ankle", "A sprain is a torn band in the ankle. Rest and cool it."),
    "migraine": ("Migraine", "A migraine is a strong headache on one side of the head."),
    "headache": ("Tension headache", "Like a tight band around the head, and milder than a migraine."),
}
QUERIES = [
    {"qid": "q1", "set": "words", "text": "sprained ankle"},
    {"qid": "q2", "set": "words", "text": "What is migrane?"},
    {"qid": "q3", "set": "related", "doc": "migraine"},
]
JUDGEMENTS = "q1 0 sprain 1\nq2 0 migraine 1\nq3 0 headache 1\n"


@pytest.fixture
def data(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """A small collection, imported and indexed, with its queries."""
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}
    lines = [
        {
            "type": "article",
            "id": id_,
            "title": title,
            "excerpt": text,
            "body": [{"type": "rich_text", "html": f"<p>{text}</p>"}],
        }
        for id_, (title, text) in ARTICLES.items()
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)))
    call_command("import_content", str(tmp_path / "articles.jsonl"), "--json", stdout=io.StringIO())
    lifecycle.rebuild(chosen())
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, QUERIES)))
    (tmp_path / "qrels.txt").write_text(JUDGEMENTS)
    yield tmp_path
    chosen().close()
    shutil.rmtree(tmp_path / "search")


def evaluate(data: Path, *options: str) -> str:
    told = io.StringIO()
    files = ("--queries", str(data / "queries.jsonl"), "--qrels", str(data / "qrels.txt"))
    call_command("evaluate_search", *files, *options, stdout=told)
    return told.getvalue()


def figure(data: Path, set_: str) -> float:
    return json.loads(evaluate(data, "--set", set_, "--json"))["figures"][0]["mean"]


def test_it_measures_search_and_related_articles(data: Path) -> None:
    assert figure(data, "words") == 1.0
    assert figure(data, "related") == 1.0


def test_a_fault_of_ranking_in_the_product_lowers_the_figures(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    search = answers.search

    def upside_down(*asked: Any) -> answers.Answer:
        answer = search(*asked)
        hits = tuple(reversed(answer.result.hits))
        return replace(answer, result=replace(answer.result, hits=hits))

    (data / "queries.jsonl").write_text(json.dumps({"qid": "q1", "set": "words", "text": "band head ankle sprained"}))
    assert figure(data, "words") == 1.0
    monkeypatch.setattr(answers, "search", upside_down)
    assert figure(data, "words") < 1.0


def test_it_compares_with_a_run_kept_before(data: Path) -> None:
    told = evaluate(data, "--set", "words", "--run-out", str(data / "before.run"))
    assert "better" not in told
    kept = (data / "before.run").read_text().replace("sprain ", "other ")
    (data / "before.run").write_text(kept)
    told = evaluate(data, "--set", "words", "--compare", str(data / "before.run"))
    assert "0.500 → 1.000  1 better, 0 worse" in told


def test_the_worst_queries_are_told_with_what_was_understood_and_found_instead(data: Path) -> None:
    (data / "qrels.txt").write_text("q2 0 sprain 1\n")
    told = evaluate(data, "--set", "words")
    assert "What is migrane?" in told
    assert "wanted: Sprained ankle, not among the first" in told
    assert "searched: migraine, migrane → migraine" in told
    assert "first: Migraine" in told


def test_an_answer_given_without_search_is_no_measurement(data: Path) -> None:
    chosen().close()
    shutil.rmtree(data / "search")
    (data / "search").mkdir()
    with pytest.raises(CommandError, match=r"Search could not answer for .* migraine"):
        evaluate(data, "--set", "related")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"queries.jsonl": "{}"}, "a query has “qid”"),
        ({"qrels.txt": "q9 0 a 1"}, "No query of .* has a judgement in"),
        ({"queries.jsonl": '{"qid": "q3", "set": "related", "doc": "gone"}'}, "no published page was imported"),
    ],
)
def test_what_cannot_be_measured_is_told(data: Path, files: dict[str, str], reason: str) -> None:
    for name, text in files.items():
        (data / name).write_text(text)
    with pytest.raises(CommandError, match=reason):
        evaluate(data)
