"""The kinds of text that a line may hold. Limits are those of the admin, so that an editor can save what was imported."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError


def _one_line(text: str) -> str:
    # A browser's one-line input drops line breaks: what was imported with one would change when an editor saves it.
    if "\n" in text or "\r" in text:
        kind = "line_break"
        raise PydanticCustomError(kind, "has a line break")
    return text


def _web_address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s\"<>\\^`{|}]+", text):
        kind = "web_address"
        raise PydanticCustomError(kind, "is not a web address")
    return text


# After the length in every annotation: before it, pydantic would count "items" instead of characters.
SingleLine = AfterValidator(_one_line)
WebAddress = AfterValidator(_web_address)

ExternalId = Annotated[str, Field(min_length=1, max_length=200), SingleLine]
Title = Annotated[str, Field(min_length=1, max_length=255), SingleLine]
OtherName = Annotated[str, Field(min_length=1, max_length=150), SingleLine]
Html = Annotated[str, Field(min_length=1, max_length=100_000, description="See the format's note on rich text.")]

Word50 = Annotated[str, Field(min_length=1, max_length=50), SingleLine]
Name100 = Annotated[str, Field(min_length=1, max_length=100), SingleLine]
Name120 = Annotated[str, Field(min_length=1, max_length=120), SingleLine]
Name150 = Annotated[str, Field(min_length=1, max_length=150), SingleLine]
Name200 = Annotated[str, Field(min_length=1, max_length=200), SingleLine]
Sentence = Annotated[str, Field(min_length=1, max_length=300), SingleLine]
Cell = Annotated[str, Field(max_length=300), SingleLine]

OptionalName = Annotated[str, Field(max_length=150), SingleLine]
OptionalTitle = Annotated[str, Field(max_length=255), SingleLine]
OptionalSentence = Cell
