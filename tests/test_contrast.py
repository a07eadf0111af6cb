"""Every text on every ground of the printed book and its cover, in six palettes: read by all, in colour and in grey.

The pairs are not listed here: they are worked out from the sheets and the pages themselves (tests/cascade.py), so that
a new rule is held to account as it stands. The screens are judged where they are drawn, by axe (tests/formats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bindery.assemble import bind
from bindery.cli import PROJECT
from bindery.formats.cover import cover_copy, wrap_html
from bindery.formats.interior import interior_sections
from bindery.load import load_collection
from bindery.model import Book, Collection, Edition
from bindery.pressroom import lint_text
from bindery.studio import Studio
from bindery.tokens import Cmyk, contrast_ratio, css_variables, ink_table
from tests.cascade import Page, Pair, colours_of_page
from tests.stock import change, stock_book

STUDIO = Studio(PROJECT)
TOKENS = STUDIO.tokens
PALETTES = sorted(TOKENS.palettes)
AA, AA_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
SPINE_MM = 12.0
PLACED = ".front .numeral { background: var(--dark) }"  # it is laid over the foot of the cover, which is not around it


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The stock book, with a list where the real one has lists, its prose ended."""
    root = stock_book(tmp_path_factory.mktemp("stock"))
    garden = root / "volume-1" / "en" / "01-garden.md"
    change(garden, "::: in-short\nSharing", "::: in-short\n- One.\n- Two.\n\nSharing")
    loaded = load_collection(root).collection
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def interior(collection: Collection) -> tuple[str, ...]:
    """Every section of the printed book, its last chapter once more as a part, and its case told within a chapter."""
    volume = collection.volume(1)
    text = volume.texts["en"]
    book = bind(collection, lint_text(collection, volume, text, STUDIO), Edition(volume, text, "print"))
    parts = tuple(replace(s, id="a-part", role="part") for s in book.sections if s.is_authored)[-1:]
    told = tuple(replace(s, id="a-chapter", role="chapter") for s in book.sections if s.role == "case-study")
    return tuple(_pages(book)) + tuple(_pages(replace(book, sections=parts + told)))


def _pages(book: Book) -> Iterator[str]:
    return (signature.html for signature in interior_sections(book, STUDIO.render, TOKENS))


@pytest.fixture(scope="module")
def cover(collection: Collection) -> str:
    volume = collection.volume(1)
    copy = cover_copy(collection, Edition(volume, volume.texts["en"], "print"), SPINE_MM)
    return wrap_html(copy, volume, TOKENS, STUDIO.render)


def styled(page: str, sheet: str, number: int) -> Page:
    """Work out the colours of a page in the palette of a volume; what the page writes for itself comes last."""
    own = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[1:]
    shelf = "".join((PROJECT / "styles" / name).read_text(encoding="utf-8") for name in ("fonts.css", sheet))
    return colours_of_page(page, (css_variables(TOKENS, TOKENS.palette(number)), shelf, *own, PLACED))


@pytest.fixture(scope="module", params=PALETTES)
def pairs(request: pytest.FixtureRequest, interior: tuple[str, ...], cover: str) -> dict[Pair, str]:
    """Where each pair of text and ground is used, in one palette."""
    shown = [styled(page, "print.css", request.param) for page in interior]
    shown.append(styled(cover, "cover.css", request.param))
    return {pair: place for page in shown for pair, place in page.pairs.items()}


def grey(ink: Cmyk) -> str:
    """Turn an ink to grey as a press proof in black does (PostScript Language Reference, 7.2.2), as hex."""
    cyan, magenta, yellow, black = (percent / 100 for percent in ink)
    level = round(255 * (1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)))
    return f"#{level:02x}{level:02x}{level:02x}"


def is_weak(pair: Pair, text: str, ground: str) -> bool:
    return contrast_ratio(text, ground) < (AA_LARGE if pair.is_large else AA)


def test_text_stands_out_from_its_ground(pairs: dict[Pair, str]) -> None:
    weak = {f"{place}: {pair}" for pair, place in pairs.items() if is_weak(pair, pair.text, pair.ground)}

    assert len(pairs) > 10
    assert not weak


