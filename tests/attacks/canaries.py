"""Canary words: one for every text that an editor may write of a page, each standing nowhere else, and where it was put.

Fields and blocks are taken from the models and block definitions themselves: a new one is written in by itself, and one of
a kind that is not known here is refused, so that somebody decides what its canary looks like.
"""

import re
from collections.abc import Iterable
from itertools import count, product
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Collection
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.content.models import CareRole, TopicPage
from tests import factories as make

_SYLLABLES = [consonant + vowel for consonant, vowel in product("bdfgkmnprt", "aiou")]
_LOOK = re.compile(r"xq(?:[bdfgkmnprt][aiou]){3}k|7319\d{4}")
_NOT_WRITTEN = frozenset({"path", "url_path", "draft_title", "translation_key"})
"""Text fields that Wagtail keeps itself."""


class Canaries:
    """The words let out so far. `owner`: which page or file a word is the text of. `collection`: all pictures are in it."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.place: dict[str, str] = {}
        self._syllables = product(_SYLLABLES, repeat=3)
        self._numbers = count(73190001)

    def word(self, place: str) -> str:
        """A new word, such as “xqbadifok”: no stemmer shortens it, and no text has it by accident."""
        return self._let_out("xq" + "".join(next(self._syllables)) + "k", place)

    def number(self, place: str) -> str:
        return self._let_out(str(next(self._numbers)), place)

    def _let_out(self, canary: str, place: str) -> str:
        self.place[canary] = place
        return canary

    def of(self, *owners: str) -> set[str]:
        return {word for word, place in self.place.items() if place.split(":")[0] in owners}

    def found_in(self, text: str) -> set[str]:
        return set(_LOOK.findall(text.lower())) & self.place.keys()

    def places(self, words: Iterable[str]) -> list[str]:
        return sorted(f"{self.place[word]} ({word})" for word in words)

    # Models

    def write(self, thing: models.Model, owner: str) -> None:
        """A canary in each text field of `thing` in which nothing stands yet."""
        for field in thing._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and self._is_open(thing, field):
                setattr(thing, field.attname, self._text(field, f"{owner}: {field.name}"))
            if isinstance(field, StreamField):
                setattr(thing, field.name, self.body(field.stream_block, owner))

    @staticmethod
    def _is_open(thing: models.Model, field: Any) -> bool:
        is_written = field.editable and not field.choices and field.name not in _NOT_WRITTEN
        return is_written and not isinstance(field, models.FileField) and not getattr(thing, field.attname)

    def _text(self, field: Any, place: str) -> str:
        if field.name == "pmid":
            return self.number(place)
        word = self.word(place)
        if field.name == "doi":
            return f"10.1000/{word}"
        return f"https://{word}.example.org/" if isinstance(field, models.URLField) else word

    def write_rows(self, page: Any, owner: str, **targets: models.Model) -> None:
        """A row in each list of the page's that has none, with a canary in each of its texts.

        `targets`: what rows refer to, by the name of their field. Lists of what is not among them stay empty.
        """
        for relation in get_all_child_relations(type(page)):
            name = relation.get_accessor_name()
            model: Any = relation.related_model
            if not model.__module__.startswith(("cms.", "home.")) or getattr(page, name).all():
                continue
            row = model()
            referred = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
            if any(field.name not in targets for field in referred if not isinstance(field, ParentalKey)):
                continue
            for field in model._meta.concrete_fields:
                if field.name in targets:
                    setattr(row, field.name, targets[field.name])
                elif field.choices:
                    setattr(row, field.name, field.choices[0][0])
            self.write(row, f"{owner}: {name}")
            setattr(page, name, [row])

    # What pages show

    def picture(self, owner: str) -> Any:
        """Title, file name and description tell it apart."""
        return make.image(
            self.word(f"{owner}: title and file"),
            width=60,
            height=40,
            description=self.word(f"{owner}: description"),
            collection=self.collection,
        )

    def person(self, owner: str) -> Any:
        names = ("name", "credentials", "job_title", "biography")
        texts = {name: self.word(f"{owner}: person's {name}") for name in names}
        return make.person(texts.pop("name"), photo=self.picture(f"{owner}: photo"), **texts)

    # Blocks

    def body(self, body: blocks.BaseStreamBlock, owner: str) -> list[dict[str, Any]]:
        """A block of every kind, in stored form, each field filled."""
        return [make.block(name, self.stored(child, f"{owner}: {name}")) for name, child in body.child_blocks.items()]

    def stored(self, block: Any, place: str) -> Any:
        match block:
            case TypedTableBlock():
                return {
                    "columns": [{"type": "text", "heading": self.word(f"{place}.heading")}],
                    "rows": [{"values": [self.word(f"{place}.cell")]}],
                    "caption": self.word(f"{place}.caption"),
                }
            case blocks.BaseStructBlock():
                return {name: self.stored(child, f"{place}.{name}") for name, child in block.child_blocks.items()}
            case blocks.ListBlock():
                return [self.stored(block.child_block, place)]
            case blocks.RichTextBlock() | blocks.URLBlock() | blocks.CharBlock() | blocks.TextBlock():
                return self._written(block, place)
        return self._chosen(block, place)

    def _written(self, block: Any, place: str) -> str:
        word = self.word(place)
        if isinstance(block, blocks.RichTextBlock):
            about = TopicPage.objects.get(title="Sleep")
            return f"<p>{word} {make.link(about, self.word(f'{place} link'))}</p>"
        if isinstance(block, blocks.URLBlock):
            return f"https://youtu.be/{word}" if place.endswith("video.url") else f"https://{word}.example.org/"
        return word

    def _chosen(self, block: Any, place: str) -> Any:
        match block:
            case blocks.ChoiceBlock():
                return next(value for value, _ in block.field.choices if value)
            case blocks.BooleanBlock():
                return False
            case ImageChooserBlock():
                return self.picture(place).pk
            case SnippetChooserBlock() if block.target_model is CareRole:
                texts = [self.word(f"{place} {name}") for name in ("name", "description")]
                return make.care_role(texts[0], description=texts[1]).pk
            case blocks.PageChooserBlock() if block.target_models == [TopicPage]:
                return TopicPage.objects.get(title="Sleep").pk
        msg = f"No canary is known for {type(block).__name__} at {place}: say what it looks like."
        raise TypeError(msg)
