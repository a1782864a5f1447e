"""How the site is served: one command, for the demo and for whoever else starts a web server of this checkout."""

import sys

from scripts import port


def command(port_number: str) -> list[str]:
    """Serve on loopback. Few threads: SQLite has one writer, and Django under WSGI is fastest with one or a few."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", port.HOST, "--port", port_number]
    granian += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [*granian, "cms.wsgi:application"]
