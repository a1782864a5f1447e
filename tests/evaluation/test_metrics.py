"""The figures, on runs small enough to reckon by hand."""

from pathlib import Path

import pytest

from evaluation.judgements import FileError, Query, read_judgements, read_queries, read_run, write_run
from evaluation.metrics import compared, figures

ASKED = [Query(f"q{number}", "names", "a word", "", "") for number in range(1, 5)]
JUDGED = {"q1": {"a": 1}, "q2": {"b": 1}, "q3": {"c": 1}, "q4": {"d": 0}}


def means(queries: list[Query], judgements: dict[str, dict[str, int]], run: dict[str, list[str]]) -> dict[str, float]:
    return {figure.name: round(figure.mean, 4) for figure in figures(queries, judgements, run)}


def test_known_pages_count_by_their_place_and_queries_without_one_not_at_all() -> None:
    found = means(ASKED, JUDGED, {"q1": ["a"], "q2": ["x", "b"], "q4": ["y"]})
    assert found == {"MRR@10": 0.5, "success@1": round(1 / 3, 4), "success@5": round(2 / 3, 4)}


def test_graded_judgements_are_measured_with_their_grades() -> None:
    judged = {"q1": {"best": 3, "good": 1}, "q2": {"good": 1}}
    found = means(ASKED[:2], judged, {"q1": ["good", "best"], "q2": ["good"]})
    discounted = 1 / 1.5849625
    assert found["nDCG@10"] == round(((1 + 3 * discounted) / (3 + discounted) + 1) / 2, 4)
    assert found["MRR@10, grade 2 and up"] == 0.5  # the second query has no such document


def test_related_articles_are_measured_each_stratum_on_its_own_too() -> None:
    asked = [Query("q1", "related", "", "one", "same"), Query("q2", "related", "", "two", "other")]
    found = means(asked, {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}}, {"q1": ["a"], "q2": ["c"]})
    assert (found["recall@5"], found["recall@5, same"], found["recall@5, other"]) == (0.75, 0.5, 1.0)


def test_an_interval_holds_the_mean_and_narrows_with_more_queries() -> None:
    few, many = ([Query(f"q{number}", "names", "word", "", "") for number in range(count)] for count in (10, 1000))

    def width(queries: list[Query]) -> float:
        judged = {query.qid: {"a": 1} for query in queries}
        run = {query.qid: ["a"] if int(query.qid[1:]) % 2 else ["x", "a"] for query in queries}
        first = figures(queries, judged, run)[0]
        assert first.low <= first.mean <= first.high
        return first.high - first.low

    assert 0 < width(many) < width(few)


def test_a_comparison_tells_chance_from_change() -> None:
    queries = [Query(f"q{number}", "names", "word", "", "") for number in range(40)]
    judged = {query.qid: {"a": 1} for query in queries}
    good = figures(queries, judged, {query.qid: ["a"] for query in queries})
    one_worse = figures(queries, judged, {query.qid: ["a"] for query in queries[1:]})
    all_worse = figures(queries, judged, {query.qid: ["x", "a"] for query in queries})
    same, chance, change = (compared(good, other)[0] for other in (good, one_worse, all_worse))
    assert (same.better, same.worse, same.p) == (0, 0, 1.0)
    assert (chance.worse, chance.p > 0.05) == (1, True)
    assert (change.worse, change.before, change.after, change.p < 0.01) == (40, 1.0, 0.5, True)


def test_a_run_reads_back_as_it_was_written(tmp_path: Path) -> None:
    run = {"q1": ["b", "a"], "q2": ["c"]}
    write_run(tmp_path / "run", run, "tag")
    assert read_run(tmp_path / "run") == run
    assert (tmp_path / "run").read_text().splitlines()[1] == "q1 Q0 a 2 0.500000 tag"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nothing", "line 1: this is not a JSON object"),
        ("[]", "line 1: this is not a JSON object"),
        ('\n{"qid": "a", "set": "s"}', "line 2: a query has “qid”, “set”, and either “text” or “doc”"),
        ('{"qid": "a", "set": "s", "text": "t", "doc": "d"}', "either “text” or “doc”"),
    ],
)
def test_a_faulty_file_of_queries_is_told_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "queries").write_text(text)
    with pytest.raises(FileError, match=reason):
        read_queries(tmp_path / "queries")


@pytest.mark.parametrize("text", ["q1 0 a", "q1 0 a much", "q1 0 a 1 2"])
def test_a_faulty_judgement_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "qrels").write_text(f"q0 0 a 1\n{text}\n")
    with pytest.raises(FileError, match="line 2"):
        read_judgements(tmp_path / "qrels")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="none cannot be read"):
        read_run(tmp_path / "none")
