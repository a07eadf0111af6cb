"""The cover: words and colours in, the values that the templates `cover/wrap.html` and `cover/front.html` print out.

What depends on the length of a text is computed here, never in the style sheet: the size of the title, that of the
spine. Lengths are millimetres, sizes of type points. Title and blurb come already set for their language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bindery.art.barcode import Digits, ean13_digits, ean13_svg
from bindery.art.svg import data_uri
from bindery.art.territory import territory_svg
from bindery.art.titles import title_lines
from bindery.geometry import POINTS_PER_MM, SPINE_TEXT_FROM_MM
from bindery.tokens import Palette, Tokens, css_variables

ART_BLEED_MM = 8.0  # the art runs as far as the sheet; the printer keeps what the bleed asks for
PANEL_WIDTH_MM = 116.0  # the measure of the title on the front
BACK_TITLE_MM, BACK_TITLE_PT = 118.0, 15.0  # and of the one on the back, which has one size
SPINE_ENDS_MM = 14.0 + 19.0 + 8.0  # head, numeral at the foot, and the space before it
TUCK_MM = 1.0  # back and front run this far under the spine, so that no hairline shows between them
_LETTER_EM = 0.56  # mean width of Archivo's bold letters
_SPINE_TEXT_MIN_PT, _SPINE_TEXT_MAX_PT = 6.0, 12.0


@dataclass(frozen=True, slots=True)
class CoverLogo:
    """A supporter's sign on the cover: its name in words, its drawing, and the width it may not go below."""

    alt: str
    svg: str
    min_width_mm: float


@dataclass(frozen=True, slots=True)
class CoverCopy:
    """Every word on a cover, in one language, and the size of the book; `isbn` is None while the slot is empty."""

    language: str
    collection_title: str
    series_label: str
    title: str
    subtitle: str
    numeral: str
    count: str
    blurb: tuple[str, ...]
    publisher: str
    publisher_line: str
    support_sentence: str
    logos: tuple[CoverLogo, ...]
    isbn: str | None
    slot_label: str
    price_line: str
    spine_width_mm: float
    trim_width_mm: float
    trim_height_mm: float
    bleed_mm: float


@dataclass(frozen=True, slots=True)
class TitleSize:
    """A size of the title: its name, the letters it holds in all, the letters of its longest word, and points."""

    name: str
    letters: int
    word_letters: int
    points: float


TITLE_SIZES = (
    TitleSize("huge", 26, 13, 38),
    TitleSize("large", 46, 16, 31),
    TitleSize("medium", 70, 19, 26),
    TitleSize("small", 100, 23, 22),
    TitleSize("tiny", 10_000, 10_000, 18),
)


def cover_context(copy: CoverCopy, tokens: Tokens, palette: Palette, volume_number: int) -> dict[str, object]:
    """Compute all that the cover templates print; ValueError when the ISBN is not one."""
    size = title_size(copy.title)
    return {
        "copy": copy,
        "variables": css_variables(tokens, palette),
        "wrap_width_mm": 2 * copy.trim_width_mm + copy.spine_width_mm,
        "title_size": size,
        "title_lines": title_lines(copy.title, PANEL_WIDTH_MM / size.points * POINTS_PER_MM),
        "back_title_lines": title_lines(copy.title, BACK_TITLE_MM / BACK_TITLE_PT * POINTS_PER_MM),
        "spine_points": spine_points(copy) if copy.spine_width_mm >= SPINE_TEXT_FROM_MM else None,
        "numeral_points": 172 if len(copy.numeral) == 1 else 124,
        "art": CoverArt(copy, palette, volume_number),
        "logos": [_logo(logo) for logo in copy.logos],
        "barcode": _barcode(copy, tokens),
    }


def title_size(title: str) -> TitleSize:
    """Choose the largest size that holds the title in about four lines and its longest word in one."""
    longest = max(len(word) for word in title.split(" "))
    return next(size for size in TITLE_SIZES if len(title) <= size.letters and longest <= size.word_letters)


def spine_points(copy: CoverCopy) -> float:
    """Size the type of the spine: it fills two fifths of the width, and title and series fit its height."""
    by_width = copy.spine_width_mm * 0.42 * POINTS_PER_MM
    letters = len(copy.title) + 0.8 * len(copy.collection_title) + 6
    by_height = (copy.trim_height_mm - SPINE_ENDS_MM) / letters / _LETTER_EM * POINTS_PER_MM
    return round(min(max(min(by_width, by_height), _SPINE_TEXT_MIN_PT), _SPINE_TEXT_MAX_PT), 1)


@dataclass(frozen=True, slots=True)
class PlacedArt:
    """A drawing and where its left edge lies on the page, in mm."""

    uri: str
    left_mm: float
    width_mm: float


@dataclass(frozen=True)
class CoverArt:
    """The windows on the territory, each drawn when a template asks for it."""

    copy: CoverCopy
    palette: Palette
    volume_number: int

    @cached_property
    def back(self) -> PlacedArt:
        """Draw the back, by night."""
        fold = self.copy.trim_width_mm + self.copy.spine_width_mm
        return self._window(-fold - ART_BLEED_MM, TUCK_MM - self.copy.spine_width_mm, fold, darkened=True)

    @cached_property
    def front(self) -> PlacedArt:
        """Draw the front of the wrap."""
        return self._window(-TUCK_MM, self.copy.trim_width_mm + ART_BLEED_MM, 0)

    @cached_property
    def alone(self) -> PlacedArt:
        """Draw the front that stands alone."""
        return self._window(-ART_BLEED_MM, self.copy.trim_width_mm + ART_BLEED_MM, 0)

    def _window(self, from_mm: float, to_mm: float, page_origin_mm: float, *, darkened: bool = False) -> PlacedArt:
        across, height = to_mm - from_mm, self.copy.trim_height_mm + 2 * ART_BLEED_MM
        svg = territory_svg(
            self.volume_number, across, height, self.palette, left_mm=from_mm, top_mm=-ART_BLEED_MM, darkened=darkened
        )
        return PlacedArt(data_uri(svg), page_origin_mm + from_mm, across)


def _logo(logo: CoverLogo) -> dict[str, object]:
    return {"alt": logo.alt, "uri": data_uri(logo.svg), "width_mm": logo.min_width_mm}


@dataclass(frozen=True, slots=True)
class Barcode:
    """The bars, and the digits below them."""

    uri: str
    digits: Digits


def _barcode(copy: CoverCopy, tokens: Tokens) -> Barcode | None:
    if copy.isbn is None:
        return None
    return Barcode(data_uri(ean13_svg(copy.isbn, tokens.commons["ink"].rgb)), ean13_digits(copy.isbn))
