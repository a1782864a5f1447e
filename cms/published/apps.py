"""The app's configuration."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "cms.published"

    def ready(self) -> None:
        # Models, and so all that handles them, can be imported only once every app is loaded.
        from . import signals  # noqa: PLC0415

        signals.connect()
