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
    Publisher,
    ReferenceEntry,
    Section,
    Text,
    Volume,
)
from bindery.pdf.page_map import PageMap, PageStart

PROJECT = Path(__file__).parents[2]
HERE = Source("by-hand")
WORDS = {
    "fr": ("Le jardin & la pompe", "Partager un terrain", "Le jardin", "La pompe", "Un livre pour les essais."),
    "en": ("The garden & the pump", "Sharing a plot", "The garden", "The pump", "A book for tests."),
}

GARDEN = """
<aside class="box in-this-chapter" data-box="in-this-chapter" data-line="3"><p class="box-label" data-b="garden.1">In</p>
<ul><li data-b="garden.2"><a href="#sec-plot">Plot</a></li></ul></aside>
<h2 id="sec-plot" data-line="5" data-b="garden.3">Parcelle</h2>
<p data-line="6" data-b="garden.4">Une <a class="term" href="#term-plot">parcelle</a> se cultive
 (<span class="citation"><a class="cite" href="#ref-abel2020">Abel, 2020</a></span>)<a class="noteref"
 id="fnref-garden-beans" href="#fn-garden-beans" role="doc-noteref">1</a>. Voir la
 <a class="xref" href="#fig-plan">figure 1</a>.<span class="index-entry" id="ix-garden-1"></span></p>
<figure class="figure" id="fig-plan" data-kind="fig" data-width="text"><img src="figures/plan.png"
 alt="Deux carrés côte à côte" width="40" height="20"/><figcaption data-b="garden.5"><span class="number">Figure 1</span>
 <span class="caption">Le plan.</span></figcaption></figure>
<figure class="figure chart" id="fig-harvest" data-kind="fig"><svg role="img" aria-labelledby="harvest-title"
 viewBox="0 0 100 40"><title id="harvest-title">La récolte monte</title><rect x="0" y="0" width="40" height="40"
 fill="#16255c"/><linearGradient id="g"/></svg><figcaption data-b="garden.6"><span class="number">Figure 2</span>
 <span class="caption">La récolte.</span></figcaption><details class="chart-data"><summary>Données</summary><table><thead>
 <tr><th scope="col">Plante</th><th scope="col" class="num">Kilos</th></tr></thead><tbody><tr><th scope="row">Fèves</th>
 <td class="num">12</td></tr></tbody></table></details></figure>
<div class="table" id="tbl-tools" data-kind="tbl"><p class="caption" id="tbl-tools-caption" data-b="garden.7"><span
 class="number">Tableau 1</span> <span class="caption">Les outils.</span></p><div class="table-scroll"><table
 aria-labelledby="tbl-tools-caption"><thead><tr><th scope="col" data-b="garden.8">Outil</th><th scope="col"
 data-b="garden.9">Usage</th></tr></thead><tbody><tr><th scope="row" data-b="garden.10">râteau</th><td
 data-b="garden.11">égaliser</td></tr><tr><th scope="row" data-b="garden.12">bêche</th><td data-b="garden.13">retourner</td>
 </tr></tbody></table></div></div>
<aside class="box checklist" data-box="checklist"><p class="box-label" data-b="garden.14">Liste</p><ul class="checks"><li
 data-b="garden.15"><span class="tick" role="img" aria-label="à cocher"></span> Le sol est prêt.</li></ul></aside>
<blockquote class="box quote" data-box="quote"><p class="box-label" data-b="garden.16">Citation</p><p
 data-b="garden.17">Une parcelle se <em lang="en">shared</em>.</p><p class="quote-by" data-b="garden.18">— Essais</p>
</blockquote>
<section class="notes" role="doc-endnotes"><aside class="note" id="fn-garden-beans" role="doc-footnote"><p>Les fèves.</p>
</aside></section>
"""
PUMP = """
<section class="box case-study" id="box-pump" data-box="case-study"><p class="box-label" data-b="pump.1">Étude de cas</p>
<h2 class="box-title" id="box-pump-title" data-b="pump.2">Une pompe</h2><dl class="facts"><dt data-b="pump.3">Lieu</dt>
<dd data-b="pump.4">Nulle-Part</dd></dl><h3 data-b="pump.5" id="pump-worked">Ce qui a marché</h3>
<p data-b="pump.6">La pompe tourne<span class="index-entry" id="ix-pump-1"></span>. Voir <a href="#sec-plot">Parcelle</a>
 et <a href="https://example.org/pump?a=1&amp;b=2">la pompe</a>.</p></section>
"""


def book_by_hand(language: str = "fr", isbn: str | None = None) -> Book:
    """Make the book."""
    title, subtitle, garden, pump, description = WORDS[language]
    text = Text(language, title, subtitle, description, (), (), (), (), HERE)
    isbns = {"print": None, "screen": None, "epub": isbn}
    volume = Volume(
        number=1,
        year=2022,
        slug="small-book-1",
        palette="6",
        short_titles={language: title},
        titles={language: title},
        contributors=(Contributor("Ada Semeur", "author", "Semeur, Ada"), Contributor("Bo Pompe", "supervision", "")),
        texts={language: text},
        source=HERE,
        modified=datetime(2022, 11, 15, 8, tzinfo=UTC),
        identifiers={language: Identifiers(isbn=isbns, legal_deposit=None)},
    )
    sections = tuple(sections_of(garden, pump))
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
            IndexEntry("jardin", ("ix-garden-1",), (IndexEntry("plan", ("ix-pump-1",)),), letter="J"),
            IndexEntry("pompe", ("ix-pump-1",), see_also=("jardin",), letter="P"),
        ),
        home={},
    )


def sections_of(garden: str, pump: str) -> list[Section]:
    """List the sections in reading order."""

    def section(name: str, role: str, matter: str, title: str, number: str = "", body: str = "") -> Section:
        headings = tuple(
            ContentsEntry(2, words, "", anchor, name) for anchor, words in (("sec-plot", "Parcelle"),) if anchor in body
        )
        promise = "Ce que l’on y gagne." if body else ""
        return Section(
            name, role, matter, title, title, number, promise, body, HERE, headings if name == "garden" else ()
        )

    return [
        section("half-title", "half-title", FRONT, "Faux-titre"),
        section("title-page", "title-page", FRONT, "Page de titre"),
        section("copyright-page", "copyright-page", FRONT, "Mentions légales"),
        section("contents", "contents", FRONT, "Sommaire"),
        section("garden", "chapter", BODY, garden, "1", GARDEN),
        section("pump", "case-study", BODY, pump, "2", PUMP),
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
