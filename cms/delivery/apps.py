"""The app's configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "cms.delivery"
