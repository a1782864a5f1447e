"""Node.js and the packages of the TypeScript client, for its tests: `python -m scripts.node` installs them, where they changed."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.machine import REPOSITORY, UnavailableError, cache, lock, say

OLDEST = 20
PACKAGES = (REPOSITORY / "clients" / "typescript",)
"""Each with a package-lock.json; what it names is installed beside it."""


def find() -> str | None:
    """The path of a Node.js that is new enough, with npm beside it on the PATH."""
    node = shutil.which("node")
    return node if node and shutil.which("npm") and _major(node) >= OLDEST else None


def is_installed(package: Path) -> bool:
    stamp = _stamp(package)
    return stamp.exists() and stamp.read_text() == _digest(package)


def provide() -> str:
    if (node := find()) is None:
        msg = f"The tests of the TypeScript client need Node.js {OLDEST} or newer with npm: install it and put it on the PATH."
        raise UnavailableError(msg)
    for package in PACKAGES:
        with lock(cache() / "node.lock"):
            if not is_installed(package):
                _install(package)
    return node


def _install(package: Path) -> None:
    name = package.relative_to(REPOSITORY)
    say(f"Installing the packages of {name} with npm …")
    # `npm ci` takes what the lock file says, with its hashes. Packages run nothing of their own while they are installed.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=package, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"The packages of {name} could not be installed:\n{done.stderr.strip()}"
        raise UnavailableError(msg)
    _stamp(package).write_text(_digest(package))


def _stamp(package: Path) -> Path:
    return package / "node_modules" / ".installed.sha256"


def _digest(package: Path) -> str:
    return hashlib.sha256((package / "package-lock.json").read_bytes()).hexdigest()


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", told)
    return int(found[1]) if found else 0


def main() -> int:
    try:
        print(provide())
    except UnavailableError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
