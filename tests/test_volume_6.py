"""Volume 6 as it is written, both languages, before the trade's own validators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pypdf import PdfReader

from bindery.bitext.compare import in_step
from bindery.cli import PROJECT
from bindery.diagnostics import has_errors
from bindery.load import load_collection
from bindery.order import Order
from bindery.pipeline import build
from bindery.progress import SILENT
from bindery.remarks import remarks_in
from bindery.report import Report
from bindery.spelling import spell_check
from bindery.studio import Studio
from tests import validators
from tests.proofs import (
    XHTML,
    Marked,
    Pages,
    index_lines,
    index_numbers,
    read_marked,
    read_pages,
    squeezed,
    unproven,
    without_links,
)
from tests.validators import needs

LANGUAGES = ("fr", "en")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The print, screen and EPUB editions of volume 6, and the report of their making."""
    folder = tmp_path_factory.mktemp("volume-6")
    order = Order(PROJECT / "content", folder, ("print", "screen", "epub"), volumes=(6,), use_cache=False, jobs=2)
    report = build(load_collection(PROJECT / "content", PROJECT), order, Studio(PROJECT), SILENT)
    assert not has_errors(report.diagnostics), "\n".join(map(str, report.diagnostics))
    return folder, report


@pytest.fixture(scope="module")
def output(made: tuple[Path, Report]) -> Path:
    """The folder of the editions."""
    return made[0]


def book(output: Path, language: str, ending: str) -> Path:
    return output / "volume-6" / language / f"smart-city-guide-6-{language}{ending}"


def test_the_content_has_no_fault_but_slots_to_fill():
    loaded = load_collection(PROJECT / "content", PROJECT)

    assert {d.code for d in loaded.diagnostics} == {"placeholder"}


def test_the_spell_check_finds_nothing():
    collection = load_collection(PROJECT / "content", PROJECT).collection

    assert collection is not None
    assert [str(found) for found in spell_check(collection, PROJECT)] == []


def test_french_and_english_are_in_step():
    collection = load_collection(PROJECT / "content", PROJECT).collection

    assert collection is not None
    (stood,) = in_step(collection.volume(6), collection.languages)
    assert [str(told) for told in stood.told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_has_150_entries_and_more_and_the_glossary_40_terms(output, language):
    _, marked = screen_and_book(output, language)

    assert len(list(index_lines(marked))) >= 150
    assert len(marked.documents["glossary"].findall(".//h:dfn", XHTML)) >= 40


def test_the_layout_report_has_nothing_to_remark(made):
    _, report = made

    assert set(report.layout) == {"volume-6/fr", "volume-6/en"}
    assert remarks_in(report.layout) == ()


@needs("epubcheck")
@pytest.mark.parametrize("language", LANGUAGES)
def test_epubcheck_finds_nothing(output, language):
    assert validators.epubcheck(book(output, language, ".epub")) == []


@needs("ace")
@pytest.mark.parametrize("language", LANGUAGES)
def test_ace_finds_nothing(output, language):
    assert validators.ace(book(output, language, ".epub")) == []


@needs("qpdf")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["-print.pdf", "-cover.pdf", "-screen.pdf"])
def test_qpdf_finds_nothing(output, language, ending):
    assert validators.qpdf_check(book(output, language, ending)) == []


@needs("verapdf")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_screen_pdf_conforms_to_pdf_ua_and_pdf_a(output, language, flavour):
    assert validators.verapdf(book(output, language, "-screen.pdf"), flavour) == []


@needs("verapdf")
@pytest.mark.parametrize("ending", ["-print.pdf", "-cover.pdf"])
def test_verapdf_reads_the_files_for_the_printer(output, ending):
    assert validators.verapdf_parses(book(output, "fr", ending))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_edition_is_the_printed_one_behind_its_cover(output, language):
    printed = len(PdfReader(book(output, language, "-print.pdf")).pages)

    assert len(PdfReader(book(output, language, "-screen.pdf")).pages) == printed + 1


@needs("pdffonts")
@pytest.mark.parametrize("ending", ["-print.pdf", "-cover.pdf", "-screen.pdf"])
def test_only_the_collections_own_faces_are_used(output, ending):
    lines = validators.run("pdffonts", book(output, "fr", ending)).stdout.splitlines()[2:]
    faces = {line.split()[0].partition("+")[2].replace("-", "") for line in lines}

    assert faces
    assert all(face.startswith(("Archivo", "SourceSerif4", "BinderySigns")) for face in faces), faces


