"""The collection sheet: all its volumes, each with its cover, year, title, authors and what there is of it.

In: a desk with the shelf of covers. Out: tagged PDF, said to show our own covers; and the rows, which the press file
shows as a table.
"""

from __future__ import annotations

from dataclasses import dataclass

from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, honest
from bindery.kit.paper import Paper, jpeg_uri, printed, words_of
from bindery.languages import LANGUAGES
from bindery.model import Volume
from bindery.shelf import in_language

KIND = "collection-sheet"
OURS = "ours"  # of a title that the publisher has not given in this language
THUMBNAIL_PX = 560


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A volume of the collection in one language; `cover` is a `data:` address, empty without a picture."""

    number: int
    year: int
    title: str
    subtitle: str
    is_ours: bool
    authors: str
    extent: str
    status: str
    cover: str
    alt: str
    is_this: bool


def collection_sheet(desk: Desk) -> Paper:
    """Make the sheet of the collection."""
    collection, code = desk.collection, desk.language
    values = {
        "words": words_of(desk),
        "description": desk.typeset(collection.descriptions[code]),
        "shelf": shelf_rows(desk),
        "note": " ".join(honest(desk)),
    }
    paper = printed(desk, KIND, KIND, desk.typeset(collection.titles[code]), values)
    return Paper((KitFile(desk.name(KIND, "pdf"), paper.pdf),), paper.diagnostics)


def shelf_rows(desk: Desk) -> tuple[ShelfRow, ...]:
    """List the volumes of the collection, in order."""
    return tuple(_row(desk, volume) for volume in sorted(desk.collection.volumes, key=lambda v: v.number))


def _row(desk: Desk, volume: Volume) -> ShelfRow:
    code, words = desk.language, desk.words
    cover = in_language(desk.shelf, code).get(volume.number)
    is_this = volume.number == desk.volume.number
    title = desk.typeset(volume.titles[code])
    alt = words["shelf-alt"].format(number=volume.number, title=volume.titles[code])
    return ShelfRow(
        number=volume.number,
        year=volume.year,
        title=title,
        subtitle=desk.typeset(volume.subtitles.get(code, "")),
        is_ours=volume.title_sources.get(code) == OURS,
        authors=_authors(desk, volume),
        extent=_extent(desk, volume),
        status=desk.typeset(words["shelf-this" if is_this else "shelf-published"]),
        cover=jpeg_uri(cover.front_png, THUMBNAIL_PX) if cover else "",
        alt=desk.typeset(alt),
        is_this=is_this,
    )


def _authors(desk: Desk, volume: Volume) -> str:
    """Name the authors of the published volume; of this one, say when the text is another."""
    names = [person.name for person in volume.contributors if person.role == "author"]
    named = LANGUAGES[desk.language].join(names)
    is_other = volume.number == desk.volume.number and volume.contributors != volume.credits
    return desk.typeset(desk.words["other-text"].format(named)) if named and is_other else named


def _extent(desk: Desk, volume: Volume) -> str:
    """Say how many pages the published volume has; of this one, those of the text made here."""
    pages = desk.made.extent if volume.number == desk.volume.number else volume.extent
    word = "shelf-pages" if pages else "shelf-unknown"
    return desk.typeset(desk.words[word].format(pages))
