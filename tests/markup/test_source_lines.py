"""Lines survive: whatever surrounds a paragraph, its `data-line` is the line it has in the author's file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup.read import read, root_of, tree, words

MARK = re.compile(r"mark(\d+)")

# Each wraps lines so that the text inside stands deeper.
WRAPPERS = (
    lambda lines: ["::: advice", *lines, ":::"],
    lambda lines: ["::: {.example", '    title="On two lines"}', *lines, ":::"],
    lambda lines: ["- first", "", *(f"  {line}" if line else "" for line in lines)],
    lambda lines: ["1. first", "2. second", "", *(f"   {line}" if line else "" for line in lines)],
    lambda lines: ["Term", ":   definition", "", *(f"    {line}" if line else "" for line in lines)],
    lambda lines: ["<div>", "raw", "</div>", "", *lines],
    lambda lines: ["```", "code", "", "::: code", "```", *lines],
    lambda lines: ["<!-- a comment", "over lines -->", *lines],
    lambda lines: ["[^n]: A note", "", "    goes on", "", "Called[^n].", *lines],
)


def numbered(lines: list[str], first: int) -> str:
    """Replace each `mark` by the number of the line it stands on."""
    return "\n".join(line.replace("mark", f"mark{number}") for number, line in enumerate(lines, start=first))


def marks_of(root) -> list[tuple[int, int]]:
    """Pair the number each mark says with the number its block carries."""
    pairs = []
    for element in root.iter():
        for text in (element.text or "",):
            pairs += [(int(said), int(element.get("data-line", 0))) for said in MARK.findall(text)]
    return pairs


@settings(deadline=None, max_examples=200)
@given(
    wraps=st.lists(st.integers(0, len(WRAPPERS) - 2), max_size=4),
    before=st.integers(0, 3),
    first=st.integers(1, 40),
)
def test_paragraphs_know_their_line_however_deep_they_stand(wraps: list[int], before: int, first: int):
    lines = ["mark one", "", "- mark", "- mark", "", "## mark", "", "mark"]
    for wrap in wraps:
        lines = ["intro", ""] * before + WRAPPERS[wrap](["", *lines, ""])

    pairs = marks_of(root_of(read(numbered(lines, first), line=first)))

    assert len(pairs) == 5
    assert [said for said, _ in pairs] == [line for _, line in pairs]


def test_notes_know_their_line():
    root = tree(numbered(["Called[^n].", "", "[^n]: mark", "", "    mark"], 7), line=7)

    assert sorted(marks_of(root)) == [(9, 9), (11, 11)]


def test_headings_right_below_text_know_their_line():
    assert marks_of(tree(numbered(["## mark", "mark", "## mark", "mark"], 1))) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_terms_of_a_definition_list_know_their_line():
    root = tree(numbered(["mark", ":   mark", "", "mark", ":   mark"], 1))

    assert marks_of(root) == [(1, 1), (2, 2), (4, 4), (5, 5)]


def test_items_with_empty_lines_between_know_their_line():
    assert marks_of(tree(numbered(["- mark", "", "- mark", "", "  mark"], 1))) == [(1, 1), (3, 3), (5, 5)]


def test_every_block_of_a_chapter_carries_a_line():
    root = tree(
        "## H\n\nText\n\n> Quote\n\n| a | b |\n|---|---|\n| c | d |\n\n::: advice\n- x\n:::\n\n---\n\n```\ncode\n```"
    )
    blocks = list(root.iter("h2", "p", "blockquote", "table", "aside", "ul", "li", "hr", "pre"))

    assert len(blocks) >= 9
    assert all(int(e.get("data-line", 0)) > 0 for e in blocks)


@pytest.mark.parametrize("text", ["one\ntwo\nthree @fig-x", "one\n*two*\nthree @fig-x", "one\ntwo  \nthree @fig-x"])
def test_a_reference_knows_its_line_within_a_paragraph(text: str):
    link = tree(text).find(".//a")

    assert link is not None and link.get("data-line") == "3"


def test_a_citation_knows_its_row_of_a_table():
    codes = read("| a | b |\n|---|---|\n| c | d |\n| e | [@nobody] |").diagnostics

    assert [each.source.line for each in codes] == [4]


def test_lists_may_be_indented_by_two_spaces():
    root = tree("- one\n  - two\n    - three")

    assert words(root.find("./ul/li/ul/li/ul/li")) == "three"


def test_a_list_may_follow_its_sentence_without_an_empty_line():
    root = tree("Three points:\n- one\n- two")

    assert [e.tag for e in root] == ["p", "ul"]


def test_a_heading_ends_a_list():
    assert [e.tag for e in tree("- one\n## Next {#sec-next}")] == ["ul", "h2"]
