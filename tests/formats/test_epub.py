"""What stands in the e-book: facts read back from the finished file."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from bindery.checks.epub import check_epub
from bindery.epub.container import Part, write_container
from bindery.epub.metadata import identifier
from bindery.formats.epub import open_stores, package_epub, svg_size
from bindery.render import open_templates
from bindery.tokens import load_tokens
from tests.formats.book_by_hand import PROJECT, book_by_hand, cover_png, page_map, stores
from tests.validators import ace, epubcheck, needs

H = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}


def packaged(language: str = "fr", isbn: str | None = None, has_pages: bool = True, certifier: str = "") -> bytes:
    return package_epub(
        book_by_hand(language, isbn),
        page_map() if has_pages else None,
        cover_png(),
        stores(),
        load_tokens(PROJECT / "styles" / "tokens.yaml"),
        open_templates(PROJECT / "templates"),
        certifier,
    )


class Opened:
    """The e-book, read back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    def all(self, name: str, path: str) -> list[etree._Element]:
        return list(self.tree(name).xpath(path, namespaces=NAMES))  # type: ignore[arg-type]

    def texts(self, name: str, path: str) -> list[str]:
        return ["".join(map(str, element.itertext())) for element in self.all(name, path)]

    def meta(self, name: str) -> list[str]:
        return self.texts("content.opf", f"//o:meta[@property='{name}']")


@pytest.fixture(scope="module")
def french() -> Opened:
    return Opened(packaged())


@pytest.fixture(scope="module")
def plain() -> Opened:
    """The English book without a page map, with an ISBN and a certifier."""
    return Opened(packaged("en", "978-2-00-000001-3", has_pages=False, certifier="House of Tests"))


# --- The container ---


def test_mimetype_comes_first_and_stored(french: Opened) -> None:
    first = french.archive.infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_every_entry_bears_the_day_of_the_last_change(french: Opened) -> None:
    assert {entry.date_time for entry in french.archive.infolist()} == {(2022, 11, 15, 8, 0, 0)}


def test_same_book_gives_the_same_bytes(french: Opened) -> None:
    assert packaged() == french.data


def test_package_tells_nothing_of_the_tool(french: Opened) -> None:
    assert b"generator" not in french.archive.read("EPUB/content.opf").lower()


def test_cover_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="JPEG or a PNG"):
        package_epub(
            book_by_hand(),
            None,
            b"GIF89a",
            stores(),
            load_tokens(PROJECT / "styles" / "tokens.yaml"),
            open_templates(PROJECT / "templates"),
        )


# --- The metadata ---


def test_book_without_isbn_is_named_by_a_uuid_of_its_own(french: Opened) -> None:
    assert french.texts("content.opf", "//dc:identifier")[0].startswith("urn:uuid:")


def test_languages_are_named_apart() -> None:
    assert identifier(book_by_hand("fr")) != identifier(book_by_hand("en"))


def test_isbn_names_the_book_once_it_is_given(plain: Opened) -> None:
    assert plain.texts("content.opf", "//dc:identifier") == ["urn:isbn:9782000000013"]


def test_title_and_subtitle_are_typed(french: Opened) -> None:
    assert french.texts("content.opf", "//dc:title") == ["Le jardin & la pompe", "Partager un terrain"]
    assert french.meta("title-type") == ["main", "subtitle"]


def test_author_is_creator_and_others_contribute(french: Opened) -> None:
    assert french.texts("content.opf", "//dc:creator") == ["Ada Semeur"]
    assert french.texts("content.opf", "//dc:contributor") == ["Bo Pompe"]


def test_volume_has_its_place_in_the_series(french: Opened) -> None:
    assert (french.meta("belongs-to-collection"), french.meta("group-position")) == (["Les petits livres"], ["1"])


def test_last_change_is_told_in_universal_time(french: Opened) -> None:
    assert french.meta("dcterms:modified") == ["2022-11-15T08:00:00Z"]


def test_conformance_is_not_claimed_without_a_certifier(french: Opened) -> None:
    assert french.meta("dcterms:conformsTo") == []


def test_certifier_stands_beside_the_claim(plain: Opened) -> None:
    assert plain.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert plain.meta("a11y:certifiedBy") == ["House of Tests"]


