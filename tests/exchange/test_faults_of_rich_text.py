"""Rich text that the format does not allow."""

from pathlib import Path

import pytest

from tests.exchange.faulty import body, faults, problem, rich

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>a<script>x</script></p>", "<script> is not allowed"),
        ('<p><img src="x" onerror="y"></p>', "<img> is not allowed"),
        ("<h2>a</h2>", "<h2> is not allowed"),
        ('<p class="x">a</p>', "has the attribute “class”"),
        ('<p><a href="https://a.org" onclick="x">a</a></p>', "has the attribute “onclick”"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "leads nowhere"),
        ('<p><a href=" JaVaScRiPt:alert(1)">a</a></p>', "leads nowhere"),
        ('<p><a href="data:text/html,x">a</a></p>', "leads nowhere"),
        ('<p><a href="//a.org">a</a></p>', "leads nowhere"),
        ("<p><a>a</a></p>", "A link has no href"),
        ('<p><a href="https://a.org"> </a>a</p>', "A link has no words"),
        ('<p><a href="https://a.org">a<a href="https://b.org">b</a></a></p>', "<a> stands inside a link"),
        ('<p><a href="https://a.org">a<br>b</a></p>', "<br> stands inside a link"),
        ("a", "stands outside a paragraph"),
        ("<strong>a</strong>", "stands outside a paragraph"),
        ("<p>a", "<p> is not closed"),
        ("<p><em>a</p></em>", "</p> closes what is not open: <em> is."),
        ("<p>a<p>b</p></p>", "<p> stands inside <p>"),
        ("<li>a</li>", "<li> stands outside a list"),
        ("<ul><p>a</p></ul>", "<p> stands inside <ul>"),
        ("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>", "more than two deep"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "A list of one kind"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "follows the list inside its list item"),
        ("<ul><li><ul><li>b</li></ul></li></ul>", "no words of its own"),
        ("<p>a<!-- b --></p>", "has a comment"),
        ("<p> <br> </p>", "has no text"),
    ],
)
def test_bad_rich_text(folder: Path, html: str, said: str) -> None:
    told_field, told = problem(folder, rich(html))
    assert told_field == "body[0].html"
    assert said in told


def test_rich_text_is_checked_wherever_it_stands(folder: Path) -> None:
    bad = "<u>a</u>"
    line = body(
        {"type": "steps", "steps": [{"title": "S", "html": "<p>a</p>"}, {"title": "S", "html": bad}]},
        {"type": "questions", "questions": [{"question": "Q", "answer": bad}]},
        {"type": "callout", "html": bad},
    )
    fields = [field for _, field, _ in faults(folder, line)]
    assert fields == ["body[0].steps[1].html", "body[1].questions[0].answer", "body[2].html"]
