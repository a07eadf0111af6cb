"""The interior as HTML: each section by itself, on its side of the spread, its numbers left open."""

from __future__ import annotations

import re

import pytest

from bindery import assemble
from bindery.cli import PROJECT
from bindery.formats.interior import TABS_REACH_MM, interior_sections
from bindery.load import load_collection
from bindery.model import Edition
from bindery.pdf.fold import VERSO, Signature
from bindery.pressroom import lint_text
from bindery.studio import Studio


@pytest.fixture(scope="module")
def sections() -> dict[str, Signature]:
    """Volume 6 in French."""
    collection = load_collection(PROJECT / "content", PROJECT).collection
    assert collection is not None
    volume, studio = collection.volume(6), Studio(PROJECT)
    text = volume.texts["fr"]
    book = assemble.bind(collection, lint_text(collection, volume, text, studio), Edition(volume, text, "print"))
    return {s.name: s for s in interior_sections(book, studio.render, studio.tokens)}


def test_each_section_is_a_document_of_its_own(sections: dict[str, Signature]) -> None:
    for name, section in sections.items():
        assert section.html.count('<section class="section ') == 1
        assert section.html.count(f'id="{name}"') == 1


def test_what_faces_its_forerunner_opens_on_a_verso_and_all_else_on_a_recto(sections: dict[str, Signature]) -> None:
    versos = {name for name, section in sections.items() if section.side == VERSO}

    parts = {"part-notions", "part-forms", "part-practices", "part-action"}
    assert versos == {"copyright-page", "contents", "how-to-use", "colophon"} | parts


def test_the_document_tells_the_styles_its_side(sections: dict[str, Signature]) -> None:
    assert all(f'class="opens-{s.side}"' in s.html for s in sections.values())


def test_every_section_opens_on_the_territory_but_those_that_are_bare(sections: dict[str, Signature]) -> None:
    bare = {name for name, section in sections.items() if ".opener-art {" not in section.html}

    assert bare == {"half-title", "copyright-page", "colophon"}


def test_no_two_openings_show_the_same_art(sections: dict[str, Signature]) -> None:
    arts = [
        re.findall(r"opener-art \{.*?url\((.*?)\)", s.html)[0] for s in sections.values() if "opener-art {" in s.html
    ]

    assert len(set(arts)) == len(arts)


def test_a_tab_tells_the_chapter_and_stands_lower_from_one_to_the_next(sections: dict[str, Signature]) -> None:
    written = (re.findall(r'@left-top \{ content: "(.+?)"; margin-top: ([\d.]+)mm', s.html) for s in sections.values())
    tabs = [(number, float(top)) for tab in written for number, top in tab]
    heights = [top for _, top in tabs]

    assert [number for number, _ in tabs if number != " "] == [str(n) for n in range(1, len(tabs))]  # a case has none
    assert heights == sorted(set(heights))
    assert (heights[0], heights[-1]) == (0, TABS_REACH_MM)


def test_each_case_within_a_chapter_has_a_band_of_its_own(sections: dict[str, Signature]) -> None:
    html = sections["wallonia"].html
    bands = re.findall(r"#(box-[a-z-]+) > \.box-label::before \{ background-image: url\((.*?)\)", html)

    assert [name for name, _ in bands] == re.findall(r'class="box case-study" id="([^"]+)"', html)
    assert len(bands) > 1
    assert len({art for _, art in bands}) == len(bands)


def test_the_styles_leave_page_numbers_to_us() -> None:
    styles = "".join(path.read_text("utf-8") for path in sorted((PROJECT / "styles").glob("*.css")))

    assert "target-counter" not in styles
    assert "opens-verso { break-before: left }" in " ".join(styles.split()).replace("left; }", "left }")
