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
from bindery.art.titles import hangs, title_lines, width_em
from bindery.tokens import Palette, Tokens, css_variables

_STEP_PX = 2
_WORTH = 0.85  # type is made this much smaller, at most, to end lines well


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
    """A size of picture: where the book stands, how its texts are set, what of the territory shows.

    The foot starts at `floor`: the book stands on it, and casts no shadow on what is above. `ground` is the left and
    the top edge of the window on the territory, in mm, and the mm that a pixel shows.
    """

    width: int
    height: int
    book: Box
    floor: int
    title: Setting
    promise: Setting
    event: Setting
    house: Setting
    support: Setting
    ground: tuple[float, float, float]

    @property
    def name(self) -> str:
        """Write the size as file names do: `1200x630`."""
        return f"{self.width}x{self.height}"


SIZES = (
    SocialSize(
        width=1200,
        height=630,
        book=Box(770, 32, 370, 484),
        floor=400,
        title=Setting(580, 3, 60, 34),
        promise=Setting(580, 2, 27, 20),
        event=Setting(330, 1, 18, 14),
        house=Setting(330, 2, 17, 14),
        support=Setting(420, 2, 17, 14),
        ground=(-116.0, 92.0, 0.22),
    ),
    SocialSize(
        width=1080,
        height=1080,
        book=Box(668, 400, 356, 534),
        floor=610,
        title=Setting(560, 3, 68, 36),
        promise=Setting(560, 2, 31, 22),
        event=Setting(460, 1, 25, 18),
        house=Setting(480, 2, 22, 18),
        support=Setting(480, 2, 21, 17),
        ground=(26.0, 54.0, 0.15),
    ),
    SocialSize(
        width=1080,
        height=1350,
        book=Box(540, 600, 480, 582),
        floor=822,
        title=Setting(800, 3, 80, 44),
        promise=Setting(800, 2, 34, 26),
        event=Setting(460, 1, 25, 18),
        house=Setting(480, 2, 22, 18),
        support=Setting(480, 2, 21, 17),
        ground=(26.0, 38.0, 0.15),
    ),
    SocialSize(
        width=1080,
        height=1920,
        book=Box(500, 812, 520, 694),
        floor=1152,
        title=Setting(800, 3, 84, 44),
        promise=Setting(800, 2, 38, 28),
        event=Setting(420, 1, 25, 18),
        house=Setting(400, 2, 22, 18),
        support=Setting(480, 2, 21, 17),
        ground=(4.0, -30.0, 0.17),
    ),
    SocialSize(
        width=1600,
        height=900,
        book=Box(1020, 46, 500, 690),
        floor=580,
        title=Setting(780, 3, 82, 46),
        promise=Setting(780, 2, 37, 26),
        event=Setting(450, 1, 25, 19),
        house=Setting(440, 2, 23, 19),
        support=Setting(560, 2, 22, 18),
        ground=(-150.0, 78.0, 0.2),
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
    px: int


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
        "event": fitted(copy.event, size.event),
        "place": fitted(copy.place, size.event),
        "house": fitted(copy.house, size.house),
        "support": fitted(copy.support_sentence, size.support),
        "logos": [{"alt": logo.alt, "uri": data_uri(logo.svg), "width_mm": logo.min_width_mm} for logo in copy.logos],
    }


def fitted(text: str, setting: Setting) -> Fitted:
    """Set a text as large as it fits its measure in the lines it may take; at the smallest size it may take more."""
    sizes = range(setting.largest_px, setting.smallest_px - 1, -_STEP_PX)
    fitting = [found for px in sizes if _fits(found := _set(text, setting, px), setting)]
    if not fitting:
        return _set(text, setting, setting.smallest_px)
    good = (found for found in fitting if found.px >= fitting[0].px * _WORTH and not hangs(found.lines))
    return next(good, fitting[0])


def _set(text: str, setting: Setting, px: int) -> Fitted:
    return Fitted(title_lines(text, setting.measure_px / px), px)


def _fits(found: Fitted, setting: Setting) -> bool:
    widest = max(map(width_em, found.lines), default=0) * found.px
    return len(found.lines) <= setting.most_lines and widest <= setting.measure_px
