"""Social visuals: words and colours in, the values that the template `social/visual.html` prints out, for five sizes.

Sizes are CSS pixels, which are the pixels of the picture. What matters keeps off the edges: on 1200 × 630 it stands
inside the middle 1080 × 560, on 1080 × 1920 it leaves 250 px free above and below, where networks lay their buttons.
As on the cover, what depends on the length of a text is computed here, never in the style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from bindery.art.cover import CoverLogo
from bindery.art.svg import data_uri
from bindery.art.territory import territory_svg
from bindery.art.titles import title_lines, width_em
from bindery.tokens import Palette, Tokens, css_variables

_STEP_PX = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture, in pixels from its top left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text may be set: the measure in pixels, the most lines it may take, the largest and smallest type."""

    measure_px: int
    most_lines: int
    largest_px: int
    smallest_px: int


@dataclass(frozen=True, slots=True)
class SocialSize:
    """A size of picture: where the book stands, how title and promise are set, what of the territory shows.

    `ground` is the left and the top edge of the window on the territory, in mm, and the mm that a pixel shows.
    """

    width: int
    height: int
    book: Box
    title: Setting
    promise: Setting
    ground: tuple[float, float, float]

    @property
    def name(self) -> str:
        """Write the size as file names do: `1200x630`."""
        return f"{self.width}x{self.height}"


SIZES = (
    SocialSize(
        1200, 630, Box(760, 34, 380, 480), Setting(560, 3, 58, 34), Setting(560, 2, 25, 20), (-116.0, 92.0, 0.22)
    ),
    SocialSize(
        1080, 1080, Box(600, 430, 410, 490), Setting(800, 3, 70, 40), Setting(800, 2, 31, 24), (22.0, 27.0, 0.2)
    ),
    SocialSize(
        1080, 1350, Box(540, 500, 470, 660), Setting(800, 3, 80, 44), Setting(800, 2, 34, 26), (22.0, 10.0, 0.2)
    ),
    SocialSize(
        1080, 1920, Box(500, 740, 510, 740), Setting(800, 3, 80, 44), Setting(800, 3, 36, 28), (8.0, -30.0, 0.17)
    ),
    SocialSize(
        1600, 900, Box(1010, 52, 500, 680), Setting(740, 3, 80, 46), Setting(740, 2, 34, 26), (-150.0, 78.0, 0.2)
    ),
)


@dataclass(frozen=True, slots=True)
class SocialCopy:
    """Every word on the visuals, in one language; day and month are empty while no launch is known."""

    language: str
    series_label: str
    numeral: str
    title: str
    promise: str
    day: str
    month: str
    event: str
    place: str
    publisher: str
    house: str
    support_sentence: str
    logos: tuple[CoverLogo, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines at a size of type."""

    lines: tuple[str, ...]
    points_px: int


def social_context(
    copy: SocialCopy, size: SocialSize, tokens: Tokens, palette: Palette, volume_number: int
) -> dict[str, object]:
    """Compute all that the template of a visual prints."""
    left_mm, top_mm, mm = size.ground
    ground = territory_svg(
        volume_number, size.width * mm, size.height * mm, palette, left_mm=left_mm, top_mm=top_mm, darkened=True
    )
    return {
        "copy": copy,
        "size": size,
        "variables": css_variables(tokens, palette),
        "ground": data_uri(ground),
        "title": fitted(copy.title, size.title),
        "promise": fitted(copy.promise, size.promise),
        "logos": [{"alt": logo.alt, "uri": data_uri(logo.svg), "width_mm": logo.min_width_mm} for logo in copy.logos],
    }


def fitted(text: str, setting: Setting) -> Fitted:
    """Set a text as large as it fits its measure in the lines it may take; at the smallest size it may take more."""
    for px in range(setting.largest_px, setting.smallest_px, -_STEP_PX):
        lines = title_lines(text, setting.measure_px / px)
        if len(lines) <= setting.most_lines and max(map(width_em, lines)) * px <= setting.measure_px:
            return Fitted(lines, px)
    return Fitted(title_lines(text, setting.measure_px / setting.smallest_px), setting.smallest_px)
