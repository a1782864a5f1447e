"""What is particular to a language: which words say nothing, how it may be spelt, what its words end in. Pure: no Django.

But for English, texts and queries are analysed here, once for both engines, which get terms to store and to look up.
Their own Snowball stemmers are different versions: of 2,551 Dutch words, they stem 969 differently. And the rules here,
written as patterns into Elasticsearch's analysis, took it twice the time to index a page.

Rules see folded words (`normalise.fold`), for readers leave accents out. Endings come off lightly: number, gender, case
and a few common derivations. Savoy found that to serve search as well as deeper cuts (Light stemming approaches for the
French, Portuguese, German and Hungarian languages, SAC 2006).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search.normalise import LONGEST_WORD, POSSESSIVE, fold, word_pattern

Rule = tuple[str, str]
"""A pattern, and what is put for what it finds."""

GAP = "_"
"""Stands for a word that is left out, so that its place stays empty. No word has this sign in it."""


@dataclass(frozen=True, eq=False)
class Language:
    """The rules of one language.

    `code` ends the names of its fields in an index. `stop` are words left out of texts and queries, `questions` words
    left out of a query beside these, where another word is left; each one text, spelt as usual. `joined` is what is
    joined to question words alone ("can't"), a pattern. `spellings` write a word in one way, `endings` take off what it
    ends in; each rule in turn.
    `stemmer` is the Snowball algorithm of the engines, which then analyse texts themselves: `term` and what builds on it
    are not for such a language.
    """

    code: str
    stop: str = ""
    questions: str = ""
    joined: str = ""
    spellings: tuple[Rule, ...] = ()
    endings: tuple[Rule, ...] = ()
    stemmer: str = ""

    @cached_property
    def stop_words(self) -> frozenset[str]:
        return frozenset(self.words(self.stop))

    @cached_property
    def question_words(self) -> frozenset[str]:
        return frozenset(self.words(self.questions))

    def words(self, text: str) -> list[str]:
        """Split into words, folded and in one spelling: the form in which queries, names and vocabularies are compared.

        "Crohn's disease" gives crohn, disease; in French "l'œdème" gives oedeme.
        """
        found = [word.removesuffix(POSSESSIVE) for word in word_pattern().findall(fold(text))]
        if not self.spellings:
            return found
        return [word for one in found if (word := _respelt(self, one))]

    def name_key(self, name: str) -> str:
        """Make a name comparable as a whole: its words joined by single spaces."""
        return " ".join(self.words(name))

    def means_nothing(self, word: str) -> bool:
        """Tell whether a word of a query (as `words` gives it) can be left out of the search."""
        if word in self.question_words or word in self.stop_words:
            return True
        return bool(self.joined) and re.search(self.joined, word) is not None

    def term(self, word: str) -> str:
        """Give what an index holds of a word (as `words` gives it); empty for one that is left out, or endless."""
        return _term(self, word)

    def terms(self, words: Iterable[str]) -> str:
        """Write the terms of words (as `words` gives them) as engines take them: joined by spaces, gaps marked."""
        return " ".join([_term(self, word) or GAP for word in words])


@lru_cache(maxsize=100_000)
def _respelt(language: Language, word: str) -> str:
    return _changed(word, language.spellings)


@lru_cache(maxsize=100_000)
def _term(language: Language, word: str) -> str:
    if len(word) > LONGEST_WORD or word in language.stop_words:
        return ""
    return _changed(word, language.endings)


def _changed(word: str, rules: tuple[Rule, ...]) -> str:
    for pattern, put in rules:
        word = re.sub(pattern, put, word)
    return word