def test_text_stands_out_from_its_ground_when_printed_in_grey(pairs: dict[Pair, str]) -> None:
    greys = {rgb: grey(cmyk) for rgb, cmyk in ink_table(TOKENS).items()}
    weak = {f"{place}: {pair}" for pair, place in pairs.items() if is_weak(pair, greys[pair.text], greys[pair.ground])}

    assert not weak


def test_no_rule_that_paints_escapes_the_pages_judged(interior: tuple[str, ...]) -> None:
    idle = set.intersection(*(styled(page, "print.css", PALETTES[-1]).idle for page in interior))

    assert idle <= {".front .numeral"}


def test_a_pale_text_is_found_through_rules_variables_and_inheritance() -> None:
    sheet = ":root{--pale:#dddddd} .box{background:var(--pale)} .box p{color:inherit} div.box{color:#cccccc}"

    shown = colours_of_page('<div class="box"><p>Pale.</p></div>', (sheet,))

    assert shown.pairs == {Pair("#cccccc", "#dddddd"): "p"}


def test_a_rule_that_paints_nothing_is_told() -> None:
    assert colours_of_page("<p>Text.</p>", (".absent{color:#ff0000}",)).idle == {".absent"}


def test_generated_words_are_judged_on_the_ground_of_their_element() -> None:
    sheet = "p{background:#000000;color:#ffffff} p::before{content:'x';color:#111111}"

    assert Pair("#111111", "#000000") in colours_of_page("<p>Text.</p>", (sheet,)).pairs


def test_toned_pages_are_the_ground_of_what_stands_on_them() -> None:
    sheet = "@page case{background:#222222} @page{@top-left{color:#777777}} p{page:case;color:#333333}"

    shown = colours_of_page("<p>Text.</p>", (sheet,)).pairs

    assert set(shown) == {Pair("#333333", "#222222"), Pair("#777777", "#222222"), Pair("#777777", "#ffffff")}


@pytest.mark.parametrize(
    ("letters", "is_large"),
    [("700 14pt/1 serif", True), ("400 14pt/1 serif", False), ("18pt serif", True), ("700 1.2em serif", False)],
)
def test_letters_of_large_scale_are_known(letters: str, is_large: bool) -> None:
    (pair,) = colours_of_page("<p>Text.</p>", (f"p{{font:{letters}}}",)).pairs

    assert pair.is_large == is_large


# --- drawings ---

SVG = "http://www.w3.org/2000/svg"
DIAGRAMS = sorted((PROJECT / "content").glob("volume-*/figures/*.svg"))


def lettered(drawing: str) -> Iterator[tuple[str, str, str]]:
    """Give each text of a drawing, its colour, and the colour of the last rectangle painted under its start."""
    root = etree.fromstring(drawing.encode())
    painted: list[tuple[float, float, float, float, str]] = [(-1e6, -1e6, 1e6, 1e6, "#ffffff")]
    for element in root.iter(f"{{{SVG}}}rect", f"{{{SVG}}}text"):
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        fill = element.get("fill", root.get("fill", "#000000"))
        if element.tag.endswith("rect") and fill != "none":
            painted.append((x, y, x + float(element.get("width", "0")), y + float(element.get("height", "0")), fill))
        elif element.tag.endswith("text"):
            under = next(ground for x1, y1, x2, y2, ground in reversed(painted) if x1 <= x <= x2 and y1 <= y <= y2)
            yield "".join(map(str, element.itertext())), fill, under


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.name)
def test_text_in_a_diagram_stands_out(path: Path) -> None:
    said = list(lettered(path.read_text(encoding="utf-8")))
    greys = {rgb: grey(cmyk) for rgb, cmyk in ink_table(TOKENS).items()}

    assert said
    assert [each for each in said if contrast_ratio(each[1], each[2]) < AA] == []
    assert [each for each in said if contrast_ratio(greys[each[1]], greys[each[2]]) < AA] == []
