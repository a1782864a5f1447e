"""An edit form of the admin, sent back as a browser would send it when nobody touched it."""

import json
from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, CheckboxInput, Textarea
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

Pairs = Iterator[tuple[str, str]]


def posted(form: Any) -> dict[str, str]:
    """The data of a Wagtail page form, with its inline rows and blocks."""
    data = dict(_fields(form))
    for formset in form.formsets.values():
        data |= dict(_fields(formset.management_form))
        for place, row in enumerate(formset.forms):
            data |= dict(_fields(row))
            data[f"{row.prefix}-ORDER"] = str(place + 1)
    return data


def _fields(form: BaseForm) -> Pairs:
    for bound in form:
        block = getattr(bound.field, "block", None)
        if block is not None:
            state = json.loads(json.dumps(block.get_form_state(bound.value())))
            yield from _block(block, state, bound.html_name)
            continue
        widget, value = bound.field.widget, bound.value()
        if isinstance(widget, CheckboxInput):
            if value:
                yield bound.html_name, "on"
        elif hasattr(widget, "get_value_data"):
            data = widget.get_value_data(value)
            yield bound.html_name, str(data["id"]) if data else ""
        else:
            text = widget.format_value(value)
            text = text[0] if isinstance(text, list) and text else text
            yield bound.html_name, _as_sent(str(text or "")) if isinstance(widget, Textarea) else str(text or "")


def _block(block: Any, state: Any, name: str) -> Pairs:
    if isinstance(block, StreamBlock | ListBlock):
        yield from _entries(block, state, name)
    elif isinstance(block, StructBlock):
        for key, child in block.child_blocks.items():
            yield from _block(child, state[key], f"{name}-{key}")
    elif isinstance(block, TypedTableBlock):
        yield from _table(block, state, name)
    elif isinstance(state, dict):
        yield name, str(state["id"])
    elif isinstance(state, bool):
        if state:
            yield name, "on"
    else:
        text = state[0] if isinstance(state, list) else state
        yield name, _as_sent("" if text is None else str(text))


def _entries(block: StreamBlock | ListBlock, state: list[Any], name: str) -> Pairs:
    yield f"{name}-count", str(len(state))
    for place, entry in enumerate(state):
        prefix = f"{name}-{place}"
        yield f"{prefix}-deleted", ""
        yield f"{prefix}-order", str(place)
        yield f"{prefix}-id", entry["id"] or ""
        if isinstance(block, StreamBlock):
            yield f"{prefix}-type", entry["type"]
            yield from _block(block.child_blocks[entry["type"]], entry["value"], f"{prefix}-value")
        else:
            yield from _block(block.child_block, entry["value"], f"{prefix}-value")


def _table(block: TypedTableBlock, state: dict[str, Any], name: str) -> Pairs:
    yield f"{name}-caption", state["caption"]
    for kind, entries in (("column", state["columns"]), ("row", state["rows"])):
        yield f"{name}-{kind}-count", str(len(entries))
        for place in range(len(entries)):
            yield f"{name}-{kind}-{place}-deleted", ""
            yield f"{name}-{kind}-{place}-order", str(place)
    for place, column in enumerate(state["columns"]):
        yield f"{name}-column-{place}-type", column["type"]
        yield f"{name}-column-{place}-heading", column["heading"]
    for number, row in enumerate(state["rows"]):
        for place, column in enumerate(state["columns"]):
            cell = block.child_blocks[column["type"]]
            yield from _block(cell, row["values"][place], f"{name}-cell-{number}-{place}")


def _as_sent(text: str) -> str:
    """Browsers send a line break in a text area as two characters."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
