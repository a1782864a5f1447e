"""Find a Java that Elasticsearch 8.16 runs under, or install one."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.machine import UnavailableError, apt_install

# 17 is Elasticsearch 8.16's minimum; Java 24 dropped the security manager it still installs.
OLDEST, NEWEST = 17, 23
DEBIAN_PACKAGES = ("openjdk-17-jre-headless", "openjdk-21-jre-headless")


def find_home() -> Path:
    """The home folder of a fitting Java; UnavailableError where there is none and none can be installed."""
    found = _first_fitting()
    for package in DEBIAN_PACKAGES:
        if found is None and apt_install(package):
            found = _first_fitting()
    if found is None:
        msg = f"Elasticsearch needs Java {OLDEST} to {NEWEST}. Install one (Debian: {DEBIAN_PACKAGES[0]}) or set JAVA_HOME."
        raise UnavailableError(msg)
    return found


def _first_fitting() -> Path | None:
    for command in _candidates():
        home, version = _describe(command)
        if home is not None and OLDEST <= version <= NEWEST:
            return home
    return None


def _candidates() -> Iterator[Path]:
    homes = [Path(home) for name in ("ES_JAVA_HOME", "JAVA_HOME") if (home := os.environ.get(name))]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    yield from (home / "bin" / "java" for home in homes if (home / "bin" / "java").exists())
    if on_path := shutil.which("java"):
        yield Path(on_path)


def _describe(java: Path) -> tuple[Path | None, int]:
    """Its home and major version; macOS has a `java` that only says there is none."""
    command = [str(java), "-XshowSettings:properties", "-version"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    home = re.search(r"java\.home = (.+)", told)
    version = re.search(r"java\.specification\.version = (\d+)$", told, re.MULTILINE)
    return (Path(home[1].strip()), int(version[1])) if home and version else (None, 0)
