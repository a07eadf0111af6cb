"""The press file: contents that are right, what the book proves, slots where nobody has spoken."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bindery.embargo import RELEASED
from bindery.kit.desk import Desk
from bindery.kit.pictures import cover_alt
from bindery.kit.press_file import PARTS, lowered, press_file
from bindery.kit.words import WORDS
from tests.kit.desks import alternatives, book_desk, file_of, pages, paper_of, plain
from tests.kit.made_by_hand import stock_collection

KEY = "semeur2020"  # a work of the stock book


@pytest.fixture(scope="module")
def empty() -> list[str]:
    return pages(file_of(paper_of(press_file), ".pdf"))


@pytest.fixture(scope="module")
def filled() -> str:
    return " ".join(pages(file_of(paper_of(press_file, state=RELEASED, is_filled=True), ".pdf")))


@pytest.fixture
def desk() -> Desk:
    return book_desk()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_contents_give_the_page_of_every_part(language):
    read = pages(file_of(paper_of(press_file, language), ".pdf"))
    for part in PARTS:
        title = plain(WORDS[language][f"part-{part}"]).replace("'", "’")
        told = re.search(rf"{re.escape(title)} ?(\d+)", read[1])
        assert told, title
        assert title in read[int(told[1]) - 1][:400]


def test_the_contents_lead_to_their_parts():
    reader = PdfReader(io.BytesIO(file_of(paper_of(press_file), ".pdf")))
    links = [a for a in reader.pages[1].get("/Annots", []) if a.get_object().get("/Subtype") == "/Link"]

    assert len(links) == len(PARTS)


def test_the_cover_says_what_it_is_from_whom_and_in_a_sentence(empty, desk):
    cover = empty[0]

    assert "dossier de presse" in cover.casefold()
    for said in (desk.text.title, desk.collection.publisher.names["fr"], desk.text.description):
        assert plain(desk.typeset(said)) in cover
    assert "à compléter : nom, téléphone, courriel" in cover
    assert str(desk.collection.site_url) in cover


def test_nobody_is_quoted_or_presented_who_has_not_spoken(empty):
    text = " ".join(empty)

    for waited in ("citation, approuvée", "biographie en 50 mots", "biographie en 150 mots", "chiffres clés du livre"):
        assert f"à compléter : {waited}" in text


def test_missing_texts_are_told_once_each():
    told = [d.source.path.rpartition("/")[2] for d in paper_of(press_file).diagnostics]

    assert sorted(told) == ["biography.md", "key-figures.md"]


def test_a_filled_press_file_has_no_slot(filled):
    assert "à compléter" not in filled


def test_key_figures_name_their_sources_in_full(tmp_path):
    figures = "---\ntitle: Deux chiffres\n---\n\n- **3** parcelles [@KEY]\n- **1** pompe [@KEY]\n"
    collection = stock_collection(tmp_path, fr_key_figures=figures.replace("KEY", KEY))
    text = " ".join(pages(file_of(press_file(replace(book_desk(), collection=collection)), ".pdf")))

    assert re.search(r"3 ?parcelles \([^)]*\d{4}\)", text)
    assert re.search(r"Sources .*\(\d{4}\)\.", text)


def test_the_cases_of_the_book_are_told_with_their_page(empty, desk):
    text = " ".join(empty)

    assert re.search(r"Nulle-Part.{0,60}p\. 9", text)


def test_every_visual_is_described(desk):
    said = [plain(alt) for alt in alternatives(file_of(paper_of(press_file), ".pdf"))]

    assert any("Deux carrés" in alt for alt in said)
    for code in ("fr", "en"):
        assert plain(cover_alt(desk.collection, desk.volume, code, "fr")) in said


def test_every_volume_of_the_collection_is_listed(empty, desk):
    text = " ".join(empty)

    for volume in desk.collection.volumes:
        assert plain(desk.typeset(volume.titles["fr"])) in text
        assert str(volume.year) in text


def test_headings_of_a_text_go_one_level_down():
    assert lowered("<h2>Un</h2><h3>Deux</h3><p>…</p>") == "<h3>Un</h3><h4>Deux</h4><p>…</p>"
