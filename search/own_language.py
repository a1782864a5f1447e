"""The language that what editors teach search is in, unless they say another."""

from django.apps import apps
from django.conf import settings


def default_locale() -> int | None:
    """Fill in the site's own language: most sites have one, and nobody should have to choose from a list of one."""
    locales = apps.get_model("wagtailcore", "Locale").objects.filter(language_code=settings.LANGUAGE_CODE)
    return locales.values_list("pk", flat=True).first()
