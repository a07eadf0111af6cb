"""Measuring sees the whole tree of processes: children, grandchildren, and those whose parent has gone."""

from __future__ import annotations

import sys
from pathlib import Path

from bindery.bench.measure import measure

BUSY_S = 0.4
BUSY = f"import time\nwhile time.process_time() < {BUSY_S}: pass"
LARGE_MB = 96
LARGE = f"import time\nheld = b'x' * ({LARGE_MB} << 20)\ntime.sleep(0.4)"
TWICE_REMOVED = """
import subprocess, sys
child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sys.argv[1]!r}])"
subprocess.run([sys.executable, "-c", child])
"""
ORPHANED = """
import os, sys
if os.fork() == 0:
    if os.fork() == 0:
        exec(sys.argv[1])
    os._exit(0)
os.wait()
"""


def test_the_time_of_a_grandchild_is_counted(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", TWICE_REMOVED, BUSY], tmp_path)

    assert BUSY_S <= cost.cpu_s < BUSY_S + 2


def test_the_time_of_an_orphan_is_counted(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", ORPHANED, BUSY], tmp_path)

    assert BUSY_S <= cost.cpu_s < BUSY_S + 2


def test_the_memory_of_a_grandchild_is_weighed(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", TWICE_REMOVED, LARGE], tmp_path, is_weighed=True)

    assert cost.peak_mb is not None
    assert LARGE_MB < cost.peak_mb < LARGE_MB + 80


def test_pages_shared_by_forked_processes_are_weighed_once(tmp_path: Path) -> None:
    code = f"import os, time\nheld = b'x' * ({LARGE_MB} << 20)\nos.fork()\nos.fork()\ntime.sleep(0.4)"
    cost = measure([sys.executable, "-c", code], tmp_path, is_weighed=True)

    assert cost.peak_mb is not None
    assert LARGE_MB < cost.peak_mb < 2 * LARGE_MB


def test_a_failure_is_told_with_its_words(tmp_path: Path) -> None:
    cost = measure([sys.executable, "-c", "print('no leaf'); raise SystemExit(3)"], tmp_path)

    assert (cost.code, cost.peak_mb) == (3, None)
    assert (tmp_path / "run.log").read_text() == "no leaf\n"
