"""Each page is analysed by its own language, each query by the language it is asked in."""

import html

import pytest

from search.engines.protocol import Engine
from search.languages import language_of
from search.passages import passages, worth_of
from search.plans import AnyWords, Boosted, Completion, Filters, Lookup, Phrase, Plan, Scope
from search.queries import Understood
from tests.search.engine_contract.asking import TEXT, TITLE, fill, found, words
from tests.search.index_documents import SITE, document

FINDS = [
    # German: plurals, cases, verbs; umlauts and ß as keyboards abroad have them.
    ("de", "Starke Schmerzen halten oft wochenlang an.", ["Schmerz", "schmerzt", "des Schmerzes"]),
    ("de", "Bei chronischen Leiden hilft ein fester Tagesablauf.", ["chronisch", "chronischer", "chronischem"]),
    (
        "de",
        "Die Behandlung der Entzündung dauert einige Tage.",
        ["behandeln", "behandelt", "Entzuendungen", "entzundung"],
    ),
    ("de", "Ödeme an den Füßen sind abends stärker.", ["Oedem", "odem", "Fuss", "Füsse", "stark"]),
    ("de", "Ärztinnen und Ärzte beraten dazu.", ["Arzt", "Aerzte", "Ärztin"]),
    ("de", "Das Auge tränt, die Ohren sind gerötet.", ["Augen", "Ohr"]),
    # French: elided articles, accents, feminine and plural.
    ("fr", "L’arthrite provoque des douleurs articulaires.", ["arthrites", "d'arthrite", "douleur", "articulation"]),
    ("fr", "Une patiente fatiguée dort mieux après l'effort.", ["fatigué", "fatigue", "patients", "efforts"]),
    ("fr", "Les maux de tête sont fréquents en hiver.", ["mal de tete", "frequent"]),
    ("fr", "L'œdème des chevilles est indolore.", ["oedeme", "d'œdèmes", "cheville"]),
    ("fr", "Une respiration lente soulage.", ["respirer", "respiratoire", "soulagement"]),
    # Spanish: plurals, genders, accents left out.
    (
        "es",
        "La inflamación de las articulaciones causa dolores.",
        ["inflamaciones", "inflamacion", "inflamada", "dolor"],
    ),
    ("es", "Los niños alérgicos evitan el polvo.", ["niña", "alergia", "alergica"]),
    ("es", "Las raíces y los músculos del cuello.", ["raíz", "raiz", "musculo", "muscular"]),
    # Dutch: plurals with a letter doubled or taken away.
    ("nl", "De pillen werken na een uur in de maag.", ["pil", "uren", "magen"]),
    ("nl", "Pijnen in benen en spieren na het sporten.", ["pijn", "been", "spier"]),
    ("nl", "Artsen behandelen zieke kinderen met koorts.", ["arts", "behandeling", "ziek", "kind"]),
    ("nl", "Allergieën bij baby's zijn zelden ernstig.", ["allergie", "baby", "ernstige"]),
    # Arabic: with and without article and vowel points, hamza and teh marbuta as people type them.
    ("ar", "يُخَفِّفُ النومُ الصُّداعَ عند كثير من الناس.", ["صداع", "الصداع", "والصداع", "صداعا"]),
    ("ar", "الالتهابات تسبب ألمًا في المفاصل.", ["التهاب", "الالتهاب", "ألم", "الالم", "مفاصل"]),
    ("ar", "الحساسيّة في الأنف مزعجة.", ["حساسية", "حساسيه", "انف"]),
    ("ar", "ضغط الدم المرتفع بلا أعراض.", ["دم", "مرتفع", "ضغـــط", "اعراض"]),
    # Other languages: case and accents, no endings.
    ("pl", "Ból głowy mija po kilku godzinach.", ["bol", "GŁOWY", "glowy"]),
    ("ru", "Головной боли помогает тёмный покой.", ["ГОЛОВНОЙ", "темный", "покои"]),
    ("el", "Ο πονοκέφαλος περνά.", ["ΠΟΝΟΚΕΦΑΛΟΣ", "πονοκεφαλος"]),
    ("hi", "सिर दर्द आम है।", ["दर्द", "सिर"]),
    ("ko", "두통 완화", ["두통"]),
]

