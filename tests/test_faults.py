"""What goes wrong around a build: one clear message, a documented exit code, the last good files intact."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from bindery import cache, editions, pipeline, run
from bindery.cli import CANNOT_WRITE, CONTENT_AT_FAULT, STOPPED, main
from bindery.pressroom import set_copy
from tests.stock import stock_book

GOOD_FILE = "volume-1/en/kept.pdf"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A stock book whose output folder holds a file from an earlier run."""
    good = tmp_path / "output" / GOOD_FILE
    good.parent.mkdir(parents=True)
    good.write_bytes(b"the last good one")
    return stock_book(tmp_path)


def build(root: Path, *words: str) -> int:
    return main(["epub", *words, "--content", str(root), "--output", str(root.parent / "output")])


def books(root: Path) -> set[str]:
    output = root.parent / "output"
    return {p.relative_to(output).as_posix() for p in (output / "volume-1").rglob("*") if p.is_file()}


def killed_in_french(place, which):
    if which.language == "fr":
        os.kill(os.getpid(), signal.SIGKILL)
    return set_copy(place, which)


def failing_in_french(place, which):
    if which.language == "fr":
        raise KeyError("a fault made on purpose")
    return set_copy(place, which)


def refuse(number: int):
    def write(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return write


def test_a_killed_process_is_told_with_its_text(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", killed_in_french)

    assert build(root) == CONTENT_AT_FAULT
    said = capsys.readouterr().err
    assert said.count("error[process-lost]") == 1
    assert "-fr: error[process-lost]" in said
    assert books(root) == {GOOD_FILE}


def test_an_exception_is_told_as_a_fault_of_the_tool_with_its_text(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", failing_in_french)

    assert build(root) == CONTENT_AT_FAULT
    said = capsys.readouterr().err
    assert "-fr: error[tool-fault]" in said
    assert "a fault made on purpose" in said
    assert "Traceback" not in said
    assert books(root) == {GOOD_FILE}


def test_the_whole_story_of_an_exception_is_in_a_file(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", failing_in_french)
    build(root)
    story = root.parent / "output" / pipeline.FAULTS

    assert f"output/{pipeline.FAULTS}" in capsys.readouterr().err
    assert "failing_in_french" in story.read_text(encoding="utf-8")


def test_the_other_texts_finish_and_are_kept(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", failing_in_french)
    build(root)
    capsys.readouterr()
    monkeypatch.setattr(editions, "set_copy", set_copy)
    build(root)
    said = capsys.readouterr().out

    assert "volume 1 en: nothing has changed" in said
    assert "volume 1 fr: epub" in said


def test_the_next_run_repairs_itself(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", killed_in_french)
    build(root)
    monkeypatch.setattr(editions, "set_copy", set_copy)

    assert build(root) == 0
    assert not (root.parent / "output" / pipeline.FAULTS).exists()


def test_ctrl_c_is_told_in_one_line(root, monkeypatch, capsys):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "wait", stop)

    assert build(root, "--quiet") == STOPPED
    assert capsys.readouterr().err == "stopped; nothing is half-written\n"
    assert books(root) == {GOOD_FILE}


@pytest.mark.parametrize(("number", "hint"), [(errno.ENOSPC, "make room"), (errno.EROFS, "--output")])
def test_an_output_folder_that_takes_no_file_is_told_in_one_line(root, monkeypatch, capsys, number, hint):
    monkeypatch.setattr(cache.tempfile, "mkstemp", refuse(number))

    assert build(root) == CANNOT_WRITE
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert f"cannot write into {root.parent / 'output'}" in said.err
    assert hint in said.err
    assert "volume 1" not in said.out
    assert books(root) == {GOOD_FILE}
