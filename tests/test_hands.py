"""Hands do the jobs of a build in processes of their own; one that is killed takes no other along, and none is left."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

import pytest

from bindery.hands import Hands, Lost, processes
from bindery.jobs import Workplace

PLACE = Workplace(Path("project"), Path("content"))
PATIENCE_S = 10
OPENED: list[int] = []  # what is opened once


def leave_a_file(place: Workplace) -> Path:
    return Path(tempfile.mkdtemp()) / "left"


def whereabouts(place: Workplace, name: str) -> tuple[Path, Path, str]:
    return place.project, place.content, name


def own_number(place: Workplace) -> int:
    return os.getpid()


def square(place: Workplace, number: int) -> int:
    return number * number


def end_by_signal(place: Workplace) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def end_with_code(place: Workplace) -> None:
    os._exit(7)


def fail(place: Workplace) -> None:
    raise KeyError("a fault made on purpose")


class StubbornError(Exception):
    """Cannot be made again from its words."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def fail_stubbornly(place: Workplace) -> None:
    raise StubbornError("cannot", "travel")


def give_what_cannot_travel(place: Workplace) -> object:
    return lambda: None


def open_once(place: Workplace) -> None:
    OPENED.append(os.getpid())


def opened(place: Workplace) -> list[int]:
    return OPENED


def collects(place: Workplace) -> bool:
    return gc.isenabled()


def sleep_long(place: Workplace, note: Path) -> None:
    with note.open("a") as file:
        print(os.getpid(), os.getppid(), file=file)
    time.sleep(60)


def megabytes(place: Workplace, data: bytes) -> bytes:
    return data


@pytest.fixture
def hands() -> Iterator[Hands]:
    with processes(PLACE, 2) as two:
        yield two


