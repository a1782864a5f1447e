"""The app's configuration: checks of its settings, and a chore for the follower's process."""

from django.apps import AppConfig

from search.chores import Chore, register


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"

    def ready(self) -> None:
        # Models, and what imports them, can be imported only once every app is loaded.
        from . import checks, sending  # noqa: PLC0415

        checks.register_all()
        # It runs until the process ends; so often another process looks whether the one that sent is gone.
        register(Chore("Sending webhooks", 2.0, sending.run))
