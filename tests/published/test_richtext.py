"""Stored rich text → tree → HTML: nothing but what the tree can hold gets through."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.published.richtext import page_links, published_rich_text
from cms.published.schema.base import ORIGIN
from cms.published.schema.richtext import Link, Term

ALLOWED_TAG = re.compile(
    r"</?(?:p|ul|ol|li|strong|em|sup|sub)>|<br>|</a>|<a href=\"[^\"<>]*\"(?: data-topic=\"\d+\")?>"
)


def resolve(page_id: int) -> Link | Term | None:
    if page_id == 7:
        return Term(
            topic_id=7,
            title="Nerve pain",
            definition="Pain from nerves.",
            url=f"{ORIGIN}/topics/nerve-pain/",
            children=[],
        )
    return Link(url=f"{ORIGIN}/articles/x/", page_id=page_id, children=[]) if page_id == 8 else None


def html(stored: str) -> str:
    return published_rich_text(stored, resolve).html


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("<p>One <b>two</b> <i>three</i></p>", "<p>One <strong>two</strong> <em>three</em></p>"),
        ("<p>a</p><p> </p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>H<sub>2</sub>O<br/>x<sup>2</sup></p>", "<p>H<sub>2</sub>O<br>x<sup>2</sup></p>"),
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("loose words", "<p>loose words</p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<h2>Not here</h2><p>text</p>", "<p>Not here</p><p>text</p>"),
        (
            '<p>See <a linktype="page" id="7">it</a></p>',
            f'<p>See <a href="{ORIGIN}/topics/nerve-pain/" data-topic="7">it</a></p>',
        ),
        ('<p>See <a linktype="page" id="8">it</a></p>', f'<p>See <a href="{ORIGIN}/articles/x/">it</a></p>'),
        ('<p>See <a linktype="page" id="9">it</a></p>', "<p>See it</p>"),
        (
            '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
            '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
        ),
        ('<p><a href="mailto:a@example.org">x</a></p>', '<p><a href="mailto:a@example.org">x</a></p>'),
    ],
)
def test_what_editors_write_comes_through(stored: str, expected: str) -> None:
    assert html(stored) == expected


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='  java\nscript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='https://x\" onmouseover=\"alert(1)'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<p><!--<img src=x onerror=alert(1)>--></p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "<a linktype='page' id='7\" onmouseover=\"alert(1)'>x</a>",
    "<embed embedtype='media' url='javascript:alert(1)'/>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_leave_only_plain_tags(attack: str) -> None:
    result = html(f"<p>before</p>{attack}<p>after</p>")
    assert "<" not in ALLOWED_TAG.sub("", result)
    for address in re.findall(r'href="([^"]*)"', result):
        assert re.match(r"(https?://|mailto:|tel:|#|/(?![/\\]))", address)


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=200)
    | st.lists(st.sampled_from(ATTACKS), max_size=4).map("".join)
)
def test_no_text_whatever_yields_another_tag(stored: str) -> None:
    assert "<" not in ALLOWED_TAG.sub("", html(stored))


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "</ol>", "<b>", "</b>", "a", "<a>"])
    )
)
def test_tags_in_any_order_yield_balanced_html(tags: list[str]) -> None:
    result = html("".join(tags))
    for tag in ("p", "ul", "ol", "li", "strong"):
        assert result.count(f"<{tag}>") == result.count(f"</{tag}>")


def test_page_links_are_found_whatever_the_order_of_attributes() -> None:
    assert page_links('<a id="3" linktype="page">x</a> <a linktype="page" id="4">y</a> <a href="/5">z</a>') == {3, 4}
