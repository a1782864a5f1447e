"""Say at once, before anything is built, whether the demo can have its port: `python3 -m scripts.port 8000`.

In the syntax of old Pythons, as scripts/environment.py is, so that these hear what is missing.
"""

import re
import socket
import sys

HOST = "127.0.0.1"
HIGHEST = 65_535


def refusal(text):  # type: (str) -> str
    """Why a server cannot listen on this port; "" when it can."""
    if not (re.match("[0-9]{1,9}$", text) and 0 < int(text) <= HIGHEST):
        return 'PORT is a number from 1 to {}, not "{}".'.format(HIGHEST, text[:40])
    with socket.socket() as probe:
        # As servers set it: a connection that is still closing is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            return "Port {} needs more rights than you have; choose one above 1023: make demo PORT=8001".format(text)
        except OSError:
            return "Port {} is taken by another program. Choose another: make demo PORT={}".format(
                text, int(text) % HIGHEST + 1
            )
    return ""


if __name__ == "__main__":
    sys.exit(refusal(sys.argv[1]) or 0)
