"""Fences open, nest and close, and say so when they do not."""

from __future__ import annotations

import pytest

from tests.markup.read import one, read, root_of, told, tree, words


def test_boxes_nest():
    root = tree("::: advice\nouter\n\n:::: example\ninner\n::::\n\nouter again\n:::")

    assert words(one(root, "./aside/aside/p[2]")) == "inner"
    assert words(one(root, "./aside/p[3]")) == "outer again"


def test_a_box_may_stand_in_a_list():
    root = tree("1. one\n\n   ::: advice\n   inside\n   :::\n\n2. two")

    assert words(one(root, "./ol/li[1]/aside/p[2]")) == "inside"
    assert len(root.findall("./ol/li")) == 2


def test_an_opening_may_run_over_lines():
    box = one(tree('::: {.advice #box-long\n    title="A title\n    on lines"}\ntext\n:::'), "./aside")

    assert (box.get("id"), words(box[1])) == ("box-long", "A title on lines")


def test_code_keeps_its_colons():
    assert words(one(tree("```\n::: advice\n{{ x }} [@y]\n```"), "./pre/code")) == "::: advice {{ x }} [@y]"


def test_an_unclosed_box_is_told_at_its_opening():
    marked = read("one\n\n::: advice\ntext\n\n## Next {#sec-next}\n\nmore")

    assert [(d.code, d.source.line, d.hint) for d in marked.diagnostics] == [
        ("unclosed-box", 3, "add a line `:::` where it ends, for instance after line 4")
    ]


def test_an_unclosed_box_ends_before_the_next_heading():
    root = root_of(read("::: advice\ntext\n\n## Next {#sec-next}\n\nmore"))

    assert [e.tag for e in root] == ["aside", "h2", "p"]


def test_a_stray_closing_is_told():
    assert told("text\n\n:::\n") == [("stray-fence", 3)]


def test_a_misspelt_box_is_told_with_the_nearest_one():
    marked = read("::: definitoin\ntext\n:::")

    assert [(d.code, d.hint) for d in marked.diagnostics] == [
        ("unknown-box", "the nearest kind of box is `definition`")
    ]


def test_a_misspelt_box_keeps_its_text():
    assert words(root_of(read("::: definitoin\ntext\n:::"))) == "text"


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ('{.advice titel="x"}', "box-attribute"),
        ("{.key-figure}", "box-attribute"),
        ('{.advice title="x}', "box-attribute"),
        ("{.advice .red}", "unknown-class"),
        ('{title="x"}', "unknown-box"),
        ("{.advice #Box_1}", "bad-id"),
        ("{.advice #compare}", "bad-id"),
        ("{.step}", "box-attribute"),
        ("{.since-then date=tomorrow}", "box-attribute"),
        ("{.quote}", "box-attribute"),
    ],
)
def test_a_wrong_opening_is_told(opening: str, code: str):
    assert told(f"text\n\n::: {opening}\ntext\n:::") == [(code, 3)]


def test_boxes_deeper_than_eight_are_told():
    text = "\n".join(["::: advice"] * 9 + ["text"] + [":::"] * 9)

    assert told(text) == [("unknown-form", 9)]


def test_an_anchor_given_twice_is_told_with_its_first_line():
    marked = read("::: {.advice #box-a}\nx\n:::\n\n::: {.advice #box-a}\nx\n:::")

    assert [(d.code, d.source.line, d.hint) for d in marked.diagnostics] == [
        ("duplicate-id", 5, "it stands at line 1: rename one")
    ]


def test_unclosed_code_is_told():
    assert told("text\n\n```python\ncode") == [("unclosed-box", 3)]
