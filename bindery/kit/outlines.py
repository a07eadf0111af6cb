"""Drawings that stand alone: their words become the outlines of their letters, so that they look the same everywhere.

In: an SVG drawing whose words are set in the faces of the house (styles/fonts.css). Out: the same drawing without text;
each outline carries its words as `aria-label` (https://www.w3.org/TR/wai-aria-1.2/#aria-label), as Inkscape writes it.

Fonts are not put into the file: Inkscape, Illustrator and Word take no `@font-face`, and would set the words in
another face, over their places. HarfBuzz sets them here as it does on the book's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]
import uharfbuzz as harfbuzz  # type: ignore[import-untyped]
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from lxml import etree

from bindery.assemble.tree import Element

SETTING = ("font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing")
PLACES = ("x", "y", "dx", "dy")
BEYOND = ("rotate", "textLength", "lengthAdjust", "writing-mode")  # what is left as text, where it occurs
SHIFTS = {"middle": 0.5, "end": 1.0}
WEIGHTS = {"normal": 400, "bold": 700}
USUAL = {"font-family": "Archivo, Archivo Ext, Bindery Signs", "font-size": "16", "font-weight": "400"}
_BLANKS = re.compile(r"[ \t\r\n]+")
_LENGTH = re.compile(r"\s*(-?[0-9.]+)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the house: its family there, weight, slant, file, and the characters it is for."""

    family: str
    weight: int
    is_italic: bool
    path: Path
    ranges: tuple[tuple[int, int], ...]

    def draws(self, letter: str) -> bool:
        """Tell whether the face has a letter, and is to draw it."""
        code = ord(letter)
        return any(first <= code <= last for first, last in self.ranges) and code in _characters(self.path)


@lru_cache(maxsize=4)
def house_faces(styles: Path) -> tuple[Face, ...]:
    """Read the faces of the house from its style sheet, in their order."""
    rules = tinycss2.parse_stylesheet((styles / "fonts.css").read_text(encoding="utf-8"), True, True)
    faces = (rule for rule in rules if rule.type == "at-rule" and rule.lower_at_keyword == "font-face")
    return tuple(_face(styles, rule.content) for rule in faces)


def _face(styles: Path, content: list[Any]) -> Face:
    said = {
        each.lower_name: each.value
        for each in tinycss2.parse_blocks_contents(content, True, True)
        if each.type == "declaration"
    }
    words = {name: tinycss2.serialize(value).strip().strip("\"'") for name, value in said.items()}
    source = re.search(r'url\(["\']?([^"\')]+)', words["src"])
    assert source is not None
    return Face(
        words["font-family"],
        int(words.get("font-weight", "400")),
        words.get("font-style") == "italic",
        styles / source[1],
        tuple(_ranges(words.get("unicode-range", "U+0-10FFFF"))),
    )


def _ranges(written: str) -> Iterator[tuple[int, int]]:
    for part in written.split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        yield int(first, 16), int(last or first, 16)


@cache
def _font(path: Path) -> Any:
    return harfbuzz.Font(harfbuzz.Face(path.read_bytes()))


@cache
def _characters(path: Path) -> frozenset[int]:
    return frozenset(_font(path).face.unicodes)


def outlined(drawing: Element, faces: tuple[Face, ...], language: str) -> None:
    """Turn the words of a drawing into outlines, in place, but for those that are left as text."""
    for text in [each for each in drawing.iter("text") if not _is_beyond(each)]:
        _put_outlines(text, list(_set(list(_runs(text)), faces, language)), _words(text))


def words_left(drawing: Element) -> tuple[str, ...]:
    """List the words of a drawing that are set in a way not known here, and stay text."""
    return tuple(_words(text) for text in drawing.iter("text") if _is_beyond(text))


def _words(text: Element) -> str:
    return _BLANKS.sub(" ", "".join(str(part) for part in text.itertext())).strip()


