"""The TypeScript client, built in a folder of the test's own."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts import node
from scripts.machine import REPOSITORY
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories, services
from tests.attacks.serving import serving

CLIENT = REPOSITORY / "clients" / "typescript"
NOT_SOURCE = shutil.ignore_patterns("node_modules", "dist", "built")


@dataclass(frozen=True, slots=True)
class Package:
    folder: Path

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command in the package's folder; its programs are found first."""
        programs = {"PATH": f"{CLIENT / 'node_modules' / '.bin'}:{_path()}", "HOME": str(self.folder)}
        return subprocess.run(
            command, cwd=self.folder, env=programs | environment, capture_output=True, text=True, check=False
        )

    def succeed(self, *command: str, **environment: str) -> str:
        done = self.run(*command, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _path() -> str:
    return f"{Path(services.node_path()).parent}:/usr/bin:/bin"


def copied(target: Path) -> Package:
    """The package as it is in the repository, with the packages that it is built with."""
    if not node.is_installed(CLIENT):
        services.missing("The packages of the TypeScript client are not installed: python -m scripts.node")
    shutil.copytree(CLIENT, target, ignore=NOT_SOURCE)
    (target / "node_modules").symlink_to(CLIENT / "node_modules")
    return Package(target)


@pytest.fixture(scope="session")
def client_package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Built, and its tests too."""
    package = copied(tmp_path_factory.mktemp("client") / "typescript")
    package.succeed("npm", "run", "build")
    package.succeed("tsc", "--project", "test")
    return package


@pytest.fixture
def server_url(command_environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The real web server, with everything in its site, and few searches a second allowed."""
    factories.full_site()
    rebuild(chosen())
    with serving({**command_environment, "TOPICHUB_LIMIT_SEARCHES": "4/second"}, tmp_path / "log") as server:
        yield f"http://127.0.0.1:{server.port}"
