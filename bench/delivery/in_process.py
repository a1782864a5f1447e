"""Processor time of one request in process: the whole application as a WSGI server calls it, without the network.

    python -m bench.delivery.in_process [--rounds 7] [--seconds 0.4]

Asks the site that the environment names. In each round everybody has the same time, in turn, so that a machine that gets
slower does so for all. Prints JSON: of each question the microseconds a request in each round, its SQL statements and its bytes.
"""

import argparse
import json
import sys
import time
from itertools import cycle
from typing import Any

import django

from bench.calling import ask
from bench.delivery.asked import CACHED, DIRECTUS, Question, questions

FEWEST = 3
"""Requests in a round, however long they take."""

WARMING = 5.0
"""Seconds."""


HEADERS = {"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT": "application/json"}


class Caller:
    """Calls the application as granian does behind a proxy that ends TLS."""

    def __init__(self) -> None:
        from cms.wsgi import application  # noqa: PLC0415

        self.application = application

    def ask(self, path: str) -> int:
        """The bytes of the answer; ends the measurement where it is not one."""
        status, size = ask(self.application, path, **HEADERS)
        if status != "200 OK":
            sys.exit(f"{path} was answered with {status}.")
        return size


def statements(caller: Caller, path: str) -> int:
    from django.db import connection  # noqa: PLC0415

    seen: list[str] = []

    def noted(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    caller.ask(path)  # What is looked up once a second has been.
    with connection.execute_wrapper(noted):
        caller.ask(path)
    return len(seen)


def measure(rounds: int, seconds: float) -> dict[str, Any]:
    caller = Caller()
    every = [question for question in questions() if question.whom != DIRECTUS]
    for question in every:
        _warm(caller, question)
    found = {q.name: {"what": q.what, "whom": q.whom, "us": [], **_once(caller, q)} for q in every}
    paths = {question.name: cycle(question.paths) for question in every}
    for number in range(rounds):
        # Another one is first each time: who follows the slowest finds the processor's caches empty.
        for question in every[number % len(every) :] + every[: number % len(every)]:
            found[question.name]["us"].append(_microseconds(caller, paths[question.name], seconds))
    return found


def _warm(caller: Caller, question: Question) -> None:
    """Ask everything once, so that caches have it and what is read once is read; of what takes long, a part."""
    end = time.perf_counter() + WARMING
    for path in question.paths:
        caller.ask(path)
        if question.whom != CACHED and time.perf_counter() > end:
            return


def _once(caller: Caller, question: Question) -> dict[str, int]:
    return {"sql": statements(caller, question.paths[0]), "bytes": caller.ask(question.paths[0])}


def _microseconds(caller: Caller, paths: Any, seconds: float) -> float:
    asked, started, busy = 0, time.perf_counter(), time.process_time()
    while asked < FEWEST or time.perf_counter() - started < seconds:
        caller.ask(next(paths))
        asked += 1
    return (time.process_time() - busy) / asked * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.4)
    options = parser.parse_args()
    django.setup()
    json.dump(measure(options.rounds, options.seconds), sys.stdout)


if __name__ == "__main__":
    main()
