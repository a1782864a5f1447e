"""Wagtail's `publish_scheduled`, in a recording: a page and what the log says of it change together."""

from wagtail.management.commands.publish_scheduled import Command as PublishScheduled

from cms.published.recording import recording


class Command(PublishScheduled):
    def handle(self, *args: object, **options: object) -> None:
        with recording():
            super().handle(*args, **options)
