"""What stands in the admin's menu for editors: topics, articles, and people with their care roles."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from typing import ClassVar

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .articles import ArticlePage
from .people import CareRole, Person
from .topics import TopicPage


class ContentListing(PageListingViewSet):
    """Wherever they stand in the tree, with what an editor plans by: when each is due for review."""

    add_to_admin_menu = True
    columns: ClassVar = [
        *IndexView.base_columns,
        Column("next_review", label="Next review", sort_key="next_review", width="12%"),
    ]


class TopicListing(ContentListing):
    model = TopicPage
    icon = "tag"
    menu_label = "Topics"
    menu_order = 110


class ArticleListing(ContentListing):
    model = ArticlePage
    icon = "doc-full"
    menu_label = "Articles"
    menu_order = 120


def content_listings() -> list[ContentListing]:
    return [TopicListing("topics"), ArticleListing("articles")]


hooks.register("register_admin_viewset", content_listings)


def hide_documents(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Files to download have no place in topics and articles: their menu entry would lead editors astray."""
    menu_items[:] = [item for item in menu_items if item.name != "documents"]


hooks.register("construct_main_menu", hide_documents)


class PersonChooser(SnippetChooserViewSet):
    """Somebody who is not there yet is added without leaving the article."""

    form_fields: ClassVar = ["name", "credentials", "job_title"]
    creation_tab_label = "New person"
    create_action_label = "Add this person"


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "credentials", "job_title"]
    chooser_viewset_class = PersonChooser


class CareRoleChooser(SnippetChooserViewSet):
    form_fields: ClassVar = ["name", "description"]
    creation_tab_label = "New care role"
    create_action_label = "Add this care role"


class CareRoleViewSet(SnippetViewSet):
    model = CareRole
    icon = "group"
    list_display = ["name", "description"]
    chooser_viewset_class = CareRoleChooser


class PeopleGroup(SnippetViewSetGroup):
    items = (PersonViewSet, CareRoleViewSet)
    menu_icon = "group"
    menu_label = "People"
    menu_order = 300


register_snippet(PeopleGroup)
