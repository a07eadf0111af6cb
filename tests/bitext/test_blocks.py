"""A chapter is read as blocks, each with its kind, its line and the hash of its source."""

from __future__ import annotations

from bindery.bitext.blocks import Block, blocks_of
from tests.bitext.texts import chapter

EXAMPLE = """\
## Why {#sec-why}

A paragraph
over two lines.

- one
- two

  still two

::: {.advice #box-name title="Name it"}
Say it.
:::

::: {.table #tbl-forms}
The forms.

| Form | Years |
|---|---|
| lease | 9 |
:::

Place
:   Nowhere

[^need]: A note.
"""


def blocks(text: str, language: str = "en") -> list[Block]:
    """Read the blocks of a text, those of its head left out."""
    found = blocks_of(chapter(language, text), language)
    return [each for block in found[2:] for each in (block, *block.held())]


def test_every_block_has_its_kind_and_its_line():
    assert [(block.source.line, block.kind, block.anchor) for block in blocks(EXAMPLE)] == [
        (1, "heading ##", "sec-why"),
        (3, "paragraph", ""),
        (6, "list", ""),
        (6, "item", ""),
        (7, "item", ""),
        (9, "paragraph", ""),
        (11, "advice", "box-name"),
        (12, "paragraph", ""),
        (15, "table", "tbl-forms"),
        (16, "caption", ""),
        (18, "grid of a table", ""),
        (18, "row", ""),
        (20, "row", ""),
        (23, "list of definitions", ""),
        (23, "defined word", ""),
        (24, "definition of a word", ""),
        (26, "note", "need"),
    ]


def test_the_head_of_a_chapter_is_read_too():
    assert [block.kind for block in blocks_of(chapter("en", ""), "en")] == ["title", "short title"]


def test_white_space_changes_nothing():
    (one,), (other,) = blocks("Some words\nin a row."), blocks("Some  words in\na row.")

    assert one.digest == other.digest


def test_a_word_changes_the_hash_of_its_block_alone():
    before, after = blocks(EXAMPLE), blocks(EXAMPLE.replace("Say it.", "Tell it."))

    assert [a.kind for a, b in zip(before, after, strict=True) if a.digest != b.digest] == ["paragraph"]


def test_a_title_belongs_to_its_box():
    before, after = blocks(EXAMPLE), blocks(EXAMPLE.replace("Name it", "Call it"))

    assert [a.anchor for a, b in zip(before, after, strict=True) if a.digest != b.digest] == ["box-name"]


def test_variables_are_not_filled_in():
    (block,) = blocks("Above {{ facts.rent }} a year.")

    assert block.text == "Above {{ facts.rent }} a year."


def test_comments_are_not_read():
    assert blocks("<!-- 7 things to say -->\n\nText.")[0].text == "Text."


def test_a_text_at_fault_is_read_all_the_same():
    assert [block.kind for block in blocks("::: advice\nNever closed.")] == ["advice", "paragraph"]
