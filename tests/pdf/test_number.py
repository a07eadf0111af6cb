"""Numbering: from extents to first pages, anchors and one reading of the whole."""

from __future__ import annotations

from bindery.pdf.fold import RECTO, VERSO, Extent, Sheet, Signature
from bindery.pdf.number import anchor_pages, first_pages, guess, page_map_of, whole
from bindery.pdf.page_map import PageMap
from bindery.pdf.reading import PrintedNumber, Reading
from bindery.pdf.stamps import Operator, Stamp


def section(side: str, body: str = "") -> Signature:
    return Signature("name", f"<style>p {{}}</style><body>{body}</body>", side)


def test_sections_open_on_the_next_page_of_their_side() -> None:
    sides = (RECTO, RECTO, VERSO, VERSO, RECTO)
    extents = [Extent(pages, {}) for pages in (1, 2, 1, 2, 1)]

    assert first_pages([section(side) for side in sides], extents) == (0, 2, 5, 7, 10)


def test_anchors_stand_on_pages_of_the_book() -> None:
    assert anchor_pages((0, 4), (Extent(3, {"a": 2}), Extent(2, {"b": 1}))) == {"a": 2, "b": 5}


def test_an_anchor_that_stands_twice_is_the_first() -> None:
    assert anchor_pages((0, 4), (Extent(3, {"a": 2}), Extent(2, {"a": 1}))) == {"a": 2}


def test_the_extent_of_a_text_is_guessed_from_its_length() -> None:
    long = guess(section(RECTO, f'<p id="a">{"word " * 1000}</p><p id="b">{"word " * 1000}</p>'))

    assert long.pages == 5
    assert long.anchors == {"a": 0, "b": 2}


def test_figures_and_headings_take_room() -> None:
    text = f"<p>{'word ' * 300}</p>"

    assert guess(section(RECTO, text + "<h2>x</h2><figure></figure>" * 4)).pages > guess(section(RECTO, text)).pages


def test_the_extent_of_contents_is_guessed_from_their_lines() -> None:
    assert guess(section(RECTO, '<i class="folio-of" data-target="a">0</i>' * 30)).pages == 2


def sheet(starts: int, anchors: dict[str, int], stamps: tuple[Stamp, ...] = (), printed: str = "") -> Sheet:
    pages = PageMap(("1",) * starts, (None,) * starts, anchors)
    numbers = (PrintedNumber(("a",), printed, 0, (0, 1)),) if printed else ()
    reading = Reading(pages, (("0",),) * starts, {}, {}, numbers, ())
    return Sheet(b"", (), {}, (), reading, stamps, ())


def test_the_page_map_of_a_book_counts_its_blank_pages() -> None:
    whole_map = page_map_of((0, 4), (sheet(3, {"a": 2}), sheet(2, {"b": 1})))

    assert whole_map.folios == ("1", "2", "3", "4", "5", "6")
    assert whole_map.anchors == {"a": 2, "b": 5}


def test_a_reading_says_the_numbers_that_were_struck() -> None:
    operator = Operator((), (), (b"0013",) * 10, b"", 500)
    stamps = (
        Stamp(0, 1, operator, "a", slot=0, zeros=2),
        Stamp(0, 3, operator, "b", slot=1, zeros=2),
        Stamp(0, 5, operator),
    )
    reading = whole((2,), (sheet(1, {}, stamps, "00–00"),), (("41", "43", "3"),))

    assert [number.printed for number in reading.numbers] == ["41–43"]
    assert reading.printed_folios == ((), (), ("3",))
