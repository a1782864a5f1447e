"""The address in a problem's `type`: a page that says what it means and how to mend it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .problems import TYPES, not_found, respond


def problem(request: HttpRequest, name: str) -> HttpResponse:
    if name not in TYPES:
        return respond(request, not_found(f"There is no problem type “{name[:60]}”. They are: {', '.join(TYPES)}."))
    return render(request, "delivery/problems.html", {"types": [TYPES[name]]})


def problems(request: HttpRequest) -> HttpResponse:
    return render(request, "delivery/problems.html", {"types": list(TYPES.values())})
