"""Columns that only a rendering can fill: every row is marked, and rendered before it is next read."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    live = apps.get_model("published", "PublishedDocument").objects.filter(live=True)
    live.update(stale=True)
    # So that nobody sees a site without navigation while the rest waits.
    live.filter(type__in=("home", "topic_index", "article_index")).update(in_navigation=True)


class Migration(migrations.Migration):
    dependencies = [("published", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="publisheddocument",
            name="in_menus",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="in_navigation",
            field=models.BooleanField(
                default=False, help_text="In the menus, the home page, or a page that lists."
            ),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="tag_line",
            field=models.TextField(blank=True, default="", help_text="The rows of `DocumentTag` in one text, as it is sent."),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(
                condition=models.Q(("in_navigation", True), ("live", True)),
                fields=["site_id", "locale"],
                name="published_navigation",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