APART = [
    ("de", "Das Leben mit Diabetes.", ["Leber"]),
    ("fr", "Un cancer du sein.", ["sans", "saint"]),
    ("es", "La mano derecha.", ["manía"]),
    ("nl", "De hals is stijf.", ["halen"]),
    ("ar", "آلام الظهر.", ["أم"]),
    ("pl", "Bóle głowy.", ["ból"]),
    ("xx", "Pains of the back.", ["pain"]),
]

STOP_WORDS = {
    "de": "der die das und mit dem",
    "fr": "les des et dans qu'il",
    "es": "el la de los con una",
    "nl": "de het een van en",
    "ar": "في من على هذا",
}

MARKED = [
    ("de", "chronischer schmerz", "Viele haben <mark>chronische</mark> <mark>Schmerzen</mark> im Rücken."),
    ("de", "oedem", "Ein <mark>Ödem</mark> & seine Folgen."),
    ("fr", "arthrites", "Vivre avec <mark>l’arthrite</mark> demande du temps."),
    ("fr", "oedeme", "<mark>L'Œdème</mark> passe."),
    ("es", "inflamaciones", "Hay <mark>inflamación</mark> en la rodilla."),
    ("nl", "been", "Rust voor uw <mark>benen</mark>."),
    ("ar", "صداع", "شُرب الماء يخفّف <mark>الصُّداعَ</mark> أحيانا."),
    ("ru", "темный", "Помогает <mark>тёмный</mark> покой."),
    ("fr", "cafe", "Un <mark>cafe\u0301</mark> le matin."),
]


def here(locale: str) -> Scope:
    return Scope(SITE, locale)


def shown(engine: Engine, locale: str, query: str) -> tuple[str, ...]:
    """What is shown of the first hit."""
    typed = " ".join(language_of(locale).words(query))
    marked = engine.search(Plan(Filters(here(locale)), words(query), highlight=typed)).hits[0].marked
    return passages(marked, worth_of(Understood(typed), {})).highlights if marked else ()


