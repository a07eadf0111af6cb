"""The pressroom: what is done for one text, each part by whoever is free.

In: a workplace, the text (the hash of all that is read, its volume, its language), and what earlier jobs made. Out:
picklable values. Each function is a job (jobs.py): the same arguments give the same result on any machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image

from bindery import assemble
from bindery.art.cover import CoverCopy
from bindery.assemble import Manuscript
from bindery.bitext.compare import in_step
from bindery.bitext.summary import InStep
from bindery.checks.layout import MadeUpSection, Told, remarks
from bindery.checks.remarks import remarked_pages
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors, in_order, nearest_hint
from bindery.formats.cover import cover_copy, front_html, wrap_html
from bindery.formats.epub import open_stores, package_epub
from bindery.formats.interior import interior_sections
from bindery.inputs import Inputs
from bindery.jobs import Workplace
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES
from bindery.load.files import Reading
from bindery.mockup.flat import flat_picture, page_picture
from bindery.mockup.png import png_bytes
from bindery.model import Collection, Edition, Text, Volume
from bindery.pdf.fold import Compositor, Sheet, Signature
from bindery.pdf.gates import judge
from bindery.pdf.gather import (
    Gathering,
    Setting,
    bind_alone,
    bind_book,
    bind_excerpt,
    bind_for_press,
    set_section,
    sheet_of,
)
from bindery.pdf.ink import Origin
from bindery.pdf.inked import InkedSheet, ink_sheet
from bindery.pdf.metadata import Metadata
from bindery.pdf.page_map import PageMap
from bindery.pdf.screen import finish_screen
from bindery.pdf.x4 import PROFILES, PressProfile, Printed, finish_print, press_profile
from bindery.remarks import RemarkedPage
from bindery.shelf import ShelfCover
from bindery.studio import Studio, house_fonts, opened
from bindery.tokens import ink_table
from bindery.typography import set_text

WRAP_PPI = 300
FRONT_EDGE_PX = 3000  # the long edge of a front cover as a picture, whatever its trim
EPUB_COVER_HEIGHT_PX = 1600
EXCERPT_OPENS_ON = ("contents",)  # behind the cover, before the chapters that the volume names
SHELF_PPI = 250
SHELF_FRONT_HEIGHT_PX = 1200
PAGE_PPI = 300
FRONT_PAGES = 1  # before the interior, in the screen edition


@dataclass(frozen=True, slots=True)
class Which:
    """A text to be made: the hash of all that is read, the number of its volume, its language."""

    edition: str
    number: int
    language: str


@dataclass(frozen=True, slots=True)
class Bench:
    """A text on a worker's bench: where it comes from and what it is made with."""

    collection: Collection
    studio: Studio
    edition: Edition

    @property
    def volume(self) -> Volume:
        """Give its volume."""
        return self.edition.volume

    @property
    def source(self) -> Source:
        """Give the name that faults of its pages are told under."""
        return Source(f"{self.volume.slug}-{self.edition.language}")


def _bench(place: Workplace, which: Which, medium: str = "print") -> Bench:
    collection, studio = opened(place, which.edition)
    volume = collection.volume(which.number)
    return Bench(collection, studio, Edition(volume, volume.texts[which.language], medium))


# -- copy


@dataclass(frozen=True, slots=True)
class Copy:
    """A text ready to be set: its manuscript with all that is wrong in it, its sections, the words of its cover."""

    manuscript: Manuscript
    signatures: tuple[Signature, ...]
    cover: CoverCopy
    facts: Metadata
    places: Mapping[str, Source]  # where blocks, notes and anchors were written


def set_copy(place: Workplace, which: Which) -> Copy:
    """Parse, number and check a text; a text without fault is cut into sections."""
    bench = _bench(place, which)
    collection, studio, edition = bench.collection, bench.studio, bench.edition
    manuscript = lint_text(collection, bench.volume, edition.text, studio)
    signatures: tuple[Signature, ...] = ()
    if not has_errors(manuscript.diagnostics):
        book = assemble.bind(collection, manuscript, edition)
        signatures = tuple(interior_sections(book, studio.render, studio.tokens))
    cover, facts = cover_copy(collection, edition, 0.0), pdf_metadata(collection, edition)
    return Copy(manuscript, signatures, cover, facts, assemble.places_of(manuscript, bench.volume))


