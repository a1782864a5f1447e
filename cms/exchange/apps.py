"""The app's configuration."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "cms.exchange"
