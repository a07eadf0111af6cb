"""What goes wrong around a build: one clear message, a documented exit code, the last good files intact."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bindery import cache, editions, pipeline, run
from bindery.cli import CANNOT_WRITE, CONTENT_AT_FAULT, PROJECT, STOPPED, main
from bindery.order import STORE
from bindery.pdf.gather import LayoutError
from bindery.pressroom import set_copy, set_here
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


# -- in the middle of the work


def killed_in_a_chapter(place, edition, source, setting):
    if setting.signature.name == "garden":
        os.kill(os.getpid(), signal.SIGKILL)
    return set_here(place, edition, source, setting)


def failing_in_a_chapter(place, edition, source, setting):
    if setting.signature.name == "garden":
        raise LayoutError("`garden`: NotImplementedError: a border made on purpose")
    return set_here(place, edition, source, setting)


def test_a_worker_killed_in_a_chapter_is_told_with_its_text(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_here", killed_in_a_chapter)

    assert build(root, "--lang", "en") == CONTENT_AT_FAULT
    said = capsys.readouterr().err
    assert said.count("error[") == 1
    assert "-en: error[process-lost]: its process was ended by SIGKILL" in said
    assert books(root) == {GOOD_FILE}


def test_an_exception_in_a_chapter_is_told_with_its_chapter(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_here", failing_in_a_chapter)

    assert build(root, "--lang", "en") == CONTENT_AT_FAULT
    said = capsys.readouterr().err
    assert said.count("error[") == 1
    assert "error[layout-crash]" in said
    assert "`garden`: NotImplementedError: a border made on purpose" in said
    assert books(root) == {GOOD_FILE}


def test_the_next_run_makes_only_what_was_lost(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_here", killed_in_a_chapter)
    build(root, "--lang", "en")
    monkeypatch.setattr(editions, "set_here", set_here)
    asked = list[str]()
    monkeypatch.setattr(run.Run, "_tell", lambda run, course, job, made: asked.append(job.makes))

    assert build(root, "--lang", "en") == 0
    assert asked.count("copy") == 0
    assert len(books(root)) == 2


def test_ctrl_c_in_the_middle_leaves_nothing_half_done_and_nobody_at_work(root):
    output = root.parent / "output"
    words = ["epub", "--content", str(root), "--output", str(output)]
    program = f"import sys; from bindery.cli import main; sys.exit(main({words!r}))"
    command = [sys.executable, "-c", program]
    at_work = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not list((output / STORE).glob("*")):  # the first job is done
        assert at_work.poll() is None
        time.sleep(0.05)
    workers = children(at_work.pid)
    at_work.send_signal(signal.SIGINT)
    _, said = at_work.communicate(timeout=20)

    assert at_work.returncode == STOPPED
    assert said.splitlines()[-1] == "stopped; nothing is half-written"
    assert workers
    assert not any(is_running(pid) for pid in workers)
    assert books(root) == {GOOD_FILE}


def test_a_killed_build_is_mended_by_the_next(root):
    output = root.parent / "output"
    words = ["epub", "--lang", "en", "--content", str(root), "--output", str(output), "--quiet"]
    command = [sys.executable, "-c", f"import sys; from bindery.cli import main; sys.exit(main({words!r}))"]
    at_work = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL)
    while not list((output / STORE).glob("*")):
        time.sleep(0.05)
    workers = children(at_work.pid)
    at_work.kill()
    at_work.wait()

    assert build(root, "--lang", "en") == 0
    assert not any(is_running(pid) for pid in workers)
    assert len(books(root)) == 2


def test_a_store_of_another_version_is_passed_over(root, monkeypatch):
    assert build(root, "--lang", "en") == 0
    made = {path: (root.parent / "output" / path).read_bytes() for path in books(root)}
    monkeypatch.setattr(cache, "STAMP", b"bindery store 0")

    assert build(root, "--lang", "en") == 0
    assert made == {path: (root.parent / "output" / path).read_bytes() for path in books(root)}


def children(pid: int) -> list[int]:
    """List the processes below one."""
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(below for each in found for below in children(each))]


def is_running(pid: int) -> bool:
    """Tell whether a process is there and does more than wait to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# -- a file that changes meanwhile


def set_copy_of_an_author_who_saves(place, which):
    path = place.content / "volume-1/en/00-foreword.md"
    path.write_text(path.read_text(encoding="utf-8").replace("small book", "slim book"), encoding="utf-8")
    return set_copy(place, which)


def test_a_file_saved_while_a_book_is_made_is_told_and_nothing_of_it_is_kept(root, monkeypatch, capsys):
    monkeypatch.setattr(editions, "set_copy", set_copy_of_an_author_who_saves)

    assert build(root, "--lang", "en") == CONTENT_AT_FAULT
    assert "error[changed-meanwhile]" in capsys.readouterr().err
    assert books(root) == {GOOD_FILE}
    assert [path.name for path in (root.parent / "output" / STORE).iterdir()] == []


def test_the_run_after_a_file_was_saved_meanwhile_is_good(root, monkeypatch):
    monkeypatch.setattr(editions, "set_copy", set_copy_of_an_author_who_saves)
    build(root, "--lang", "en")
    monkeypatch.setattr(editions, "set_copy", set_copy)

    assert build(root, "--lang", "en") == 0
