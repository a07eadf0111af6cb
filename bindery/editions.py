"""One text, every edition: laid out once, then finished for the printer, the screen and the e-reader.

In: a volume's text and the studio (styles, templates, colours). Out: files for each target, and what the later waves
need of them: the extent, the page map, the pictures of the cover, an excerpt of real pages.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import Image

from bindery import assemble
from bindery.assemble import Manuscript
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors, in_order, nearest_hint
from bindery.formats.cover import cover_copy, front_html, wrap_html
from bindery.formats.epub import open_stores, package_epub
from bindery.formats.interior import interior_sections
from bindery.formats.mockup import photographs
from bindery.formats.web import Bench, Download, WebText, make_site
from bindery.geometry import spine_width_mm
from bindery.languages import LANGUAGES
from bindery.mockup.flat import flat_picture
from bindery.mockup.png import png_bytes
from bindery.model import Book, Collection, Edition, Text, Volume
from bindery.pdf.gates import judge
from bindery.pdf.gather import Gathering, bind_alone, bind_book, bind_excerpt, gather, sheet_of
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.page_map import PageMap
from bindery.pdf.paint import Painted, paint
from bindery.pdf.screen import finish_screen
from bindery.pdf.x4 import PROFILES, Printed, finish_print, press_profile
from bindery.render import Render, open_templates
from bindery.site.pictures import cover_picture, mockup_picture
from bindery.tokens import Tokens, ink_table, load_tokens
from bindery.typography import set_text

TEXT_TARGETS = ("print", "screen", "epub")
WRAP_PPI = 300
FRONT_PPI = 317.5  # 3000 pixels on the long edge of a 240 mm page
EPUB_COVER_HEIGHT_PX = 1600
WEB_MOCKUP = "hero-transparent-1200px.png"
WEB_DOWNLOADS = (
    ("screen-edition", "-screen.pdf", "application/pdf"),
    ("e-book", ".epub", "application/epub+zip"),
)


@dataclass(frozen=True)
class Studio:
    """Where the look lives: the project's folder, with its styles and templates."""

    project: Path

    @cached_property
    def tokens(self) -> Tokens:
        """Give the colours."""
        return load_tokens(self.project / "styles" / "tokens.yaml")

    @cached_property
    def render(self) -> Render:
        """Give the templates."""
        return open_templates(self.project / "templates")

    @property
    def styles(self) -> Path:
        """Give the folder of the styles."""
        return self.project / "styles"

    def lay_out(self, html: str, content: Path, source: Source) -> Layout:
        """Lay out HTML that may read the project's styles and the collection's files, and nothing else."""
        return lay_out(html, self.project, (self.styles, content), source)

    def __reduce__(self) -> tuple[type[Studio], tuple[Path]]:
        return Studio, (self.project,)


@dataclass(frozen=True, slots=True)
class MadeText:
    """What was made of one text; empty but for its diagnostics when the text is at fault."""

    volume: int
    language: str
    diagnostics: tuple[Diagnostic, ...]
    folder: str = ""
    files: tuple[tuple[str, str, bytes], ...] = ()  # target, path below the output folder, bytes
    book: Book | None = None  # as the web reads it
    page_map: PageMap | None = None
    spine_width_mm: float = 0.0
    front_png: bytes = b""
    wrap_png: bytes = b""
    excerpt_pdf: bytes = b""
    metadata: Metadata | None = None

    @property
    def extent(self) -> int:
        """Give the number of pages of the interior."""
        return self.page_map.extent if self.page_map else 0

    def file(self, ending: str) -> bytes:
        """Give one of the files by the ending of its name; KeyError when it was not made."""
        for _, path, data in self.files:
            if path.endswith(ending):
                return data
        raise KeyError(ending)


def lint_text(collection: Collection, volume: Volume, text: Text, studio: Studio) -> Manuscript:
    """Parse, number and check a text without laying it out."""
    return assemble.gather(collection, volume, text, studio.tokens.palette(volume.palette))


