"""Drafts that a frontend may show: kept when an editor previews one, found again by its token, forgotten by themselves."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.published.schema.documents import Document

from . import tokens
from .models import KeptDraft
from .sessions import is_logged_in


class EndedError(Exception):
    """The editor is logged out, may not edit the page any more, or the page is gone: which of them is not told."""


def keep(document: Document, *, page_id: int, parent_id: int, site_id: int, user: Any, session_key: str) -> str:
    """A token for `document`. It takes the place of what this session looked at before on the same page."""
    now = timezone.now()
    form = {"session_key": session_key, "page_id": page_id, "parent_id": parent_id, "type": document.type}
    content = {"slug": document.slug, "body": document.model_dump_json().encode()}
    with transaction.atomic():
        KeptDraft.objects.filter(kept_at__lt=now - tokens.LIFETIME).delete()
        draft, _ = KeptDraft.objects.update_or_create(
            **form, defaults={"user": user, "site_id": site_id, "kept_at": now, **content}
        )
    return tokens.signed(draft.id)


def of_token(token: str) -> KeptDraft:
    """The newest draft of the token's page. Whether its editor may still see it is asked now, not when it was kept.

    Raises UnreadableTokenError, ExpiredTokenError, or EndedError.
    """
    draft = _draft(tokens.read(token))
    if not is_logged_in(draft.user, draft.session_key) or not _may_edit(draft):
        raise EndedError
    return draft


def _draft(id_: UUID) -> KeptDraft:
    try:
        return KeptDraft.objects.select_related("user").get(pk=id_)
    except KeptDraft.DoesNotExist as error:
        raise EndedError from error


def _may_edit(draft: KeptDraft) -> bool:
    """As Wagtail asks before it shows a preview of a page, or the form of a new one."""
    page = Page.objects.filter(pk=draft.page_id or draft.parent_id).first()
    if page is None:
        return False
    rights = page.permissions_for_user(draft.user)
    return rights.can_edit() or rights.can_publish() if draft.page_id else rights.can_add_subpage()
