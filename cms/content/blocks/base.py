"""What all blocks share: a preview that shows a block exactly as readers will see it."""

from typing import Any

from wagtail import blocks

from cms.content import preview

RICH_TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link"]


class Previewed(blocks.Block):
    """A block whose preview in the block picker is drawn by the registered block renderer."""

    def get_preview_template(self, value: object, context: dict[str, Any] | None = None) -> str:
        return "content/block_preview.html"

    def get_preview_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_preview_context(value, parent_context)
        context["drawn"] = preview.draw_block(self.name, self.get_prep_value(value))
        return context


class PreviewedStruct(Previewed, blocks.StructBlock):
    pass


def short_texts(label: str, help_text: str, *, required: bool = True) -> blocks.ListBlock:
    """A list of short texts, one row each; an optional list starts empty, so that no blank row blocks saving."""
    return blocks.ListBlock(
        blocks.CharBlock(max_length=300, label=label),
        help_text=help_text,
        min_num=1 if required else 0,
        max_num=20,
        default=[""] if required else [],
    )


def rich_text() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(features=RICH_TEXT_FEATURES)
