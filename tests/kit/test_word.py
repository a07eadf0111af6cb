"""The release as a Word file, opened again: styles, language, properties, the picture described, the slots marked."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn

from bindery.embargo import PROOF, RELEASED
from bindery.kit.release import release
from bindery.kit.word import SLOT
from tests.kit.desks import file_of, pages, paper_of, plain

MODIFIED = datetime(2022, 11, 15, 8, tzinfo=UTC)  # of the stock book


def opened(language: str = "fr", state: str = PROOF, *, is_filled: bool = False) -> DocumentObject:
    return Document(io.BytesIO(file_of(paper_of(release, language, state, is_filled=is_filled), ".docx")))


def slots(document: DocumentObject) -> list[str]:
    return [run.text for p in document.paragraphs for run in p.runs if run.style.name == SLOT]


def test_the_headline_is_a_title_and_the_parts_have_headings():
    styles = {p.style.name for p in opened().paragraphs if p.text}

    assert {"Title", "Heading 1", "List Bullet", "Normal"} <= styles
    assert [p.style.name for p in opened().paragraphs].count("Title") == 1


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr-BE"), ("en", "en-GB")])
def test_the_language_is_told(language, locale):
    document = opened(language)
    told = [each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))]

    assert set(told) == {locale}
    assert document.core_properties.language == language


def test_properties_come_from_the_data():
    facts = opened().core_properties

    assert plain(facts.title).startswith("Communiqué de presse – ")
    assert (facts.created, facts.modified) == (MODIFIED, MODIFIED)
    assert "python-docx" not in f"{facts.author}{facts.comments}{facts.last_modified_by}"


def test_the_cover_is_described():
    document = opened()
    (shape,) = document.inline_shapes

    assert "Couverture en français" in shape._inline.docPr.get("descr")


def test_slots_are_marked():
    assert any("citation" in text for text in slots(opened()))
    assert any("courriel" in text for text in slots(opened()))


def test_a_filled_release_has_no_slot():
    assert slots(opened(state=RELEASED, is_filled=True)) == []


def test_every_page_under_embargo_has_a_banner_and_a_word_behind():
    head = opened().sections[0].header

    assert "Sous embargo jusqu" in head.paragraphs[0].text
    assert 'string="SOUS EMBARGO"' in head._element.xml
    assert opened(state=RELEASED).sections[0].header.is_linked_to_previous


def test_it_says_what_the_pdf_says():
    paper = paper_of(release, state=RELEASED, is_filled=True)
    pdf = " ".join(pages(file_of(paper, ".pdf")))

    for paragraph in opened(state=RELEASED, is_filled=True).paragraphs:
        if paragraph.style.name in {"Normal", "List Bullet", "Heading 1"} and paragraph.text:
            assert plain(paragraph.text).strip() in pdf


def test_its_dates_are_those_of_the_volume():
    with ZipFile(io.BytesIO(file_of(paper_of(release), ".docx"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2022, 11, 15, 9, 0, 0)}
