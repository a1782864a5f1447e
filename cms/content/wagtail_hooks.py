"""People and care roles in the admin, under one menu entry."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .people import CareRole, Person


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "credentials", "job_title"]


class CareRoleViewSet(SnippetViewSet):
    model = CareRole
    icon = "group"
    list_display = ["name", "description"]


class PeopleGroup(SnippetViewSetGroup):
    items = (PersonViewSet, CareRoleViewSet)
    menu_icon = "group"
    menu_label = "People"
    menu_order = 300


register_snippet(PeopleGroup)