def lint_text(collection: Collection, volume: Volume, text: Text, studio: Studio) -> Manuscript:
    """Parse, number and check a text without laying it out."""
    palette = studio.tokens.palette(volume.palette)
    return assemble.gather(collection, volume, text, palette, studio.styles / "citations")


def keep_step(place: Workplace, edition: str, number: int) -> tuple[InStep, ...]:
    """Compare the texts of a volume, each language with the first."""
    collection, _ = opened(place, edition)
    return in_step(collection.volume(number), collection.languages)


# -- pages


@lru_cache(maxsize=1)
def _compositor(place: Workplace, edition: str, source: Source) -> Compositor:
    """Give the compositor of this worker, whose fonts and styles stay open."""
    hyphenation = opened(place, edition)[0].hyphenation
    folders = (place.project / "styles", place.content)
    return Compositor(place.project, folders, source, place.content, hyphenation)


def set_here(place: Workplace, edition: str, source: Source, setting: Setting) -> Sheet:
    """Set one section; of its fonts, those of the house stay there."""
    return _without_house_fonts(set_section(_compositor(place, edition, source), setting), place)


def _without_house_fonts(sheet: Sheet, place: Workplace) -> Sheet:
    house = house_fonts(place.project / "styles")
    return replace(sheet, files={digest: file for digest, file in sheet.files.items() if digest not in house})


@dataclass(frozen=True, slots=True)
class Front:
    """The front of the cover: as a sheet for the screen edition, and as a file of its own."""

    sheet: Sheet
    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


