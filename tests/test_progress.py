"""A run is followed by bars on a terminal, by plain lines elsewhere, by nothing when it is to be quiet."""

from __future__ import annotations

import io
import threading

import pytest
from rich.console import Console

from bindery.progress import following


def follow(console: Console, quiet: bool = False) -> None:
    with following(console, quiet) as tell:
        tell.say("volume 1 fr: nothing has changed")
        tell.begin("volume 1 en: laying out")
        tell.tick()
        tell.advance("volume 1 en: laying out", 7, 13, "sections · 42 pages")
        tell.end("volume 1 en: laying out", "12 pages")


@pytest.fixture
def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100, _environ={"TERM": "xterm"})


def drawn(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_elsewhere_than_on_a_terminal_each_job_is_a_plain_line(capsys):
    follow(Console(file=io.StringIO(), force_terminal=False))

    assert capsys.readouterr().out == "volume 1 fr: nothing has changed\nvolume 1 en: laying out\n"


def test_on_a_terminal_a_job_is_a_bar_with_its_outcome(terminal):
    follow(terminal)

    assert "━" in drawn(terminal)
    assert "12 pages" in drawn(terminal)
    assert "volume 1 fr: nothing has changed" in drawn(terminal)


def test_a_quiet_run_draws_and_says_nothing(terminal, capsys):
    follow(terminal, quiet=True)

    assert drawn(terminal) + capsys.readouterr().out == ""


def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(capsys):
    follow(Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "dumb"}))

    assert "volume 1 en: laying out\n" in capsys.readouterr().out


def test_a_bar_counts_what_is_done(terminal):
    follow(terminal)

    assert "7/13 sections · 42 pages" in drawn(terminal)


def test_a_bar_with_everything_done_is_not_full_before_its_job_ends(terminal):
    with following(terminal, quiet=False) as tell:
        tell.begin("volume 1 en: laying out")
        tell.advance("volume 1 en: laying out", 2, 2, "sections")
        before = last_bar(terminal)
        tell.end("volume 1 en: laying out", "12 pages")

    assert "╺" in before
    assert "╺" not in last_bar(terminal)


def last_bar(terminal: Console) -> str:
    return drawn(terminal).rpartition("laying out")[2]


def test_bars_need_no_thread(terminal):
    before = threading.active_count()
    with following(terminal, quiet=False) as tell:
        tell.begin("volume 1 en: laying out")

        assert threading.active_count() == before
