"""Opens the door: sees to the set-up, then runs the command line, the tests or the benchmark inside `.venv`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from bindery.workshop import ROOT, environment
from bindery.workshop.steps import SetUpError, say

TOOL_MISSING = 3
INTERRUPTED = 130


def enter(arguments: Sequence[str]) -> int:
    """Set up what is missing, then build or test; give the exit code: 0 good, 1 fault, 2 usage, 3 a tool is missing."""
    try:
        command = {"test": _test, "bench": _bench}.get(arguments[0] if arguments else "")
        return command(arguments[1:]) if command else _build(arguments)
    except SetUpError as fault:
        say(f"set-up: {fault.story}")
        return TOOL_MISSING
    except KeyboardInterrupt:
        say("\ninterrupted; the next run takes up where this one stopped")
        return INTERRUPTED


def _build(arguments: Sequence[str]) -> int:
    environment.prepare_pango()
    environment.prepare(ROOT, environment.RUN_LOCK)
    python = environment.python_of(ROOT)
    if sys.prefix != str(ROOT / ".venv"):
        os.execv(python, [str(python), str(ROOT / "build.py"), *arguments])
    try:
        from bindery.cli import main  # noqa: PLC0415  (its libraries are there only now)
    except ImportError as error:
        raise SetUpError(f"the engine does not load: {error}", "rm -r .venv && python3 build.py") from error
    return main(arguments)


def _bench(arguments: Sequence[str]) -> int:
    from bindery.workshop import fetch  # noqa: PLC0415  (no start but this one pays for it)

    environment.prepare_pango()
    environment.prepare(ROOT, environment.BENCH_LOCK)
    faults = fetch.bring_peers(ROOT)
    for fault in faults:
        say(f"set-up: {fault.story}")
    bench = [str(environment.python_of(ROOT)), "-m", "bindery.bench", *arguments]
    return TOOL_MISSING if faults else subprocess.run(bench, cwd=ROOT, check=False).returncode


def _test(arguments: Sequence[str]) -> int:
    from bindery.workshop import fetch, suite, tools  # noqa: PLC0415  (no start but this one pays for them)

    environment.prepare_pango()
    environment.prepare(ROOT, environment.TEST_LOCK)
    faults = fetch.bring_tools(ROOT)
    code = suite.run_suite(environment.python_of(ROOT), ROOT, arguments)
    for fault in faults:
        say(f"set-up: {fault.story}")
    suite.say_what_is_missing()
    return code or (TOOL_MISSING if tools.in_ci() and tools.missing() else 0)
