"""Which words and names the index knows."""

from search.engines.protocol import Engine
from search.plans import Lookup
from tests.search.engine_contract.asking import HERE, fill
from tests.search.index_documents import document, tombstone


class LookingUp:
    def test_unknown_words_get_spellings_and_known_ones_are_left_alone(self, engine: Engine) -> None:
        fill(
            engine,
            [document(1, "Neuropathy"), document(2, "Neuropathy", text="arthritis"), document(3, "Nephropathy")],
        )
        asked = engine.look_up(Lookup(HERE, ("neuropahty", "arthritis", "nephropathy", "flu", "zzzzzzzz"), ()))
        assert asked.frequencies == {"neuropahty": 0, "arthritis": 1, "nephropathy": 1, "flu": 0, "zzzzzzzz": 0}
        spellings = {one.word: one for one in asked.spellings["neuropahty"]}
        assert (spellings["neuropathy"].frequency, spellings["neuropathy"].distance) == (2, 1)
        assert not asked.spellings.get("flu")
        assert not asked.spellings.get("zzzzzzzz")
        assert not asked.spellings.get("arthritis")

    def test_an_unknown_word_may_be_two_that_pages_have(self, engine: Engine) -> None:
        pages = [document(1, "Deer"), document(2, "Fly"), document(3, "Fly fishing")]
        generation = fill(engine, pages)
        (read_as_two,) = engine.look_up(Lookup(HERE, ("deerfly", "flyzzz"), ())).spellings["deerfly"]
        assert (read_as_two.word, read_as_two.frequency, read_as_two.distance) == ("deer fly", 1, 1)
        assert not engine.look_up(Lookup(HERE, ("flyzzz",), ())).spellings.get("flyzzz")
        engine.apply(generation, [tombstone(1, 9)], 9)
        assert not engine.look_up(Lookup(HERE, ("deerfly",), ())).spellings.get("deerfly")

    def test_spellings_of_words_that_went_away_are_forgotten(self, engine: Engine) -> None:
        generation = fill(engine, [document(1, "Neuropathy", sequence=1)])
        engine.apply(generation, [tombstone(1, 2), document(2, "Arthritis", sequence=3)], 3)
        asked = engine.look_up(Lookup(HERE, ("neuropathy",), ()))
        assert asked.frequencies == {"neuropathy": 0}

    def test_topics_are_found_by_their_whole_names(self, engine: Engine) -> None:
        fill(
            engine,
            [
                document(1, "Hypertension", type_="topic", other_names=("High blood pressure", "HBP")),
                document(2, "Blood", type_="topic"),
                document(3, "Hypertension", type_="article", other_names=("High blood pressure",)),
                document(4, "Bluthochdruck", type_="topic", other_names=("High blood pressure",), locale="de"),
            ],
        )
        asked = engine.look_up(Lookup(HERE, (), ("high", "high blood pressure", "pressure")))
        assert [(topic.id, topic.names) for topic in asked.topics] == [
            (1, ("Hypertension", "High blood pressure", "HBP"))
        ]
        assert asked.topics[0].title == "Hypertension"

    def test_listed_names_are_carried_by_live_pages_of_this_site_and_language_only(self, engine: Engine) -> None:
        carried = document(1, "Canker sore", other_names=("Mouth ulcer",))
        generation = fill(
            engine,
            [
                carried,
                document(2, "Gout", site_id=2),
                document(3, "Flu", locale="de"),
                document(4, "Cold", type_="home"),
            ],
        )
        asked = Lookup(HERE, (), (), ("mouth ulcer", "canker sore", "canker", "gout", "flu", "cold"))
        assert engine.look_up(asked).carried == {"mouth ulcer", "canker sore"}
        assert engine.look_up(asked).pages == 1
        engine.apply(generation, [tombstone(1, 9)], 9)
        assert engine.look_up(asked).carried == frozenset()
        assert engine.look_up(Lookup(HERE, (), ())).pages == 0
