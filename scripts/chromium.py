"""The system's Chromium, for the browser tests: `python -m scripts.chromium` installs it where root may, and prints its path."""

import os
import shutil
import sys

from scripts.machine import UnavailableError, apt_install, is_root, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Without these a browser asks its maker's servers for updates at every start; tests reach nothing but loopback.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find() -> str | None:
    """The path of the browser: CHROMIUM where set, else the first on the PATH."""
    candidates = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES))
    return next((path for path in candidates if path), None)


def provide() -> str:
    if (found := find()) is None and apt_install("chromium"):
        found = find()
    if found is None:
        msg = "The browser tests need Chromium: install it (Debian: chromium) or set CHROMIUM to its path."
        raise UnavailableError(msg)
    return found


def arguments() -> list[str]:
    """Command-line switches for tests. Its sandbox cannot be set up by root."""
    return [*QUIET, *(["--no-sandbox"] if is_root() else [])]


def main() -> int:
    try:
        print(provide())
    except UnavailableError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
