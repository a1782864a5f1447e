"""The app's configuration: it says how pages and blocks are previewed."""

from django.apps import AppConfig


class PreviewConfig(AppConfig):
    name = "cms.preview"

    def ready(self) -> None:
        # Drawing needs models, which can be imported only once every app is loaded.
        from cms.content import preview as content_preview  # noqa: PLC0415

        from . import frontends, reader_page  # noqa: PLC0415

        content_preview.register(modes=frontends.modes, page=frontends.draw_page, block=reader_page.draw_block)