class Languages:
    @pytest.mark.parametrize(("locale", "text", "queries"), FINDS)
    def test_forms_of_a_word_find_each_other(self, engine: Engine, locale: str, text: str, queries: list[str]) -> None:
        fill(engine, [document(1, text=text, locale=locale), document(2, queries[0], locale=locale)])
        for query in queries:
            assert 1 in found(engine, words(query), here(locale)), query
        assert set(found(engine, words(text), here(locale))) == {1, 2}

    @pytest.mark.parametrize(("locale", "text", "queries"), APART)
    def test_words_that_only_look_alike_stay_apart(
        self, engine: Engine, locale: str, text: str, queries: list[str]
    ) -> None:
        fill(engine, [document(1, text=text, locale=locale)])
        for query in queries:
            assert found(engine, words(query), here(locale)) == [], query

    @pytest.mark.parametrize(("locale", "query", "sentence"), MARKED)
    def test_the_words_are_marked_as_they_are_written(
        self, engine: Engine, locale: str, query: str, sentence: str
    ) -> None:
        plain = sentence.replace("<mark>", "").replace("</mark>", "")
        text = f"Zuerst etwas anderes 1. {plain} Und <b>dann</b> noch 2."
        fill(engine, [document(1, "X", text=text, locale=locale)])
        (marked,) = shown(engine, locale, query)
        assert html.unescape(marked) == sentence
        assert "<b>" not in marked

    def test_the_best_sentences_come_first_and_long_ones_are_cut(self, engine: Engine) -> None:
        text = (
            "Ärzte raten zu Ruhe. Bei Schmerzen im Knie hilft Kühlung, z.\u202fB. mit einem Tuch. Das Knie schwillt an.\n"
            + "Wort " * 100
            + "Kniegelenk Knies "
            + "Silbe " * 100
        )
        fill(engine, [document(1, "X", text=text, locale="de")])
        first, second = shown(engine, "de", "Knie Schmerz")
        assert first == ("Bei <mark>Schmerzen</mark> im <mark>Knie</mark> hilft Kühlung, z.\u202fB. mit einem Tuch.")
        assert second == "Das <mark>Knie</mark> schwillt an."
        (cut, *_) = shown(engine, "de", "Knies Silben")
        assert cut.startswith("… Wort")
        assert "Kniegelenk <mark>Knies</mark> <mark>Silbe</mark>" in cut
        assert cut.endswith(" …")
        assert len(cut.replace("<mark>", "").replace("</mark>", "")) < 220

    def test_no_highlights_without_the_words(self, engine: Engine) -> None:
        fill(engine, [document(1, "Gallensteine", text="Hiervon ist hier keine Rede.", locale="de")])
        query = words("Gallenstein")
        for highlight in ("gallenstein", "und der", ""):
            (hit,) = engine.search(Plan(Filters(here("de")), query, highlight=highlight)).hits
            assert hit.marked is None

    def test_a_phrase_needs_order_and_nearness_in_every_language(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, text="Kalte Hände und ein warmes Herz.", locale="de"),
                document(2, text="Hände sind oft kalt.", locale="de"),
                document(3, text="Ein kalter Tag ist hart für alte, müde und wunde Hände.", locale="de"),
                document(4, text="Kalte und nasse Hände.", locale="de"),
                document(5, text="La maladie d'Alzheimer.", locale="fr"),
            ],
        )
        assert found(engine, Phrase("kalte Hand Hände", TEXT, 0), here("de")) == []
        assert found(engine, Phrase("kalten Händen", TEXT, 0), here("de")) == [1]
        assert set(found(engine, Phrase("kalte Hände", TEXT, 2), here("de"))) == {1, 4}
        assert found(engine, Phrase("kalte und nasse", TEXT, 0), here("de")) == [4]
        assert found(engine, Phrase("kalte nasse", TEXT, 0), here("de")) == []  # “und” leaves its place empty.
        assert found(engine, Phrase("Hände", TEXT, 2), here("de")) == []
        assert found(engine, Phrase("maladies d’alzheimer", TEXT, 0), here("fr")) == [5]

    def test_a_phrase_never_runs_on_into_the_next_name(self, engine: Engine) -> None:
        fill(engine, [document(1, other_names=("Kalte Füße", "Warme Hände"), locale="de")])
        names = (Boosted("other_names"),)
        assert found(engine, Phrase("füße hand", names, 0), here("de")) == []
        assert found(engine, Phrase("warmen händen", names, 0), here("de")) == [1]
        assert found(engine, Phrase("füße warme", names, 0), here("de")) == []

    @pytest.mark.parametrize("locale", STOP_WORDS)
    def test_words_that_say_nothing_find_nothing(self, engine: Engine, locale: str) -> None:
        asked = STOP_WORDS[locale]
        fill(engine, [document(1, f"{asked} 7", text=f"{asked} 8", locale=locale)])
        assert found(engine, words(asked), here(locale)) == []
        assert found(engine, Phrase(asked, TEXT, 2), here(locale)) == []
        assert found(engine, words("7"), here(locale)) == [1]

    def test_a_page_is_never_found_in_another_language(self, engine: Engine) -> None:
        locales = ("en", "de", "de-AT", "fr", "es", "nl", "ar", "pl", "cs")
        fill(engine, [document(number, "Asthma", text="Asthma", locale=one) for number, one in enumerate(locales, 1)])
        for number, locale in enumerate(locales, 1):
            assert found(engine, words("asthma"), here(locale)) == [number]
            assert found(engine, None, here(locale)) == [number]

    def test_a_country_speaks_its_language(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, text="Schmerzen", locale="de-AT"),
                document(2, text="Schmerzen", locale="de"),
                document(3, text="Douleurs", locale="fr-CA"),
            ],
        )
        assert found(engine, words("Schmerz"), here("de-AT")) == [1]
        assert found(engine, words("douleur"), here("fr-CA")) == [3]

    def test_a_word_is_as_rare_as_it_is_in_its_own_language(self, engine: Engine) -> None:
        common = [document(number, "Hand", locale="en") for number in range(10, 200)]
        pages = [document(1, "Hand Fieber", locale="de"), document(2, "Kopf Fieber", locale="de")]
        query = AnyWords("Hand Fieber", TITLE, 0.0)
        fill(engine, pages)
        (alone,) = (hit.score for hit in engine.search(Plan(Filters(here("de")), query)).hits[:1])
        fill(engine, [*pages, *common])
        (among,) = (hit.score for hit in engine.search(Plan(Filters(here("de")), query)).hits[:1])
        assert among == pytest.approx(alone, rel=0.02)

    def test_spelling_keeps_to_the_language(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Migraine", locale="en"),
                document(2, "Migräne", locale="de"),
                document(3, "Migrena", locale="pl"),
                document(4, "Migréna", locale="cs"),
                document(5, "Migräne", locale="de-CH"),
                document(6, "Ödeme", locale="de"),
            ],
        )
        for locale, typed, word in (
            ("en", "migrine", "migraine"),
            ("de", "migrine", "migrane"),
            ("de-CH", "migrine", "migrane"),
            ("pl", "migrene", "migrena"),
        ):
            spellings = engine.look_up(Lookup(here(locale), (typed,), ())).spellings[typed]
            assert [(one.word, one.frequency) for one in spellings] == [(word, 1)], locale
        asked = engine.look_up(Lookup(here("de"), ("migraine", "migrane", "odeme"), ()))
        assert asked.frequencies == {"migraine": 0, "migrane": 1, "odeme": 1}
        assert engine.look_up(Lookup(here("fr"), ("migrane",), ())).spellings.get("migrane", ()) == ()

    def test_names_are_looked_up_and_completed_in_the_spelling_of_their_language(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Ödem", type_="topic", other_names=("Wassersucht",), locale="de"),
                document(2, "L'arthrite", type_="topic", locale="fr"),
                document(3, "Oedema", type_="topic", locale="en"),
                document(4, "حساسيّة", type_="topic", locale="ar"),
            ],
        )
        asked = engine.look_up(Lookup(here("de"), (), ("odem",), ("wassersucht", "oedema")))
        assert ([topic.id for topic in asked.topics], asked.carried) == ([1], {"wassersucht"})
        assert [page.id for page in engine.complete(Completion(here("de"), ("ode",)))] == [1]
        assert [page.id for page in engine.complete(Completion(here("fr"), ("arthr",)))] == [2]
        assert [page.id for page in engine.complete(Completion(here("ar"), ("حساسيه",)))] == [4]
        assert engine.complete(Completion(here("fr"), ("oed",))) == []

    def test_any_text_can_be_indexed_and_asked_in_any_language(self, engine: Engine) -> None:
        strange = (
            '"',
            "_",
            "\x81\x8dx\x8f",
            "a" * 20_000,
            "a'" * 5_000,
            "½ Tablette",
            "İ",
            "ـــ",
            "💊\ufe0f",
            "x\u2028y",
        )
        for locale in ("de", "fr", "ar", "pl"):
            fill(engine, [document(number, text, text=text, locale=locale) for number, text in enumerate(strange, 1)])
            for text in strange:
                engine.search(Plan(Filters(here(locale)), words(text), highlight=text))
            assert 6 in found(engine, words("½ tabletten" if locale == "de" else "½ tablette"), here(locale))
