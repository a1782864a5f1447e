"""Who is an editor: whoever may use the admin."""

from django.conf import settings
from django.contrib.auth.models import PermissionsMixin
from django.http import HttpRequest


def is_editor(request: HttpRequest) -> bool:
    """Whether the request is from somebody who may use the admin. Without a session's cookie the database is not asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return False
    # Django types `request.user` as the least that a user model must have.
    user = request.user
    return isinstance(user, PermissionsMixin) and user.has_perm("wagtailadmin.access_admin")  # pyright: ignore[reportAttributeAccessIssue]
