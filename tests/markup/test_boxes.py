"""Every kind of box: its label first, then what it asks for."""

from __future__ import annotations

import pytest

from bindery.languages import LANGUAGES
from bindery.markup.boxes import BOXES
from tests.markup.read import one, read, told, tree, words

PLAIN = ("definition", "advice", "example", "legal", "in-short")


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_plain_box_starts_with_its_label_and_title(kind: str, language: str):
    box = one(tree(f'::: {{.{kind} #box-x title="A *title*"}}\nText.\n:::', language), "./aside")

    assert (box.get("class"), box.get("data-box"), box.get("id")) == (f"box {kind}", kind, "box-x")
    assert [(p.get("class"), words(p)) for p in box] == [
        ("box-label", LANGUAGES[language].words[kind]),
        ("box-title", "A title"),
        (None, "Text."),
    ]


def test_every_kind_with_a_label_has_its_word():
    without = {"only-print", "only-screen"}

    assert BOXES.keys() - without <= LANGUAGES["fr"].words.keys()


def test_a_key_figure_sets_its_value_large():
    box = one(tree('::: {.key-figure value="336 billion"}\nText.\n:::'), "./aside")

    assert [p.get("class") for p in box] == ["box-label", "figure-value", None]


def test_a_value_may_be_a_variable():
    box = one(tree('::: {.key-figure value="{{ facts.towns }} towns"}\nText.\n:::'), "./aside")

    assert words(box[1]) == "262 towns"


def test_since_then_carries_its_date():
    time = one(tree("::: {.since-then date=2022-11-24}\nText.\n:::", "fr"), "./aside/p/time")

    assert (time.get("datetime"), words(time)) == ("2022-11-24", "24 novembre 2022")


def test_steps_are_numbered_through_the_chapter():
    root = tree('::: {.step title="A"}\nx\n:::\n\n::: advice\n::: {.step title="B"}\ny\n:::\n:::')

    assert root.xpath("//span[@class='step-number']/text()") == ["1", "2"]


def test_a_quotation_ends_with_its_author():
    quote = one(tree('::: {.quote by="Ada Semeur"}\nSow early.\n:::'), "./blockquote")

    assert [words(p) for p in quote] == ["Quotation", "Sow early.", "— Ada Semeur"]


def test_a_checklist_gets_boxes_to_tick():
    root = tree("::: checklist\n- [ ] One *thing*\n- [x] Two\n:::", "fr")
    ticks = root.findall(".//span[@class='tick']")

    assert [(t.get("role"), t.get("aria-label")) for t in ticks] == [("img", "à cocher")] * 2
    assert [words(li) for li in root.iter("li")] == ["One thing", "Two"]
    assert one(root, "//ul").get("class") == "checks"


def test_a_checklist_with_nothing_to_tick_is_told():
    assert told("::: checklist\n- one\n:::") == [("unknown-form", 1)]


CASE = '::: {.case-study #box-case title="Nowhere"}\nPlace\n:   Nowhere\n\n### What worked {#sec-worked}\n\nAll.\n:::'


def test_a_case_study_is_a_section_with_heading_and_facts():
    section = one(tree(CASE), "./section")

    assert (section.get("class"), section.get("id"), section.get("data-box")) == (
        "box case-study",
        "box-case",
        "case-study",
    )
    assert [(e.tag, e.get("class"), e.get("id")) for e in section] == [
        ("p", "box-label", None),
        ("h2", "box-title", "box-case-title"),
        ("dl", "facts", None),
        ("h3", None, "sec-worked"),
        ("p", None, None),
    ]


def test_a_case_study_without_facts_is_told():
    assert told('::: {.case-study title="Nowhere"}\nAll.\n:::') == [("unknown-form", 1)]


def test_in_this_chapter_lists_the_headings():
    root = tree("::: in-this-chapter\n:::\n\n## First *one*[^n] {#sec-first}\n\n### Below\n\n## Second\n\n[^n]: Note.")
    links = root.findall("./aside/ul/li/a")

    assert [(a.get("href"), words(a)) for a in links] == [("#sec-first", "First one"), ("#notions-second", "Second")]


def test_in_this_chapter_leaves_out_what_one_medium_alone_shows():
    root = tree("::: in-this-chapter\n:::\n\n::: only-print\n## Printed\n:::\n\n## Both")

    assert [words(li) for li in root.findall("./aside/ul/li")] == ["Both"]


def test_a_note_for_the_margin_has_no_label():
    note = one(tree("::: margin\nAside.\n:::"), "./aside")

    assert (note.get("class"), words(note)) == ("margin-note", "Aside.")


@pytest.mark.parametrize("kind", ["only-print", "only-screen"])
def test_what_one_medium_shows_is_a_division(kind: str):
    assert words(one(tree(f"::: {kind}\nText.\n:::"), f"./div[@class='{kind}']")) == "Text."


def test_headings_in_boxes_continue_the_levels():
    assert read(CASE).diagnostics == ()
