"""The page map: which block and which of its characters starts each page."""

from __future__ import annotations

import pickle
from pathlib import Path
from xml.etree.ElementTree import fromstring

from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.page_map import PageMap, PageStart, countable, own_text
from tests.pdf import specimen

NARROW = "@page { size: 60mm 60mm; margin: 5mm } p { margin: 0; hyphens: auto; text-align: justify } "


def page_map(body: str, tmp_path: Path, styles: str = NARROW) -> PageMap:
    return lay_out(specimen.page(body, styles), tmp_path, ()).page_map


def test_the_page_map_crosses_processes(layout: Layout) -> None:
    assert pickle.loads(pickle.dumps(layout.page_map)) == layout.page_map


def test_every_page_of_text_starts_in_a_block(layout: Layout) -> None:
    without = [folio for folio, start in zip(layout.page_map.folios, layout.page_map.starts, strict=True) if not start]

    assert without == ["1", "16"]  # contents and index, which only print has


def test_anchors_give_their_page(layout: Layout) -> None:
    assert (layout.page_map.page_of("ch-1"), layout.page_map.folio_of("ch-1")) == (2, "2")


def test_a_table_goes_on_at_its_row_and_not_at_its_repeated_head(layout: Layout) -> None:
    start = layout.page_map.starts[layout.page_map.page_of("tbl-1")]

    assert start is not None
    assert start.block.startswith("tr-")
    assert start.block != "tr-head"


def test_an_offset_leads_to_the_first_word_of_the_page(tmp_path: Path) -> None:
    text = " ".join(f"mot{number}" for number in range(400))
    starts = page_map(f'<p data-b="a">{text}</p>', tmp_path).starts

    assert len(starts) > 2
    for start in starts[1:]:
        assert start is not None
        assert countable(text)[start.offset :].startswith("mot")


def test_a_page_that_begins_inside_a_word_starts_after_it(tmp_path: Path) -> None:
    text = "Anticonstitutionnellement " * 120
    starts = page_map(f'<p data-b="a">{text}</p>', tmp_path).starts

    assert len(starts) > 2
    assert all(start is not None and start.offset % len("Anticonstitutionnellement") == 0 for start in starts)


def test_notes_and_what_only_print_has_are_not_counted(tmp_path: Path) -> None:
    note = '<span class="footnote">A note with many words.</span><span class="paged-only">, p. 12</span>'
    words = " ".join(f"mot{number}" for number in range(150))
    plain = page_map(f'<p data-b="a">{words}</p>', tmp_path, NARROW).starts[1]
    noted = page_map(f'<p data-b="a">mot{note} {words}</p>', tmp_path, NARROW + ".footnote { display: none }").starts[1]

    assert plain is not None
    assert noted is not None
    assert countable("mot " + words)[noted.offset :].startswith("mot")


def test_capitals_set_by_the_styles_still_match(tmp_path: Path) -> None:
    text = "Straße und Fluß, größer und süßer. " * 40
    starts = page_map(
        f'<p data-b="a">{text}</p>', tmp_path, NARROW + "p { text-transform: uppercase; hyphens: none }"
    ).starts

    length = len(countable("Straße und Fluß, größer und süßer."))
    boundaries = {len(countable("Straße und Fluß, größer und süßer."[:cut])) for cut in (0, 7, 11, 17, 24, 28)}
    assert len(starts) > 2
    assert all(start is not None and start.offset % length in boundaries for start in starts)


def test_a_page_of_pictures_starts_at_its_block(tmp_path: Path) -> None:
    body = f'<p data-b="a">Text</p><div data-b="b" style="break-before: page">{specimen.DRAWING}</div>'

    assert page_map(body, tmp_path, "@page { size: 120mm 60mm }").starts == (PageStart("a", 0), PageStart("b", 0))


def test_a_block_does_not_count_the_blocks_inside_it() -> None:
    block = fromstring('<li data-b="a">One <b>two</b><ul><li data-b="b">three</li></ul> four<script>x</script></li>')

    assert own_text(block) == "One two four"


def test_soft_hyphens_and_spaces_do_not_count() -> None:
    assert countable("a\u00ad b\u00a0c\u202fd\u200be\u2060f") == "abcdef"
