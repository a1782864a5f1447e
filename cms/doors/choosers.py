"""Wagtail's choosers write their script in Python, where no template can give it the answer's nonce."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

from .policies import nonce


def carry_nonces() -> None:
    """Of every kind of chooser, those of other packages too."""
    BaseChooser.render = _render


def _render(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    """As Wagtail's own, which must have an id too."""
    if not attrs or "id" not in attrs:
        message = "BaseChooser cannot be rendered without an 'id' attribute"
        raise TypeError(message)
    value_data = self.get_value_data(value)
    script = self.render_js_init(attrs["id"], name, value_data)
    # The script is Wagtail's own, its values written by json.dumps; "<" in them could end the element.
    script = mark_safe(script.replace("<", "\\u003C"))  # noqa: S308
    return format_html('{}<script nonce="{}">{}</script>', self.render_html(name, value_data, attrs), nonce(), script)
