"""Diagrams are one drawing in two languages: legible, in the colours of the tokens, and never out of their frame."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from ruamel.yaml import YAML

from bindery.diagrams import Pen, WordsTooLong, draw, said_in
from bindery.diagrams.strokes import WEIGHTS
from bindery.tokens import load_tokens
from tests.validators import needs, run

PROJECT = Path(__file__).parents[2]
FIGURES = PROJECT / "content" / "volume-6" / "figures"
FONTS = PROJECT / "styles" / "fonts"
TOKENS = load_tokens(PROJECT / "styles" / "tokens.yaml")
SHEET: dict[str, Any] = YAML(typ="safe").load((FIGURES / "words.yaml").read_text(encoding="utf-8"))
PEN = Pen(TOKENS.palette(SHEET["volume"]), FONTS)
NAMES, LANGUAGES = tuple(SHEET["figures"]), ("fr", "en")
PRINTED_PT = {"page": 402.52, "text": 306.14}
SMALLEST_PT = 6.5

each_figure = pytest.mark.parametrize("name", NAMES)
each_drawing = pytest.mark.parametrize(("name", "language"), [(n, code) for n in NAMES for code in LANGUAGES])


def kept(name: str, language: str) -> str:
    return (FIGURES / f"{name}.{language}.svg").read_text(encoding="utf-8")


def tree(name: str, language: str) -> Element:
    return fromstring(kept(name, language))


def shapes(root: Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(e.tag, tuple(sorted(e.attrib.items()))) for e in root.iter() if not e.tag.endswith("text")]


def printed_width_pt(name: str) -> float:
    chapters = "".join(path.read_text(encoding="utf-8") for path in sorted((FIGURES.parent / "fr").glob("*.md")))
    opening = re.search(rf'src="{name}\.svg"(?P<rest>[^\n]*)', chapters)
    assert opening is not None, f"{name} is drawn and never shown"
    return PRINTED_PT["page" if "width=page" in opening["rest"] else "text"]


@each_drawing
def test_the_drawing_kept_is_the_one_its_words_give(name: str, language: str):
    assert kept(name, language) == draw(SHEET["figures"][name], language, PEN)


@each_figure
def test_both_languages_have_one_geometry(name: str):
    assert shapes(tree(name, "fr")) == shapes(tree(name, "en"))


@each_figure
def test_both_languages_say_different_words(name: str):
    french, english = ({t.text for t in tree(name, code).iterfind(".//{*}text")} for code in LANGUAGES)

    assert len(french & english) < len(french) / 2


@each_drawing
def test_every_colour_is_a_token(name: str, language: str):
    known = {ink.rgb for ink in (*TOKENS.palette(SHEET["volume"]), *TOKENS.commons.values())}

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", kept(name, language))) <= known


@each_drawing
def test_nothing_in_it_is_disliked_by_presses(name: str, language: str):
    assert not re.search(r"gradient|opacity|filter|clip|pattern|<image|<script|href|url\(", kept(name, language))


@each_drawing
def test_text_is_large_enough_as_printed(name: str, language: str):
    root = tree(name, language)
    scale = printed_width_pt(name) / float(root.get("viewBox", "").split()[2])

    assert min(float(text.get("font-size", 0)) for text in root.iterfind(".//{*}text")) * scale >= SMALLEST_PT


@needs("pdftotext")
@each_drawing
def test_words_as_rendered_stay_in_the_frame_and_apart(name: str, language: str, tmp_path: Path):
    width, height, words = rendered_words(kept(name, language), tmp_path)

    assert [each for each in words if each[0] < 0 or each[1] < 0 or each[2] > width or each[3] > height] == []
    assert [(a[4], b[4]) for a, b in combinations(words, 2) if overlap(a, b)] == []


Word = tuple[float, float, float, float, str]


def rendered_words(svg: str, folder: Path) -> tuple[float, float, list[Word]]:
    """Set a drawing on a page of its size with a margin, and read back where each word stands in its own points."""
    from weasyprint import HTML  # noqa: PLC0415  (slow to load, and of this test alone)

    width, height = (float(value) for value in fromstring(svg).get("viewBox", "").split()[2:])
    files = {weight: (FONTS / f"archivo-latin-{weight}-normal.ttf").as_uri() for weight in WEIGHTS}
    faces = "".join(f"@font-face{{font-family:Archivo;font-weight:{w};src:url({uri})}}" for w, uri in files.items())
    page = f"@page{{size:{width + 80}pt {height + 80}pt;margin:40pt}}body{{margin:0}}svg{{display:block}}"
    HTML(string=f"<style>{faces}{page}</style>{svg}").write_pdf(folder / "drawing.pdf")
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
        run("pdftotext", "-bbox", folder / "drawing.pdf", "-").stdout,
    )
    assert found
    return width, height, [(*(float(value) - 40 for value in box), word) for *box, word in found]


def overlap(a: Word, b: Word) -> bool:
    """Tell whether two words stand on each other: boxes are as high as a line, of which letters fill two thirds."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.6 and down > 0.4 * min(a[3] - a[1], b[3] - b[1])


def test_words_too_long_for_their_place_are_refused():
    figure = {**SHEET["figures"]["scale-of-forms"]}
    figure["families"] = [{**figure["families"][0], "name": {"fr": "Anticonstitutionnellement" * 2, "en": "PPP"}}]

    with pytest.raises(WordsTooLong, match="does not fit"):
        draw(figure, "fr", PEN)


def test_what_is_said_once_is_said_in_every_language():
    assert said_in([{"fr": "un", "en": "one"}, "1", {"at": [0, 1]}], "en") == ["one", "1", {"at": [0, 1]}]
