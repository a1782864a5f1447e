"""Varnish, for tests of what shared caches keep and forget: `python -m scripts.varnish` installs it where root may."""

import shutil
import sys

from scripts.machine import UnavailableError, apt_install, say

PLACES = "/usr/sbin:/usr/local/sbin"


def find() -> str | None:
    return shutil.which("varnishd") or shutil.which("varnishd", path=PLACES)


def provide() -> str:
    if (found := find()) is None and apt_install("varnish"):
        found = find()
    if found is None:
        msg = "The tests of caches need Varnish: install it (Debian: varnish), so that varnishd is on the PATH."
        raise UnavailableError(msg)
    return found


if __name__ == "__main__":
    try:
        print(provide())
    except UnavailableError as error:
        say(str(error))
        sys.exit(1)
