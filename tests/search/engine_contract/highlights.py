"""Where the words of a query stand in the texts of hits; and what is shown of them, the same on every engine."""

import html

from search.engines.protocol import Engine
from search.marks import MarkedText
from search.plans import Filters, Plan
from search.sections import Section, sections_adapter
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
        assert engine.search(Plan(Filters(HERE), words("gallstones"))).hits[0].marked is None
        fill(engine, [document(1, "X", text="Gallstones.")])
        assert engine.search(Plan(Filters(HERE), words("gallstones"))).hits[0].marked is None

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

    def marked(self, engine: Engine, highlight: str) -> MarkedText:
        marked = engine.search(Plan(Filters(HERE), words(highlight), highlight=highlight)).hits[0].marked
        assert marked is not None
        return marked

    def test_every_place_of_every_word_is_told_with_the_words_of_its_stem(self, engine: Engine) -> None:
        text = "Treating pain & pains: <b>treated</b>\nby a paint, a Treatment, or none.\n\nPainful therapies."
        fill(engine, [document(1, "X", text=text)])
        marked = self.marked(engine, "pain treats therapy pains")
        assert marked.text == text
        assert [(text[mark.start : mark.end], marked.terms[mark.term]) for mark in marked.marks(0, len(text))] == [
            ("Treating", {"treats"}),
            ("pain", {"pain", "pains"}),
            ("pains", {"pain", "pains"}),
            ("treated", {"treats"}),
            ("Painful", {"pain", "pains"}),
            ("therapies", {"therapy"}),
        ]

    def test_sections_come_with_the_text(self, engine: Engine) -> None:
        sections = (Section(0, "What it is", "what-it-is"), Section(30, "", ""))
        fill(engine, [document(1, "X", text="What it is\nGout is a disease.", sections=sections)])
        assert sections_adapter.validate_json(self.marked(engine, "gout").sections) == sections
        fill(engine, [document(1, "X", text="Gout is a disease.")])
        assert sections_adapter.validate_json(self.marked(engine, "gout").sections) == ()

    def test_words_of_the_title_are_told_too(self, engine: Engine) -> None:
        fill(engine, [document(1, "Treating gouts", text="Gout.")])
        marked = self.marked(engine, "gout treats pain")
        in_title = [words for number, words in enumerate(marked.terms) if marked.in_title >> number & 1]
        assert in_title == [{"gout"}, {"treats"}]
