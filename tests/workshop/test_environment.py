"""The environment is made once, mended when it was cut short, and by one set-up at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bindery.workshop import ROOT, debian, environment
from bindery.workshop.environment import RUN_LOCK, TEST_LOCK
from bindery.workshop.steps import SetUpError

START_LIMIT_S = 0.1
PREPARE = """
import pathlib, sys, time
from bindery.workshop import environment

def make(root):
    print("made", file=sys.stderr)
    time.sleep(1)
    environment.python_of(root).parent.mkdir()
    environment.python_of(root).touch()

environment._make_venv = make
environment._install = lambda root, lock: None
environment.prepare(pathlib.Path(sys.argv[1]), environment.RUN_LOCK)
"""
BARE_START = "pass"
LATER_START = """
from bindery.workshop import ROOT, door, environment
environment.prepare_pango()
environment.is_ready(ROOT, environment.RUN_LOCK)
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that asks for no library, whose environments are made without pip: quick, and off the network."""
    for lock in (RUN_LOCK, TEST_LOCK):
        (tmp_path / lock).write_text(f"# {lock}: no library\n")
    monkeypatch.setattr(environment, "_make_venv", make_bare_venv)
    monkeypatch.setattr(environment, "_install", lambda root, lock: None)
    return tmp_path


def make_bare_venv(root: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)


def test_an_environment_made_to_its_end_is_ready(checkout: Path) -> None:
    environment.prepare(checkout, RUN_LOCK)

    assert environment.is_ready(checkout, RUN_LOCK)


def test_an_environment_is_made_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.prepare(checkout, RUN_LOCK)
    monkeypatch.setattr(environment, "_make", lambda root, lock: pytest.fail("made a second time"))

    environment.prepare(checkout, RUN_LOCK)


def test_a_changed_lock_calls_for_a_new_set_up(checkout: Path) -> None:
    environment.prepare(checkout, RUN_LOCK)
    (checkout / RUN_LOCK).write_text("# another library\n")

    assert not environment.is_ready(checkout, RUN_LOCK)


def test_the_libraries_of_the_tests_include_those_of_a_build(checkout: Path) -> None:
    environment.prepare(checkout, TEST_LOCK)

    assert environment.is_ready(checkout, RUN_LOCK)


def test_the_libraries_of_a_build_are_not_enough_for_the_tests(checkout: Path) -> None:
    environment.prepare(checkout, RUN_LOCK)

    assert not environment.is_ready(checkout, TEST_LOCK)


def test_a_set_up_that_fails_half_way_is_not_ready(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(root: Path, lock: str) -> None:
        raise SetUpError("no network", "try again")

    monkeypatch.setattr(environment, "_install", fail)

    with pytest.raises(SetUpError):
        environment.prepare(checkout, RUN_LOCK)
    assert not environment.is_ready(checkout, RUN_LOCK)


def test_a_set_up_cut_short_begins_again_from_nothing(checkout: Path) -> None:
    half_written = checkout / ".venv/lib" / environment.PYTHON / "site-packages/half_written.py"
    half_written.parent.mkdir(parents=True)
    half_written.touch()
    (checkout / ".venv/unfinished").touch()

    environment.prepare(checkout, RUN_LOCK)

    assert environment.is_ready(checkout, RUN_LOCK)
    assert not half_written.exists()


def test_an_environment_whose_python_is_gone_is_made_again(checkout: Path) -> None:
    environment.prepare(checkout, RUN_LOCK)
    environment.python_of(checkout).unlink()

    environment.prepare(checkout, RUN_LOCK)

    assert environment.python_of(checkout).exists()


def test_a_second_set_up_waits_for_the_first_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / RUN_LOCK).write_text("# no library\n")
    both = [
        subprocess.Popen([sys.executable, "-c", PREPARE, tmp_path], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = "".join(one.communicate(timeout=120)[1] for one in both)

    assert [one.returncode for one in both] == [0, 0]
    assert told.count("made") == 1
    assert environment.is_ready(tmp_path, RUN_LOCK)


def test_a_library_whose_hash_differs_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "leaf-1.0-py3-none-any.whl"
    wheel.write_bytes(b"not what was locked")
    (tmp_path / RUN_LOCK).write_text(f"leaf @ {wheel.as_uri()} --hash=sha256:{'0' * 64}\n")

    with pytest.raises(SetUpError) as fault:
        environment.prepare(tmp_path, RUN_LOCK)
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in fault.value.words
    assert not environment.is_ready(tmp_path, RUN_LOCK)


def test_a_later_start_costs_less_than_a_tenth_of_a_second() -> None:
    assert shortest_s(LATER_START) - shortest_s(BARE_START) < START_LIMIT_S


def shortest_s(script: str) -> float:
    """Time a script of Python's, start included: the shortest of eight runs, since other work only lengthens them."""
    times_s = []
    for _ in range(8):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
        times_s.append(time.perf_counter() - start)
    return min(times_s)


def test_pango_that_loads_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "install", lambda packages, why: pytest.fail(f"installed {packages}"))

    environment.prepare_pango()


def test_pango_that_does_not_load_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(environment, "LIBRARY_NAMES", ("lib{}.so.never",))
    monkeypatch.setattr(debian, "install", lambda packages, why: asked.extend(packages))

    environment.prepare_pango()

    assert asked == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
