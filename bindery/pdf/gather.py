"""Gather: the whole interior, section by section, until every number has the room it needs.

In: signatures in the order of the book. Out: a `Gathering`: painted sheets and first pages. Who sets the sections, and
where, is not known here: `gathering` asks for them and is sent their sheets.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bindery.diagnostics import Diagnostic, Source, in_order
from bindery.pdf.bind import Place, bind
from bindery.pdf.fold import Compositor, Extent, Sheet, Signature, paint_sheet
from bindery.pdf.inked import InkedSheet
from bindery.pdf.layout import MOST_LAYOUTS, PRINT, Layout, gave_up, unrested
from bindery.pdf.number import anchor_pages, first_pages, guess, page_map_of, scaled, whole
from bindery.pdf.page_map import PageMap
from bindery.pdf.paint import Painted
from bindery.pdf.reading import Reading
from bindery.pdf.slots import Shape, shape_of

CHARACTERS_A_NUMBER = 500  # a section with a page number in as many characters waits until most pages are known
TELLING_PAGES = 4  # a shorter section says little of how true the guesses are
DOUBT = (0.8, 1.25)  # how far a guess of a page may be off
NO_FONTS: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Setting:
    """A section to be set: its number in the book, its HTML, the room its numbers need."""

    index: int
    signature: Signature
    shape: Shape


@dataclass(frozen=True)
class Gathering:
    """The interior, painted in sheets; picklable."""

    names: tuple[str, ...]
    firsts: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...]

    @cached_property
    def page_map(self) -> PageMap:
        """Give the page map of the whole."""
        return page_map_of(self.firsts, self.sheets)

    @property
    def folios(self) -> dict[str, int]:
        """Give the folio of each anchor."""
        return {anchor: page + 1 for anchor, page in self.page_map.anchors.items()}


Waves = Generator[list[Setting], list[Sheet], Gathering]


def gathering(signatures: Sequence[Signature], source: Source = PRINT) -> Waves:
    """Ask for sections, wave by wave, until the pages they take and the numbers they print agree.

    Sections that speak of pages where numbers may grow by a digit wait until others have shown how true the guesses
    are; contents and index come last. Nothing is asked for that depends on what was made before this book.
    """
    guesses = extents = [guess(signature) for signature in signatures]
    sheets: dict[int, Sheet] = {}
    shapes: dict[int, Shape] = {}
    for wave in (*_first_waves(signatures, extents), *[range(len(signatures))] * MOST_LAYOUTS):
        settings = list(_settings(signatures, extents, shapes, wave))
        if settings:
            for setting, sheet in zip(settings, (yield settings), strict=True):
                sheets[setting.index], shapes[setting.index] = sheet, setting.shape
            extents = _known(guesses, sheets)
        elif len(sheets) == len(signatures):
            break
    restless = [setting.signature.name for setting in _settings(signatures, extents, shapes, range(len(signatures)))]
    in_book = [sheets[index] for index in range(len(signatures))]
    said = [*(d for sheet in in_book for d in sheet.diagnostics), *unrested(restless, source)]
    return Gathering(
        names=tuple(s.name for s in signatures),
        firsts=first_pages(signatures, extents),
        sheets=tuple(in_book),
        diagnostics=in_order(dict.fromkeys(said)),
    )


def _known(guesses: Sequence[Extent], sheets: Mapping[int, Sheet]) -> list[Extent]:
    """Take the extents of what is set, and correct the other guesses by what is known of those."""
    pages = sum(sheet.extent.pages for index, sheet in sheets.items() if guesses[index].pages >= TELLING_PAGES)
    guessed = sum(guesses[index].pages for index in sheets if guesses[index].pages >= TELLING_PAGES)
    ratio = pages / guessed if guessed else 1.0
    return [sheets[index].extent if index in sheets else scaled(guess, ratio) for index, guess in enumerate(guesses)]


def _first_waves(signatures: Sequence[Signature], extents: Sequence[Extent]) -> Iterator[Sequence[int]]:
    """Set first what a wrong guess hardly touches, then the others, then, one by one, what is full of page numbers."""
    anchors = anchor_pages(first_pages(signatures, extents), extents)
    around = [{anchor: round(page * part) + 1 for anchor, page in anchors.items()} for part in DOUBT]
    late = [index for index, s in enumerate(signatures) if len(s.placeholders) * CHARACTERS_A_NUMBER > len(s.body)]
    early = [index for index in range(len(signatures)) if index not in late]
    sure = [index for index in early if len({shape_of(signatures[index].placeholders, f) for f in around}) == 1]
    yield sure
    yield [index for index in early if index not in sure]
    yield from ([index] for index in late)


def _settings(
    signatures: Sequence[Signature], extents: Sequence[Extent], shapes: Mapping[int, Shape], wave: Sequence[int]
) -> Iterator[Setting]:
    """List the sections of a wave that are not set yet with the room their numbers need."""
    anchors = anchor_pages(first_pages(signatures, extents), extents)
    folios = {anchor: page + 1 for anchor, page in anchors.items()}
    for index in wave:
        shape = shape_of(signatures[index].placeholders, folios)
        if shapes.get(index) != shape:
            yield Setting(index, signatures[index], shape)


class LayoutError(Exception):
    """The layout engine gave up on a section, which the message names."""


def set_section(compositor: Compositor, setting: Setting) -> Sheet:
    """Set one section; LayoutError when the layout engine gives up on it."""
    try:
        return compositor.set(setting.signature, setting.shape)
    except Exception as fault:  # the engine's own failures become ours here
        message = f"`{setting.signature.name}`: {type(fault).__name__}: {fault}".rstrip(": ")
        raise LayoutError(message) from fault


def fell(fault: LayoutError, source: Source) -> Gathering:
    """Give what is left of an interior of which a section could not be laid out: no sheets, and why."""
    return Gathering((), (), (), (gave_up(str(fault), source),))


def gather(
    signatures: Sequence[Signature],
    base_url: Path,
    roots: tuple[Path, ...],
    source: Source = PRINT,
    content: Path | None = None,
) -> Gathering:
    """Set all sections of a book here, one after the other; `content` is what `content/…` means in them."""
    compositor = Compositor(base_url, roots, source, content)
    waves = gathering(signatures, source)
    try:
        settings = next(waves)
        while True:
            settings = waves.send([set_section(compositor, setting) for setting in settings])
    except StopIteration as end:
        done: Gathering = end.value
        return done
    except LayoutError as fault:
        return fell(fault, source)


# -- the book


def sheet_of(layout: Layout, source: Source = PRINT) -> Sheet:
    """Paint a single layout, such as the front cover, as a sheet to be bound."""
    return paint_sheet(layout.document, layout.reading, (), source)


def bind_book(
    interior: Gathering,
    front: Sheet | None = None,
    front_label: str = "cover",
    house_fonts: Mapping[str, bytes] = NO_FONTS,
) -> tuple[Painted, Reading]:
    """Bind the front cover (if any) and the interior; page labels follow the folios. Give what stands on the pages."""
    places = [*([Place(front)] if front else []), *_places(interior.firsts, interior.sheets)]
    front_pages = front.extent.pages if front else 0
    bound = bind(places, interior.folios, house_fonts)
    reading = whole(interior.firsts, interior.sheets, bound.struck[-len(interior.sheets) :])
    labels = (front_label,) * front_pages + interior.page_map.folios
    return Painted(bound.pdf, labels, front_pages, front.diagnostics if front else ()), reading


def _places(firsts: Sequence[int], sheets: Sequence[Sheet | InkedSheet]) -> Iterator[Place]:
    """Put sheets on their pages, blank ones between them."""
    end = 0
    for first, sheet in zip(firsts, sheets, strict=True):
        yield Place(sheet, first + 1, first - end)
        end = first + sheet.extent.pages


def bind_for_press(
    firsts: Sequence[int], sheets: Sequence[InkedSheet], house_fonts: Mapping[str, bytes] = NO_FONTS
) -> bytes:
    """Bind inked sheets, each from its first page on."""
    pages = anchor_pages(firsts, [sheet.extent for sheet in sheets])
    folios = {anchor: page + 1 for anchor, page in pages.items()}
    return bind(list(_places(firsts, sheets)), folios, house_fonts).pdf


def bind_alone(sheet: Sheet, house_fonts: Mapping[str, bytes] = NO_FONTS) -> Painted:
    """Bind a single sheet, such as the front cover."""
    return Painted(bind([Place(sheet)], {}, house_fonts).pdf, sheet.reading.page_map.folios, 0, sheet.diagnostics)


def bind_excerpt(
    interior: Gathering,
    names: Sequence[str],
    front: Sheet | None = None,
    front_label: str = "cover",
    house_fonts: Mapping[str, bytes] = NO_FONTS,
) -> Painted:
    """Bind some sections, in the order given, as they are in the book, behind its front cover (if any).

    Links that lead out of them are let go.
    """
    chosen = [interior.names.index(name) for name in names if name in interior.names] or [0]
    places = [Place(interior.sheets[index], interior.firsts[index] + 1) for index in chosen]
    folios = interior.page_map.folios
    labels = tuple(folio for place in places for folio in folios[place.first_folio - 1 :][: place.sheet.extent.pages])
    front_pages = front.extent.pages if front else 0
    bound = bind([*([Place(front)] if front else []), *places], interior.folios, house_fonts)
    return Painted(bound.pdf, ((front_label,) * front_pages) + labels, front_pages, ())