def test_pages_are_promised_only_when_they_are_there(french: Opened, plain: Opened) -> None:
    feature = "schema:accessibilityFeature"

    assert ("pageNavigation" in french.meta(feature), "pageNavigation" in plain.meta(feature)) == (True, False)


def test_print_edition_without_isbn_is_named_in_words(french: Opened) -> None:
    assert french.meta("pageBreakSource") == ["Le jardin & la pompe, édition imprimée, Presses de la parcelle, 2022"]


# --- The documents ---


def test_reading_order_puts_the_contents_where_print_has_them(french: Opened) -> None:
    order = [item.get("idref") for item in french.all("content.opf", "//o:itemref")]

    assert order[:5] == ["cover", "section-title-page", "section-copyright-page", "nav", "section-garden"]


def test_half_title_is_left_to_print(french: Opened) -> None:
    assert "EPUB/text/half-title.xhtml" not in french.archive.namelist()


def test_drawing_is_declared_in_the_manifest(french: Opened) -> None:
    item = french.all("content.opf", "//o:item[@href='text/garden.xhtml']")[0]

    assert item.get("properties") == "svg"


def test_drawing_keeps_the_case_of_its_names(french: Opened) -> None:
    written = french.archive.read("EPUB/text/garden.xhtml").decode()

    assert "viewBox" in written and "<linearGradient" in written


def test_link_to_another_chapter_names_its_file(french: Opened) -> None:
    assert french.all("text/pump.xhtml", "//h:a[@href='garden.xhtml#sec-plot']")


def test_link_inside_a_chapter_names_no_file(french: Opened) -> None:
    assert french.all("text/garden.xhtml", "//h:a[@href='#fig-plan']")


def test_address_on_the_web_is_left_alone(french: Opened) -> None:
    assert french.all("text/pump.xhtml", "//h:a[@href='https://example.org/pump?a=1&b=2']")


def test_note_leads_back_to_its_call(french: Opened) -> None:
    link = french.all("text/garden.xhtml", "//h:aside[@id='fn-garden-beans']//h:a[@role='doc-backlink']")[0]

    assert (link.get("href"), link.get("aria-label")) == ("#fnref-garden-beans", "Retour au texte, note 1")


def test_note_opens_as_a_popup(french: Opened) -> None:
    call = french.all("text/garden.xhtml", "//h:a[@class='noteref']")[0]
    note = french.all("text/garden.xhtml", "//h:aside[@id='fn-garden-beans']")[0]

    assert (call.get(f"{OPS}type"), note.get(f"{OPS}type")) == ("noteref", "footnote")


def test_boxes_are_no_landmarks(french: Opened) -> None:
    assert not french.all("text/garden.xhtml", "//h:aside[not(@role)]")


def test_data_of_a_chart_stand_behind_its_figure(french: Opened) -> None:
    assert french.all("text/garden.xhtml", "//h:figure[@id='fig-harvest']/following-sibling::*[1][self::h:details]")


def test_marked_language_is_told_in_both_forms(french: Opened) -> None:
    word = french.all("text/garden.xhtml", "//h:em[@lang='en']")[0]

    assert word.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_nothing_of_the_pipeline_is_left_in_the_text(french: Opened) -> None:
    assert b" data-" not in french.archive.read("EPUB/text/garden.xhtml")


def test_empty_slots_are_shown(french: Opened) -> None:
    assert french.texts("text/copyright-page.xhtml", "//h:span[@class='slot']") == ["à compléter"] * 4


def test_logos_stand_beside_the_sentence(french: Opened) -> None:
    logo = french.all("text/copyright-page.xhtml", "//h:img[@class='logo']")[0]

    assert (logo.get("alt"), logo.get("width"), logo.get("height")) == ("La vallée", "60", "20")


# --- The pages of the print edition ---


def test_list_of_pages_leaves_out_what_the_book_has_not(french: Opened) -> None:
    assert french.texts("nav.xhtml", "//h:nav[@id='page-list']//h:a") == [str(n) for n in range(2, 12)]


def test_page_that_opens_a_chapter_is_marked_before_its_title(french: Opened) -> None:
    section = french.all("text/garden.xhtml", "//h:section[@id='garden']")[0]

    assert section[0].get("aria-label") == "5"


