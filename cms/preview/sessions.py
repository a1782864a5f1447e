"""Whether an editor is still logged in, asked from outside of their browser: by the key of their session."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.utils.crypto import constant_time_compare


def is_logged_in(user: AbstractBaseUser, session_key: str) -> bool:
    """Whether this session is there and is this user's: logging out ends it, and so does a new password.

    Not by Django's `get_user`, which may give the session a new key, of which the editor's browser would not know.
    """
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if not user.is_active or session.get(SESSION_KEY) != str(user.pk):
        return False
    held = session.get(HASH_SESSION_KEY, "")
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(held, each) for each in hashes)
