"""The sentences that answer a query, with the words marked."""

import html

from search.engines.protocol import Engine
from search.plans import Filters, Plan
from tests.search.engine_contract.asking import HERE, fill, highlighted, words
from tests.search.index_documents import document


class Highlights:
    def test_highlights_are_whole_sentences_with_the_words_marked(self, engine: Engine) -> None:
        text = (
            "Many people feel sore after sport. Gallstones often cause no trouble at all. Rest helps most of them.\n"
            "A doctor looks for a gallstone by ultrasound."
        )
        fill(engine, [document(1, "Stones", text=text)])
        marks = highlighted(engine, "gallstones")
        assert marks[0].strip() == "<mark>Gallstones</mark> often cause no trouble at all."
        assert marks[1].strip() == "A doctor looks for a <mark>gallstone</mark> by ultrasound."

    def test_highlights_are_safe_html(self, engine: Engine) -> None:
        fill(engine, [document(1, "X", text='Take <img src=x onerror=alert(1)> & "aspirin" <b>daily</b>.')])
        (marked,) = highlighted(engine, "aspirin")
        assert "<mark>aspirin</mark>" in marked
        without = marked.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in without
        assert ">" not in without
        assert "&lt;img" in without
        assert "&amp;" in without

    def test_the_sentence_with_most_of_the_words_comes_first(self, engine: Engine) -> None:
        text = "Pain is common. Pain in the back often goes within weeks. The back has many muscles. Pain again."
        fill(engine, [document(1, "X", text=text)])
        marks = highlighted(engine, "back pain")
        assert marks[0].strip() == "<mark>Pain</mark> in the <mark>back</mark> often goes within weeks."

    def test_long_sentences_are_cut_at_words_around_the_mark(self, engine: Engine) -> None:
        long = "word " * 200 + "gallbladder " + "other " * 200
        fill(engine, [document(1, "X", text=long)])
        (marked,) = highlighted(engine, "gallbladder")
        assert "<mark>gallbladder</mark>" in marked
        assert len(marked) < 400
        assert set(marked.replace("<mark>gallbladder</mark>", "").replace("…", "").split()) <= {"word", "other"}

    def test_no_highlights_where_the_text_has_none_of_the_words_or_none_are_asked(self, engine: Engine) -> None:
        fill(engine, [document(1, "Gallstones", text="Nothing of the sort here.")])
        assert highlighted(engine, "gallstones") == ()
        assert engine.search(Plan(Filters(HERE), words("gallstones"))).hits[0].highlights == ()

    def test_words_with_an_apostrophe_are_marked_whole_and_never_in_part(self, engine: Engine) -> None:
        fill(
            engine, [document(1, "X", text="Some can’t feel it: T cells of Crohn’s disease, O'Brien says, won't tell.")]
        )
        assert highlighted(engine, "t cell") == (
            "Some can’t feel it: <mark>T</mark> <mark>cells</mark> of Crohn’s disease, O&#x27;Brien says, won&#x27;t tell.",
        )
        (marked,) = highlighted(engine, "crohn can't won’t o’brien")
        assert html.unescape(marked) == (
            "Some <mark>can’t</mark> feel it: T cells of <mark>Crohn’s</mark> disease, <mark>O'Brien</mark> says, "
            "<mark>won't</mark> tell."
        )

    def test_accents_are_marked_in_place(self, engine: Engine) -> None:
        fill(engine, [document(1, "X", text="Naïve but true: Sjögren’s syndrome dries the eyes.")])
        (marked,) = highlighted(engine, "sjogren")
        assert "<mark>Sjögren" in marked
        assert marked.startswith("Naïve but true: ")
