"""Do faults to a running Topichub: own PostgreSQL, own Elasticsearch, real processes.

    python -m faults [--quick] [F1 F3 …]

Prints a line for each with its figures, and ends with exit code 1 where one falls short.
"""

import argparse
import importlib
import os
import sys
import time

from scripts.machine import UnavailableError, end_tidily, say

from .stage import Extent, ShortfallError, Stage, stage

FAULTS = {
    "F1": "killed_follower",
    "F2": "cut_off_search",
    "F3": "blocked_index",
    "F4": "killed_publisher",
    "F5": "rolled_back_writers",
    "F6": "killed_rebuild",
    "F7": "woken_follower",
    "F8": "behind_the_back",
    "F9": "absent_reader",
    "F10": "full_disk",
}

FULL = Extent(pages=2_000, repeats=25, is_quick=False)
QUICK = Extent(pages=200, repeats=1, is_quick=True)


def done(stage: Stage, name: str) -> bool:
    """Do one, and tell."""
    module = importlib.import_module(f"faults.{FAULTS[name]}")
    what = (module.__doc__ or "").removeprefix(f"{name}. ").partition("\n")[0]
    started = time.monotonic()
    try:
        figures, has_passed = module.run(stage), True
    except UnavailableError as error:
        # Missing on a developer's machine is no fault of the site; where all must be there, it is one.
        print(f"{name} left out: {error}", flush=True)
        return "CI" not in os.environ
    except ShortfallError as error:
        figures, has_passed = str(error), False
        print(stage.last_words(45), file=sys.stderr)
    finally:
        stage.clear()
    print(
        f"{name} {'passed' if has_passed else 'FALLS SHORT'} ({time.monotonic() - started:.0f} s). {what} {figures}.",
        flush=True,
    )
    return has_passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small site, few repeats")
    parser.add_argument("faults", nargs="*", metavar="F1", help="all, where none is named")
    options = parser.parse_args()
    if unknown := set(options.faults) - FAULTS.keys():
        parser.error(f"There is no {', '.join(sorted(unknown))}, only {', '.join(FAULTS)}.")
    end_tidily()
    try:
        with stage(QUICK if options.quick else FULL) as made:
            passed = [done(made, name) for name in options.faults or FAULTS]
    except UnavailableError as error:
        say(str(error))
        return 1
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
