"""Imports and uploads, each in a process of its own that measures itself.

    python -m tests.attacks.measured [import|upload] FILE …

Prints a line of JSON for each: what was answered, seconds of processor time, and the most memory in bytes. All processes are
forked from one that has everything loaded, so that they differ in nothing but the file.
"""

import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

SILENCE = 60
"""Seconds of processor time after which a process is ended: it has failed by far then."""


def prepare() -> None:
    import django  # noqa: PLC0415  settings first

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command, load_command_class  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()  # So that an answer has its context.
    load_command_class("cms.exchange", "import_content")
    call_command("check", stdout=StringIO())
    get_user_model().objects.get_or_create(username="editor", is_superuser=True, is_staff=True)
    upload_page(Client())
    connections.close_all()


def upload_page(client: Any) -> str:
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client.force_login(get_user_model().objects.get(username="editor"))
    page = client.get(reverse("wagtailimages:add"))
    if page.status_code != 200:
        message = f"The form to upload pictures answers {page.status_code}."
        raise RuntimeError(message)
    return reverse("wagtailimages:add")


def import_(path: Path) -> tuple[bool, str]:
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    told = StringIO()
    try:
        call_command("import_content", str(path), stdout=told, verbosity=0)
    except CommandError as error:
        return False, f"{told.getvalue()}{error}"
    return True, told.getvalue()


def upload(path: Path) -> tuple[bool, str]:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    address = upload_page(client)
    with path.open("rb") as file:
        answer = client.post(address, {"title": "A picture", "file": file, "collection": "1"})
    if answer.status_code == 302:
        return True, ""
    return False, " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)


def measured(act: Callable[[Path], tuple[bool, str]], path: Path) -> dict[str, Any]:
    """What `act` says of `path`, and what it costs, in a fork."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        return json.loads(told) if told else {"accepted": False, "message": f"killed: {status}", "seconds": SILENCE}
    resource.setrlimit(resource.RLIMIT_CPU, (SILENCE, SILENCE))
    started = time.process_time()
    try:
        accepted, message = act(path)
    except BaseException:  # noqa: BLE001  a trace is what the test is to see
        accepted, message = False, traceback.format_exc()
    result = {
        "accepted": accepted,
        "message": message[-4_000:],
        "seconds": time.process_time() - started,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    with os.fdopen(writing, "w") as pipe:
        json.dump(result, pipe)
    os._exit(0)


def main() -> None:
    prepare()
    acts = {"import": import_, "upload": upload}
    act = import_
    for argument in sys.argv[1:]:
        if argument in acts:
            act = acts[argument]
        else:
            print(json.dumps(measured(act, Path(argument))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
