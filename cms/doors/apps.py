"""The app's configuration: checks of its settings, and scripts that carry a nonce."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "cms.doors"

    def ready(self) -> None:
        # They import models, which can be imported only once every app is loaded.
        from . import checks, choosers  # noqa: PLC0415

        checks.register_all()
        choosers.carry_nonces()
