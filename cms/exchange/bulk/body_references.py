"""What a StreamField refers to, read from its stored form.

Wagtail's own reading fetches every chosen object first, with two or more queries for each page, only to take its key.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import extract_references_from_rich_text

Reference = tuple[type[Model], str, str, str]
"""Model and key of what is referred to, path in the model, path in the content; as Wagtail's `extract_references`."""


def stored_references(block: Block, stored: Any) -> Iterator[Reference]:
    """What `block.extract_references(block.to_python(stored))` gives, for objects that exist."""
    if isinstance(block, ImageBlock):
        yield from stored_references(block.child_blocks["image"], stored["image"])
    elif isinstance(block, StreamBlock | ListBlock | StructBlock):
        for child, value, model_step, content_step in _children(block, stored):
            for model, key, model_path, content_path in stored_references(child, value):
                yield model, key, _joined(model_step, model_path), _joined(content_step, content_path)
    elif isinstance(block, ChooserBlock):
        if stored is not None:
            yield block.model_class, str(stored), "", ""
    elif isinstance(block, RichTextBlock):
        # Only links and embeds refer to anything.
        if "<a " in stored or "<embed " in stored:
            yield from extract_references_from_rich_text(stored)
    elif type(block).extract_references is not Block.extract_references:
        yield from block.extract_references(block.to_python(stored))


def _children(block: Any, stored: Any) -> Iterator[tuple[Block, Any, str, str]]:
    """Blocks inside a block: each with its stored value and its steps in the two paths."""
    if isinstance(block, StreamBlock):
        for child in stored:
            yield block.child_blocks[child["type"]], child["value"], child["type"], child["id"]
    elif isinstance(block, ListBlock):
        for item in stored:
            yield block.child_block, item["value"], "item", item["id"]
    else:
        for name, child in block.child_blocks.items():
            yield child, stored[name], name, name


def _joined(step: str, path: str) -> str:
    return f"{step}.{path}" if path else step
