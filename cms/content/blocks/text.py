"""Blocks of words: headings, running text, lists of points, warnings, steps, questions, quotes, tables, callouts."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.content.linebreaks import LongTextBlock

from .base import RICH_TEXT_FEATURES, Previewed, PreviewedStruct, rich_text, short_texts


class HeadingBlock(PreviewedStruct):
    level = blocks.ChoiceBlock(choices=[("2", "Section"), ("3", "Sub-section")], default="2")
    text = blocks.CharBlock(max_length=200)

    class Meta:
        icon = "title"
        group = "Text"
        description = "Starts a section. Readers can link to it and find it by search."
        preview_value = {"level": "2", "text": "Why pain can outlast an injury"}
        form_layout = ["text", "level"]


class RunningTextBlock(Previewed, blocks.RichTextBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = "Text"
        group = "Text"
        description = "Paragraphs, lists and links. A link to a topic shows its definition in place."
        preview_value = "<p>Pain is real, <b>whatever its cause</b>. Moving a little, often, helps more than rest.</p>"


class KeyPointsBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=100, default="Key points")
    points = short_texts("Point", "One message each; three to five are remembered best.")

    class Meta:
        icon = "list-ul"
        group = "Text"
        description = "What a reader should take away, in a few lines."
        preview_value = {"title": "Key points", "points": ["Pain can outlast an injury.", "Help is more than tablets."]}


class WarningSignsBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=150, default="When to get help")
    urgency = blocks.ChoiceBlock(
        choices=[
            ("emergency", "Emergency: call an ambulance"),
            ("same_day", "Same day: call a doctor today"),
            ("appointment", "Soon: make an appointment"),
        ],
        default="same_day",
        help_text="How quickly a reader with one of these signs needs help.",
    )
    signs = short_texts("Sign", "In words a worried reader would use.")
    action = LongTextBlock(rows=2, max_length=400, label="What to do")

    class Meta:
        icon = "warning"
        group = "Text"
        description = "Signs that need help, how urgently, and what to do."
        preview_value = {
            "title": "Get help now",
            "urgency": "emergency",
            "signs": ["Numbness around the bottom or genitals", "New loss of bladder or bowel control"],
            "action": "Call an ambulance or go to the emergency department.",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150)
    text = rich_text()

    class Meta:
        label = "Step"


class StepsBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=150, required=False)
    steps = blocks.ListBlock(StepBlock(), min_num=1, max_num=20)

    class Meta:
        icon = "list-ol"
        group = "Text"
        description = "Something to do, in order."
        preview_value = {
            "title": "Pacing an activity",
            "steps": [
                {"title": "Find your baseline", "text": "<p>What you can do on a bad day without a flare-up.</p>"},
                {"title": "Add a little", "text": "<p>A tenth more each week is plenty.</p>"},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200)
    answer = rich_text()

    class Meta:
        label = "Question"


class QuestionsBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=150, required=False)
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, max_num=30)

    class Meta:
        icon = "help"
        label = "Questions and answers"
        group = "Text"
        description = "Questions readers really ask, each with its answer."
        preview_value = {
            "title": "Common questions",
            "questions": [
                {"question": "Does pain always mean harm?", "answer": "<p>No. Pain can go on after tissue healed.</p>"}
            ],
        }


class QuoteBlock(PreviewedStruct):
    text = LongTextBlock(rows=3, max_length=500)
    attribution = blocks.CharBlock(max_length=150, required=False, help_text="Who said it.")

    class Meta:
        icon = "openquote"
        group = "Text"
        description = "Somebody's own words."
        preview_value = {"text": "The pain did not go. My life came back.", "attribution": "A reader"}


class TableBlock(Previewed, TypedTableBlock):
    def __init__(self, local_blocks: object = None, **options: object) -> None:
        super().__init__(local_blocks or [("text", blocks.CharBlock(max_length=300, required=False))], **options)

    class Meta:
        icon = "table"
        group = "Text"
        description = "Rows and columns of plain text, with a caption."

    def get_preview_value(self) -> object:
        return self.to_python(
            {
                "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "Minutes walked"}],
                "rows": [{"values": ["Monday", "A short five"]}, {"values": ["Tuesday", "Five again"]}],
                "caption": "A week of pacing",
            }
        )


class CalloutBlock(PreviewedStruct):
    tone = blocks.ChoiceBlock(
        choices=[("information", "Information"), ("tip", "Tip"), ("caution", "Caution")], default="information"
    )
    title = blocks.CharBlock(max_length=150, required=False)
    text = rich_text()

    class Meta:
        icon = "info-circle"
        group = "Text"
        description = "A remark set apart from the text."
        preview_value = {"tone": "tip", "title": "Try this", "text": "<p>Write down what you want to ask.</p>"}
