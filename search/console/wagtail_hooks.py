"""What editors teach search, under one menu entry, and how well it does since.

A change counts from the next search on; nothing is rebuilt.
"""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import BlockedPhrase, FrequentQuery, GoldenQuery, QueryPin, SynonymSet

from .forms import GoldenQueryForm
from .how_search_does import HowSearchDoesViewSet
from .permissions import RulesPolicy


def pages_panel(help_text: str) -> InlinePanel:
    """The pages of a query: at least one, of the types that search finds."""
    return InlinePanel(
        "pages",
        panels=[PageChooserPanel("page", ["content.TopicPage", "content.ArticlePage"])],
        heading="Pages",
        label="Page",
        min_num=1,
        max_num=10,
        help_text=help_text,
    )


class RuleViewSet(SnippetViewSet):
    def register_chooser_viewset(self) -> None:
        """No page and no form refers to these. Wagtail's chooser would list them to every editor, rights or none."""


class SynonymSetViewSet(RuleViewSet):
    model = SynonymSet
    icon = "list-ul"
    list_display = ["__str__", "locale"]
    search_fields = ["names"]
    panels = [
        FieldPanel("names"),
        FieldPanel("locale"),
        HelpPanel(template="search_console/see_what_changes.html"),
    ]


class QueryPinViewSet(RuleViewSet):
    model = QueryPin
    icon = "pick"
    list_display = ["query", "locale"]
    search_fields = ["query"]
    panels = [
        FieldPanel("query"),
        pages_panel("They come first for this query, in this order. A page that is not published is left out."),
        FieldPanel("locale"),
        HelpPanel(template="search_console/see_what_changes.html"),
    ]


class GoldenQueryViewSet(RuleViewSet):
    model = GoldenQuery
    icon = "crosshairs"
    list_display = ["query", "locale"]
    search_fields = ["query", "note"]
    edit_handler = ObjectList(
        [
            FieldPanel("query"),
            pages_panel(
                "Those that should come up for this query, in no order. This moves none of them: “How search does” shows "
                "where they come up."
            ),
            FieldPanel("note"),
            FieldPanel("locale"),
        ],
        base_form_class=GoldenQueryForm,
    )

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """Whoever may change rules may change these: there is nothing of their own to tick for a group."""
        return Permission.objects.none()


class NotByHand(ModelPermissionPolicy):
    """Frequent searches are counted: editors hide them, but make none up."""

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class FrequentQueryViewSet(RuleViewSet):
    model = FrequentQuery
    icon = "history"
    menu_label = "Frequent searches"
    list_display = ["text", "times", "locale", "site", "hidden"]
    list_filter = ["hidden"]
    search_fields = ["text"]
    copy_view_enabled = False
    panels = [FieldPanel("text", read_only=True), FieldPanel("times", read_only=True), FieldPanel("hidden")]

    # Wagtail's own gives nothing, and means to be overridden.
    def get_queryset(self, request: HttpRequest) -> QuerySet[FrequentQuery]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """List those whose words are known."""
        return FrequentQuery.objects.exclude(text="")


class BlockedPhraseViewSet(RuleViewSet):
    model = BlockedPhrase
    icon = "cross"
    menu_label = "Blocked words"
    list_display = ["phrase", "locale"]
    search_fields = ["phrase"]
    panels = [FieldPanel("phrase"), FieldPanel("locale")]


class SearchGroup(SnippetViewSetGroup):
    items = (
        SynonymSetViewSet,
        QueryPinViewSet,
        GoldenQueryViewSet,
        HowSearchDoesViewSet,
        FrequentQueryViewSet,
        BlockedPhraseViewSet,
    )
    menu_icon = "search"
    # Not "Search", which is the name of the field above it that finds pages in the admin.
    menu_label = "Search rules"
    menu_order = 310


register_permission_policy(GoldenQuery, RulesPolicy(GoldenQuery))
register_permission_policy(FrequentQuery, NotByHand(FrequentQuery))
register_snippet(SearchGroup)
