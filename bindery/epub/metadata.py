"""What the package says of the book: identifiers, titles, people, series, and how it can be read.

In: a Book and facts read from its finished documents. Out: lines of package metadata. Standards: EPUB 3.3, 5.5
(https://www.w3.org/TR/epub-33/#sec-pkg-metadata) and EPUB Accessibility 1.1, 2 (https://www.w3.org/TR/epub-a11y-11/).

Conformance to EPUB Accessibility is claimed only when a certifier is named: the claim needs the eye of a person.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from bindery.assemble.tree import Element, classes, with_class
from bindery.epub.page_list import MARK_CLASS
from bindery.languages import LANGUAGES
from bindery.model import Book, Contributor
from bindery.render import Render
from bindery.typography import set_text

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
PREFIXES: Mapping[str, str] = {
    "a11y": "http://www.idpf.org/epub/vocab/package/a11y/#",
    "schema": "http://schema.org/",
    "ibooks": "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
}
# What a person did -> their code in the MARC relators (https://www.loc.gov/marc/relators/); `oth` when there is none.
RELATORS: Mapping[str, str] = {
    "author": "aut",
    "coordination": "pdr",
    "supervision": "dgs",
    "design": "dsr",
    "translation": "trl",
    "illustration": "ill",
}
# Every name below is a value of https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/
ALWAYS = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")


@dataclass(frozen=True, slots=True)
class Line:
    """One element of the metadata: `dc:…`, or a `meta` with its property."""

    name: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Traits:
    """What stands in the finished documents, as far as accessibility is told by it."""

    has_pictures: bool
    are_pictures_described: bool
    has_data: bool
    has_descriptions: bool
    has_pages: bool
    has_index: bool

    @property
    def features(self) -> tuple[str, ...]:
        """List the accessibility features the book really has."""
        pages = ("pageBreakMarkers", "pageNavigation") if self.has_pages else ()
        pictures = ("alternativeText",) if self.has_pictures and self.are_pictures_described else ()
        told = ("longDescription",) if self.has_descriptions else ()
        return tuple(sorted((*ALWAYS, *pages, *pictures, *told, *(("index",) if self.has_index else ()))))


def traits_of(bodies: Iterable[Element], has_cover: bool = True) -> Traits:
    """Read the traits of a book from its trees; the cover is a picture, described by its title."""
    trees = tuple(bodies)
    images = [image for tree in trees for image in tree.iter("img")]
    drawings = [svg for tree in trees for svg in tree.iter("svg") if svg.get("aria-hidden") != "true"]
    return Traits(
        has_pictures=has_cover or bool(images or drawings),
        are_pictures_described=all(image.get("alt") or image.get("role") == "presentation" for image in images)
        and all(svg.get("aria-labelledby") or svg.get("aria-label") for svg in drawings),
        has_data=any(data.find(".//{*}table") is not None for tree in trees for data in with_class(tree, "chart-data")),
        has_descriptions=any(True for tree in trees for _ in with_class(tree, "description")),
        has_pages=any(MARK_CLASS in classes(span) for tree in trees for span in tree.iter("span")),
        has_index=any(True for tree in trees for _ in with_class(tree, "folio-link")),
    )


def identifier(book: Book, isbn: str | None = None) -> str:
    """Give the name of the e-book: its ISBN, else a UUID made from collection, volume and language."""
    if isbn:
        return f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}"
    name = f"{book.collection.slug}/{book.edition.volume.number}/{book.language}/epub"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def modified(book: Book) -> datetime:
    """Give the instant of the last change, in UTC: `volume.modified`, else the day of publication, else its year."""
    volume = book.edition.volume
    if volume.modified:
        return volume.modified.astimezone(UTC) if volume.modified.tzinfo else volume.modified.replace(tzinfo=UTC)
    if volume.published:
        return datetime.combine(volume.published, time(), UTC)
    if volume.launch:
        return volume.launch.instant.astimezone(UTC)
    return datetime(volume.year, 1, 1, tzinfo=UTC)


def package_metadata(book: Book, traits: Traits, render: Render, certifier: str = "") -> tuple[Line, ...]:
    """Write all metadata of the package."""
    return (
        *identity(book),
        *titles(book),
        *people(book),
        *publication(book),
        *series(book),
        *accessibility(book, traits, render, certifier),
        Line("meta", "true", {"property": "ibooks:specified-fonts"}),
        Line("meta", "", {"name": "cover", "content": "cover-image"}),  # Kindle and older readers look for it
        Line("meta", modified(book).strftime("%Y-%m-%dT%H:%M:%SZ"), {"property": "dcterms:modified"}),
    )


def refinement(of: str, name: str, text: str, scheme: str = "") -> Line:
    """Say more of an element with an id."""
    return Line("meta", text, {"refines": f"#{of}", "property": name, **({"scheme": scheme} if scheme else {})})


def identity(book: Book) -> Iterator[Line]:
    """Name the book and its language."""
    isbn = book.edition.isbn
    yield Line("dc:identifier", identifier(book, isbn), {"id": "uid"})
    if isbn:
        yield refinement("uid", "identifier-type", "15", "onix:codelist5")
    yield Line("dc:language", book.language)


def titles(book: Book) -> Iterator[Line]:
    """Give the title and the subtitle, each typed."""
    text = book.edition.text
    named = [("main", text.title), *([("subtitle", text.subtitle)] if text.subtitle else [])]
    for place, (kind, title) in enumerate(named, 1):
        yield Line("dc:title", set_text(title, book.language, book.collection.as_typed), {"id": f"title-{kind}"})
        yield refinement(f"title-{kind}", "title-type", kind)
        yield refinement(f"title-{kind}", "display-seq", str(place))


def people(book: Book) -> Iterator[Line]:
    """Name those who made the book: authors as creators, the others as contributors, each in their role."""
    for place, person in enumerate(book.edition.volume.credits, 1):
        yield from credit(person, f"person-{place}")


def credit(person: Contributor, anchor: str) -> Iterator[Line]:
    """Name one person and their role."""
    yield Line("dc:creator" if person.role == "author" else "dc:contributor", person.name, {"id": anchor})
    yield refinement(anchor, "role", RELATORS.get(person.role, "oth"), "marc:relators")
    if person.sort_name:
        yield refinement(anchor, "file-as", person.sort_name)


def publication(book: Book) -> Iterator[Line]:
    """Say who published the book, when, what it is about and under which rights."""
    volume, collection, language = book.edition.volume, book.collection, book.language
    yield Line("dc:publisher", collection.publisher.names[language])
    day = volume.published or (volume.launch.date if volume.launch else None)
    yield Line("dc:date", day.isoformat() if day else str(volume.year))
    yield Line("dc:description", set_text(book.edition.text.description, language, collection.as_typed))
    yield Line("dc:rights", set_text(collection.rights[language], language, collection.as_typed))


def series(book: Book) -> Iterator[Line]:
    """Place the volume in its collection."""
    title = set_text(book.collection.titles[book.language], book.language, book.collection.as_typed)
    yield Line("meta", title, {"property": "belongs-to-collection", "id": "collection"})
    yield refinement("collection", "collection-type", "series")
    yield refinement("collection", "group-position", str(book.edition.volume.number))


def accessibility(book: Book, traits: Traits, render: Render, certifier: str) -> Iterator[Line]:
    """Say how the book can be read, each value only when it is true of this book."""
    modes = ("textual", "visual") if traits.has_pictures else ("textual",)
    yield from (schema("accessMode", mode) for mode in modes)
    yield from (schema("accessModeSufficient", way) for way in dict.fromkeys(("textual", ",".join(modes))))
    yield from (schema("accessibilityFeature", feature) for feature in traits.features)
    yield schema("accessibilityHazard", "none")
    summary = render(
        f"epub/summary.{book.language}.txt",
        has_pictures=traits.has_pictures and traits.are_pictures_described,
        has_data=traits.has_data,
        has_descriptions=traits.has_descriptions,
        has_pages=traits.has_pages,
        certifier=certifier,
    )
    yield schema("accessibilitySummary", set_text(summary, book.language))
    if traits.has_pages:
        yield Line("meta", print_source(book), {"property": "pageBreakSource"})
    if certifier:
        yield Line("meta", CONFORMANCE, {"property": "dcterms:conformsTo", "id": "conformance"})
        yield refinement("conformance", "a11y:certifiedBy", certifier)


def schema(name: str, value: str) -> Line:
    """Write a property of schema.org."""
    return Line("meta", value, {"property": f"schema:{name}"})


def print_source(book: Book) -> str:
    """Name the print edition whose pages are marked: its ISBN, else its title, publisher and year."""
    volume = book.edition.volume
    identifiers = volume.identifiers.get(book.language)
    isbn = identifiers.isbn.get("print") if identifiers else None
    if isbn:
        return identifier(book, isbn)
    words = LANGUAGES[book.language].words
    publisher = book.collection.publisher.names[book.language]
    named = f"{book.edition.text.title}, {words['print-edition'].lower()}, {publisher}, {volume.year}"
    return set_text(named, book.language, book.collection.as_typed)
