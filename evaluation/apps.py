"""The app's configuration: it brings the command `evaluate_search`, and nothing else."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
