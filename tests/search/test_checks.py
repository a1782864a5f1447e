"""Misconfiguration of search is told at start-up, with an id and a way to mend it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from search.checks import check_settings

HERE = str(Path(__file__).parent)


def ids(options: object) -> list[str | None]:
    with override_settings(TOPICHUB_SEARCH=options):
        found = check_settings()
    assert all(error.hint for error in found)
    return [error.id for error in found]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (None, ["search.E001"]),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE}, []),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE, "COUNT_QUERIES": "off"}, []),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE, "COUNT_QUERIES": "no"}, ["search.E008"]),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE, "STAND_IN": "elasticsearch"}, []),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE, "STAND_IN": "embedded"}, ["search.E009"]),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": HERE, "STAND_IN": "sphinx"}, ["search.E009"]),
        ({"ENGINE": "sphinx", "EMBEDDED_PATH": HERE}, ["search.E002"]),
        ({"ENGINE": "embedded"}, ["search.E003"]),
        ({"ENGINE": "embedded", "EMBEDDED_PATH": f"{__file__}/search"}, ["search.E003"]),
        ({"ENGINE": "elasticsearch", "EMBEDDED_PATH": HERE}, ["search.E004", "search.E005"]),
    ],
)
def test_engine_and_folder(options: dict[str, str] | None, expected: list[str]) -> None:
    assert ids(options) == expected


def test_the_settings_as_they_come_are_right() -> None:
    assert ids(settings.TOPICHUB_SEARCH) == []
    assert ids({**settings.TOPICHUB_SEARCH, "ENGINE": "elasticsearch"}) == []


def elasticsearch(**options: str) -> list[str | None]:
    usual = {"ELASTICSEARCH_URL": "http://127.0.0.1:9200", "ELASTICSEARCH_PREFIX": "topichub"}
    return ids({"ENGINE": "elasticsearch", "EMBEDDED_PATH": HERE, **usual, **options})


@pytest.mark.parametrize("url", ["http://[::1]:9200", "https://elastic:secret@search.example.org", "http://search/es"])
def test_addresses_of_elasticsearch(url: str) -> None:
    assert elasticsearch(ELASTICSEARCH_URL=url) == []


@pytest.mark.parametrize(
    "url", ["", "nine", "ftp://search:9200", "http://", "http://[::1", "http://search:port", "http://search:99999"]
)
def test_what_is_no_address(url: str) -> None:
    assert elasticsearch(ELASTICSEARCH_URL=url) == ["search.E004"]


@pytest.mark.parametrize("prefix", ["topichub", "9-lives", "topichub_staging-2", "a", "x" * 100])
def test_prefixes(prefix: str) -> None:
    assert elasticsearch(ELASTICSEARCH_PREFIX=prefix) == []


@pytest.mark.parametrize(
    "prefix",
    ["", "-a", "_a", "+a", ".a", "Topichub", "a b", "é", "a\n", "x" * 101, *(f"a{char}b" for char in '\\/*?"<>|,#:')],
)
def test_what_cannot_begin_an_index_name(prefix: str) -> None:
    assert elasticsearch(ELASTICSEARCH_PREFIX=prefix) == ["search.E005"]


def test_an_authority_of_ones_own_must_be_a_file_and_needs_https() -> None:
    assert elasticsearch(ELASTICSEARCH_CA_CERTS=__file__) == ["search.E006"]
    assert elasticsearch(ELASTICSEARCH_CA_CERTS=HERE, ELASTICSEARCH_URL="https://search") == ["search.E006"]
    assert elasticsearch(ELASTICSEARCH_CA_CERTS=__file__, ELASTICSEARCH_URL="https://search") == []


def test_either_a_key_or_a_user() -> None:
    assert elasticsearch(ELASTICSEARCH_API_KEY="a2V5") == []
    both = {"ELASTICSEARCH_API_KEY": "a2V5", "ELASTICSEARCH_URL": "http://elastic:secret@search:9200"}
    assert elasticsearch(**both) == ["search.E007"]
