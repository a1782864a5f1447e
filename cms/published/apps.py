"""The app's configuration."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "cms.published"
