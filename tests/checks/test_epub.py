"""Each check of an e-book finds the fault put into a sound book, and leaves the sound book alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from bindery.checks.epub import EPUB_CHECKS, check_epub
from bindery.formats.epub import package_epub
from bindery.render import open_templates
from bindery.tokens import load_tokens
from tests.formats.book_by_hand import PROJECT, book_by_hand, cover_png, page_map, stores

FRENCH = "le la les des une est dans pour que qui sur avec par sont " * 3
ENGLISH = "the of and to is that for with are this on by be from " * 3

# Name of the fault -> check that finds it, file, what stands there, what is put there, and words of the finding.
Fault = tuple[str, str, str, str, str]
FAULTS: Mapping[str, Fault] = {
    "twin": ("container_is_sound", "EPUB/nav.xhtml", "", "TWIN", "stands 2 times"),
    "unlisted": ("manifest_is_complete", "EPUB/text/new.txt", "", "words", "is not in the manifest"),
    "lost": (
        "manifest_is_complete",
        "EPUB/content.opf",
        'href="images/cover.png"',
        'href="images/front.png"',
        "in the manifest and not",
    ),
    "no rights": (
        "metadata_are_whole",
        "EPUB/content.opf",
        "<dc:rights>Textes sous licence CC BY 4.0.</dc:rights>",
        "",
        "has no rights",
    ),
    "empty element": (
        "metadata_are_whole",
        "EPUB/content.opf",
        ">Presses de la parcelle</dc:publisher>",
        "> </dc:publisher>",
        "has no publisher",
    ),
    "refines nothing": (
        "metadata_are_whole",
        "EPUB/content.opf",
        'refines="#person-1" property="file-as"',
        'refines="#person-9" property="file-as"',
        "#person-9",
    ),
    "generator": (
        "metadata_are_whole",
        "EPUB/content.opf",
        "<dc:language>",
        '<meta name="generator" content="x"/><dc:language>',
        "generator",
    ),
    "untyped title": (
        "metadata_are_whole",
        "EPUB/content.opf",
        '<meta refines="#title-subtitle" property="title-type">subtitle</meta>',
        "",
        "says its type",
    ),
    "promise of formulas": (
        "promises_are_kept",
        "EPUB/content.opf",
        ">unlocked<",
        ">MathML<",
        "MathML is said, and it is not there",
    ),
    "index unsaid": (
        "promises_are_kept",
        "EPUB/content.opf",
        '<meta property="schema:accessibilityFeature">index</meta>',
        "",
        "index is not said",
    ),
    "no hazard": (
        "promises_are_kept",
        "EPUB/content.opf",
        '<meta property="schema:accessibilityHazard">none</meta>',
        "",
        "accessibilityHazard",
    ),
    "claim alone": (
        "claim_is_certified",
        "EPUB/content.opf",
        "<dc:language>",
        '<meta property="dcterms:conformsTo">x</meta><dc:language>',
        "go together",
    ),
    "no language": (
        "languages_are_declared",
        "EPUB/text/pump.xhtml",
        ' lang="fr" xml:lang="fr"',
        "",
        "declares no language",
    ),
    "half a language": (
        "languages_are_declared",
        "EPUB/text/garden.xhtml",
        '<em lang="en" xml:lang="en">',
        '<em lang="en">',
        "of <em> differ",
    ),
    "wrong language": (
        "languages_are_true",
        "EPUB/text/pump.xhtml",
        "La pompe tourne",
        ENGLISH,
        "declares `fr` and reads as `en`",
    ),
    "other title": (
        "titles_are_headings",
        "EPUB/text/pump.xhtml",
        "<title>La pompe</title>",
        "<title>ch002</title>",
        "its heading says `La pompe`",
    ),
    "no title": (
        "titles_are_headings",
        "EPUB/text/pump.xhtml",
        "<title>La pompe</title>",
        "<title></title>",
        "has no title",
    ),
    "skipped heading": (
        "headings_step_by_one",
        "EPUB/text/pump.xhtml",
        '<h3 id="pump-worked">Ce qui a marché<span class="index-entry" id="ix-pump-2"></span></h3>',
        '<h4 id="pump-worked">Ce qui a marché<span class="index-entry" id="ix-pump-2"></span></h4>',
        "is an h4 under an h2",
    ),
    "anchor of another chapter": (
        "anchors_are_unique",
        "EPUB/text/pump.xhtml",
        'id="pump-worked"',
        'id="sec-plot"',
        "`sec-plot`",
    ),
    "dead link": ("links_lead_somewhere", "EPUB/text/pump.xhtml", "#sec-plot", "#sec-plit", "leads nowhere"),
    "picture from outside": (
        "links_lead_somewhere",
        "EPUB/text/garden.xhtml",
        'src="../images/figures/plan.png"',
        'src="https://example.org/plan.png"',
        "is not in the book",
    ),
    "empty description": (
        "pictures_are_described",
        "EPUB/text/garden.xhtml",
        'alt="Deux carrés côte à côte"',
        'alt=""',
        "no alternative text",
    ),
    "nameless drawing": (
        "pictures_are_described",
        "EPUB/text/garden.xhtml",
        ' aria-labelledby="harvest-title"',
        "",
        "no name",
    ),
    "size unsaid": (
        "pictures_are_described",
        "EPUB/text/garden.xhtml",
        ' width="40" height="20"',
        "",
        "no width and height",
    ),
    "cell without scope": (
        "tables_have_heads",
        "EPUB/text/garden.xhtml",
        '<th scope="row">râteau</th>',
        "<th>râteau</th>",
        "without scope",
    ),
    "call without note": (
        "notes_lead_there_and_back",
        "EPUB/text/garden.xhtml",
        'id="fn-garden-beans"',
        'id="fn-garden-peas"',
        "finds no note",
    ),
    "note without way back": (
        "notes_lead_there_and_back",
        "EPUB/text/garden.xhtml",
        ' role="doc-backlink"',
        "",
        "does not lead back",
    ),
    "endless note": (
        "notes_lead_there_and_back",
        "EPUB/text/garden.xhtml",
        " Les fèves.",
        "x" * 6000,
        "too long for a pop-up",
    ),
    "style of its own": (
        "nothing_is_active",
        "EPUB/text/pump.xhtml",
        'class="numeral"',
        'class="numeral" style="color:red"',
        "its own style",
    ),
    "script": ("nothing_is_active", "EPUB/text/pump.xhtml", "</header>", "</header><script/>", "does not belong"),
    "contents out of order": (
        "contents_follow_the_text",
        "EPUB/nav.xhtml",
        'href="text/garden.xhtml#garden"',
        'href="text/index.xhtml#index"',
        "not in reading order",
    ),
    "chapter left out": (
        "contents_follow_the_text",
        "EPUB/nav.xhtml",
        'href="text/pump.xhtml#pump"',
        'href="text/garden.xhtml#fig-plan"',
        "is not in the contents",
    ),
    "no start of text": (
        "landmarks_stand",
        "EPUB/nav.xhtml",
        'epub:type="bodymatter"',
        'epub:type="index"',
        "no landmark `bodymatter`",
    ),
    "page under another number": (
        "pages_follow_the_text",
        "EPUB/nav.xhtml",
        '#page-6">6</a>',
        '#page-7">6</a>',
        "page 6 leads to a place marked `7`",
    ),
    "page left out": (
        "pages_follow_the_text",
        "EPUB/nav.xhtml",
        '<li><a href="text/garden.xhtml#page-6">6</a></li>',
        "",
        "page 6 is not in the list",
    ),
    "no source of the pages": (
        "pages_follow_the_text",
        "EPUB/content.opf",
        'property="pageBreakSource"',
        'property="other"',
        "which edition",
    ),
    "fixed size": (
        "styles_leave_the_reader_free",
        "EPUB/styles/book.css",
        "font-size: 1.9em",
        "font-size: 18px",
        "18px",
    ),
    "coloured text": (
        "styles_leave_the_reader_free",
        "EPUB/styles/book.css",
        "cite, dfn {",
        "cite, dfn { color: #333333;",
        "a colour of text",
    ),
    "face left out": (
        "faces_draw_the_text",
        "EPUB/styles/book.css",
        "GuideSans-Bold.ttf",
        "GuideSans-Black.ttf",
        "GuideSans-Black.ttf is not in the book",
    ),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    return package_epub(
        book_by_hand(),
        page_map(),
        cover_png(),
        stores(),
        load_tokens(PROJECT / "styles" / "tokens.yaml"),
        open_templates(PROJECT / "templates"),
    )


def with_fault(data: bytes, name: str, find: str, put: str) -> bytes:
    """Copy an e-book with one change in one of its files; a file that is not there is added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == name and find:
                assert content.decode().count(find) >= 1, f"{name} holds no {find!r}"
                content = content.decode().replace(find, put, 1).encode()
            new.writestr(entry, content)
        if not find:
            first = old.infolist()[0]
            added = zipfile.ZipInfo(name, first.date_time)
            new.writestr(added, put)
    return written.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found_by_its_check(fault: str, sound: bytes) -> None:
    check_name, name, find, put, words = FAULTS[fault]
    check = next(check for check in EPUB_CHECKS if check.__name__ == check_name)

    told = [found.message for found in check(with_fault(sound, name, find, put))]

    assert any(words in message for message in told), told


def test_every_check_has_a_fault_it_finds() -> None:
    proved = {fault[0] for fault in FAULTS.values()} | {"is_readable", "pictures_are_light"}

    assert {check.__name__ for check in EPUB_CHECKS} == proved


def test_sound_book_is_passed(sound: bytes) -> None:
    assert check_epub(sound) == ()


def test_what_is_no_zip_is_told() -> None:
    assert [found.code for found in check_epub(b"%PDF-1.7")] == ["epub-unreadable"]


def test_broken_document_is_told(sound: bytes) -> None:
    broken = with_fault(sound, "EPUB/text/pump.xhtml", "</header>", "</headr>")

    assert "EPUB/text/pump.xhtml" in next(found.message for found in check_epub(broken))


def test_heavy_picture_is_told(sound: bytes) -> None:
    heavy = with_fault(sound, "EPUB/images/big.png", "", "x" * 1_600_000)

    assert any("weighs 1.6 MB" in found.message for found in check_epub(heavy))


def test_document_in_its_own_language_is_passed(sound: bytes) -> None:
    french = with_fault(sound, "EPUB/text/pump.xhtml", "La pompe tourne", FRENCH)

    assert not [found for found in check_epub(french) if found.code == "epub-language"]
