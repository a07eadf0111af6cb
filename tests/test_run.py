"""A run: recipes side by side, jobs looked up first, a fault kept where it belongs."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Future
from pathlib import Path

import pytest

from bindery.cache import Store, key_of
from bindery.diagnostics import Source
from bindery.hands import Lost, processes
from bindery.jobs import Job, Undertaking, Workplace
from bindery.progress import SILENT
from bindery.run import Run

HERE = Workplace(Path(), Path())


def double(_: Workplace, number: int) -> int:
    return 2 * number


def refuse(_: Workplace, number: int) -> int:
    raise ValueError(f"cannot {number}")


def die(_: Workplace, number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


class OwnHands:
    """Does each job at once, here, and counts them."""

    count = 1

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def submit(self, function, /, *arguments):
        self.done.append(arguments)
        future: Future[object] = Future()
        try:
            future.set_result(function(HERE, *arguments))
        except Exception as fault:
            future.set_exception(fault)
        return future


def job(function, number: int) -> Job:
    return Job("numbers", function, (number,), key_of(function.__name__, str(number)))


def undertaking(key: str, recipe) -> Undertaking:
    return Undertaking(key, key, Source(key), recipe)


def one(function, number: int):
    (made,) = yield [job(function, number)]
    return made


def in_waves(start: int):
    first = yield [job(double, start), job(double, start + 1)]
    (last,) = yield [job(double, sum(first))]
    return [*first, last]


def catching(number: int):
    try:
        yield [job(double, number), job(refuse, number)]
    except ValueError as fault:
        (made,) = yield [job(double, 1)]
        return f"{fault}, {made}"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(OwnHands(), Store(tmp_path / "store"), SILENT)


def made(run: Run, **recipes):
    ended = run.carry_out([undertaking(name, recipe) for name, recipe in recipes.items()])
    return {end.undertaking.key: end.fault or end.made for end in ended}


def test_a_recipe_is_sent_what_its_jobs_made_in_their_order(run):
    assert made(run, a=in_waves(1)) == {"a": [2, 4, 12]}


def test_recipes_go_on_side_by_side(run):
    assert made(run, a=in_waves(1), b=one(double, 5)) == {"a": [2, 4, 12], "b": 10}


def test_what_the_store_holds_is_not_done_again(run):
    made(run, a=in_waves(1))
    done = list(run.hands.done)

    assert made(run, a=in_waves(1)) == {"a": [2, 4, 12]}
    assert run.hands.done == done


def test_nothing_done_is_told(run):
    made(run, a=one(double, 1))
    (ended,) = run.carry_out([undertaking("a", one(double, 1))])

    assert not ended.was_done


def test_an_exception_in_a_job_is_raised_in_its_recipe(run):
    assert made(run, a=catching(3)) == {"a": "cannot 3, 2"}


def test_an_exception_nobody_catches_ends_its_own_recipe_alone(run):
    ended = made(run, a=one(refuse, 3), b=one(double, 5))

    assert isinstance(ended["a"], ValueError)
    assert ended["b"] == 10


def test_a_failed_job_is_not_kept(run):
    made(run, a=one(refuse, 3))
    made(run, a=one(refuse, 3))

    assert run.hands.done == [(3,), (3,)]


def test_a_killed_process_is_known_by_its_own_recipe_alone(tmp_path):
    with processes(HERE, 2) as hands:
        ended = made(Run(hands, Store(None), SILENT), a=one(die, 1), b=one(double, 5))

    assert isinstance(ended["a"], Lost)
    assert "SIGKILL" in str(ended["a"])
    assert ended["b"] == 10


def test_those_who_follow_are_told_how_far_it_is(tmp_path):
    told = []
    teller = type(SILENT)(**{f: getattr(SILENT, f) for f in SILENT.__slots__} | {"advance": lambda *a: told.append(a)})
    made(Run(OwnHands(), Store(None), teller), a=in_waves(1))

    assert told == [("a", 1, 2, "numbers"), ("a", 2, 2, "numbers"), ("a", 1, 1, "numbers")]