def _is_beyond(text: Element) -> bool:
    """Tell whether a text is set in a way that is not known here."""
    for element in text.iter(etree.Element):
        if element.tag not in ("text", "tspan") or any(name in element.attrib for name in BEYOND):
            return True
        if any(element.get(name) and not _LENGTH.fullmatch(element.get(name, "")) for name in PLACES):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: where they start (None where the pen stands), how they are set, what else is said of them."""

    words: str
    x: float | None
    y: float | None
    dx: float
    dy: float
    setting: Mapping[str, str]
    look: Mapping[str, str]


def _runs(text: Element) -> Iterator[Run]:
    """List the runs of a text, its white space folded as SVG folds it."""
    runs = [run for run in _runs_of(text, _inherited(text), {}) if run.words or run.x is not None or run.y is not None]
    ends_blank = True
    for index, run in enumerate(runs):
        words = run.words.lstrip(" ") if ends_blank else run.words
        words = words.rstrip(" ") if all(not later.words.strip(" ") for later in runs[index + 1 :]) else words
        ends_blank = words.endswith(" ") if words else ends_blank
        yield replace(run, words=words)


def _runs_of(element: Element, setting: Mapping[str, str], look: Mapping[str, str]) -> Iterator[Run]:
    if element.tag == "tspan":
        look = {**look, **_look(element)}
    x, y, dx, dy = (_length(element.get(name)) for name in PLACES)
    yield Run(_folded(element.text), x, y, dx or 0.0, dy or 0.0, setting, look)
    for child in element:
        yield from _runs_of(child, {**setting, **_own(child)}, look)
        yield Run(_folded(child.tail), None, None, 0.0, 0.0, setting, look)


def _folded(words: str | None) -> str:
    return _BLANKS.sub(" ", words or "")


def _length(value: str | None) -> float | None:
    found = _LENGTH.fullmatch(value or "")
    return float(found[1]) if found else None


def _inherited(element: Element) -> Mapping[str, str]:
    """Gather how the words of an element are set, from the drawing down to it."""
    above = [element, *(node for node in element.iterancestors() if isinstance(node.tag, str))]
    setting = dict(USUAL)
    for node in reversed(above):
        setting |= _own(node)
    return setting


def _own(element: Element) -> Mapping[str, str]:
    attributes = {name: element.get(name, "") for name in SETTING if element.get(name)}
    rules = (part.partition(":") for part in element.get("style", "").split(";"))
    return {**attributes, **{name.strip(): value.strip() for name, _, value in rules if name.strip() in SETTING}}


@dataclass(frozen=True, slots=True)
class Outline:
    """The outlines of a run: the data of a path, and what is said of it besides."""

    data: str
    look: Mapping[str, str]


def _set(runs: list[Run], faces: tuple[Face, ...], language: str) -> Iterator[Outline]:
    """Set runs one behind the other, those of a line about its anchor."""
    x = y = 0.0
    while runs:
        line = [runs.pop(0)]
        while runs and runs[0].x is None and runs[0].y is None:
            line.append(runs.pop(0))
        shaped = [_shaped(run, faces, language) for run in line]
        wide = sum(run.dx for run in line) + sum(width for _, width in shaped)
        x, y = line[0].x if line[0].x is not None else x, line[0].y if line[0].y is not None else y
        x -= wide * SHIFTS.get(line[0].setting.get("text-anchor", ""), 0.0)
        for run, (glyphs, width) in zip(line, shaped, strict=True):
            x, y = x + run.dx, y + run.dy
            if data := "".join(glyph.data(x, y) for glyph in glyphs):
                yield Outline(data, run.look)
            x += width


class _ShortPen(BasePen):  # type: ignore[misc]
    """Writes outlines from point to point, in hundredths of a unit: half as long as from the drawing's corner."""

    def __init__(self) -> None:
        super().__init__(None)
        self.data: list[str] = []
        self.at = self.start = (0, 0)

    def _write(self, command: str, *points: tuple[float, float]) -> None:
        rounded = [(round(100 * x), round(100 * y)) for x, y in points]
        self.data.append(command + _joined([way for x, y in rounded for way in (x - self.at[0], y - self.at[1])]))
        self.at = rounded[-1]

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.at = (0, 0)  # the first of a path, and any other, stands by itself
        self._write("M", point)
        self.start = self.at

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", point)

    def _qCurveToOne(self, handle: tuple[float, float], point: tuple[float, float]) -> None:  # noqa: N802
        self._write("q", handle, point)

    def _curveToOne(  # noqa: N802
        self, first: tuple[float, float], second: tuple[float, float], point: tuple[float, float]
    ) -> None:
        self._write("c", first, second, point)

    def _closePath(self) -> None:  # noqa: N802
        self.data.append("z")
        self.at = self.start


