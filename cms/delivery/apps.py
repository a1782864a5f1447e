"""The app's configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "cms.delivery"

    def ready(self) -> None:
        # Drawing needs models, which can be imported only once every app is loaded.
        from cms.content import preview as content_preview  # noqa: PLC0415

        from . import checks, preview, purging  # noqa: PLC0415

        content_preview.register(page=preview.draw_page, block=preview.draw_block)
        checks.register_all()
        purging.connect()
