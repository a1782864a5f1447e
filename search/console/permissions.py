"""Who may use what is about rules as a whole: whoever may change any of them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry

from search.models import QueryPin, SynonymSet


class RulesPolicy(BasePermissionPolicy):
    """What somebody may do with synonym sets or with pinned results, they may do with this model.

    So a group that teaches search needs no further permission to see what its teaching does.
    """

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return any(policy.user_has_permission(user, action) for policy in _policies())

    def users_with_any_permission(self, actions: Any) -> QuerySet[Model]:
        pins, synonyms = (policy.users_with_any_permission(actions) for policy in _policies())
        return pins | synonyms


def _policies() -> list[BasePermissionPolicy]:
    return [policy_registry.get_by_type(model) for model in (QueryPin, SynonymSet)]
