"""Search's screens in the admin: the one part of it that knows Wagtail."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "search.console"
    label = "search_console"
    verbose_name = "Search"
