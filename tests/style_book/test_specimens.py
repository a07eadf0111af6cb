"""Specimens: what is shown is what is set, and faults are told where they were written."""

from __future__ import annotations

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.model import Chapter
from bindery.style_book.specimens import Shown, show, specimens_in

FILES = {"data/rain.csv": "Month,Rain\nMay,12\n\nJune,3\n"}


def chapter(markdown: str) -> Chapter:
    return Chapter("rain", "chapter", "Rain", "Rain", "When it falls.", markdown, Source("rain.md", 5))


def shown(markdown: str) -> Shown:
    return show(chapter(markdown), FILES)


def text(markdown: str) -> str:
    return shown(markdown).chapter.markdown


def test_a_specimen_is_shown_then_set():
    assert text("````specimen\n*rain*\n````") == "````specimen\n*rain*\n````\n\n*rain*\n"


def test_code_within_a_specimen_stays_in_it():
    assert text("````specimen\n```\nrain\n```\n````").endswith("````\n\n```\nrain\n```\n")


def test_code_that_is_no_specimen_is_not_set():
    assert text("```yaml\nrain: 1\n```") == "```yaml\nrain: 1\n```"


def test_a_file_is_shown_to_its_first_empty_line():
    assert text("````csv data/rain.csv\n````") == "````csv data/rain.csv\nMonth,Rain\nMay,12\n````"


def test_the_head_of_a_chapter_is_shown():
    assert text("````head\n````") == "````head\n---\ntitle: Rain\npromise: When it falls.\n---\n````"


def test_a_fault_in_what_was_set_is_told_at_the_line_it_was_written_on():
    expanded = shown("````specimen\nrain\n````\n@fig-rain")

    def told(line: int) -> int:
        fault = Diagnostic(ERROR, "xref-target", Source("rain.md", line), "nothing is called so")
        return expanded.at_home(fault).source.line

    written = enumerate(expanded.chapter.markdown.split("\n"), start=5)
    assert [told(line) for line, words in written if words in ("rain", "@fig-rain")] == [6, 6, 8]


def test_a_fault_elsewhere_stays_where_it_is():
    fault = Diagnostic(ERROR, "missing-key", Source("volume.yaml", 7), "a key is missing")

    assert shown("````specimen\nrain\n````").at_home(fault) == fault


def test_specimens_are_listed_without_their_fences():
    assert list(specimens_in([chapter("````specimen\na\n\nb\n````\n```\nc\n```\n````specimen\nd\n````")])) == [
        "a\n\nb",
        "d",
    ]
