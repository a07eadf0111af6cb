"""The door's exit codes, and its words when it does not open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bindery.workshop import ROOT, door, environment, fetch, suite, tools
from bindery.workshop.steps import SetUpError

OLD_PYTHON = (
    "import sys, runpy; sys.version_info = (3, 10, 4, 'final', 0); runpy.run_path('build.py', run_name='__main__')"
)


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where everything is there and no stage of the suite is really run."""
    monkeypatch.setattr(environment, "prepare", lambda root, lock: None)
    monkeypatch.setattr(environment, "prepare_pango", lambda: None)
    monkeypatch.setattr(fetch, "bring_tools", lambda root: [])
    monkeypatch.setattr(suite, "run_suite", lambda python, root, arguments: 0)
    monkeypatch.setattr(tools, "missing", lambda: ())


def test_a_python_too_old_is_told_in_one_line() -> None:
    done = subprocess.run([sys.executable, "-c", OLD_PYTHON], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "Bindery needs Python 3.11 or newer; this is Python 3.10\n"


def test_what_cannot_be_installed_ends_with_3_and_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(root: Path, lock: str) -> None:
        raise SetUpError("no leaf", "grow one", "it is winter")

    monkeypatch.setattr(environment, "prepare", fail)

    assert door.enter(["all"]) == 3
    assert capsys.readouterr().err == "set-up: no leaf\n  | it is winter\n  to mend it, type:  grow one\n"


def test_an_engine_that_does_not_load_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "bindery.cli", None)
    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))

    assert door.enter(["--help"]) == 3
    assert "rm -r .venv && python3 build.py" in capsys.readouterr().err


def test_a_start_outside_the_environment_is_begun_again_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[list[str]] = []

    def restart(program: Path, line: list[str]) -> None:
        began.append(line)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "prefix", "/usr")
    monkeypatch.setattr(os, "execv", restart)
    door.enter(["print", "--volume", "6"])

    assert began == [[str(ROOT / ".venv/bin/python"), str(ROOT / "build.py"), "print", "--volume", "6"]]


def test_the_benchmark_gets_its_words_and_gives_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[list[str]] = []

    def run(line: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        began.append(line)
        return subprocess.CompletedProcess(line, 1)

    monkeypatch.setattr(fetch, "bring_peers", lambda root: [])
    monkeypatch.setattr(door.subprocess, "run", run)

    assert door.enter(["bench", "--quick"]) == 1
    assert began == [[str(ROOT / ".venv/bin/python"), "-m", "bindery.bench", "--quick"]]


def test_a_benchmark_without_its_peers_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetch, "bring_peers", lambda root: [SetUpError("no leaf", "grow one")])

    assert door.enter(["bench"]) == 3
    assert "grow one" in capsys.readouterr().err


def test_an_interruption_is_no_stack_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "prepare_pango", interrupt)

    assert door.enter([]) == 130


@pytest.mark.parametrize(("ci", "code"), [("true", 3), ("", 0)])
def test_a_missing_validator_fails_in_ci_only(monkeypatch: pytest.MonkeyPatch, ci: str, code: int) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(tools, "missing", lambda: (tools.BY_NAME["qpdf"],))

    assert door.enter(["test"]) == code


def test_the_last_lines_name_each_missing_tool_and_its_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tools, "missing", lambda: (tools.BY_NAME["java"], tools.BY_NAME["verapdf"]))
    door.enter(["test"])

    assert capsys.readouterr().err.splitlines()[-3:] == [
        "!! NOT A FULL RUN: tools are missing (2), and the tests that need them were skipped",
        "!! SKIPPED java (runs EPUBCheck and veraPDF): to install it, type:  sudo apt-get install default-jre-headless",
        "!! SKIPPED verapdf (checks PDF/UA and PDF/A): to install it, type:  python3 build.py test",
    ]


def test_failing_tests_end_with_1_even_when_a_tool_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(tools, "missing", lambda: (tools.BY_NAME["qpdf"],))
    monkeypatch.setattr(suite, "run_suite", lambda python, root, arguments: 1)

    assert door.enter(["test"]) == 1
