"""Two sites in one installation, each with an editor who has rights on nothing else, and secrets on one of them."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from cms.content.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage
from cms.published import log
from home.models import HomePage
from tests import factories as make

SECRET = "xqsecretk"
"""In every text of the site `theirs` that is not public."""


class TwoSites:
    """`ours` is the default site. `theirs`, at its own host, has secrets; `editor` may edit it, `stranger` edits ours."""

    def __init__(self) -> None:
        self.ours = make.site()
        root = Page.get_first_root_node()
        self.theirs = make.add(root, HomePage(title="Theirs", slug="theirs"))
        self.site = Site.objects.create(hostname="theirs.example.org", port=80, root_page=self.theirs)
        self.articles = make.add(self.theirs, ArticleIndexPage(title="Articles"))
        self.topics = make.add(self.theirs, TopicIndexPage(title="Topics"))
        self.public = make.add(self.articles, ArticlePage(title="Public words"))
        self.topic = make.add(self.topics, TopicPage(title="Public topic", definition="Public."))
        self.draft = make.add(self.articles, ArticlePage(title=f"Draft {SECRET}", excerpt=SECRET), live=False)
        self.public.title = f"Changed {SECRET}"
        with log.recording():
            self.public.save_revision()
        self.revision = self.draft.get_latest_revision()
        self.collection = Collection.get_first_root_node().add_child(name=f"Drawer {SECRET}")
        self.picture = make.image(f"Picture {SECRET}", width=50, height=50, collection=self.collection)
        self.file = get_document_model().objects.create(
            title=f"File {SECRET}", file=ContentFile(b"x", name="file.txt"), collection=self.collection
        )
        self.editor = self._editor("their-editor", self.theirs, self.collection)
        own = Collection.get_first_root_node().add_child(name="Our drawer")
        self.stranger = self._editor("our-editor", self.ours, own)
        self.named = self._named()

    def _named(self) -> dict[str, Any]:
        """What the parameters of addresses are of: mostly the draft. See `endpoints.address`."""
        page, picture, file = self.draft.pk, self.picture.pk, self.file.pk
        pages = dict.fromkeys(("page_id", "page_to_move_id", "object_id", "page_pk"), page)
        pictures = {f"{folder}/pk": picture for folder in ("admin/api/main/images", "api/v2/images", "admin/images")}
        files = {f"{folder}/pk": file for folder in ("admin/api/main/documents", "api/v2/documents", "admin/documents")}
        of_pages = {"admin/api/main/pages/pk": page, "api/v2/pages/pk": page, "admin/pages/pk": self.public.pk}
        others = {"admin/collections/pk": self.collection.pk, "admin/sites/pk": self.site.pk}
        folders = ("api-keys", "snippets", "workflows", "users", "groups", "settings")
        model = {"content_type_app_name": "content", "content_type_model_name": "articlepage"}
        model |= {"app_label": "content", "app_name": "content", "model_name": "articlepage"}
        words = {"slug": self.draft.slug, "page_path": f"articles/{self.draft.slug}/", "filename": "file.txt"}
        words |= {"name": "not-found", "action_name": "copy", "action": "delete", "filter_spec": "width-40"}
        words |= {"signature": "x", "uidb64": "x", "token": "x", "path": self.picture.file.name.partition("/")[2]}
        numbers = ("session_id", "doc_id", "uploaded_file_id", "task_id", "task_state_id", "workflow_state_id")
        numbers += ("workflow_pk", "redirect_id", "restriction_id", "delivery_id")
        return {
            **pages,
            **pictures,
            **files,
            **of_pages,
            **others,
            **{f"admin/{folder}/pk": 1 for folder in folders},
            **model,
            **words,
            **dict.fromkeys(numbers, 1),
            "parent_page_id": self.articles.pk,
            "destination_id": self.topics.pk,
            "revision_id": self.revision.pk,
            "revision_id_a": "live",
            "revision_id_b": "latest",
            "image_id": picture,
            "document_id": file,
            "collection_id": self.collection.pk,
        }

    @staticmethod
    def _editor(name: str, home: Page, collection: Collection) -> Client:
        group = Group.objects.create(name=f"Of {name}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=home, permission=permission)
        for codename in (
            "add_image",
            "change_image",
            "choose_image",
            "add_document",
            "change_document",
            "choose_document",
        ):
            permission = Permission.objects.get(codename=codename)
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
        user = User.objects.create_user(name)
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client
