"""The pages every site needs before anything can be written: home, topics, articles."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from cms.content.models import ArticleIndexPage, TopicIndexPage

from .models import HomePage


@transaction.atomic
def ensure_site(title: str = "Topichub") -> HomePage:
    """The default site's home page, made with its two index pages where they are missing.

    Wagtail's own welcome page, where it is the root of the default site, makes way for it.
    """
    if not Collection.objects.exists():  # Pictures and files need a root to be kept under.
        Collection.add_root(name="Root")
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
        home = root.add_child(instance=HomePage(title=title, slug="topichub", locale=locale))
        home.save_revision().publish()
        if site:
            welcome, site.root_page = site.root_page, home
            site.save()
            if welcome.depth > 1 and welcome.specific_class is Page:
                welcome.delete()
        else:
            Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    for model, name in ((TopicIndexPage, "Topics"), (ArticleIndexPage, "Articles")):
        if not model.objects.child_of(home).exists():
            home.add_child(instance=model(title=name, slug=name.lower(), locale=locale)).save_revision().publish()
    return HomePage.objects.get(pk=home.pk)
