"""The rules of each language, without any engine: words, terms, question words, marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import queries
from search.engines.embedded.analysis import terms as engines_terms
from search.engines.embedded.marking import document_places, marker_of
from search.languages import ENGLISH, LANGUAGES, PLAIN, Language, language_of
from search.languages.language import GAP
from search.plans import Filters, Scope
from search.queries import Correction, SearchRequest
from search.results import Found, Spelling
from search.sentences import sentences
from tests.search.index_documents import document

DE, FR, ES, NL, AR = map(language_of, ("de", "fr", "es", "nl", "ar"))


@pytest.mark.parametrize(
    ("locale", "code"),
    [("de", "de"), ("de-AT", "de"), ("DE-ch", "de"), ("en-GB", "en"), ("pl", "plain"), ("den", "plain"), ("", "plain")],
)
def test_a_locale_is_in_the_language_of_its_first_part(locale: str, code: str) -> None:
    assert language_of(locale).code == code


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (DE, "Oedeme, Ödeme; STRASSE, Straße!", ["odeme", "odeme", "strasse", "strasse"]),
        (
            DE,
            "Israel und die Statuen, quer, Frauen, neue",
            ["isral", "und", "die", "statuen", "quer", "frauen", "neue"],
        ),
        (FR, "L’arthrite, qu'est-ce ? Aujourd'hui l'œil", ["arthrite", "est", "ce", "aujourd'hui", "oeil"]),
        (FR, "lorsqu'il d’Alzheimer, jusqu’à l'", ["il", "alzheimer", "a", "l"]),
        (ES, "¿Qué es la inflamación?", ["que", "es", "la", "inflamacion"]),
        (NL, "Baby's, coëliakie", ["baby", "coeliakie"]),
        (AR, "الصُّداعُ، حسـاسية؟", ["الصداع", "حساسيه"]),
        (PLAIN, "Ból głowy; тёмный ΠΟΝΟΣ דִּבּוּר दर्द 두통", ["bol", "glowy", "темныи", "πονοσ", "דבור", "दरद", "두통"]),
    ],
)
def test_words(language: Language, text: str, words: list[str]) -> None:
    assert language.words(text) == words


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (DE, "Schmerz Schmerzen Schmerzes schmerzt"),
        (DE, "Behandlung Behandlungen behandeln behandelt"),
        (DE, "Muskel Muskeln Muskels"),
        (DE, "System Systeme Systems"),
        (DE, "Ergebnis Ergebnisse Ergebnissen"),
        (DE, "müde müden"),
        (FR, "allergie allergies allergique allergiques"),
        (FR, "dépressif dépressive dépressives"),
        (FR, "inflammation inflammations inflammatoire"),
        (FR, "traitement traitements traiter traitez"),
        (ES, "alergia alergias alérgico alérgicas"),
        (ES, "vacuna vacunas vacunación vacunar"),
        (ES, "duele duelen"),
        (NL, "maag magen"),
        (NL, "spier spieren"),
        (NL, "virus virussen"),
        (NL, "mogelijkheid mogelijkheden"),
        (AR, "التهاب الالتهاب التهابات الالتهابات للالتهاب وبالالتهاب"),
        (AR, "ألم الألم ألمًا"),
        (AR, "مريض المريض مريضة"),
    ],
)
def test_forms_of_a_word_are_one_term(language: Language, forms: str) -> None:
    assert len(set(language.terms(language.words(forms)).split())) == 1


@pytest.mark.parametrize(
    ("language", "apart"),
    [
        (DE, "Leber Leben"),
        (DE, "Masse Mast"),
        (FR, "sein saint"),
        (ES, "mano manía"),
        (NL, "pols pol"),
        (AR, "أم آلام"),
    ],
)
def test_other_words_are_other_terms(language: Language, apart: str) -> None:
    assert len(set(language.terms(language.words(apart)).split())) == 2


def test_left_out_words_leave_gaps() -> None:
    assert DE.terms(DE.words("Schmerz und Leid, " + "x" * 60)) == f"schmerz {GAP} leid {GAP}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(text=st.text(max_size=40) | st.text(alphabet="aoeuqyrnltdÄßéيةىال", max_size=12))
def test_words_of_words_are_the_same(language: Language, text: str) -> None:
    words = language.words(text)
    assert language.words(" ".join(words)) == words
    assert all(words)
    assert not any(set(word) & set(" _") for word in words)


@pytest.mark.parametrize(
    ("locale", "question", "kept"),
    [
        ("de", "Was hilft bei starken Schmerzen?", "starken schmerzen"),
        ("de", "Was kann ich gegen meine Rückenschmerzen tun?", "ruckenschmerzen"),
        ("fr", "Qu'est-ce que l'arthrite ?", "arthrite"),
        ("fr", "Que faire contre le mal de dos ?", "mal dos"),
        ("es", "¿Qué puedo hacer contra el dolor de espalda?", "dolor espalda"),
        ("nl", "Wat helpt tegen hoofdpijn?", "hoofdpijn"),
        ("ar", "ما هو علاج الصداع؟", "علاج الصداع"),
        ("ar", "كيف يمكنني علاج الصداع", "علاج الصداع"),
        ("pl", "Co to jest ból?", "co to jest bol"),
        ("de", "Was ist das?", "was ist das"),
    ],
)
def test_question_words_are_dropped_in_the_language_of_the_question(locale: str, question: str, kept: str) -> None:
    language = language_of(locale)
    assert queries.understood(question, (), (), language).text == kept
    assert queries.pin_key(question, language) == kept


def test_an_english_question_word_means_something_elsewhere() -> None:
    assert queries.understood("die Hand", (), (), ENGLISH).text == "die hand"
    assert queries.understood("die Hand", (), (), DE).text == "hand"
    assert queries.understood("can", (), (), FR).text == "can"


def test_a_german_query_is_corrected_and_put_in_other_words_in_german() -> None:
    found = Found({"odehm": 0}, {"odehm": (Spelling("odem", 3, 1),)}, ())
    corrections = queries.corrections_of("Was hilft bei Ödehm?", found, DE)
    assert corrections == (Correction("odehm", "odem"),)
    reading = queries.understood("Was hilft bei Ödehm?", corrections, (("Oedem", "Wassersucht"),), DE)
    assert (reading.text, [one.text for one in reading.variants]) == ("odem", ["wassersucht"])
    plan = queries.plan_of(SearchRequest("Ödehm", Filters(Scope(1, "de"))), reading)
    assert plan.highlight == "odem wassersucht"


def test_what_is_looked_up_is_in_the_spelling_of_the_language() -> None:
    asked = queries.lookup_of("das Oedem im Auge", Scope(1, "de-CH"))
    assert asked.words == ("odem", "auge")
    assert "odem im auge" in asked.name_keys
    assert not {"das", "im", "das im"} & set(asked.name_keys)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(text=st.text(max_size=200), query=st.text(max_size=5))
def test_the_words_of_a_query_are_marked_where_they_stand(language: Language, text: str, query: str) -> None:
    typed = " ".join(language.words(query))
    page = document(1, text=f"{text} {query}", locale=language.code)
    marked = marker_of(typed, language).marked(page.text, "[]", document_places(page))
    assert bool(marked) == any(engines_terms(typed, language))
    marks = marked.marks(0, len(page.text)) if marked else ()
    for mark in marks:
        assert marked
        assert marked.terms[mark.term] <= set(typed.split())
        assert language.words(page.text[mark.start : mark.end])
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


def test_sentences_end_where_they_end() -> None:
    text = "Schmerz, z. B. im Knie, z. B. Knorpel. „Schmerz?“ fragt er. Dr. med. rät: kein Schmerz!\nSchmerz? Être."
    assert sentences(text) == [
        "Schmerz, z. B. im Knie, z. B. Knorpel. ",
        "„Schmerz?“ fragt er. ",
        "Dr. med. rät: kein Schmerz!\n",
        "Schmerz? ",
        "Être.",
    ]
    assert sentences("هل يؤلم؟ نعم، يؤلم.") == ["هل يؤلم؟ ", "نعم، يؤلم."]
    assert sentences("Il dit « oui. » Puis rien, etc. à demain.") == ["Il dit « oui. » ", "Puis rien, etc. à demain."]
    assert sentences("Take vitamin C. It helps.") == ["Take vitamin C. ", "It helps."]
