"""The app's configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "cms.delivery"

    def ready(self) -> None:
        # It imports models, which can be imported only once every app is loaded.
        from . import checks, purging  # noqa: PLC0415

        checks.register_all()
        purging.connect()
