"""The site: announcement, the collection, a page per volume and a reading edition, in every language that has a text.

In: the bench (collection, templates, colours, covers, state) with its texts. Out: files below `site/`. Static HTML
(https://html.spec.whatwg.org/) that needs no script but for its search: no tracker, no remote file, no style in a page.
What later waves make, pictures and downloads, may be absent, as in the preview. The state of the newest volume decides:
a proof is marked on every page; of a volume that is held only what announces it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bindery.embargo import HELD, PROOF
from bindery.model import Asset
from bindery.site.addresses import ANNOUNCEMENT, NOT_FOUND, volume_folder
from bindery.site.announcement import announcement, coming_soon
from bindery.site.bodies import reading_bodies
from bindery.site.doors import door, not_found
from bindery.site.feeds import machine_files
from bindery.site.frame import Page
from bindery.site.model import Bench, Download, Picture, WebText
from bindery.site.pictures import shelf_pictures
from bindery.site.reading import reading
from bindery.site.search import Bodies, search_page, search_texts
from bindery.site.sheets import site_sheets
from bindery.site.volumes import collection, volume_sheet

__all__ = ["Bench", "Download", "Picture", "WebText", "make_site"]

ROOT = "site"
File = tuple[str, bytes]  # path below the site's root, bytes
Read = tuple[tuple[WebText, Bodies], ...]  # texts that may be read, with their bodies


def make_site(bench: Bench) -> Iterator[File]:
    """Write every file of the site; in each language the newest volume written in it is the one announced."""
    covers, pictures = shelf_pictures(bench)
    bench = replace(bench, covers=covers)
    read = tuple((text, reading_bodies(bench, text)) for text in bench.told())
    pages = [*_openings(bench), *(page for text, bodies in read for page in reading(bench, text, bodies))]
    search = list(_search(bench, read))
    written = frozenset(text.volume.number for text in bench.told())
    files = [
        *site_sheets(bench.collection, bench.tokens, bench.styles, written),
        *pictures,
        *((path, html.encode()) for path, html in pages),
        *search,
        *machine_files(bench, (path for path, _ in pages if _is_found(bench, path))),
        *_figures(bench, read),
    ]
    yield from ((f"{ROOT}/{path}", data) for path, data in files)


def _openings(bench: Bench) -> Iterator[Page]:
    """Make the pages that stand before the texts."""
    yield door(bench)
    yield not_found(bench)
    for code in bench.languages:
        yield from _announcements(bench, bench.newest(code))
        yield collection(bench, bench.newest(code))
        for volume in bench.collection.volumes:
            yield volume_sheet(bench, volume, code)


def _announcements(bench: Bench, text: WebText) -> Iterator[Page]:
    """Announce a volume as its state allows; a proof shows both announcements."""
    state = bench.state_of(text.volume)
    if state == HELD:
        yield coming_soon(bench, text, ANNOUNCEMENT)
        return
    yield announcement(bench, text)
    if state == PROOF:
        yield coming_soon(bench, text)


def _search(bench: Bench, read: Read) -> Iterator[File]:
    """Make the search of each language that has a text to be read."""
    for code in bench.languages:
        spoken = [(text, bodies) for text, bodies in read if text.language == code]
        if spoken:
            path, data = search_texts(bench, spoken, code)
            yield path, data
            path, html = search_page(bench, [text for text, _ in spoken], len(data))
            yield path, html.encode()
    if read:
        yield "assets/search.js", bench.render("web/search.js").encode()


def _is_found(bench: Bench, path: str) -> bool:
    return path != NOT_FOUND and "/coming-soon/" not in path


def _figures(bench: Bench, read: Read) -> Iterator[File]:
    """Give the pictures that the texts show."""
    shown: Mapping[int, set[str]] = {volume.number: set() for volume in bench.collection.volumes}
    for text, _ in read:
        bodies = [section.body for section in text.book.sections]
        names = (name for name in text.volume.figures if any(f'src="figures/{name}"' in body for body in bodies))
        shown[text.volume.number].update(names)
    for volume in bench.collection.volumes:
        for name in sorted(shown[volume.number]):
            asset: Asset = volume.figures[name]
            yield f"assets/{volume_folder(volume.number)}/figures/{asset.name}", asset.path.read_bytes()
