"""Each validator, tried on a file without fault and on one with a fault of its kind."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests import validators
from tests.validators import needs

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">https://example.org/leaf</dc:identifier>
<dc:title>A leaf</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2022-11-15T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">One leaf of text.</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="nav"/></spine></package>"""
LEAF = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>
<head><title>A leaf</title></head><body><nav epub:type="toc" role="doc-toc" aria-label="Contents"><h1>A leaf</h1>
<ol><li><a href="nav.xhtml{anchor}">A leaf</a></li></ol></nav></body></html>"""


def leaf_epub(folder: Path, language: str = ' lang="en" xml:lang="en"', anchor: str = "") -> Path:
    path = folder / "leaf.epub"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("package.opf", PACKAGE)
        book.writestr("nav.xhtml", LEAF.format(language=language, anchor=anchor))
    return path


def leaf_pdf(folder: Path) -> Path:
    path = folder / "leaf.pdf"
    with pikepdf.new() as book:
        book.add_blank_page(page_size=(420, 595))
        book.save(path)
    return path


@needs("epubcheck")
def test_epubcheck_passes_a_sound_book(tmp_path: Path) -> None:
    assert validators.epubcheck(leaf_epub(tmp_path)) == []


@needs("epubcheck")
def test_epubcheck_names_a_broken_link_and_its_file(tmp_path: Path) -> None:
    faults = validators.epubcheck(leaf_epub(tmp_path, anchor="#nowhere"))

    assert [(fault.code, fault.severity) for fault in faults] == [("RSC-012", "ERROR")]
    assert "nav.xhtml" in faults[0].place


@needs("ace")
def test_ace_passes_an_accessible_book(tmp_path: Path) -> None:
    assert validators.ace(leaf_epub(tmp_path)) == []


@needs("ace")
def test_ace_finds_a_page_without_language(tmp_path: Path) -> None:
    assert "html-has-lang" in {fault.code for fault in validators.ace(leaf_epub(tmp_path, language=""))}


@needs("verapdf")
def test_verapdf_reads_a_sound_file(tmp_path: Path) -> None:
    assert validators.verapdf_parses(leaf_pdf(tmp_path))


@needs("verapdf")
def test_verapdf_does_not_read_what_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_text("this is no book")

    assert not validators.verapdf_parses(path)


@needs("verapdf")
@pytest.mark.parametrize(("flavour", "clause"), [("ua1", "7.1"), ("2a", "6.6.2.1")])
def test_verapdf_finds_what_a_bare_page_lacks(tmp_path: Path, flavour: str, clause: str) -> None:
    faults = validators.verapdf(leaf_pdf(tmp_path), flavour)

    assert any(f" {clause}-" in fault.code for fault in faults), faults


@needs("qpdf")
def test_qpdf_passes_a_sound_file(tmp_path: Path) -> None:
    assert validators.qpdf_check(leaf_pdf(tmp_path)) == []


@needs("qpdf")
def test_qpdf_finds_a_file_cut_short(tmp_path: Path) -> None:
    path = leaf_pdf(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])

    assert validators.qpdf_check(path)


@needs("pdftoppm")
def test_poppler_draws_every_page(tmp_path: Path) -> None:
    assert len(validators.pdf_pages_png(leaf_pdf(tmp_path), tmp_path)) == 1


@needs("chromium")
@pytest.mark.parametrize(("dark", "paper"), [(False, (255, 255, 255)), (True, (0, 0, 0))])
def test_chromium_shows_a_page_as_light_or_dark(tmp_path: Path, dark: bool, paper: tuple[int, int, int]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<style>@media (prefers-color-scheme: dark) { body { background: black } }</style>")

    picture = Image.open(validators.chromium_screenshot(page, tmp_path / "page.png", 320, 200, dark=dark)).convert(
        "RGB"
    )

    assert (picture.size, picture.getpixel((160, 100))) == ((320, 200), paper)


def leaf_page(folder: Path, body: str) -> Path:
    head = '<!DOCTYPE html>\n<html lang="en"><head><title>A leaf</title></head>'
    (folder / "leaf.html").write_text(f"{head}<body><main><h1>A leaf</h1>{body}</main></body></html>")
    return folder


@needs("vnu")
@pytest.mark.parametrize(("body", "faults"), [("<p>Words.</p>", 0), ("<p><div>Words.</div></p>", 1)])
def test_the_nu_checker_tells_a_valid_page_from_another(tmp_path: Path, body: str, faults: int) -> None:
    found = validators.vnu(leaf_page(tmp_path, body))

    assert [fault.code for fault in found] == ["error"] * faults


@needs("axe", "chromium")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p>Words.</p>", None),
        ("<img src='data:,'>", "image-alt"),
        ("<pre>" + "w" * 400 + "</pre>", "overflow"),
        ("<p style='color: red'>Words.</p>", "console"),
        ("<img alt='A tree' src='tree.png'>", "request"),
    ],
)
def test_axe_names_what_is_wrong_with_a_page(tmp_path: Path, body: str, code: str | None) -> None:
    found = {fault.code for fault in validators.axe(leaf_page(tmp_path, body), "leaf.html", width_px=640)}

    assert code in found if code else not found
