"""The lock files say what `pyproject.toml` says, to the last version and hash."""

from __future__ import annotations

import re
import tomllib

import pytest

from bindery.workshop import ROOT
from bindery.workshop.environment import BENCH_LOCK, RUN_LOCK, TEST_LOCK

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = {
    RUN_LOCK: PROJECT["dependencies"],
    TEST_LOCK: [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]],
    BENCH_LOCK: [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["bench"]],
}
ENTRY = re.compile(r"^([a-z0-9-]+)==([^ \n]+).*\n((?:    .*\n)*)", re.MULTILINE)
REFRESH = "the lock is behind pyproject.toml: run `.venv/bin/python -m bindery.workshop.locks` (docs/developers.md)"


def entries(lock: str) -> dict[str, tuple[str, str]]:
    """Read a lock: library -> (version, the lines below it)."""
    return {name: (version, below) for name, version, below in ENTRY.findall((ROOT / lock).read_text())}


def asked_for(lock: str) -> dict[str, str]:
    pins = (line.split("==") for line in ASKED[lock])
    return {re.sub(r"[._]", "-", name).lower(): version for name, version in pins}


@pytest.mark.parametrize("lock", ASKED)
def test_the_lock_holds_what_the_project_asks_for_and_nothing_it_no_longer_does(lock: str) -> None:
    direct = {name: version for name, (version, below) in entries(lock).items() if "bindery (pyproject.toml)" in below}

    assert direct == asked_for(lock), REFRESH


@pytest.mark.parametrize("lock", ASKED)
def test_every_locked_library_has_its_hashes(lock: str) -> None:
    assert [name for name, (_, below) in entries(lock).items() if "--hash=sha256:" not in below] == []


@pytest.mark.parametrize("lock", ASKED)
def test_the_lock_names_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", [TEST_LOCK, BENCH_LOCK])
def test_tests_and_bench_run_on_the_libraries_of_a_build(lock: str) -> None:
    run, test = entries(RUN_LOCK), entries(lock)

    assert {name: version for name, (version, _) in run.items()}.items() <= {
        name: version for name, (version, _) in test.items()
    }.items(), REFRESH