@cache
def screen_and_book(output: Path, language: str) -> tuple[Pages, Marked]:
    """The screen PDF and the e-book, read back."""
    return read_pages(book(output, language, "-screen.pdf")), read_marked(book(output, language, ".epub"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_the_index_prints_holds_the_words_marked_for_it(output, language):
    pages, marked = screen_and_book(output, language)

    assert sum(link.target.startswith("ix-") for link in pages.links) > 50
    assert unproven(pages, marked) == []


def test_the_proof_of_the_index_notices_pages_that_are_one_off(output):
    pages, marked = screen_and_book(output, "fr")
    late = replace(pages, texts=("", *pages.texts[:-1]))

    assert len(unproven(late, marked)) > 40  # the others' words stand on the page before, too


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_prints_each_of_its_lines_with_its_pages(output, language):
    pages, marked = screen_and_book(output, language)
    printed = [(link.target, link.printed) for link in pages.links if link.target.startswith("ix-")]
    index = "".join(text for text, label in zip(pages.texts, pages.labels, strict=True) if label in on_index(pages))

    assert printed == list(index_numbers(marked))
    assert [line for line in index_lines(marked) if squeezed(line) not in index] == []


def on_index(pages: Pages) -> set[str]:
    """Name the pages that the index takes."""
    return {pages.labels[link.page_index] for link in pages.links if link.target.startswith("ix-")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_subjects_go_on_over_pages(output, language):
    pages, _ = screen_and_book(output, language)

    assert sum(link.target.endswith("-end") for link in pages.links) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_pages_say_what_those_of_the_screen_say(output, language):
    screen, _ = screen_and_book(output, language)

    assert read_pages(book(output, language, "-print.pdf")).texts == screen.texts[1:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", ["term-", "ref-"])
def test_each_term_and_each_work_is_led_to_from_the_text(output, language, prefix):
    pages, marked = screen_and_book(output, language)
    listed = {anchor for anchor in pages.anchors if anchor.startswith(prefix)}

    assert len(listed) > 15
    assert listed <= {link.target for link in pages.links}
    assert without_links(marked, prefix) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_stands_on_the_page_its_links_lead_to(output, language):
    pages, marked = screen_and_book(output, language)
    terms = [anchor for anchor in pages.anchors if anchor.startswith("term-")]

    assert [term for term in terms if marked.words_at(term) not in pages.texts[pages.anchors[term]]] == []


def lines_of(output: Path, language: str) -> list[str]:
    """The lines of the screen edition as a reader copies them."""
    pages = PdfReader(book(output, language, "-screen.pdf")).pages
    return [line for page in pages for line in page.extract_text().splitlines()]


def test_narrow_spaces_are_copied_as_spaces(output):
    text = "\n".join(lines_of(output, "fr"))

    assert len(re.findall(r"\w [?;!]", text)) > 20
    assert "\N{NARROW NO-BREAK SPACE}" not in text
    assert "Par où commencer ?" in text


def test_no_line_of_the_french_text_starts_with_a_mark_or_ends_with_an_opening_one(output):
    lines = lines_of(output, "fr")

    assert [line for line in lines if line.lstrip()[:1] in set(";:!?»")] == []
    assert [line for line in lines if line.rstrip().endswith("«")] == []


def test_the_brand_keeps_its_mark_and_ordinals_are_read_whole(output):
    text = "\n".join(lines_of(output, "fr"))

    assert "Villo!" in text
    assert "1er septembre" in text


UNSET = {  # what is left where a line was never set
    "fr": re.compile(r"[^\W\d_]'[^\W\d_]| [;:!?»](?=\s|$)|« |\"|\d [%€]|\bp\. \d|\.\.\."),
    "en": re.compile(r"[^\W\d_]'[^\W\d_]|\"|\bp\. \d|\d million|\.\.\."),
}


def said_in(document: etree._Element) -> Iterator[tuple[str, str]]:
    """What a document of the e-book says and reads aloud, each piece with its language."""
    for element in document.iter(etree.Element):
        names = {etree.QName(node).localname for node in (element, *element.iterancestors())}
        if names & {"code", "pre", "script", "style"} or "url" in (element.get("class") or ""):
            continue
        for text, node in ((element.text, element), (element.tail, element.getparent())):
            tongues = (n.get("lang") for n in (node, *node.iterancestors())) if node is not None else iter(())
            yield text or "", next((tongue for tongue in tongues if tongue), "")
        yield from ((element.get(name) or "", "") for name in ("alt", "title", "aria-label"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_e_book_is_set(output, language):
    with ZipFile(book(output, language, ".epub")) as epub:
        documents = [etree.fromstring(epub.read(name)) for name in epub.namelist() if name.endswith(".xhtml")]
    said = [(text, tongue or language) for document in documents for text, tongue in said_in(document)]

    assert sum("\N{NO-BREAK SPACE}" in text for text, _ in said) > 50
    assert [text for text, tongue in said if tongue in UNSET and UNSET[tongue].search(text)] == []
