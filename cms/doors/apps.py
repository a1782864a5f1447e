"""The app's configuration."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "cms.doors"
