"""Runs one command and watches it with all its descendants, whoever their parent is in the end.

In: `RESULT.json [--memory] -- COMMAND…` on the command line. Out: RESULT.json with `code`, `wall_s`, `cpu_s` (user and
system, of the whole tree) and, with `--memory`, `peak_mb`: the highest sum of the tree's PSS (shared pages count once),
read every 50 ms from /proc/PID/smaps_rollup, https://docs.kernel.org/filesystems/proc.html. For Linux.

A process of its own with the standard library alone, so that what it watches is all that it ever had as a child.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
TICK_MS = 50
GRACE_S = 2.0  # for what outlives the command: a browser's helpers, for instance


def main(words: list[str]) -> None:
    """Watch a command to its end."""
    parting = words.index("--")
    result, *options = words[:parting]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # orphans come to us, and their times with them
    Path(result).write_text(json.dumps(watch(words[parting + 1 :], "--memory" in options)))


def watch(command: list[str], is_weighed: bool) -> dict[str, float | int]:
    """Run a command; give its exit code, times and memory."""
    start = time.perf_counter()
    child = subprocess.Popen(command).pid
    peak_kb = _weigh_until_end(child) if is_weighed else 0
    _, status, usage = os.wait4(child, 0)
    wall_s = time.perf_counter() - start
    cpu_s = usage.ru_utime + usage.ru_stime + _bury()
    cost: dict[str, float | int] = {"code": os.waitstatus_to_exitcode(status), "wall_s": wall_s, "cpu_s": cpu_s}
    return cost | ({"peak_mb": peak_kb / 1024} if is_weighed else {})


def _weigh_until_end(child: int) -> int:
    """Weigh the tree every tick until the command ends; give the highest weight."""
    ended = select.poll()
    ended.register(os.pidfd_open(child), select.POLLIN)
    peak_kb = 0
    while not ended.poll(TICK_MS):
        peak_kb = max(peak_kb, sum(map(_pss_kb, descendants(os.getpid()))))
    return peak_kb


def descendants(ancestor: int) -> Iterator[int]:
    """Give the processes below one, as they are now."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (parent := _parent(folder)):
            children.setdefault(parent, []).append(int(folder.name))
    waiting = children.get(ancestor, [])
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process, [])


def _parent(process: Path) -> int:
    try:
        stat = (process / "stat").read_bytes()
    except OSError:
        return 0
    return int(stat.rpartition(b")")[2].split()[1])


def _pss_kb(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_bytes()
    except OSError:  # it ended meanwhile, or is about to
        return 0
    _, found, after = rollup.partition(b"\nPss:")
    return int(after.split()[0]) if found else 0


def _bury() -> float:
    """Wait for the processes left behind, end those that linger; give their CPU seconds."""
    cpu_s, deadline = 0.0, time.perf_counter() + GRACE_S
    while True:
        try:
            process, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return cpu_s
        if process:
            cpu_s += usage.ru_utime + usage.ru_stime
            continue
        if time.perf_counter() > deadline:
            for lingering in descendants(os.getpid()):
                os.kill(lingering, signal.SIGKILL)
        time.sleep(0.01)


if __name__ == "__main__":
    main(sys.argv[1:])
