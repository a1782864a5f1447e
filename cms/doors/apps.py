"""The app's configuration: checks of its settings."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "cms.doors"

    def ready(self) -> None:
        # They import the API's problems, which can be imported only once every app is loaded.
        from . import checks  # noqa: PLC0415

        checks.register_all()
