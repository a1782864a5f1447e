"""What the services for tests and local work have in common: a command each, and a throwaway form."""

import argparse
import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.machine import UnavailableError, cache, end_tidily, free_port, say


@dataclass(frozen=True, slots=True)
class Service:
    """A server on loopback with all it keeps in one folder.

    `start` returns the environment that leads Topichub to it, and leaves one that runs in the folder as it is.
    `folder` is how the folders' names begin in the cache. `given` is such an environment where somebody else provides
    the server, else empty.
    """

    name: str
    folder: str
    port: int
    provide: Callable[[], object]
    start: Callable[[Path, int], dict[str, str]]
    stop: Callable[[Path], None]
    is_running: Callable[[Path], bool]
    given: Callable[[], dict[str, str]] = dict


@contextlib.contextmanager
def throwaway(service: Service) -> Iterator[dict[str, str]]:
    """The environment of a server on a free port that is gone with its data afterwards; or the given one."""
    if given := service.given():
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix=f"topichub-{service.name}-"))
    try:
        yield service.start(folder, free_port())
    finally:
        service.stop(folder)
        shutil.rmtree(folder)


def main(service: Service, about: str) -> int:
    """`python -m scripts.NAME provide | start | stop | status | run -- COMMAND`; returns the exit code."""
    parser = argparse.ArgumentParser(prog=f"python -m scripts.{service.name}", description=about.split("\n", 1)[0])
    parser.add_argument("action", choices=["provide", "start", "stop", "status", "run"])
    parser.add_argument("--port", type=int, default=service.port, help=f"default {service.port}")
    parser.add_argument("command", nargs="*", help="for run: what to run, after --")
    options = parser.parse_args()
    if (options.action == "run") != bool(options.command):
        parser.error("a command to run follows `run --`, and only there.")
    try:
        return _act(service, options)
    except UnavailableError as error:
        say(str(error))
        return 1


def _act(service: Service, options: argparse.Namespace) -> int:
    folder = cache() / f"{service.folder}-{options.port}"
    match options.action:
        case "provide":
            service.provide()
        case "start":
            print(" ".join(f"{name}={value}" for name, value in service.start(folder, options.port).items()))
        case "stop":
            service.stop(folder)
        case "status":
            running = service.is_running(folder)
            print(f"{'running' if running else 'not running'}; data and log in {folder}")
            return 0 if running else 1
        case "run":
            return _run(service, options.command)
    return 0


def _run(service: Service, command: list[str]) -> int:
    if (program := shutil.which(command[0])) is None:
        msg = f"There is no program {command[0]} to run."
        raise UnavailableError(msg)
    end_tidily()
    with throwaway(service) as environment:
        return subprocess.run([program, *command[1:]], env={**os.environ, **environment}, check=False).returncode
