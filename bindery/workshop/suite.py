"""Runs the project's checks on itself: style, types, tests. Every stage runs; the last lines tell what was skipped."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from bindery.workshop import tools
from bindery.workshop.steps import say

STAGES = (
    ("ruff check", ("ruff", "check", ".")),
    ("ruff format", ("ruff", "format", "--check", ".")),
    ("mypy", ("mypy", "--strict")),
    ("pytest", ("pytest", "--cov=bindery", "--cov-report=term:skip-covered")),
)


def run_suite(python: Path, root: Path, arguments: Sequence[str]) -> int:
    """Run every stage, pytest with the given arguments; give 0 when all passed, 1 when one failed."""
    results = []
    for name, command in STAGES:
        say(f"\n== {name}")
        start = time.monotonic()
        extra = arguments if name == "pytest" else ()
        code = subprocess.run([python, "-m", *command, *extra], cwd=root, check=False).returncode
        results.append((name, code, time.monotonic() - start))
    say("\n== " + " · ".join(f"{name} {'passed' if code == 0 else 'FAILED'} ({s:.0f} s)" for name, code, s in results))
    return int(any(code for _, code, _ in results))


def say_what_is_missing() -> None:
    """Tell, tool by tool, which tests were skipped and what to type, so that nobody takes the run for a whole one."""
    lacking = tools.missing()
    if not lacking:
        return
    say(f"\n!! NOT A FULL RUN: tools are missing ({len(lacking)}), and the tests that need them were skipped")
    for need in lacking:
        say(f"!! SKIPPED {need.name} ({need.why}): to install it, type:  {need.remedy}")
