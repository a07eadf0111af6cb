"""Exhibits: what shows finished texts to the world: their covers photographed, the press kit, the site; and how any
file is examined before it goes there.

In: a workplace, and texts as they were made. Out: files by their path below the output folder, diagnostics. Each public
function is a job (jobs.py).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from bindery import assemble
from bindery.checks import check_file
from bindery.diagnostics import Diagnostic
from bindery.editions import MadeText
from bindery.formats.mockup import Prints, photographs
from bindery.formats.press_kit import make_press_kit
from bindery.formats.web import Bench, Download, WebText, make_site
from bindery.jobs import Workplace
from bindery.languages import LANGUAGES
from bindery.model import Artifact, Collection, Edition
from bindery.site.pictures import cover_picture, mockup_picture
from bindery.studio import opened
from bindery.typography import set_text

WEB_MOCKUP = "hero-transparent-1200px.png"
WEB_DOWNLOADS = (
    ("screen-edition", "-screen.pdf", "application/pdf"),
    ("e-book", ".epub", "application/epub+zip"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gave: files by their path below the output folder, and what there is to say."""

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def photograph(_: Workplace, stem: str, wrap_png: bytes) -> Made:
    """Photograph a volume's own cover in one language; files are named after `stem`."""
    return Made(tuple(photographs(stem, Prints(wrap_png, b"", {}, None, "#16255c", 6))))  # until the shelf is wired


def make_kit(place: Workplace, edition: str, number: int, texts: Sequence[MadeText], mockups: Made) -> Made:
    """Make the press kit of a volume."""
    collection, studio = opened(place, edition)
    return Made(*make_press_kit(collection, collection.volume(number), texts, mockups.files, studio))


def make_web(place: Workplace, edition: str, texts: Sequence[MadeText], mockups: Made) -> Made:
    """Make the site: the covers and the mockups as its pictures, the screen PDF and the EPUB as its downloads."""
    collection, studio = opened(place, edition)
    exhibits = [_exhibit(collection, made, mockups) for made in texts]
    bench = Bench(collection, studio.render, studio.tokens, studio.styles, [text for text, _ in exhibits])
    shown = ((f"site/{path}", data) for _, files in exhibits for path, data in files.items())
    return Made((*shown, *make_site(bench)))


KINDS: Mapping[str, str] = {
    "-print.pdf": "interior for the printer",
    "-cover.pdf": "cover for the printer",
    "-screen.pdf": "screen PDF",
    ".epub": "e-book",
    "press-kit.zip": "press kit",
    ".png": "picture",
    ".html": "page",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """A file read back: what it is, what is wrong with it, and how many checks found nothing."""

    artifact: Artifact
    found: tuple[Diagnostic, ...]
    passed: int


def examine(_: Workplace, path: str, data: bytes) -> Examined:
    """Read a file back as it will be written, and check it."""
    found, passed = check_file(path, data)
    return Examined(_described(path, data), tuple(found), passed)


def _described(path: str, data: bytes) -> Artifact:
    """Describe a file: its kind by its name, its hash, its size, its extent when it has pages."""
    kind = next((kind for ending, kind in KINDS.items() if path.endswith(ending)), path.rpartition(".")[2])
    extent = _extent(data) if path.endswith(".pdf") else None
    return Artifact(path, kind, hashlib.sha256(data).hexdigest(), len(data), extent)


def _exhibit(collection: Collection, made: MadeText, mockups: Made) -> tuple[WebText, dict[str, bytes]]:
    """Prepare what the site shows and gives of one text, and the files by their path on it."""
    volume, words = collection.volume(made.volume), LANGUAGES[made.language].words
    assert made.manuscript is not None
    book = assemble.bind(collection, made.manuscript, Edition(volume, volume.texts[made.language], "web"))
    stem = f"{volume.slug}-{made.language}"
    alt = set_text(
        words["label-value"].format(words["cover"], book.edition.text.title), made.language, collection.as_typed
    )
    place = f"assets/volume-{volume.number}/{stem}"
    photographs_of_it = (data for path, data in mockups.files if path.endswith(f"{stem}-{WEB_MOCKUP}"))
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


def _extent(pdf: bytes) -> int:
    """Read the number of pages from the root of the page tree, without walking it (ISO 32000-1, 7.7.3)."""
    catalog: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return int(catalog["/Pages"]["/Count"])
