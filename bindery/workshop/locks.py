"""Writes the lock files anew from `pyproject.toml`: `.venv/bin/python -m bindery.workshop.locks` (needs uv in `.venv`).

A lock names every library, its exact version and the SHA-256 of each of its files, for any system and Python from 3.11.
"""

from __future__ import annotations

import subprocess
import sys

from bindery.workshop import ROOT
from bindery.workshop.environment import BENCH_LOCK, RUN_LOCK, TEST_LOCK

COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
    *("--custom-compile-command", "python -m bindery.workshop.locks"),
)


def write_locks() -> None:
    """Resolve the libraries of a build, then those of tests and bench; versions already locked stay where they can."""
    subprocess.run([*COMPILE, "-o", RUN_LOCK], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for extra, lock in (("test", TEST_LOCK), ("bench", BENCH_LOCK)):
        more = [*COMPILE, "--extra", extra, "-c", RUN_LOCK, "-o", lock]
        subprocess.run(more, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    write_locks()