def _joined(hundredths: list[int]) -> str:
    """Write numbers one behind the other, without the signs that nobody needs."""
    written = ""
    for value in hundredths:
        digits = f"{value / 100:.2f}".rstrip("0").rstrip(".")
        digits = digits.replace("0.", ".", 1) if digits.startswith(("0.", "-0.")) else digits
        needs_blank = written and not digits.startswith("-") and not (digits.startswith(".") and "." in _last(written))
        written += f" {digits}" if needs_blank else digits
    return written


def _last(written: str) -> str:
    """Give the number that stands last."""
    return re.split(r"[ -]", written)[-1]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a face, its place from the start of its run, and the size it is set in."""

    font: Any
    index: int
    x: float
    y: float
    size: float

    def data(self, x: float, y: float) -> str:
        """Draw the glyph as the data of a path, its run starting here."""
        scale = self.size / self.font.face.upem
        pen = _ShortPen()
        self.font.draw_glyph_with_pen(self.index, TransformPen(pen, (scale, 0, 0, -scale, x + self.x, y - self.y)))
        return "".join(pen.data)


def _shaped(run: Run, faces: tuple[Face, ...], language: str) -> tuple[list[Glyph], float]:
    """Set the words of a run; give its glyphs and how wide they are."""
    size = _length(run.setting["font-size"]) or 16.0
    spacing = _length(run.setting.get("letter-spacing")) or 0.0
    glyphs: list[Glyph] = []
    x = 0.0
    for words, face in _by_face(run, faces):
        font, buffer = _font(face.path), harfbuzz.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        buffer.language = language
        harfbuzz.shape(font, buffer)
        scale = size / font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(font, info.codepoint, x + place.x_offset * scale, place.y_offset * scale, size))
            x += place.x_advance * scale + spacing
    return glyphs, x


def _by_face(run: Run, faces: tuple[Face, ...]) -> Iterator[tuple[str, Face]]:
    """Cut the words of a run where their face changes; blanks stay with what stands before them."""
    stack = _stack(run.setting, faces)
    pieces: list[tuple[str, Face]] = []
    for letter in run.words:
        face = next((face for face in stack if face.draws(letter)), stack[0])
        if pieces and (letter.isspace() or face == pieces[-1][1]):
            face = pieces[-1][1]
            pieces[-1] = (pieces[-1][0] + letter, face)
        else:
            pieces.append((letter, face))
    yield from pieces


def _stack(setting: Mapping[str, str], faces: tuple[Face, ...]) -> list[Face]:
    """List the faces for a setting, the first family first, each in its nearest weight; those of the house if none."""
    is_italic = setting.get("font-style") in ("italic", "oblique")
    written = setting["font-weight"]
    weight = WEIGHTS.get(written) or (int(written) if written.isdigit() else 400)
    for families in (setting["font-family"], USUAL["font-family"]):
        stack = []
        for family in (name.strip().strip("\"'") for name in families.split(",")):
            likely = [face for face in faces if face.family == family]
            if likely:
                stack.append(min(likely, key=lambda f: (f.is_italic != is_italic, abs(f.weight - weight), f.weight)))
        if stack:
            return stack
    raise LookupError(setting["font-family"])  # the house has its faces


def _put_outlines(text: Element, outlines: list[Outline], words: str) -> None:
    """Put outlines in the place of a text, under its words."""
    look, tail = _look(text), text.tail
    text.clear()
    text.tail = tail
    text.tag = "g"
    for name, value in {"aria-label": words, **look}.items():
        text.set(name, value)
    for outline in outlines:
        etree.SubElement(text, "path", {"d": outline.data, **outline.look})
    if len(outlines) == 1 and not outlines[0].look:
        text.tag = "path"
        text.set("d", outlines[0].data)
        del text[0]


def _look(element: Element) -> dict[str, str]:
    """Gather what is said of words beside how they are set: colour, class, transformation."""
    own = (*SETTING, *PLACES, "style")
    look = {str(name): str(value) for name, value in element.attrib.items() if name not in own}
    rules = (part.strip() for part in element.get("style", "").split(";"))
    left = [rule for rule in rules if rule and rule.partition(":")[0].strip() not in SETTING]
    return {**look, "style": ";".join(left)} if left else look
