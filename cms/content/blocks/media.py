"""Pictures and videos."""

import re
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.db.models import Case, F, When
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from cms.content.linebreaks import LongTextBlock

from .base import PreviewedStruct

_YOUTUBE = re.compile(
    r"^https://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?v=|embed/|shorts/)|youtu\.be/)([\w-]{6,20})(?:[&?#].*)?$"
)
_VIMEO = re.compile(r"^https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?:[/?#].*)?$")


@dataclass(frozen=True)
class VideoAddress:
    provider: Literal["youtube", "vimeo"]
    embed_url: str


def video_address(url: str) -> VideoAddress | None:
    """Whose video `url` shows and the address for an iframe that sets no cookie; None for anything else."""
    if match := _YOUTUBE.match(url):
        return VideoAddress("youtube", f"https://www.youtube-nocookie.com/embed/{match[1]}")
    if match := _VIMEO.match(url):
        return VideoAddress("vimeo", f"https://player.vimeo.com/video/{match[1]}?dnt=1")
    return None


class PicturedStruct(PreviewedStruct):
    """A block with a picture: its preview borrows the newest one of the library, if it can one that is wider than high."""

    def get_preview_value(self) -> object:
        upright = Case(When(width__gt=F("height"), then=False), default=True)
        newest = get_image_model().objects.order_by(upright, "-created_at").first()
        return self.normalize({**self.meta.preview_value, "image": newest})

    @property
    def is_previewable(self) -> bool:
        return True


class PictureBlock(PicturedStruct):
    image = ImageBlock()
    caption = blocks.CharBlock(max_length=300, required=False)

    class Meta:
        icon = "image"
        label = "Image"
        group = "Media"
        description = "A picture with an optional caption."
        preview_value = {"caption": "A walk, a little longer each week"}


class FigureBlock(PicturedStruct):
    image = ImageBlock()
    caption = blocks.CharBlock(max_length=300, help_text="What the figure shows.")
    source = blocks.CharBlock(max_length=300, help_text="Who found out what it shows.")
    source_url = blocks.URLBlock(required=False, label="Web address of the source")

    class Meta:
        icon = "grid"
        group = "Media"
        description = "A picture that carries facts, with its source."
        preview_value = {"caption": "How pain signals travel", "source": "Drawn for this site", "source_url": ""}


class VideoBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=150, help_text="Says what is seen; read out by screen readers.")
    url = blocks.URLBlock(label="Web address", help_text="The address of a YouTube or Vimeo video.")
    transcript = LongTextBlock(rows=4, required=False, help_text="For readers who cannot hear or play it.")

    class Meta:
        icon = "media"
        group = "Media"
        description = "A YouTube or Vimeo video, played without cookies."
        preview_value = {"title": "A video", "url": "https://vimeo.com/1000000", "transcript": ""}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if cleaned["url"] and video_address(cleaned["url"]) is None:
            message = "Only YouTube and Vimeo videos can be shown. Paste the address from the video's own page."
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned
