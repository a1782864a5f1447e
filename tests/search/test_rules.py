"""What editors teach search: validation, and the screens in the admin."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from search.models import PinnedPage, QueryPin, SynonymSet
from search.rules import rules
from tests import factories as make


@pytest.fixture
def admin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "tests"))
    return client


def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("Pain", "two different"),
        ("Pain\npain!", "two different"),
        ("\n".join("abcdefghij" * 4), "at most 30"),
        ("Pain\n" + "x" * 101, "longer than 100"),
    ],
)
def test_a_synonym_set_needs_sensible_names(names: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SynonymSet(locale=english(), names=names).full_clean()


@pytest.mark.django_db
def test_one_pin_a_query_however_it_is_put() -> None:
    QueryPin.objects.create(locale=english(), query="back pain")
    with pytest.raises(ValidationError, match=r"back pain.*change those"):
        QueryPin(locale=english(), query="What is BACK-pain?").full_clean()
    with pytest.raises(ValidationError, match="at least one word"):
        QueryPin(locale=english(), query="?!").full_clean()


@pytest.mark.django_db
def test_a_pin_is_for_a_query_as_its_language_puts_it() -> None:
    page = make.article("Schmerz")
    for code, query in (("de", "Was hilft bei Schmerzen?"), ("fr", "Qu'est-ce que l'arthrite ?")):
        pin = QueryPin.objects.create(locale=Locale.objects.create(language_code=code), query=query)
        PinnedPage.objects.create(pin=pin, page_id=page.pk)
    assert rules("de").pins == {"schmerzen": (page.pk,)}
    assert rules("fr").pins == {"arthrite": (page.pk,)}
    with pytest.raises(ValidationError, match="change those"):
        QueryPin(locale=Locale.objects.get(language_code="de"), query="Schmerzen").full_clean()


@pytest.mark.django_db
def test_names_that_a_language_spells_alike_are_one() -> None:
    locale = Locale.objects.create(language_code="de")
    with pytest.raises(ValidationError, match="two different"):
        SynonymSet(locale=locale, names="Ödem\nOedem").full_clean()
    SynonymSet(locale=locale, names="Ödem\nWassersucht").full_clean()


@pytest.mark.django_db
def test_rules_are_of_one_language() -> None:
    SynonymSet.objects.create(locale=english(), names="MI\nHeart attack")
    assert rules("en").groups == (("MI", "Heart attack"),)
    assert rules("de").groups == ()


def test_an_editor_writes_a_synonym_set(admin: Client) -> None:
    make.site()
    page = admin.get("/admin/snippets/search/synonymset/add/")
    assert page.status_code == 200
    assert "One a line" in page.content.decode()
    refused = admin.post("/admin/snippets/search/synonymset/add/", {"names": "Pain", "locale": english().pk})
    assert "Write at least two different names" in refused.content.decode()
    saved = admin.post("/admin/snippets/search/synonymset/add/", {"names": "MI\nHeart attack", "locale": english().pk})
    assert saved.status_code == 302
    assert rules("en").groups == (("MI", "Heart attack"),)
    assert "MI, Heart attack" in admin.get("/admin/snippets/search/synonymset/").content.decode()


def test_an_editor_pins_pages_to_a_query(admin: Client) -> None:
    first, second = make.article("First"), make.article("Second")
    assert admin.get("/admin/snippets/search/querypin/add/").status_code == 200
    form = {
        "query": "What is pain?",
        "locale": english().pk,
        "pages-TOTAL_FORMS": 2,
        "pages-INITIAL_FORMS": 0,
        "pages-MIN_NUM_FORMS": 1,
        "pages-MAX_NUM_FORMS": 10,
        "pages-0-page": first.pk,
        "pages-0-ORDER": 2,
        "pages-1-page": second.pk,
        "pages-1-ORDER": 1,
    }
    saved = admin.post("/admin/snippets/search/querypin/add/", form)
    assert saved.status_code == 302, saved.content.decode()
    assert rules("en").pins == {"pain": (second.pk, first.pk)}
    pin = QueryPin.objects.get()
    assert admin.get(f"/admin/snippets/search/querypin/edit/{pin.pk}/").status_code == 200
    admin.post(f"/admin/snippets/search/querypin/delete/{pin.pk}/")
    assert rules("en").pins == {}
