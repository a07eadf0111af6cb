"""Measures a command in a fresh process: wall and CPU seconds and peak memory of its whole process tree.

In: the words of a command, the folder it runs in. Out: its `Cost`; what the command says goes to a log.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WARDEN = Path(__file__).with_name("warden.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; `peak_mb` is None when it was not weighed."""

    code: int
    wall_s: float
    cpu_s: float
    peak_mb: float | None = None


def measure(command: Sequence[str | Path], notes: Path, is_weighed: bool = False) -> Cost:
    """Run a command in the project's folder; give its cost. `run.log` in the folder `notes` keeps its last words.

    Weighing takes a few percent of one core, which are not in `cpu_s`.
    """
    result = notes / "run.json"
    options = ["--memory"] if is_weighed else []
    words = [str(word) for word in command]
    with (notes / "run.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-I", "-S", WARDEN, result, *options, "--", *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=True,
        )
    return Cost(**json.loads(result.read_text()))