def runs(process: int) -> bool:
    """Tell whether a process runs; one that has ended and was not buried yet does not."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def left_running(numbers: set[int]) -> set[int]:
    """Give those of some processes that run on although they were given a moment to end."""
    end = time.monotonic() + PATIENCE_S
    while (left := {number for number in numbers if runs(number)}) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def noted(note: Path, count: int) -> set[int]:
    """Wait until so many jobs have noted their processes."""
    end = time.monotonic() + PATIENCE_S
    while not note.exists() or note.read_text().count("\n") < count:
        assert time.monotonic() < end, "the jobs did not begin"
        time.sleep(0.02)
    return {int(number) for number in note.read_text().split()}


def test_a_job_is_called_with_its_workplace_before_its_arguments(hands):
    assert hands.submit(whereabouts, "chapter").result() == (Path("project"), Path("content"), "chapter")


def test_each_future_gives_the_result_of_its_own_job(hands):
    futures = [hands.submit(square, number) for number in range(50)]

    assert [future.result() for future in futures] == [number * number for number in range(50)]


def test_jobs_are_done_by_as_many_processes_as_were_asked_for_and_not_by_this_one(hands):
    workers = {future.result() for future in [hands.submit(own_number) for _ in range(30)]}

    assert hands.count == 2
    assert 1 <= len(workers) <= 2
    assert os.getpid() not in workers


def test_a_process_lives_through_the_run():
    with processes(PLACE, 1) as one:
        assert one.submit(own_number).result() == one.submit(own_number).result()


def test_no_process_is_started_before_there_is_a_job(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was started"))

    with processes(PLACE, 2) as hands:
        assert hands.count == 2


def test_what_is_prepared_is_prepared_once_for_all_workers():
    with processes(PLACE, 2, open_once) as hands:
        lists = [future.result() for future in [hands.submit(opened) for _ in range(10)]]

    assert lists == [lists[0]] * 10
    assert len(lists[0]) == 1


def test_what_a_killed_worker_leaves_behind_goes_with_the_run():
    with processes(PLACE, 1) as crew:
        left = crew.submit(leave_a_file).result()
        assert left.parent.exists()
        with pytest.raises(Lost):
            crew.submit(end_by_signal).result()

    assert not left.parent.exists()
    assert not left.parent.parent.exists()


def test_a_fault_in_the_preparing_stops_no_job():
    with processes(PLACE, 1, fail) as hands:
        assert hands.submit(square, 3).result() == 9


def test_the_collector_of_garbage_is_off_in_the_middle_of_a_job(hands):
    assert hands.submit(collects).result() is False


def test_megabytes_go_there_and_back_while_more_are_sent(hands):
    data = bytes(3_000_000)
    futures = [hands.submit(megabytes, data) for _ in range(8)]

    assert all(future.result() == data for future in futures)


def test_a_driver_may_wait_for_the_first_to_end(hands):
    futures = {hands.submit(square, number) for number in range(4)}
    ended: set[Future[int]] = set()
    while futures:
        done, futures = wait(futures, 5, FIRST_COMPLETED)
        ended |= done

    assert sorted(future.result() for future in ended) == [0, 1, 4, 9]


def test_a_killed_process_loses_its_own_job_only(hands):
    lost = hands.submit(end_by_signal)
    others = [hands.submit(square, number) for number in range(10)]

    with pytest.raises(Lost, match="its process was ended by SIGKILL"):
        lost.result()
    assert [future.result() for future in others] == [number * number for number in range(10)]


def test_every_process_may_be_killed_and_is_replaced(hands):
    lost = [hands.submit(end_by_signal) for _ in range(5)]

    assert [str(future.exception()) for future in lost] == ["its process was ended by SIGKILL"] * 5
    assert hands.submit(square, 5).result() == 25


def test_a_process_that_ends_by_itself_is_told_with_its_code(hands):
    assert str(hands.submit(end_with_code).exception()) == "its process ended with code 7"


def test_a_process_killed_between_two_jobs_is_replaced_without_a_word():
    with processes(PLACE, 1) as hands:
        idle = hands.submit(own_number).result()
        os.kill(idle, signal.SIGKILL)
        left_running({idle})

        assert hands.submit(square, 4).result() == 16


def test_the_jobs_of_a_killed_foreman_are_lost_and_his_workers_end(tmp_path):
    note = tmp_path / "processes"
    with processes(PLACE, 2) as hands:
        futures = [hands.submit(sleep_long, note) for _ in range(2)]
        everyone = noted(note, 2)
        foreman = int(note.read_text().split()[1])
        os.kill(foreman, signal.SIGKILL)

        assert [str(future.exception(PATIENCE_S)) for future in futures] == ["its process was ended by SIGKILL"] * 2
        assert str(hands.submit(square, 2).exception(PATIENCE_S)) == "its process was ended by SIGKILL"
        assert left_running(everyone) == set()


def test_an_exception_comes_back_with_its_story(hands):
    fault = hands.submit(fail).exception()

    assert isinstance(fault, KeyError)
    assert "in fail\n" in "".join(traceback.format_exception(fault))


def test_an_exception_that_cannot_travel_comes_back_in_words(hands):
    fault = hands.submit(fail_stubbornly).exception()

    assert str(fault) == "StubbornError: cannot travel"
    assert "in fail_stubbornly\n" in "".join(traceback.format_exception(fault))


def test_a_result_that_cannot_travel_is_a_fault_of_its_job(hands):
    assert "pickle" in str(hands.submit(give_what_cannot_travel).exception())


def test_a_job_that_cannot_travel_is_a_fault_of_its_own(hands):
    assert "pickle" in str(hands.submit(lambda place: None).exception())


def test_a_job_that_is_cancelled_before_it_begins_is_not_done(tmp_path):
    with processes(PLACE, 1) as one:
        first = one.submit(pause, tmp_path / "first")
        second = one.submit(pause, tmp_path / "second")
        third = one.submit(pause, tmp_path / "third")

        assert second.cancel()
        assert (first.result(), third.result()) == (None, None)
        assert {path.name for path in tmp_path.iterdir()} == {"first", "third"}


def pause(place: Workplace, note: Path) -> None:
    time.sleep(0.2)
    note.touch()


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_leaving_by_a_fault_ends_every_process_at_once(tmp_path, fault):
    note = tmp_path / "processes"
    with pytest.raises(fault), processes(PLACE, 2) as hands:
        futures = [hands.submit(sleep_long, note) for _ in range(3)]
        everyone = noted(note, 2)
        raise fault

    assert [number for number in everyone if runs(number)] == []
    assert all(future.cancelled() for future in futures)


RUN = """
import sys
from pathlib import Path
from concurrent.futures import wait
from bindery.hands import processes
from tests import test_hands

try:
    with processes(test_hands.PLACE, 2) as hands:
        wait([hands.submit(test_hands.sleep_long, Path(sys.argv[1])) for _ in range(2)])
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def run_of_its_own(note: Path) -> subprocess.Popen[str]:
    """Start a run whose jobs sleep, in a session of its own so that a whole group can be signalled."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(note)],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_ctrl_c_is_left_to_the_parent_and_leaves_no_process(tmp_path):
    note = tmp_path / "processes"
    run = run_of_its_own(note)
    everyone = noted(note, 2)
    os.killpg(run.pid, signal.SIGINT)

    assert run.communicate(timeout=PATIENCE_S)[0] == "stopped\n"
    assert left_running(everyone) == set()


def test_a_parent_that_is_killed_leaves_no_process(tmp_path):
    note = tmp_path / "processes"
    run = run_of_its_own(note)
    everyone = noted(note, 2)
    run.kill()
    run.communicate(timeout=PATIENCE_S)

    assert left_running(everyone) == set()