def make_text(collection: Collection, volume: Volume, text: Text, studio: Studio, jobs: int = 1) -> MadeText:
    """Make every edition of one text, by `jobs` processes; a text at fault gives its diagnostics and no file."""
    gc.disable()  # a short life in a process of its own: what is made is handed over, then the process ends
    try:
        manuscript = lint_text(collection, volume, text, studio)
        if has_errors(manuscript.diagnostics):
            return MadeText(volume.number, text.language, manuscript.diagnostics)
        return _make_editions(collection, manuscript, Edition(volume, text, "print"), studio, jobs)
    finally:
        gc.enable()


@dataclass(frozen=True, slots=True)
class Laid:
    """A text on pages: the interior, the front of its cover alone, the whole wrap; and what they say of themselves."""

    interior: Gathering
    front: Layout
    wrap: Layout
    spine_width_mm: float
    facts: Metadata
    source: Source

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give all that the layouts had to say, and what the gates found."""
        said = (d for layout in (self.interior, self.front, self.wrap) for d in layout.diagnostics)
        return (*said, *judge(self.interior.reading, self.source))


def _lay(collection: Collection, book: Book, studio: Studio, jobs: int) -> Laid:
    """Lay out the interior, then the cover, whose spine follows the extent."""
    edition, render, tokens = book.edition, studio.render, studio.tokens
    source = Source(f"{edition.volume.slug}-{edition.language}")
    paper = edition.volume.paper
    assert paper is not None
    sections = tuple(interior_sections(book, render, tokens))
    interior = gather(sections, studio.project, (studio.styles, collection.root), source, jobs)
    thickness_mm = spine_width_mm(interior.page_map.extent, paper)
    copy = cover_copy(collection, edition, thickness_mm)
    return Laid(
        interior=interior,
        front=studio.lay_out(front_html(copy, edition.volume, tokens, render), collection.root, source),
        wrap=studio.lay_out(wrap_html(copy, edition.volume, tokens, render), collection.root, source),
        spine_width_mm=thickness_mm,
        facts=pdf_metadata(collection, edition),
        source=source,
    )


def _make_editions(
    collection: Collection, manuscript: Manuscript, edition: Edition, studio: Studio, jobs: int
) -> MadeText:
    volume, text = edition.volume, edition.text
    book = assemble.bind(collection, manuscript, edition)
    laid = _lay(collection, book, studio, jobs)
    if not laid.interior.sheets:
        return MadeText(volume.number, text.language, in_order((*manuscript.diagnostics, *laid.diagnostics)))
    front_sheet = sheet_of(laid.front)
    painted = bind_book(laid.interior, front_sheet, LANGUAGES[text.language].words["cover"])
    front, wrap = bind_alone(front_sheet), paint(laid.wrap)
    printed = _print(painted, laid, edition, studio)
    cover = _print(wrap, laid, edition, studio, _folds_mm(edition, laid.spine_width_mm))
    front_picture = flat_picture(front.pdf, ppi=FRONT_PPI)
    folder = f"volume-{volume.number}/{text.language}"
    stem = f"{folder}/{volume.slug}-{text.language}"
    said = (d for each in (manuscript, laid, painted, wrap, printed, cover) for d in each.diagnostics)
    return MadeText(
        volume=volume.number,
        language=text.language,
        diagnostics=in_order(said),
        folder=folder,
        files=(
            ("print", f"{stem}-print.pdf", printed.pdf),
            ("print", f"{stem}-cover.pdf", cover.pdf),
            ("screen", f"{stem}-screen.pdf", finish_screen(painted, laid.facts)),
            ("epub", f"{stem}.epub", _epub(collection, manuscript, edition, laid, front_picture, studio)),
        ),
        book=assemble.bind(collection, manuscript, Edition(volume, text, "web")),
        page_map=laid.interior.page_map,
        spine_width_mm=laid.spine_width_mm,
        front_png=png_bytes(front_picture),
        wrap_png=png_bytes(flat_picture(wrap.pdf, ppi=WRAP_PPI)),
        excerpt_pdf=finish_screen(bind_excerpt(laid.interior, volume.excerpt), laid.facts),
        metadata=laid.facts,
    )


def _epub(
    collection: Collection,
    manuscript: Manuscript,
    edition: Edition,
    laid: Laid,
    front: Image.Image,
    studio: Studio,
) -> bytes:
    book = assemble.bind(collection, manuscript, Edition(edition.volume, edition.text, "epub"))
    cover = _jpeg(front, EPUB_COVER_HEIGHT_PX)
    pages = laid.interior.page_map
    return package_epub(book, pages, cover, open_stores(book, studio.styles), studio.tokens, studio.render)


def _print(painted: Painted, laid: Laid, edition: Edition, studio: Studio, folds_mm: tuple[float, ...] = ()) -> Printed:
    paper = edition.volume.paper
    assert paper is not None
    name = f"{paper.profile.removesuffix('.icc')}.icc"
    if name not in PROFILES:
        message = f"the printing condition `{paper.profile}` is not one of styles/profiles/"
        hint = nearest_hint(name, PROFILES, "profile")
        return Printed(b"", (Diagnostic(ERROR, "unknown-profile", edition.volume.source, message, hint),))
    profile = press_profile(studio.styles / "profiles", name)
    return finish_print(painted, laid.facts, ink_table(studio.tokens), profile, laid.source, folds_mm)


def _folds_mm(edition: Edition, thickness_mm: float) -> tuple[float, float]:
    trim = edition.volume.trim
    assert trim is not None
    return trim.width_mm, trim.width_mm + thickness_mm


def pdf_metadata(collection: Collection, edition: Edition) -> Metadata:
    """Gather what the PDFs of an edition say of themselves."""
    volume, text, code = edition.volume, edition.text, edition.language
    return Metadata(
        title=set_text(text.title, code),
        language=code,
        subtitle=set_text(text.subtitle, code),
        authors=tuple(person.name for person in volume.credits),
        publisher=collection.publisher.names[code],
        description=set_text(text.description, code),
        keywords=(collection.titles[code],),
        rights=set_text(collection.rights[code], code),
        identifier=f"urn:isbn:{edition.isbn}" if edition.isbn else "",
        modified=volume.modified,
    )


def _jpeg(picture: Image.Image, height_px: int) -> bytes:
    width = round(picture.width * height_px / picture.height)
    file = io.BytesIO()
    picture.convert("RGB").resize((width, height_px), Image.Resampling.LANCZOS).save(file, "JPEG", quality=88)
    return file.getvalue()


def make_mockups(volume: Volume, text: MadeText) -> tuple[tuple[str, bytes], ...]:
    """Photograph the volume's own cover in one language."""
    stem = f"volume-{volume.number}/mockups/{volume.slug}-{text.language}"
    return tuple(photographs(stem, text.wrap_png))


