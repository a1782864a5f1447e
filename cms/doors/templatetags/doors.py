"""For templates whose scripts stand in the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.doors.policies import nonce

register = template.Library()


@register.simple_tag
def script_nonce() -> str | SafeString:
    """The attribute by which the browser knows that a script is ours; nothing outside of a request."""
    value = nonce()
    return format_html(' nonce="{}"', value) if value else ""