def make_front(place: Workplace, which: Which, copy: CoverCopy) -> Front:
    """Set the front of the cover."""
    bench = _bench(place, which)
    html = front_html(copy, bench.volume, bench.studio.tokens, bench.studio.render)
    layout = bench.studio.lay_out(html, bench.collection.root, bench.source)
    sheet = sheet_of(layout, bench.source)
    return Front(sheet, bind_alone(sheet).pdf, layout.diagnostics)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The whole cover: for the press, and as it was painted."""

    printed: Printed
    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


def make_wrap(place: Workplace, which: Which, copy: CoverCopy, facts: Metadata) -> Wrap:
    """Set the whole cover, whose spine is as wide as its copy says, and finish it for the press."""
    bench = _bench(place, which)
    html = wrap_html(copy, bench.volume, bench.studio.tokens, bench.studio.render)
    layout = bench.studio.lay_out(html, bench.collection.root, bench.source)
    sheet = sheet_of(layout, bench.source)
    inked = _ink(place, bench, Named("cover", bench.source, Inputs(place).named(html)), sheet)
    folds_mm = copy.trim_width_mm, copy.trim_width_mm + copy.spine_width_mm
    printed = _print(bench, (inked,), (0,), facts, folds_mm)
    found = (*layout.diagnostics, *sheet.diagnostics, *printed.diagnostics)
    return Wrap(printed, bind_alone(sheet).pdf, in_order(found))


def front_ppi(volume: Volume) -> float:
    """Say how finely the front of a cover is drawn, so that nobody has to enlarge it."""
    assert volume.trim is not None
    return FRONT_EDGE_PX * 25.4 / max(volume.trim.width_mm, volume.trim.height_mm)


def draw_cover(_: Workplace, pdf: bytes, ppi: float) -> bytes:
    """Draw a cover as a picture (PNG), cut to its trim."""
    return png_bytes(flat_picture(pdf, ppi=ppi))


def make_shelf_cover(place: Workplace, which: Which, copy: CoverCopy) -> ShelfCover:
    """Draw the cover of a volume that stands beside the one that is shown."""
    collection, studio = opened(place, which.edition)
    volume = collection.volume(which.number)
    source = Source(f"{volume.slug}-{which.language}")
    layout = studio.lay_out(wrap_html(copy, volume, studio.tokens, studio.render), collection.root, source)
    wrap = flat_picture(bind_alone(sheet_of(layout, source)).pdf, ppi=SHELF_PPI)
    front = wrap.crop((wrap.width - round(wrap.height * copy.trim_width_mm / copy.trim_height_mm), 0, *wrap.size))
    return ShelfCover(which.number, which.language, _shelf_front(front), png_bytes(wrap))


def stand_on_shelf(_: Workplace, number: int, language: str, front_png: bytes, wrap_png: bytes) -> ShelfCover:
    """Stand the cover of the volume that is shown among the others."""
    return ShelfCover(number, language, _shelf_front(Image.open(io.BytesIO(front_png))), wrap_png)


def _shelf_front(front: Image.Image) -> bytes:
    width = round(front.width * SHELF_FRONT_HEIGHT_PX / front.height)
    return png_bytes(front.convert("RGB").resize((width, SHELF_FRONT_HEIGHT_PX), Image.Resampling.LANCZOS))


def draw_pages(_: Workplace, pdf: bytes, first: int) -> tuple[bytes, bytes]:
    """Draw two facing pages of a PDF as pictures (PNG); `first` is the place of the verso, from 0."""
    verso, recto = (png_bytes(page_picture(pdf, first + side, PAGE_PPI)) for side in (0, 1))
    return verso, recto


# -- ink


@dataclass(frozen=True, slots=True)
class Named:
    """A section to be inked: its name, where it was written, and the files it names, as its HTML does."""

    name: str
    source: Source
    files: tuple[str, ...]


def ink_here(place: Workplace, which: Which, named: Named, sheet: Sheet) -> InkedSheet:
    """Turn the colours of a section into ink, and leave out what only a screen needs."""
    return _ink(place, _bench(place, which), named, sheet)


def _ink(place: Workplace, bench: Bench, named: Named, sheet: Sheet) -> InkedSheet:
    """Ink a sheet; one for a printing condition that nobody knows says so, and nothing is printed from it."""
    sheet = _without_house_fonts(sheet, place)
    profile = _profile(bench)
    if profile is None:
        return InkedSheet(b"", (), {}, (), sheet.extent, (_unknown_profile(bench.volume),))
    origin = Origin(named.name, named.source, dict(_paint_sources(place, named.files)))
    return ink_sheet(sheet, ink_table(bench.studio.tokens), profile.path, origin)


def _paint_sources(place: Workplace, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Read the style sheets and drawings among some files, by the names their authors know."""
    reading = Reading(place.content.resolve(), place.project.resolve())
    for path in (Inputs(place).path(name).resolve() for name in names):
        if path.suffix in {".css", ".svg"} and path.is_file():
            yield reading.source(path).path, path.read_text(encoding="utf-8", errors="replace")


def _profile(bench: Bench) -> PressProfile | None:
    """Find the printing condition of a volume, None when the tables do not know it."""
    name = _profile_name(bench.volume)
    return press_profile(bench.studio.styles / "profiles", name) if name in PROFILES else None


def _profile_name(volume: Volume) -> str:
    assert volume.paper is not None
    return f"{volume.paper.profile.removesuffix('.icc')}.icc"


def _unknown_profile(volume: Volume) -> Diagnostic:
    name = _profile_name(volume)
    message = f"the printing condition `{name.removesuffix('.icc')}` is not one of styles/profiles/"
    return Diagnostic(ERROR, "unknown-profile", volume.source, message, nearest_hint(name, PROFILES, "profile"))


