"""Columns that only a rendering can fill: every row is marked, and rendered before it is next read."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("published", "PublishedDocument").objects.filter(live=True).update(stale=True)


class Migration(migrations.Migration):

    dependencies = [
        ("published", "0002_navigation_and_tags"),
    ]

    operations = [
        migrations.AddField(
            model_name="publisheddocument",
            name="last_reviewed",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="next_review",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="published",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="teaser",
            field=models.BinaryField(default=b"", help_text="What lists show of a topic or an article."),
        ),
        migrations.AddField(
            model_name="publisheddocument",
            name="updated",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="publisheddocument",
            index=models.Index(condition=models.Q(("live", True)), fields=["site_id", "type", "locale", "title", "page_id"], name="published_by_title"),
        ),
    ]
