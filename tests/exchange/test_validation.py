"""Every fault is told with line, field and a mend, and nothing is written."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.content.models import ArticlePage, Person
from cms.exchange.models import ImportedObject
from cms.exchange.validation import validate
from home.models import HomePage
from tests.exchange.faulty import ARTICLE, IMAGE, TOPIC, body, faults, problem
from tests.exchange.sample import SAMPLE, Line, import_lines, write_file

pytestmark = pytest.mark.django_db


def test_a_good_file_has_no_faults(folder: Path) -> None:
    assert validate(write_file(folder, SAMPLE)).faults == []


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ('{"type": "topic", ', "", "is not valid JSON"),
        ("[1, 2]", "", "is a list, not an object"),
        (b'{"type": "topic", "id": "\xff"}', "", "Byte 26 of the line is not UTF-8"),
        ("[" * 5000, "", "recursion limit"),
        ('{"type": "article", "id": "a", "title": "\\ud800"}', "", "is not valid JSON"),
        ({"id": "a", "title": "A"}, "", "has no “type”"),
        ({"type": "artikel", "id": "a"}, "type", "“artikel” is not one of the values"),
        ({"type": "article", "id": "a"}, "title", "is missing"),
        ({**ARTICLE, "tittle": "A"}, "tittle", "is not a field"),
        ({**ARTICLE, "title": 7}, "title", "is not a text"),
        ({**ARTICLE, "title": " "}, "title", "is empty"),
        ({**ARTICLE, "title": "x" * 256}, "title", "has 256 characters; at most 255"),
        ({**ARTICLE, "title": "One\nTwo"}, "title", "has a line break"),
        ({**ARTICLE, "title": "—"}, "title", "has no letter or digit for an address"),
        ({**ARTICLE, "slug": "No Slug"}, "slug", "“No Slug” is not a slug"),
        ({**ARTICLE, "excerpt": "a\x00b"}, "excerpt", "unprintable character (U+0000)"),
        ({**ARTICLE, "published": "31.12.2026"}, "published", "is not a date"),
        ({**ARTICLE, "published": 20261231}, "published", "is not a date"),
        ({**ARTICLE, "other_names": "x"}, "other_names", "is not a list"),
        ({**ARTICLE, "other_names": ["x"] * 61}, "other_names", "has 61 entries; at most 60"),
        ({**ARTICLE, "references": [{"citation": "c", "doi": "doi:10.1"}]}, "references[0].doi", "is not a DOI"),
        ({**ARTICLE, "references": [{"citation": "c", "pmid": "PMC1"}]}, "references[0].pmid", "is not a PMID"),
        ({**ARTICLE, "references": [{"citation": "c", "url": "javascript:x"}]}, "references[0].url", "web address"),
        ({**ARTICLE, "references": [{"citation": "c", "url": "https://no host"}]}, "references[0].url", "web address"),
        ({**ARTICLE, "references": [{"citation": "c", "url": "https://-"}]}, "references[0].url", "web address"),
        ({**ARTICLE, "next_review": "2020-01-01", "last_reviewed": "2020-01-01"}, "next_review", "is not after"),
        ({**ARTICLE, "updated": "2020-01-01", "published": "2020-01-02"}, "updated", "is before"),
        ({**ARTICLE, "related_pins": ["a"]}, "related_pins[0]", "is the line itself"),
        ({**TOPIC, "relations": [{"kind": "encompasses", "topic": "t"}]}, "relations[0].topic", "to itself"),
        ({**TOPIC, "relations": [{"kind": "part_of", "topic": "t2"}]}, "relations[0].kind", "“part_of” is not one"),
        (body({"type": "heading", "level": "2", "text": "H"}), "body[0].level", "“2” is not one of the values"),
        (body({"type": "care_team", "members": []}), "body[0].type", "“care_team” is not one of the values"),
        (body({"type": "strategy", "name": "S", "category": "medication"}), "body[0].summary", "is missing"),
        (body({"type": "key_points", "points": []}), "body[0].points", "has no entry"),
        (body({"type": "table", "columns": ["A"], "rows": [["1", "2"]]}), "body[0].rows[0]", "has 2 cells"),
        (body({"type": "video", "title": "V", "url": "https://example.org/v"}), "body[0].url", "is not a YouTube"),
        (
            body(
                {"type": "strategy", "name": "S", "category": "lifestyle", "summary": "s", "techniques": [{"line": ""}]}
            ),
            "body[0].techniques[0].name",
            "is missing",
        ),
        ({**IMAGE, "focal_x": 1.5, "focal_y": 0}, "focal_x", "1.5 is outside 0 to 1"),
        ({**IMAGE, "focal_x": 0.5}, "focal_y", "is missing"),
        ('{"type": "article", "id": "a", "title": "A", "title": "B"}', "title", "is given twice"),
    ],
)
def test_a_fault_of_one_line(folder: Path, line: Line | str | bytes, field: str, said: str) -> None:
    told_field, told = problem(folder, line)
    assert told_field == field
    assert said in told


def test_every_fault_of_every_line_is_told(folder: Path) -> None:
    found = faults(
        folder,
        {**TOPIC, "definition": "", "nonsense": 1, "next_review": "x"},
        "",
        {"type": "person", "id": "p", "name": 3},
        "{",
    )
    assert [(line, field) for line, field, _ in found] == [
        (1, "definition"),
        (1, "next_review"),
        (1, "nonsense"),
        (3, "name"),
        (4, ""),
    ]


def test_unresolved_references(folder: Path) -> None:
    found = faults(
        folder,
        {
            **ARTICLE,
            "image": "no-i",
            "topics": ["no-t"],
            "authors": ["no-p"],
            "related_pins": ["no-a"],
            "body": [
                {"type": "strategy", "name": "S", "category": "lifestyle", "summary": "s", "care_roles": ["no-r"]},
                {"type": "rich_text", "html": '<p><a href="topic:no-l">a</a></p>'},
            ],
        },
        {"type": "home", "id": "h", "title": "H", "featured": [{"type": "article", "id": "no-f"}]},
    )
    assert found == [
        (1, "authors[0]", "There is no person with the id “no-p”."),
        (1, "body[0].care_roles[0]", "There is no care role with the id “no-r”."),
        (1, "body[1].html", "There is no topic with the id “no-l”."),
        (1, "image", "There is no picture with the id “no-i”."),
        (1, "related_pins[0]", "There is no article with the id “no-a”."),
        (1, "topics[0]", "There is no topic with the id “no-t”."),
        (2, "featured[0]", "There is no article with the id “no-f”."),
    ]


def test_what_mentions_a_line_with_faults_is_not_at_fault_too(folder: Path) -> None:
    found = faults(folder, {**ARTICLE, "topics": ["t"]}, {**TOPIC, "definition": ""})
    assert [(line, field) for line, field, _ in found] == [(2, "definition")]


def test_a_reference_may_lead_to_an_earlier_import(folder: Path) -> None:
    import_lines(folder, [TOPIC])
    assert faults(folder, {**ARTICLE, "topics": ["t"]}) == []


def test_duplicates(folder: Path) -> None:
    found = faults(
        folder,
        {**TOPIC, "slug": "pain"},
        {**TOPIC, "slug": "other"},
        {**TOPIC, "id": "t2", "slug": "pain"},
        {**ARTICLE, "slug": "pain", "topics": ["t", "t"], "related_pins": ["b"], "related_blocks": ["b"]},
        {**ARTICLE, "id": "b"},
        {"type": "care_role", "id": "r1", "name": "Nurse"},
        {"type": "care_role", "id": "r2", "name": "Nurse"},
        {"type": "home", "id": "h1", "title": "H"},
        {"type": "home", "id": "h2", "title": "H"},
    )
    assert found == [
        (2, "id", "“t” is the id of line 1 already."),
        (3, "slug", "“pain” is in line 1 already."),
        (4, "related_blocks[0]", "“b” is named twice."),
        (4, "topics[1]", "“t” is named twice."),
        (7, "name", "“Nurse” is in line 6 already."),
        (9, "type", "“home” is in line 8 already."),
    ]


def test_a_relation_is_told_once(folder: Path) -> None:
    second = {**TOPIC, "id": "t2", "title": "Other"}
    overlap = [{"kind": "overlaps_with", "topic": "t2"}]
    assert problem_of_two(folder, {**TOPIC, "relations": overlap * 2}, second) == "relations[1].topic"
    back = [{"kind": "overlaps_with", "topic": "t"}]
    assert problem_of_two(folder, {**TOPIC, "relations": overlap}, {**second, "relations": back}) == "relations[0]"


def problem_of_two(folder: Path, *lines: Line) -> str:
    found = faults(folder, *lines)
    assert len(found) == 1
    return found[0][1]


def test_an_address_that_the_site_has_already(folder: Path) -> None:
    import_lines(folder, [{**ARTICLE, "slug": "taken"}])
    assert faults(folder, {**ARTICLE, "slug": "taken"}) == []
    told = faults(folder, {**ARTICLE, "id": "other", "slug": "taken"})
    assert told == [(1, "slug", "“taken” is the address of another article on the site.")]


def test_addresses_are_not_exchanged_in_one_import(folder: Path) -> None:
    """Pages are written one after the other, so each would find its new address taken."""
    second = {**ARTICLE, "id": "b"}
    import_lines(folder, [{**ARTICLE, "slug": "one"}, {**second, "slug": "two"}])
    found = faults(folder, {**ARTICLE, "slug": "two"}, {**second, "slug": "one"})
    assert found == [
        (1, "slug", "“two” is the address of another article on the site."),
        (2, "slug", "“one” is the address of another article on the site."),
    ]


def test_a_care_role_imported_under_another_id(folder: Path) -> None:
    import_lines(folder, [{"type": "care_role", "id": "r1", "name": "Nurse"}])
    told = faults(folder, {"type": "care_role", "id": "r2", "name": "Nurse"})
    assert told == [(1, "name", "“Nurse” is the name of the care role “r1” that was imported before.")]


def test_a_line_beyond_measure(folder: Path) -> None:
    found = faults(folder, b'{"type": "article", "id": "' + b"a" * 6_000_000 + b'"}', ARTICLE, "{")
    assert [(line, problem_[:20]) for line, _, problem_ in found] == [
        (1, "The line is longer t"),
        (3, "is not valid JSON: E"),
    ]


def test_faults_are_printed_and_nothing_is_written(folder: Path) -> None:
    path = write_file(folder, [*SAMPLE, {**ARTICLE, "id": "bad", "title": "", "topics": ["x"]}])
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"1 fault; nothing was written\."):
        call_command("import_content", str(path), stdout=out)
    number = len(SAMPLE) + 1
    assert out.getvalue() == (
        f"line {number}, title: is empty. Fill it in, or leave the field out if it is optional.\n"
    )
    assert not ImportedObject.objects.exists()
    assert not ArticlePage.objects.exists()
    assert not Person.objects.exists()
    assert not HomePage.objects.exists()


def test_faults_as_json(folder: Path) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_content", str(write_file(folder, [{**ARTICLE, "title": 1}])), "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "ok": False,
        "faults": [{"line": 1, "field": "title", "problem": "is not a text.", "mend": "Put it in quotation marks."}],
    }
