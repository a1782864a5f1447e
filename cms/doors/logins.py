"""What an editor is told whose login is locked after too many wrong passwords. django-axes counts and locks."""

import math
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def locked(request: HttpRequest, answer: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """In the place of the login form's own `answer`: how long the lock holds, and what to do."""
    seconds = max(1, math.ceil(_remaining(request, credentials).total_seconds()))
    context = {
        "username": get_client_username(request, credentials) or "",
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": math.ceil(seconds / 60),
    }
    response = render(request, "login_locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def _remaining(request: HttpRequest, credentials: dict[str, Any] | None) -> timedelta:
    """From the last wrong password that was counted: while the lock holds, none is."""
    period = get_cool_off(request) or timedelta()
    attempts = AxesDatabaseHandler().get_user_attempts(request, credentials)
    last = max(
        (found for each in attempts if (found := each.aggregate(Max("attempt_time"))["attempt_time__max"])),
        default=None,
    )
    return last + period - timezone.now() if last else period
