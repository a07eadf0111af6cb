"""A small Book made by hand, as assemble would hand it over: two chapters with all that an e-book must carry."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from bindery.diagnostics import Source
from bindery.epub.documents import Picture
from bindery.epub.faces import FACES
from bindery.formats.epub import Stores, picture
from bindery.model import (
    BACK,
    BODY,
    FRONT,
    Book,
    Collection,
    ContentsEntry,
    Contributor,
    Edition,
    GlossaryEntry,
    Identifiers,
    IndexEntry,
    IndexPlace,
    Publisher,
    ReferenceEntry,
    Section,
    SeeEntry,
    Text,
    Volume,
)
from bindery.pdf.page_map import PageMap, PageStart

PROJECT = Path(__file__).parents[2]
HERE = Source("by-hand")
BODIES = {name: (Path(__file__).parent / "by_hand" / f"{name}.xhtml").read_text("utf-8") for name in ("garden", "pump")}
WORDS = {
    "fr": ("Le jardin & la pompe", "Partager un terrain", "Le jardin", "La pompe", "Un livre pour les essais."),
    "en": ("The garden & the pump", "Sharing a plot", "The garden", "The pump", "A book for tests."),
}


def book_by_hand(language: str = "fr", isbn: str | None = None) -> Book:
    """Make the book."""
    title, subtitle, garden, pump, description = WORDS[language]
    text = Text(language, title, subtitle, description, (), (), (), (), HERE)
    isbns = {"print": None, "screen": None, "epub": isbn}
    volume = Volume(
        number=1,
        year=2022,
        slug="small-book-1",
        palette=6,
        short_titles={language: title},
        titles={language: title},
        contributors=(),
        credits=(Contributor("Ada Semeur", "author", "Semeur, Ada"), Contributor("Bo Pompe", "supervision", "")),
        texts={language: text},
        source=HERE,
        modified=datetime(2022, 11, 15, 8, tzinfo=UTC),
        identifiers={language: Identifiers(isbn=isbns, legal_deposit=None)},
    )
    sections = tuple(sections_of(garden, pump))
    plan = IndexEntry("plan", (IndexPlace("ix-pump-1"),), id="entry-2")
    garden_entry = SeeEntry("jardin", "entry-1")
    return Book(
        collection=collection_of(volume, language),
        edition=Edition(volume, text, "epub"),
        sections=sections,
        contents=contents_of(sections),
        figures=(ContentsEntry(1, "Le plan.", "1", "fig-plan", "garden"),),
        tables=(ContentsEntry(1, "Les outils.", "1", "tbl-tools", "garden"),),
        glossary=(GlossaryEntry("plot", "parcelle", "Un morceau de terre.", HERE),),
        bibliography=(ReferenceEntry("ref-abel2020", "Abel, Anne (2020). <em>Le sol</em>."),),
        index=(
            IndexEntry("jardin", (IndexPlace("ix-garden-1"),), (plan,), letter="J", id="entry-1"),
            IndexEntry(
                "pompe",
                (IndexPlace("ix-pump-1"), IndexPlace("ix-pump-2")),
                see_also=(garden_entry,),
                letter="P",
                id="entry-3",
            ),
        ),
        home={},
    )


def sections_of(garden: str, pump: str) -> list[Section]:
    """List the sections in reading order."""

    def section(name: str, role: str, matter: str, title: str, number: str = "", body: str = "") -> Section:
        headings = (ContentsEntry(2, "Parcelle", "", "sec-plot", name),) if name == "garden" else ()
        promise = "Ce que l’on y gagne." if body else ""
        return Section(
            name, role, matter, title, title, number, promise, body, HERE, headings if name == "garden" else ()
        )

    return [
        section("half-title", "half-title", FRONT, "Faux-titre"),
        section("title-page", "title-page", FRONT, "Page de titre"),
        section("copyright-page", "copyright-page", FRONT, "Mentions légales"),
        section("contents", "contents", FRONT, "Sommaire"),
        section("garden", "chapter", BODY, garden, "1", BODIES["garden"]),
        section("pump", "case-study", BODY, pump, "2", BODIES["pump"]),
        section("glossary", "glossary", BACK, "Glossaire"),
        section("bibliography", "bibliography", BACK, "Bibliographie"),
        section("index", "index", BACK, "Index"),
        section("about", "about", BACK, "La collection"),
        section("colophon", "colophon", BACK, "Achevé"),
    ]


def contents_of(sections: tuple[Section, ...]) -> tuple[ContentsEntry, ...]:
    """List the contents as assemble does."""
    unlisted = {"half-title", "title-page", "copyright-page", "contents", "colophon"}
    return tuple(
        ContentsEntry(1, s.title, s.number, s.id, s.id, s.headings) for s in sections if s.role not in unlisted
    )


def collection_of(volume: Volume, language: str) -> Collection:
    """Make the collection of one volume."""

    def said(words: str) -> Mapping[str, str]:
        return {language: words}

    publisher = Publisher(
        names=said("Presses de la parcelle"),
        houses=said("Maison des essais"),
        boilerplate=said("Les Presses publient des livres d’essai."),
        url="https://example.org/press",
        imprint_place=said("Nulle-Part"),
    )
    return Collection(
        slug="parcel-books",
        titles=said("Les petits livres"),
        series_labels=said("Petit livre"),
        descriptions=said("Des livres d’une page."),
        languages=(language,),
        publisher=publisher,
        support_sentence=said("Avec le soutien de la vallée."),
        supporters=(),
        rights=said("Textes sous licence CC BY 4.0."),
        disclaimer=said("Ce texte sert aux essais."),
        contact=None,
        site_url=None,
        volumes=(volume,),
        root=Path("content"),
        source=HERE,
    )


def page_map() -> PageMap:
    """Make the page map of a print edition in eleven pages."""
    starts = {
        4: PageStart("garden.1", 0),
        5: PageStart("garden.4", 11),  # "Une parcelle |se cultive"
        6: PageStart("garden.12", 0),
        7: PageStart("pump.1", 0),
    }
    anchors = {
        "half-title": 0,
        "title-page": 1,
        "copyright-page": 2,
        "contents": 3,
        "garden": 4,
        "ix-garden-1": 5,
        "pump": 7,
        "ix-pump-1": 7,
        "ix-pump-2": 7,
        "glossary": 8,
        "term-plot": 8,
        "bibliography": 9,
        "index": 10,
    }
    return PageMap(
        folios=tuple(str(number) for number in range(1, 12)),
        starts=tuple(starts.get(page_index) for page_index in range(11)),
        anchors=anchors,
    )


def cover_png() -> bytes:
    """Paint a cover."""
    return png(90, 120, "#16255c")


def png(width: int, height: int, colour: str) -> bytes:
    """Paint a plain picture."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def stores() -> Stores:
    """Open the project's own style sheet and faces, with pictures made here."""
    styles = PROJECT / "styles"
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="58" height="18"/></svg>'
    pictures: dict[str, Picture] = {
        "figures/plan.png": picture("figures/plan.png", png(40, 20, "#ffffff")),
        "images/logos/valley.svg": picture("logos/valley.svg", logo),
    }
    return Stores(
        stylesheet=(styles / "epub.css").read_text(encoding="utf-8"),
        fonts={face.file: (styles / "fonts" / face.file).read_bytes() for face in FACES},
        pictures=pictures,
        logos=({"src": "images/logos/valley.svg", "name": "La vallée"},),
    )
