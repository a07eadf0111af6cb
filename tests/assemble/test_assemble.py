"""The stock book put together: numbers, references, notes, index, reading order, for each medium."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from bindery.assemble import bind, gather
from bindery.assemble.links import href_to
from bindery.assemble.tree import parse_fragment, plain_text, unwrap, with_class, write_fragment
from bindery.load import load_collection
from bindery.model import Book, Edition, Section, SeeEntry
from bindery.tokens import load_tokens
from tests.stock import STOCK, change, stock_book

TOKENS = load_tokens(Path(__file__).parents[2] / "styles" / "tokens.yaml")


@cache
def book(medium: str = "print", language: str = "en") -> Book:
    collection = load_collection(STOCK).collection
    assert collection is not None
    volume = collection.volume(1)
    manuscript = gather(collection, volume, volume.texts[language], TOKENS.palette(1))
    return bind(collection, manuscript, Edition(volume, volume.texts[language], medium))


def section(name: str, medium: str = "print", language: str = "en") -> Section:
    return next(s for s in book(medium, language).sections if s.id == name)


def body(name: str, medium: str = "print", language: str = "en") -> etree._Element:
    return parse_fragment(section(name, medium, language).body)


def test_the_reading_order_is_that_of_the_trade():
    assert [s.id for s in book().sections] == [
        "half-title",
        "title-page",
        "copyright-page",
        "foreword",
        "contents",
        "garden",
        "pump",
        "glossary",
        "bibliography",
        "index",
        "about",
        "colophon",
    ]


def test_chapters_are_numbered_and_case_studies_are_not():
    assert {s.id: s.number for s in book().sections if s.body} == {"foreword": "", "garden": "1", "pump": ""}


def test_figures_and_charts_share_one_numbering_through_the_book():
    assert [(e.number, e.target) for e in book().figures] == [("1", "fig-plan"), ("2", "fig-harvest")]


def test_tables_are_numbered_apart():
    assert [(e.number, e.target) for e in book().tables] == [("1", "tbl-harvest"), ("2", "tbl-tools")]


@pytest.mark.parametrize(("language", "words"), [("en", "figure\u00a01"), ("fr", "figure\u00a01")])
def test_a_reference_names_what_it_points_to(language, words):
    reference = next(a for a in with_class(body("garden", "epub", language), "xref") if a.get("href") == "#fig-plan")

    assert plain_text(reference).replace(" ", "\u00a0") == words


def test_on_paper_a_reference_has_a_slot_for_the_page():
    slots = [slot.find("span").get("data-target") for slot in with_class(body("garden"), "on-page")]

    assert slots == ["fig-plan", "fig-harvest", "tbl-harvest", "tbl-tools"]


def test_on_paper_the_list_of_a_chapter_s_headings_has_a_slot_for_each_page():
    (contents,) = with_class(body("garden"), "in-this-chapter")
    links = list(contents.iter("a"))

    assert links
    assert [next(with_class(a, "folio-of")).get("data-target") for a in links] == [a.get("href")[1:] for a in links]


def test_elsewhere_a_reference_has_no_page():
    assert not list(with_class(body("garden", "epub"), "folio-of"))


def test_a_reference_to_a_section_quotes_its_title_as_the_language_does():
    assert "section “The plot”" in plain_text(body("foreword", "epub"))


def test_paged_notes_stand_at_their_call():
    garden = body("garden")

    assert [plain_text(note) for note in with_class(garden, "footnote")] == ["Beans are sown early."]
    assert not list(with_class(garden, "notes"))


def test_flowing_notes_stand_at_the_end_of_their_chapter():
    assert [plain_text(note) for note in with_class(body("garden", "epub"), "note")] == ["Beans are sown early."]


def test_only_print_speaks_to_paged_editions():
    assert "You hold this book" in plain_text(body("garden"))
    assert "You read this book" not in plain_text(body("garden"))


def test_only_screen_speaks_to_those_that_flow():
    assert "You read this book" in plain_text(body("garden", "web"))
    assert "You hold this book" not in plain_text(body("garden", "web"))


def test_blocks_bear_the_same_names_in_every_edition():
    def named(medium: str) -> dict[str, str]:
        return {e.get("data-b"): e.tag for e in body("garden", medium).iter(etree.Element) if e.get("data-b")}

    shared = named("print").keys() & named("epub").keys()

    assert len(shared) > 30
    assert all(named("print")[name] == named("epub")[name] for name in shared)


def test_the_data_behind_a_chart_is_left_out_of_paged_editions():
    assert list(with_class(body("garden", "epub"), "chart-data"))
    assert not list(with_class(body("garden"), "chart-data"))


def test_the_index_is_filed_with_sub_entries_and_sendings_off():
    index = {entry.term: entry for entry in book().index}

    assert list(index) == sorted(index, key=str.casefold)
    assert [child.term for child in index["garden"].children] == ["plan"]
    assert index["agreement"].see_also == (SeeEntry("rent", index["rent"].id),)


def test_every_place_of_the_index_is_in_the_text():
    home = book().home

    assert all(
        place.start in home
        for entry in book().index
        for place in (*entry.places, *(p for c in entry.children for p in c.places))
    )


def test_the_contents_lead_to_sections_and_headings():
    garden = next(entry for entry in book().contents if entry.section == "garden")

    assert [child.target for child in garden.children] == ["sec-plot", "sec-harvest"]


def test_french_text_is_set_with_its_spaces():
    assert "\u00a0:" in plain_text(body("garden", "epub", "fr")) or "\u202f" in "".join(
        body("garden", "epub", "fr").itertext()
    )


def test_links_between_files_name_the_file():
    home = {"sec-a": "one", "sec-b": "two", "two": "two"}

    written = [href_to(anchor, "one", home, lambda name: f"{name}.html") for anchor in ("sec-a", "sec-b", "two")]

    assert written == ["#sec-a", "two.html#sec-b", "two.html"]


def test_unwrapping_keeps_every_word_in_place():
    tree = parse_fragment("<p>a</p>b<div>c<i>d</i>e</div>f")
    unwrap(tree[1])

    assert write_fragment(tree) == "<p>a</p>bc<i>d</i>ef"


def test_empty_elements_are_written_so_that_html_reads_them_too():
    assert write_fragment(parse_fragment("<p><span/><br/></p>")) == "<p><span></span><br/></p>"


def test_a_part_without_a_text_of_its_own_is_numbered_in_roman_and_holds_its_place(tmp_path):
    root = stock_book(tmp_path)
    for language in ("fr", "en"):
        (root / "volume-1" / language / "00b-part.md").write_text("---\ntitle: The first part\n---\n", encoding="utf-8")
    row = "  - {role: chapter, id: garden"
    change(root / "volume-1" / "volume.yaml", row, f"  - {{role: part, id: part-one, file: 00b-part}}\n{row}")
    collection = load_collection(root).collection
    assert collection is not None
    text = collection.volume(1).texts["en"]
    manuscript = gather(collection, collection.volume(1), text, TOKENS.palette(1))
    sections = bind(collection, manuscript, Edition(collection.volume(1), text, "print")).sections

    assert [(s.number, s.is_authored) for s in sections if s.id in ("part-one", "garden")] == [("I", True), ("1", True)]
