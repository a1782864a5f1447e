"""Who gets an answer where: every URL pattern, asked by a stranger, by an editor of what it names, and by another site's.

A pattern that is not in `allowed` fails: whoever adds a screen decides here who may see it.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from . import allowed
from .endpoints import address, patterns
from .two_sites import SECRET, TwoSites

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

Answer = tuple[int, str]


@pytest.fixture
def sites() -> TwoSites:
    return TwoSites()


def ask(client: Client, path: str) -> Answer:
    """The status, and the text without what the request itself said."""
    answer = client.get(path)
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    text = content.decode(errors="replace")
    for said in sorted({path, *path.split("/")}, key=len, reverse=True):
        text = text.replace(said, "") if SECRET in said else text
    return answer.status_code, text


def every(sites: TwoSites) -> Iterator[tuple[str, str]]:
    for pattern in patterns():
        if pattern not in {allowed.LOGOUT, *allowed.FAULTS}:
            yield pattern, address(pattern, sites.named)


def test_every_screen_is_decided_on() -> None:
    known = allowed.EVERYBODY | allowed.EVERY_EDITOR | allowed.ITS_EDITORS | allowed.NOTHING_TO_SEE | {allowed.LOGOUT}
    undecided = [one for one in patterns() if one not in known and not one.startswith(allowed.OF_ADMINISTRATORS)]
    assert undecided == []
    assert known - set(patterns()) == set()


def test_strangers_get_what_is_for_everybody(sites: TwoSites) -> None:
    client = Client(raise_request_exception=False)
    got = {pattern: ask(client, path) for pattern, path in every(sites)}
    assert {one for one, (status, _) in got.items() if status < 300} - allowed.EVERYBODY == set()
    assert [one for one, (_, text) in got.items() if SECRET in text and one not in allowed.OPEN_LIBRARY] == []


def test_an_editor_gets_their_own_pages(sites: TwoSites) -> None:
    got = {pattern: ask(sites.editor, path)[0] for pattern, path in every(sites)}
    mine = {one for one, status in got.items() if status < 300}
    assert mine - (allowed.EVERYBODY | allowed.EVERY_EDITOR | allowed.ITS_EDITORS) == set()
    assert allowed.ITS_EDITORS - mine == set()  # Or the next test would see nothing.


def test_an_editor_of_another_site_gets_nothing_of_this_one(sites: TwoSites) -> None:
    got = {pattern: ask(sites.stranger, path) for pattern, path in every(sites)}
    theirs = {one for one, (status, _) in got.items() if status < 300}
    assert theirs - (allowed.EVERYBODY | allowed.EVERY_EDITOR) == set()
    assert [one for one, (_, text) in got.items() if SECRET in text and one not in allowed.OPEN_LIBRARY] == []