def make_web(
    collection: Collection, texts: Sequence[MadeText], mockups: Sequence[tuple[str, bytes]], studio: Studio
) -> Iterator[tuple[str, bytes]]:
    """Make the site: the covers and the mockups as its pictures, the screen PDF and the EPUB as its downloads."""
    shown: list[WebText] = []
    for made in texts:
        text, files = _exhibit(made, mockups)
        shown.append(text)
        yield from ((f"site/{path}", data) for path, data in files.items())
    yield from make_site(Bench(collection, studio.render, studio.tokens, studio.styles, shown))


def _exhibit(made: MadeText, mockups: Sequence[tuple[str, bytes]]) -> tuple[WebText, dict[str, bytes]]:
    """Prepare what the site shows and gives of one text, and the files by their path on it."""
    book = made.book
    assert book is not None
    volume, words = book.edition.volume, LANGUAGES[made.language].words
    stem = f"{volume.slug}-{made.language}"
    alt = set_text(words["label-value"].format(words["cover"], book.edition.text.title), made.language)
    place = f"assets/volume-{volume.number}/{stem}"
    photographs_of_it = (data for path, data in mockups if path.endswith(f"{stem}-{WEB_MOCKUP}"))
    pictures = [cover_picture(made.front_png, f"{place}-cover", alt)]
    pictures += [mockup_picture(data, f"{place}-mockup", alt) for data in photographs_of_it]
    downloads = {
        Download(word, f"downloads/{stem}{ending}", media_type, len(made.file(ending))): made.file(ending)
        for word, ending, media_type in WEB_DOWNLOADS
    }
    text = WebText(
        book=book,
        cover=pictures[0][0],
        mockup=pictures[1][0] if len(pictures) > 1 else None,
        downloads=tuple(downloads),
        pages=made.page_map,
    )
    return text, {picture.src: data for picture, data in pictures} | {d.path: data for d, data in downloads.items()}
