"""Exhibits: what shows finished texts to the world: their covers photographed, the press kit, the site; and how any
file is examined before it goes there.

In: a workplace, and texts as they were made. Out: files by their path below the output folder, diagnostics. Each public
function is a job (jobs.py).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader

from bindery import assemble
from bindery.checks import check_file
from bindery.diagnostics import Diagnostic
from bindery.editions import MadeText
from bindery.embargo import RELEASED
from bindery.formats.mockup import Prints, photographs
from bindery.formats.press_kit import make_press_kit
from bindery.formats.social import social_visuals
from bindery.formats.web import Bench, Download, WebText, make_site
from bindery.jobs import Workplace
from bindery.kit.pictures import standing_alt
from bindery.kit.posts import volume_posts
from bindery.kit.social import visual_alt
from bindery.languages import LANGUAGES
from bindery.model import PICTURE, Artifact, Collection, Edition
from bindery.shelf import Shelf
from bindery.site.model import Picture
from bindery.site.pictures import cover_picture, mockup_picture, social_picture
from bindery.site.weight import site_checks
from bindery.studio import Studio, opened
from bindery.typography import set_text

WEB_SCENE = "hero"
WEB_MOCKUP = f"{WEB_SCENE}-transparent-1200px.png"
SOCIAL_MOCKUP = "hero-transparent-3000px.png"
WEB_SOCIAL = "social-1200x630-{}.png"
LIGHT_KIT = "-press-kit-light.zip"
WEB_DOWNLOADS = (
    ("screen-edition", "-screen.pdf", "application/pdf"),
    ("e-book", ".epub", "application/epub+zip"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gave: files by their path below the output folder, and what there is to say.

    Files whose path begins like one of `replaces` go, unless they are made now.
    """

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    replaces: tuple[str, ...] = ()


NOTHING = Made(())


def gathered(made: Iterable[Made], faults: Iterable[Diagnostic]) -> Made:
    """Put together what several jobs gave."""
    each = tuple(made)
    files = tuple(file for one in each for file in one.files)
    return Made(files, (*faults, *(said for one in each for said in one.diagnostics)))


def photograph(_: Workplace, stem: str, scene: str, prints: Prints) -> Made:
    """Photograph a volume in one language and one scene; files are named after `stem`."""
    return Made(tuple(photographs(stem, scene, prints)))


def make_social(place: Workplace, edition: str, number: int, language: str, hero_png: bytes) -> Made:
    """Draw the pictures that networks show of a volume in one language."""
    collection, studio = opened(place, edition)
    volume = collection.volume(number)
    return Made(social_visuals(collection, volume, volume.texts[language], hero_png, studio))


def make_kit(
    place: Workplace,
    edition: str,
    number: int,
    texts: Sequence[MadeText],
    mockups: Made,
    shelf: Shelf,
    social: Made,
    state: str,
) -> Made:
    """Make the press kit of a volume."""
    collection, studio = opened(place, edition)
    volume = collection.volume(number)
    files, told = make_press_kit(collection, volume, texts, mockups.files, studio, shelf, social.files, state)
    return Made(files, told, (f"volume-{number}/press-kit/{volume.slug}-press-kit",))


def light_kit(kit: Made) -> Made:
    """Pick the light zip of a press kit, when it is whole."""
    return Made(tuple(file for file in kit.files if file[0].endswith(LIGHT_KIT)))


def make_web(
    place: Workplace,
    edition: str,
    texts: Sequence[MadeText],
    mockups: Made,
    shelf: Shelf,
    social: Made,
    state: str,
    kit: Made = NOTHING,
) -> Made:
    """Make the site: the covers and the mockups as its pictures, the screen PDF and the EPUB as its downloads.

    `kit` is the press kit of the newest volume, which is given once the volume is released.
    """
    collection, studio = opened(place, edition)
    newest = max(made.volume for made in texts)
    given = kit if state == RELEASED else NOTHING
    exhibits = [
        _exhibit(collection, m, mockups, social, studio, given if m.volume == newest else NOTHING) for m in texts
    ]
    shown_texts = [text for text, _ in exhibits]
    bench = Bench(collection, studio.render, studio.tokens, studio.styles, shown_texts, shelf=shelf, state=state)
    told = {download.path for text in bench.told() for download in text.downloads}
    kept_back = {download.path for text in shown_texts for download in text.downloads} - told
    made = {f"site/{p}": data for _, files in exhibits for p, data in files.items() if p not in kept_back}
    made |= dict(make_site(bench))
    return Made(tuple(made.items()), tuple(site_checks(made)), ("site/",))


KINDS: Mapping[str, str] = {
    "-print.pdf": "interior for the printer",
    "-cover.pdf": "cover for the printer",
    "-screen.pdf": "screen PDF",
    ".epub": "e-book",
    ".zip": "press kit",
    ".png": PICTURE,
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


def _exhibit(
    collection: Collection, made: MadeText, mockups: Made, social: Made, studio: Studio, kit: Made = NOTHING
) -> tuple[WebText, dict[str, bytes]]:
    """Prepare what the site shows and gives of one text, and the files by their path on it."""
    volume = collection.volume(made.volume)
    assert made.manuscript is not None
    book = assemble.bind(collection, made.manuscript, Edition(volume, volume.texts[made.language], "web"))
    stem = f"{volume.slug}-{made.language}"
    pictures = dict(_pictures(collection, made, stem, mockups, social, studio))
    downloads = {
        Download(word, f"downloads/{stem}{ending}", media_type, len(made.file(ending))): made.file(ending)
        for word, ending, media_type in WEB_DOWNLOADS
    }
    for path, data in kit.files:
        downloads[Download("press-kit", f"downloads/{path.rpartition('/')[2]}", "application/zip", len(data))] = data
    text = WebText(
        book=book,
        downloads=tuple(downloads),
        pages=made.page_map,
        **{name: picture for name, (picture, _) in pictures.items()},
    )
    return text, dict(_placed(pictures.values(), downloads))


def _pictures(
    collection: Collection, made: MadeText, stem: str, mockups: Made, social: Made, studio: Studio
) -> Iterator[tuple[str, tuple[Picture, bytes]]]:
    """Make the pictures of a text for the site, by what they are there."""
    volume, code = collection.volume(made.volume), made.language
    text, words = volume.texts[code], LANGUAGES[code].words
    alt = set_text(words["label-value"].format(words["cover"], text.title), code, collection.as_typed)
    place = f"assets/volume-{volume.number}/{stem}"
    yield "cover", cover_picture(made.front_png, f"{place}-cover", alt)
    for path, data in mockups.files:
        if path.endswith(f"{stem}-{WEB_MOCKUP}"):
            standing = standing_alt(collection, volume, code, WEB_SCENE, code)
            yield "mockup", mockup_picture(data, f"{place}-mockup", standing)
    for path, data in social.files:
        if path.endswith(WEB_SOCIAL.format(code)):
            promise = volume_posts(collection, volume, text, studio.project).promise
            said = visual_alt(collection, volume, text, promise, code)
            yield "social", social_picture(data, f"{place}-social", said)


def _placed(
    pictures: Iterable[tuple[Picture, bytes]], downloads: Mapping[Download, bytes]
) -> Iterator[tuple[str, bytes]]:
    yield from ((picture.src, data) for picture, data in pictures)
    yield from ((download.path, data) for download, data in downloads.items())


def _extent(pdf: bytes) -> int:
    """Read the number of pages from the root of the page tree, without walking it (ISO 32000-1, 7.7.3)."""
    catalog: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return int(catalog["/Pages"]["/Count"])
