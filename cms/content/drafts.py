"""A draft's body as far as it is written. Wagtail lets an editor leave open until publishing what a block requires."""

from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page


def fill_gaps(page: Page) -> None:
    """Give each block of the page's body, in memory only, an empty text for a missing one and the first choice for none.

    A row of a list in which nothing is written yet is left out.
    """
    body = getattr(page, "body", None)
    if not isinstance(body, StreamValue):
        return
    children = body.stream_block.child_blocks
    raw = [{**block, "value": _filled(children[block["type"]], block["value"])} for block in body.get_prep_value()]
    page.body = StreamValue(body.stream_block, raw, is_lazy=True)  # pyright: ignore[reportAttributeAccessIssue]  has one, see above


def _filled(block: blocks.Block, stored: Any) -> Any:
    if isinstance(block, TypedTableBlock):
        return stored
    if isinstance(block, blocks.StructBlock):
        stored = stored or {}
        return {name: _filled(child, stored.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        rows = (_row(row) for row in stored or [])
        filled = [{**row, "value": _filled(block.child_block, row["value"])} for row in rows]
        return [row for row in filled if row["value"]]
    if isinstance(block, blocks.ChoiceBlock):
        choices = [choice for choice, _ in block.field.choices if choice]
        return stored if stored in choices else choices[0]
    if isinstance(block, blocks.BooleanBlock | blocks.ChooserBlock):
        return stored
    return stored or ""


def _row(stored: Any) -> dict[str, Any]:
    """Read a row of a list, which Wagtail also takes as the bare value: so it stands in pages that programs wrote."""
    return stored if isinstance(stored, dict) and "value" in stored else {"type": "item", "value": stored}