def test_page_is_marked_at_its_first_word(french: Opened) -> None:
    mark = french.all("text/garden.xhtml", "//h:span[@id='page-6']")[0]

    assert (mark.tail or "").startswith("se cultive")


def test_page_that_starts_in_a_table_is_marked_in_the_first_cell(french: Opened) -> None:
    mark = french.all("text/garden.xhtml", "//h:th/h:span[@id='page-7']")[0]

    assert mark.tail == "bêche"


def test_index_leads_to_printed_pages(french: Opened) -> None:
    assert french.texts("text/index.xhtml", "//h:a[@class='folio-link']") == ["6", "8", "8"]


def test_index_names_a_page_once_in_an_entry(french: Opened) -> None:
    assert french.texts("text/index.xhtml", "//h:li[@id='entry-3']") == ["pompe, 8, voir aussi jardin"]


def test_index_of_a_book_without_pages_counts_its_places(plain: Opened) -> None:
    assert plain.texts("text/index.xhtml", "//h:a[@class='folio-link']") == ["1", "1", "1", "2"]


def test_contents_of_old_readers_list_the_same_chapters(french: Opened) -> None:
    new = [link.get("href") for link in french.all("nav.xhtml", "//h:nav[@id='contents']//h:a")]

    assert [content.get("src") for content in french.all("toc.ncx", "//n:navPoint/n:content")] == new


# --- The faces and the styles ---


def test_faces_draw_every_letter_of_the_text(french: Opened) -> None:
    names = [name for name in french.archive.namelist() if "GuideSerif-Regular" in name]
    drawn = TTFont(io.BytesIO(french.archive.read(names[0]))).getBestCmap()
    text = "".join(french.texts("text/garden.xhtml", "//h:p"))

    assert not {letter for letter in text if letter.isalpha()} - {chr(code) for code in drawn}


def test_cut_faces_bear_names_of_their_own(french: Opened) -> None:
    names = [name for name in french.archive.namelist() if name.startswith("EPUB/fonts/")]
    families = {TTFont(io.BytesIO(french.archive.read(name)))["name"].getDebugName(1) for name in names}

    assert families == {"Guide Serif", "Guide Sans"}


def test_colours_are_written_in_the_style_sheet(french: Opened) -> None:
    styles = french.archive.read("EPUB/styles/book.css").decode()

    assert "var(" not in styles.split("*/", 1)[1]


# --- From the shelves of the project, and before the judges ---


def test_stores_are_read_from_the_project() -> None:
    opened = open_stores(book_by_hand(), PROJECT / "styles")

    assert opened.stylesheet.startswith("/*") and len(opened.fonts) == 8


@pytest.mark.parametrize(("box", "size"), [("0 0 60 20", (60, 20)), ("0,0,10.2,5", (11, 5))])
def test_size_of_a_drawing_is_that_of_its_box(box: str, size: tuple[int, int]) -> None:
    assert svg_size(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>'.encode()) == size


def test_our_own_checks_find_nothing(french: Opened, plain: Opened) -> None:
    assert check_epub(french.data) + check_epub(plain.data) == ()


@needs("epubcheck")
@pytest.mark.parametrize("name", ["french", "plain"])
def test_epubcheck_finds_nothing(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(request.getfixturevalue(name).data)

    assert epubcheck(path) == []


@needs("ace")
def test_ace_finds_nothing(french: Opened, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(french.data)

    assert ace(path) == []


def test_book_changed_before_zip_was_invented_is_dated_at_its_start() -> None:
    part = Part("a", "a.txt", "text/plain", b"a")
    written = write_container((part,), (), "fr", "urn:x", datetime(1970, 1, 1, tzinfo=UTC))

    assert zipfile.ZipFile(io.BytesIO(written)).infolist()[0].date_time[0] == 1980


def test_two_files_of_one_path_are_refused() -> None:
    twins = (Part("a", "a.txt", "text/plain", b"a"), Part("b", "a.txt", "text/plain", b"b"))
    with pytest.raises(ValueError, match=r"the href a\.txt"):
        write_container(twins, (), "fr", "urn:x", datetime(2022, 1, 1, tzinfo=UTC))
