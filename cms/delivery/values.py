"""How values are written in queries: several with commas or by naming the parameter again, days, and moments."""

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.ASCII)
UNKNOWN: Literal["unknown_name"] = "unknown_name"
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""No page was changed before or after. Nearer to the ends of what Python counts, a moment has no place in every time zone."""


def _separated(values: Any) -> Any:
    if not isinstance(values, list):
        return values
    return [part for value in values for part in (value.split(",") if isinstance(value, str) else [value])]


Separated = BeforeValidator(_separated)
"""`topic=3,7` is `topic=3&topic=7`."""


def _written(form: re.Pattern[str], kind: Literal["day", "moment"], example: str) -> BeforeValidator:
    """Pydantic would read a bare number as seconds since 1970."""

    def checked(value: Any) -> Any:
        if isinstance(value, str) and not form.fullmatch(value):
            raise PydanticCustomError(kind, "is not written as one", {"example": example})
        return value

    return BeforeValidator(checked)


Day = Annotated[date, _written(_DAY, "day", "2026-05-31")]
Moment = Annotated[
    AwareDatetime,
    AfterValidator(lambda moment: max(EARLIEST, min(LATEST, moment))),
    _written(_MOMENT, "moment", "2026-05-31T12:00:00Z"),
]


def one_of(names: Sequence[str]) -> tuple[Any, ...]:
    """What makes an annotated list of strings a choice of several `names`: refused with the nearest of them, and in the OpenAPI
    document all of them.
    """
    items = {"type": "array", "items": {"type": "string", "enum": list(names)}}
    return (AfterValidator(_known(names)), WithJsonSchema(items))


def _known(names: Sequence[str]) -> Callable[[list[str]], list[str]]:
    def checked(given: list[str]) -> list[str]:
        for name in given:
            if name not in names:
                mend = nearest(name, names) or f"Known here: {', '.join(names)}."
                raise PydanticCustomError(UNKNOWN, "is none of them", {"name": name[:60], "mend": mend})
        return given

    return checked


def nearest(name: str, known: Sequence[str]) -> str | None:
    """“Did you mean …?”, if anything known is near."""
    # Only the beginning is compared: the time of comparing grows with the square of the length.
    near = difflib.get_close_matches(name[:60].lower(), known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else None
