"""Tasks in processes of their own: results come back, a fault stays where it is, nobody outlives the run."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import time

import pytest

from bindery.diagnostics import Source
from bindery.pipeline import Lost, Task, in_processes
from bindery.progress import SILENT


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise ValueError(f"cannot {number}")


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleep(number: int) -> int:
    time.sleep(60)
    return number


def tasks(*functions):
    return [Task(n, f"task {n}", Source(f"text-{n}"), function, (n,)) for n, function in enumerate(functions)]


def outcomes(*functions, jobs=2):
    return {task.key: outcome for task, outcome in in_processes(tasks(*functions), jobs, SILENT)}


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_every_task_gives_its_result_however_many_run_at_once(jobs):
    assert outcomes(double, double, double, jobs=jobs) == {0: 0, 1: 2, 2: 4}


def test_an_exception_comes_back_as_a_value_beside_the_results():
    ended = outcomes(double, fail, double)

    assert isinstance(ended[1], ValueError)
    assert (ended[0], ended[2]) == (0, 4)


def test_a_killed_process_is_known_by_its_own_task_alone():
    ended = outcomes(double, die, double)

    assert ended == {0: 0, 1: Lost(-signal.SIGKILL), 2: 4}


def test_a_killed_process_is_told_by_its_signal():
    assert "SIGKILL" in str(Lost(-signal.SIGKILL))


def test_ctrl_c_stops_every_process():
    def interrupt() -> None:
        raise KeyboardInterrupt

    tell = type(SILENT)(SILENT.say, SILENT.begin, SILENT.end, interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(in_processes(tasks(sleep, sleep), 2, tell))

    assert multiprocessing.active_children() == []


def test_whoever_stops_listening_stops_every_process():
    ended = in_processes(tasks(double, sleep), 2, SILENT)
    next(ended)
    ended.close()

    assert multiprocessing.active_children() == []


def test_a_killed_parent_leaves_no_orphan():
    ours, theirs = multiprocessing.Pipe()
    parent = multiprocessing.Process(target=orphan_by_pid, args=(theirs.fileno(),))
    parent.start()
    theirs.close()
    pid = ours.recv()
    parent.kill()
    parent.join()

    assert ended_within(pid, seconds=5)


def orphan_by_pid(handle: int) -> None:
    list(in_processes([Task(0, "", Source(""), say_pid_by_handle, (handle,))], 1, SILENT))


def say_pid_by_handle(handle: int) -> None:
    multiprocessing.connection.Connection(handle).send(os.getpid())
    time.sleep(60)


def ended_within(pid: int, seconds: int) -> bool:
    """Tell whether a process is gone, or waits only to be counted by whoever adopted it."""
    for _ in range(seconds * 20):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as facts:  # noqa: PTH123
                if facts.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
