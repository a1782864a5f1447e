"""Provide Elasticsearch, PostgreSQL, Chromium, Varnish and Node.js for the tests, where this machine allows: `python -m scripts.provide`.

What cannot be had is told. On a laptop its tests are then skipped; where CI is set, this ends with an error.
"""

import os
import sys

from scripts import chromium, elasticsearch, node, postgresql, varnish
from scripts.machine import UnavailableError, say


def main() -> int:
    missing = 0
    for service in (elasticsearch, postgresql, chromium, varnish, node):
        try:
            service.provide()
        except UnavailableError as error:
            say(str(error))
            missing += 1
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
