"""The stages of the project's checks on itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bindery.workshop import suite

HOLDS = ("timeit", "-n1", "-r1", "pass")
FAILS = ("timeit", "-n1", "-r1", "raise SystemExit(4)")


@pytest.mark.parametrize(("stages", "code"), [((HOLDS, HOLDS), 0), ((FAILS, HOLDS), 1), ((HOLDS, FAILS), 1)])
def test_one_failing_stage_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stages: tuple[tuple[str, ...], ...], code: int
) -> None:
    monkeypatch.setattr(suite, "STAGES", tuple((f"stage {n}", command) for n, command in enumerate(stages)))

    assert suite.run_suite(Path(sys.executable), tmp_path, []) == code


def test_every_stage_runs_though_the_first_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "STAGES", (("style", FAILS), ("types", HOLDS)))
    suite.run_suite(Path(sys.executable), tmp_path, [])

    assert capsys.readouterr().err.splitlines()[-1] == "== style FAILED (0 s) · types passed (0 s)"


def test_the_arguments_go_to_pytest_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(suite, "STAGES", (("style", HOLDS), ("pytest", ("timeit", "-n1", "-r1"))))

    assert suite.run_suite(Path(sys.executable), tmp_path, ["raise SystemExit(4)"]) == 1
