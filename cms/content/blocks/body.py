"""The body of a page. Topics and articles share one set of blocks; a topic adds its care team."""

from wagtail.blocks import StreamBlock

from .media import FigureBlock, PictureBlock, VideoBlock
from .strategy import CareTeamBlock, StrategyBlock
from .text import (
    CalloutBlock,
    HeadingBlock,
    KeyPointsBlock,
    QuestionsBlock,
    QuoteBlock,
    RunningTextBlock,
    StepsBlock,
    TableBlock,
    WarningSignsBlock,
)


class ArticleBody(StreamBlock):
    heading = HeadingBlock()
    rich_text = RunningTextBlock()
    key_points = KeyPointsBlock()
    warning_signs = WarningSignsBlock()
    steps = StepsBlock()
    questions = QuestionsBlock()
    quote = QuoteBlock()
    table = TableBlock()
    callout = CalloutBlock()
    strategy = StrategyBlock()
    image = PictureBlock()
    figure = FigureBlock()
    video = VideoBlock()


class TopicBody(ArticleBody):
    care_team = CareTeamBlock()
