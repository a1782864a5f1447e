"""Build what the demo site lacks: tables, content, search index. `python -m scripts.demo_site`, as scripts.demo calls it.

Content comes in through the ordinary importer, once: what someone edits afterwards stays. A killed run is taken up again.
"""

import json
import sys
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from scripts.machine import REPOSITORY, say

CONTENT = REPOSITORY / "home" / "demo" / "site.jsonl"
LOGIN = ("admin", "admin@example.org", "topichub")


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the database …")
        call_command("migrate", verbosity=0)


def fill() -> None:
    """Import the demo's content and make its login, the first time; the login comes last, so it says that all is there."""
    from django.contrib.auth.models import User  # noqa: PLC0415  models exist only after django.setup()

    name, email, password = LOGIN
    if User.objects.filter(username=name).exists():
        return
    say("Importing the demo site …")
    call_command("import_content", str(CONTENT))
    User.objects.create_superuser(name, email, password)


def index() -> None:
    """Fill the search index where there is none; a follower catches up on what changed since."""
    told = StringIO()
    call_command("search_index", "status", "--json", stdout=told)
    if not any(generation["active"] for generation in json.loads(told.getvalue())["generations"]):
        say("Filling the search index …")
        call_command("search_index", "rebuild")


def main() -> int:
    django.setup()
    # WhiteNoise warns of a missing folder, even where it finds the files in the packages themselves.
    for folder in (settings.VAR_DIR, settings.STATIC_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    try:
        migrate()
        fill()
        index()
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
