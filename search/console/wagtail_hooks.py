"""What editors teach search, under one menu entry. A change counts from the next search on; nothing is rebuilt."""

# pyright: reportAssignmentType=false
# Wagtail declares these options as cached properties and documents them as plain class attributes.

from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import QueryPin, SynonymSet


class SynonymSetViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "list-ul"
    list_display = ["__str__", "locale"]
    search_fields = ["names"]
    panels = [FieldPanel("names"), FieldPanel("locale")]


class QueryPinViewSet(SnippetViewSet):
    model = QueryPin
    icon = "pick"
    list_display = ["query", "locale"]
    search_fields = ["query"]
    panels = [
        FieldPanel("query"),
        InlinePanel(
            "pages",
            panels=[PageChooserPanel("page", ["content.TopicPage", "content.ArticlePage"])],
            heading="Pages",
            label="Page",
            min_num=1,
            max_num=10,
            help_text="They come first for this query, in this order. A page that is not published is left out.",
        ),
        FieldPanel("locale"),
    ]


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymSetViewSet, QueryPinViewSet)
    menu_icon = "search"
    # Not "Search", which is the name of the field above it that finds pages in the admin.
    menu_label = "Search rules"
    menu_order = 310


register_snippet(SearchGroup)
