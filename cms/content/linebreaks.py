"""Line breaks in plain text, however they came in."""

from collections.abc import Collection

from django.db import models
from wagtail import blocks


class OneLineBreak(models.Model):
    """Stores a line break as one character. Browsers send two, so that a text would change by being opened and saved."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        for field in self._meta.concrete_fields:
            if isinstance(field, models.TextField) and "\r" in (text := getattr(self, field.attname) or ""):
                setattr(self, field.attname, one_line_break(text))
        super().clean_fields(exclude=exclude)


class LongTextBlock(blocks.TextBlock):
    """Plain text of more than one line."""

    def value_from_form(self, value: str | None) -> str | None:
        return value and one_line_break(value)


def one_line_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
