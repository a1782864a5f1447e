"""On which site golden queries are asked, who may see how they do, and where the admin leads to it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import Locale, Site

from cms.content.models import TopicIndexPage
from cms.published import log
from cms.published.sites import UnknownScopeError, default_scope
from search import lifecycle
from search.console.permissions import RulesPolicy
from search.engines.protocol import Engine
from search.models import GoldenQuery
from tests import factories as make
from tests.search.golden_site import REMEMBER, REPORT, cells, golden, look, remember

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(own_index: Engine) -> Engine:
    make.site()
    return own_index


@pytest.fixture
def admin(index: Engine) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    return client


def test_each_language_is_asked_on_its_site(admin: Client, index: Engine, settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("en", "English"), ("de", "German")]
    locale = Locale.objects.create(language_code="de")
    topic = make.topic("Asthma")
    translated = [translate(page, locale) for page in (make.site(), TopicIndexPage.objects.get(), topic)]
    lifecycle.rebuild(index)
    golden("asthma", topic)
    golden("asthma", translated[-1], locale=locale)
    golden("asthma child", topic, locale=locale)
    page = look(admin)
    assert [row[1:] for row in cells(page)] == [
        ["Asthma not among the first ten in another language", "Not found"],
        ["Asthma place 1", "1"],
        ["Asthma place 1", "1"],
    ]
    assert "/search/?q=asthma&amp;locale=de" in page
    own = Site.objects.create(hostname="de.example.org", port=443, root_page_id=translated[0].pk)
    scope = default_scope("de")
    assert (scope.site_id, scope.origin, scope.is_translation) == (own.pk, "https://de.example.org", False)
    assert default_scope("en").site_id == default_scope("fr").site_id == Site.objects.get(is_default_site=True).pk


def translate(page: Any, locale: Locale) -> Any:
    with log.recording():
        translated = page.copy_for_translation(locale)
    return make.publish(translated)


def test_without_a_site_it_says_where_to_make_one(admin: Client, index: Engine) -> None:
    golden("back pain", make.article("Back pain"))
    Site.objects.all().delete()
    with pytest.raises(UnknownScopeError):
        default_scope("en")
    assert "Settings → Sites" in look(admin, status=503)


# Who may, and where it is shown


def editor(*codenames: str) -> Client:
    group = Group.objects.create(name="Some")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user = User.objects.create_user("ben")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("codename", ["change_querypin", "add_synonymset"])
def test_whoever_may_change_rules_may_see_it_and_write_golden_queries(index: Engine, codename: str) -> None:
    lifecycle.rebuild(index)
    client = editor(codename)
    assert "There are no golden queries yet" in look(client)
    made = golden("back pain", make.article("Back pain"))
    assert "Remembered." in remember(client, look(client))
    may_add = codename.startswith("add")
    users = RulesPolicy(GoldenQuery).users_with_permission("add" if may_add else "change")
    assert [user.get_username() for user in users] == ["ben"]
    assert client.get("/admin/snippets/search/goldenquery/add/").status_code == (200 if may_add else 302)
    edit = f"/admin/snippets/search/goldenquery/edit/{made.pk}/"
    assert client.get(edit).status_code == (302 if may_add else 200)
    assert REPORT in client.get("/admin/").content.decode()
    assert ("Add golden query" in look(client)) is may_add


@pytest.mark.parametrize("codename", ["add_goldenquery", "delete_querypin"])
def test_nobody_else_may(index: Engine, codename: str) -> None:
    client = editor(codename)
    assert client.get(REPORT).status_code == 302
    assert client.post(REMEMBER, {"measured": "x"}).status_code == 302
    assert client.get("/admin/snippets/search/goldenquery/add/").status_code == 302
    assert REPORT not in client.get("/admin/").content.decode()
    assert Client().get(REPORT)["Location"].startswith("/admin/login/")


def test_a_group_has_nothing_to_tick_for_golden_queries(admin: Client) -> None:
    form = admin.get("/admin/groups/new/").content.decode()
    assert "pinned result" in form.casefold()
    assert "golden quer" not in form.split("<form")[1].casefold()


@pytest.mark.parametrize("form", ["synonymset", "querypin"])
def test_the_forms_of_rules_lead_to_it(admin: Client, form: str) -> None:
    page = admin.get(f"/admin/snippets/search/{form}/add/").content.decode()
    assert f'<a href="{REPORT}">See what this changes</a>' in page
