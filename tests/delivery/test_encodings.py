"""Answers in fewer bytes: the same when read, each with an ETag of its own, and only for who can read them."""

import gzip
from typing import Any

import brotli
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cms.delivery import encodings
from cms.published.models import PublishedDocument
from search.engines.chosen import chosen as engine
from search.lifecycle import rebuild
from tests import factories as make
from tests.delivery.conftest import ROOT

READ = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
FIREFOX = "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        (FIREFOX, "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br; q=0.8 , gzip;q=0.8", "br"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("*;q=0.3, br;q=0", "gzip"),
        ("identity", ""),
        ("deflate, zstd", ""),
        ("", ""),
        ("br;level=9, gzip", "gzip"),
        ("gzip;q=high", ""),
    ],
)
def test_what_the_caller_likes_best(accepted: str, chosen: str) -> None:
    assert encodings.chosen(accepted) == chosen


@given(st.text(max_size=60))
def test_whatever_is_sent_as_accepted(accepted: str) -> None:
    assert encodings.chosen(accepted) in READ


@pytest.mark.django_db
class TestAnswers:
    @pytest.fixture
    def path(self) -> str:
        topic = make.topic("Chronic pain")
        make.article("Sleeping well", topics=[topic], body=[make.rich_text(f"<p>{'Sleep is rest. ' * 100}</p>")])
        rebuild(engine())
        return f"{ROOT}/articles/sleeping-well"

    @pytest.mark.parametrize("accepted", [FIREFOX, "gzip", ""])
    def test_it_reads_the_same(self, client: Client, path: str, accepted: str) -> None:
        plain = client.get(path)
        for _ in range(2):  # The second one is kept.
            answer = client.get(path, headers={"accept-encoding": accepted})
            encoding = answer.get("Content-Encoding", "")
            assert encoding == encodings.chosen(accepted)
            assert READ[encoding](answer.content) == plain.content
            assert answer["Content-Length"] == str(len(answer.content))
            assert "Accept-Encoding" in answer["Vary"]
            assert not accepted or len(answer.content) < len(plain.content) / 3

    def test_each_has_an_etag_of_its_own_that_it_is_held_by(self, client: Client, path: str) -> None:
        etags = {
            accepted: client.get(path, headers={"accept-encoding": accepted})["ETag"] for accepted in ("", "gzip", "br")
        }
        assert len(set(etags.values())) == 3
        for accepted, own in etags.items():
            for held, etag in etags.items():
                answer = client.get(path, headers={"accept-encoding": accepted, "if-none-match": etag})
                assert answer.status_code == (304 if held == accepted else 200)
                assert answer["ETag"] == own
                assert "Accept-Encoding" in answer["Vary"]

    def test_an_etag_stands_for_the_same_bytes_kept_or_not(self, client: Client, path: str) -> None:
        """While something waits to be rendered nothing is kept."""
        kept, unkept = [], []
        for is_stale, answers in ((False, kept), (True, unkept)):
            PublishedDocument.objects.filter(type="topic").update(stale=is_stale)
            answers.append(client.get(path, headers={"accept-encoding": "br"}))
        assert kept[0]["ETag"] == unkept[0]["ETag"]
        assert kept[0].content == unkept[0].content

    def test_a_search_is_made_shorter_too(self, client: Client, path: str) -> None:
        query = f"{ROOT}/search?q=sleep"
        answer = client.get(query, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.content) == client.get(query).content

    @pytest.mark.parametrize("path_of_little", ["/health/live", "/suggest?q=zzz"])
    def test_what_is_short_stays_as_it_is(self, client: Client, path_of_little: str) -> None:
        answer = client.get(ROOT + path_of_little, headers={"accept-encoding": FIREFOX})
        assert "Content-Encoding" not in answer

    def test_the_length_is_told_without_the_content(self, client: Client, path: str) -> None:
        whole: Any = client.get(path, headers={"accept-encoding": "br"})
        for _ in range(2):
            head = client.head(path, headers={"accept-encoding": "br"})
            assert (head.content, head["Content-Length"]) == (b"", str(len(whole.content)))
            assert head["ETag"] == whole["ETag"]
