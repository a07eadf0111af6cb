"""The making of the style book: one text, set here, section after section.

In: the project's folder and a language. Out: the bytes of the screen edition, and all that is wrong.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from bindery import assemble
from bindery.assemble import Manuscript
from bindery.diagnostics import Diagnostic, Source, has_errors, in_order
from bindery.formats.cover import cover_copy, front_html
from bindery.formats.interior import interior_sections
from bindery.languages import LANGUAGES
from bindery.load import load_collection
from bindery.model import Collection, Edition, Volume
from bindery.pdf.fold import Signature
from bindery.pdf.gates import judge
from bindery.pdf.gather import bind_book, gather, sheet_of
from bindery.pdf.screen import finish_screen
from bindery.pressroom import lint_text, pdf_metadata
from bindery.studio import Studio, house_fonts
from bindery.style_book.specimens import Shown, dress, show
from bindery.style_book.swatches import colour_assets, type_asset

CONTENT = "docs/style-book"
BOOKS: Mapping[str, str] = {"en": "docs/style-book.pdf", "fr": "docs/style-book.fr.pdf"}
PICTURE = "docs/pictures/style-book.png"
PICTURED_LANGUAGE, PICTURED = "en", "box-garden"  # the anchor on the spread that is pictured
PICTURE_PPI, MARGIN_PX, GROUND = 110, 28, "#dcdcdc"
OWN_STYLES = '<link rel="stylesheet" href="styles/style-book.css">'
SHOWN_FILES = frozenset({".yaml", ".csv"})


@dataclass(frozen=True, slots=True)
class Made:
    """The style book in a language: its PDF, empty when it is at fault; what was found; where its anchors stand."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]
    folios: Mapping[str, int]
    front_pages: int = 1


def make_book(project: Path, language: str) -> Made:
    """Set the style book in a language with the styles and templates of the project."""
    content, studio = project / CONTENT, Studio(project)
    loaded = load_collection(content, project)
    if loaded.collection is None or has_errors(loaded.diagnostics):
        return Made(b"", loaded.diagnostics, {})
    collection, volume, shown = _opened(loaded.collection, language, studio)
    edition = Edition(volume, volume.texts[language], "screen")
    manuscript = lint_text(collection, volume, edition.text, studio)
    if has_errors(manuscript.diagnostics):
        return Made(b"", _at_home(manuscript.diagnostics, shown), {})
    made = _set(collection, edition, manuscript, studio)
    return replace(made, diagnostics=_at_home((*manuscript.diagnostics, *made.diagnostics), shown))


def _opened(collection: Collection, language: str, studio: Studio) -> tuple[Collection, Volume, tuple[Shown, ...]]:
    """Show the specimens of the one volume, and give it the colours and sizes of the house."""
    (volume,) = collection.volumes
    folder = collection.root / f"volume-{volume.number}"
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in SHOWN_FILES
    }
    text = volume.texts[language]
    shown = tuple(show(chapter, files) for chapter in text.chapters)
    colours, words = colour_assets(studio.tokens, folder)
    styles = "".join((studio.styles / name).read_text(encoding="utf-8") for name in ("fonts.css", "print.css"))
    sizes = type_asset(styles, folder)
    volume = replace(
        volume,
        texts={**volume.texts, language: replace(text, chapters=tuple(each.chapter for each in shown))},
        figures={**volume.figures, **colours},
        data={**volume.data, sizes.name: sizes},
        facts={**volume.facts, **words},
    )
    return replace(collection, volumes=(volume,)), volume, shown


def _at_home(told: tuple[Diagnostic, ...], shown: tuple[Shown, ...]) -> tuple[Diagnostic, ...]:
    """Tell findings at the lines of the authors' files."""
    found = list(told)
    for each in shown:
        found = [each.at_home(diagnostic) for diagnostic in found]
    return in_order(found)


def _set(collection: Collection, edition: Edition, manuscript: Manuscript, studio: Studio) -> Made:
    """Lay the book out, bind it behind its cover, and finish it for the screen."""
    source, fonts = Source(f"{edition.volume.slug}-{edition.language}"), house_fonts(studio.styles)
    book = assemble.bind(collection, manuscript, edition)
    book = replace(book, sections=tuple(dress(section) for section in book.sections))
    sections = [_styled(section) for section in interior_sections(book, studio.render, studio.tokens)]
    interior = gather(sections, studio.project, (studio.styles, collection.root), source, collection.root)
    if has_errors(interior.diagnostics):
        return Made(b"", interior.diagnostics, {})
    front = front_html(cover_copy(collection, edition, 0.0), edition.volume, studio.tokens, studio.render)
    cover = sheet_of(studio.lay_out(front, collection.root, source), source)
    painted, reading = bind_book(interior, cover, LANGUAGES[edition.language].words["cover"], fonts)
    found = judge(reading, source, assemble.places_of(manuscript, edition.volume))
    pdf = finish_screen(painted, pdf_metadata(collection, edition))
    return Made(pdf, (*interior.diagnostics, *painted.diagnostics, *found), interior.folios)


def _styled(section: Signature) -> Signature:
    """Let a section read the style book's own styles after those of the house."""
    return replace(section, html=section.html.replace("</head>", f"{OWN_STYLES}\n</head>", 1))


def spread_picture(made: Made) -> bytes:
    """Draw the spread that stands for the book as a picture (PNG)."""
    verso = made.front_pages + made.folios[PICTURED] // 2 * 2 - 1
    with pypdfium2.PdfDocument(made.pdf) as document:
        pages = [document[index].render(scale=PICTURE_PPI / 72).to_pil().convert("RGB") for index in (verso, verso + 1)]
    width = sum(page.width for page in pages)
    picture = Image.new("RGB", (width + 2 * MARGIN_PX, pages[0].height + 2 * MARGIN_PX), GROUND)
    picture.paste(pages[0], (MARGIN_PX, MARGIN_PX))
    picture.paste(pages[1], (MARGIN_PX + pages[0].width, MARGIN_PX))
    file = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
