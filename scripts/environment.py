"""Make .venv and install a lock file into it: `python3 -m scripts.environment topichub|dev`.

Does nothing, in a few hundredths of a second, when the lock file has not changed since. What was interrupted is made
anew: pip takes a package whose installation was cut off for a whole one. Standard library only, and in
the syntax of old Pythons, so that someone who has only an old one is told so in plain words.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from typing import Iterable  # noqa: F401  used in a type comment

OLDEST = (3, 11)
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
UNFINISHED = os.path.join(VENV, "unfinished")

# dev.lock holds all of topichub.lock, at the same versions: who has the first has the second.
INCLUDES = {"topichub": ("topichub",), "dev": ("dev", "topichub")}


def interpreter():  # type: () -> str
    """The Python to build with: this one where it is new enough, else one on the PATH that is."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return sys.exit(
        "Topichub needs Python {}.{} or newer; {} is {}.{}. Install a newer one, or name it: make demo PYTHON=…".format(
            OLDEST[0], OLDEST[1], sys.executable, sys.version_info[0], sys.version_info[1]
        )
    )


def make_venv():  # type: () -> None
    if os.path.exists(PYTHON) and not os.path.exists(UNFINISHED) and has("pip", PYTHON):
        return
    python = interpreter()
    # Debian splits these off; venv itself would only say that a command failed.
    if not has("ensurepip, venv", python):
        sys.exit("{} has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv".format(python))
    print("Making the environment .venv …", file=sys.stderr)
    done = subprocess.call([python, "-m", "venv", "--clear", VENV])
    if done != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(done)


def has(modules, python):  # type: (str, str) -> bool
    return subprocess.call([python, "-c", "import " + modules], stderr=subprocess.DEVNULL) == 0


def lock_file(name):  # type: (str) -> str
    return os.path.join(ROOT, "requirements", name + ".lock")


def stamp_file(name):  # type: (str) -> str
    return os.path.join(VENV, name + ".lock.sha256")


def digest(name):  # type: (str) -> str
    with open(lock_file(name), "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def is_installed(name):  # type: (str) -> bool
    try:
        with open(stamp_file(name)) as stamp:
            return stamp.read() == digest(name)
    except OSError:
        return False


def install(name):  # type: (str) -> None
    for other in INCLUDES:
        if os.path.exists(stamp_file(other)):
            os.remove(stamp_file(other))
    open(UNFINISHED, "w").close()
    # The lock file is complete and hashed: pip need not resolve anything, only fetch and compare.
    command = [PYTHON, "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar=off", "-r", lock_file(name)]
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, universal_newlines=True)
    told = show_progress(pip.stdout or (), name)
    if pip.wait() != 0:
        print("".join(told[-20:]), file=sys.stderr)
        sys.exit("The packages of requirements/{}.lock could not be installed; pip's reason is above.".format(name))
    for included in INCLUDES[name]:
        with open(stamp_file(included), "w") as stamp:
            stamp.write(digest(included))
    os.remove(UNFINISHED)


def show_progress(lines, name):  # type: (Iterable[str], str) -> list[str]
    """One line that counts, where someone watches; else one line at the start. Returns what pip said."""
    with open(lock_file(name)) as lock:
        total = sum("==" in line for line in lock)
    watched = sys.stderr.isatty()
    print("Installing {} packages …".format(total), file=sys.stderr, end="" if watched else "\n", flush=True)
    told, count = [], 0
    for line in lines:
        told.append(line)
        if line.startswith(("Collecting", "Requirement already", "Ignoring")):
            count += 1
            if watched:
                print("\rInstalling {} packages … {}".format(total, count), file=sys.stderr, end="", flush=True)
    if watched:
        print(file=sys.stderr)
    return told


def main():  # type: () -> None
    name = sys.argv[1]
    if not (os.path.exists(PYTHON) and is_installed(name)):
        make_venv()
        install(name)


if __name__ == "__main__":
    main()
