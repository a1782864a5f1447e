"""The app's configuration: checks of its settings, and the stamp that tells when editors changed a rule."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        # Models, and what imports them, can be imported only once every app is loaded.
        from . import checks, signals  # noqa: PLC0415

        checks.register_all()
        signals.connect()
