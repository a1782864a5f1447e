"""A field for other names: as many as there are, typed or pasted one to a line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.widgets import AdminAutoHeightTextInput

MAX_NAMES = 60
MAX_LENGTH = 150


def split_names(text: str) -> list[str]:
    """The names in `text`, one a line, trimmed, blank lines and repetitions (whatever their case) left out."""
    unique: dict[str, str] = {}
    for line in text.splitlines():
        name = " ".join(line.split())
        if name:
            unique.setdefault(name.casefold(), name)
    return list(unique.values())


def validate_names(text: str) -> None:
    names = split_names(text)
    if len(names) > MAX_NAMES:
        message = f"There are {len(names)} names; keep the {MAX_NAMES} that readers use most."
        raise ValidationError(message)
    for name in names:
        if len(name) > MAX_LENGTH:
            message = f"“{name[:40]}…” has {len(name)} characters; a name has at most {MAX_LENGTH}. One name a line?"
            raise ValidationError(message)


class OtherNamesField(models.TextField):
    """Names one to a line. Stored as typed; read them with `split_names`."""

    default_validators = [validate_names]

    def formfield(self, **kwargs: Any) -> Any:
        # Wagtail's own choice of widget is for TextField alone; Django's is ten lines high however little it holds.
        return super().formfield(**{"widget": AdminAutoHeightTextInput, **kwargs})