# -- editions


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen edition, an excerpt of it, what the gates found, and the pages that could look better."""

    pdf: bytes
    excerpt_pdf: bytes
    diagnostics: tuple[Diagnostic, ...]
    layout: tuple[RemarkedPage, ...]


def make_screen(
    place: Workplace, which: Which, interior: Gathering, front: Sheet, facts: Metadata, places: Mapping[str, Source]
) -> Screen:
    """Bind the interior behind the front of its cover, finish it for the screen, and judge what stands on its pages.

    `places` tells where blocks, notes and anchors were written.
    """
    bench = _bench(place, which)
    fonts = house_fonts(bench.studio.styles)
    label = LANGUAGES[which.language].words["cover"]
    painted, reading = bind_book(interior, front, label, fonts)
    excerpt = bind_excerpt(interior, (*EXCERPT_OPENS_ON, *bench.volume.excerpt), front, label, fonts)
    found = (*painted.diagnostics, *judge(reading, bench.source, places))
    pdf = finish_screen(painted, facts)
    pairs = zip(interior.firsts, interior.sheets, strict=True)
    made_up = [MadeUpSection(first, sheet.made_up) for first, sheet in pairs]
    told = Told(which.language, bench.source, places)
    layout = remarked_pages(remarks(made_up, told), pdf, painted.front_pages)
    return Screen(pdf, finish_screen(excerpt, _of_excerpt(facts)), found, layout)


def _of_excerpt(facts: Metadata) -> Metadata:
    """Tell the facts of an excerpt: the book's, but for its name and its ISBN, which are those of the whole."""
    return replace(facts, title=f"{WORDS[facts.language]['excerpt']} – {facts.title}", identifier="")


def make_print(
    place: Workplace, which: Which, sheets: Sequence[InkedSheet], firsts: Sequence[int], facts: Metadata
) -> Printed:
    """Bind the inked sheets, each from its first page on, and finish them for the press."""
    return _print(_bench(place, which), sheets, firsts, facts)


def _print(
    bench: Bench, sheets: Sequence[InkedSheet], firsts: Sequence[int], facts: Metadata, folds_mm: Sequence[float] = ()
) -> Printed:
    found = [diagnostic for sheet in sheets for diagnostic in sheet.diagnostics]
    profile = _profile(bench)
    if profile is None:
        return Printed(b"", in_order(found))
    bound = bind_for_press(firsts, sheets, house_fonts(bench.studio.styles))
    printed = finish_print(bound, facts, profile, bench.source, folds_mm)
    return replace(printed, diagnostics=in_order((*found, *printed.diagnostics)))


def make_epub(place: Workplace, which: Which, manuscript: Manuscript, pages: PageMap, front_pdf: bytes) -> bytes:
    """Package the e-book, with the page-list of the printed pages."""
    bench = _bench(place, which, "epub")
    book = assemble.bind(bench.collection, manuscript, bench.edition)
    cover = _jpeg(flat_picture(front_pdf, ppi=front_ppi(bench.volume)), EPUB_COVER_HEIGHT_PX)
    stores = open_stores(book, bench.studio.styles)
    return package_epub(book, pages, cover, stores, bench.studio.tokens, bench.studio.render)


def _jpeg(picture: Image.Image, height_px: int) -> bytes:
    width = round(picture.width * height_px / picture.height)
    file = io.BytesIO()
    picture.convert("RGB").resize((width, height_px), Image.Resampling.LANCZOS).save(file, "JPEG", quality=88)
    return file.getvalue()


def pdf_metadata(collection: Collection, edition: Edition) -> Metadata:
    """Gather what the PDFs of an edition say of themselves."""
    volume, text, code = edition.volume, edition.text, edition.language
    return Metadata(
        title=set_text(text.title, code, collection.as_typed),
        language=code,
        subtitle=set_text(text.subtitle, code, collection.as_typed),
        authors=tuple(person.name for person in volume.credits),
        publisher=collection.publisher.names[code],
        description=set_text(text.description, code, collection.as_typed),
        keywords=(collection.titles[code],),
        rights=set_text(collection.rights[code], code, collection.as_typed),
        identifier=f"urn:isbn:{edition.isbn}" if edition.isbn else "",
        modified=volume.modified,
    )
