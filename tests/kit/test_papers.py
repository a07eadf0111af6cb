"""What every paper of the kit must be: within its pages, tagged, in its language, and marked while the news is held."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import combinations

import pikepdf
import pypdfium2
import pytest

from bindery.diagnostics import has_errors, promote
from bindery.embargo import HELD, PROOF, RELEASED
from bindery.kit.event_sheet import event_sheet
from bindery.kit.paper import MOST_PAGES
from bindery.kit.papers import PAPERS
from bindery.kit.press_file import press_file
from bindery.kit.questions import questions
from bindery.kit.release import release
from bindery.pdf.preflight import SCREEN_CHECKS
from bindery.pipeline import RELEASE_CODES
from tests.kit.desks import book_desk, file_of, language_of, pages, paper_of
from tests.validators import verapdf

EACH = pytest.mark.parametrize("make", PAPERS, ids=lambda make: make.__name__)
LANGUAGE = pytest.mark.parametrize("language", ["fr", "en"])
HAIR_PT = 2.5
BANNER = {"fr": "sous embargo jusqu’au 15 novembre 2022", "en": "under embargo until 15 november 2022"}


@EACH
@LANGUAGE
def test_a_paper_keeps_within_its_pages(make, language):
    paper = paper_of(make, language)
    name = make.__name__.replace("_", "-")

    assert 1 <= len(pages(file_of(paper, ".pdf"))) <= MOST_PAGES[name]
    assert "press-too-long" not in {told.code for told in paper.diagnostics}


@EACH
@LANGUAGE
def test_a_paper_passes_the_checks_of_accessible_pdf(make, language):
    pdf = file_of(paper_of(make, language), ".pdf")

    assert language_of(pdf) == language
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [found for check in SCREEN_CHECKS for found in check(document)] == []


@EACH
def test_a_paper_raises_nothing_but_slots(make):
    assert {told.code for told in paper_of(make).diagnostics} <= {"placeholder"}


@pytest.mark.parametrize("make", [release, press_file, questions, event_sheet], ids=lambda make: make.__name__)
def test_a_release_refuses_a_paper_with_slots(make):
    told = paper_of(make).diagnostics

    assert not has_errors(told)
    assert has_errors(promote(told, RELEASE_CODES))


@EACH
def test_a_paper_of_a_filled_volume_has_no_slot_of_its_own(make):
    assert paper_of(make, state=RELEASED, is_filled=True).diagnostics == ()


@EACH
@LANGUAGE
def test_every_page_under_embargo_says_so(make, language):
    for page in pages(file_of(paper_of(make, language, PROOF), ".pdf")):
        assert BANNER[language] in page.casefold()


def test_a_release_before_its_instant_is_under_embargo_too():
    assert paper_of(questions, state=HELD).files == paper_of(questions, state=PROOF).files


@EACH
def test_files_under_embargo_are_named_so(make):
    assert all(re.search(r"-embargo\.\w+$", file.path) for file in paper_of(make, state=PROOF).files)
    assert not any("embargo" in file.path for file in paper_of(make, state=RELEASED, is_filled=True).files)


@EACH
def test_a_released_paper_speaks_of_no_embargo(make):
    text = " ".join(pages(file_of(paper_of(make, state=RELEASED, is_filled=True), ".pdf"))).casefold()

    assert "pour diffusion immédiate" in text
    assert "embargo" not in text


@EACH
def test_the_word_across_the_pages_is_seen_and_not_read(make):
    held = file_of(paper_of(make, state=PROOF), ".pdf")
    released = file_of(paper_of(make, state=RELEASED, is_filled=True), ".pdf")

    assert greys(held) > 20 * max(greys(released), 1)
    assert held.count(b"SOUS EMBARGO") == 0
    assert all("SOUS EMBARGO " not in page.replace("SOUS EMBARGO JUSQU", "") for page in pages(held))


def greys(pdf: bytes) -> int:
    """Count the pixels of the last page in the colour of the watermark."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[len(document) - 1].render(scale=0.5).to_pil().convert("RGB")
    return sum(
        count for count, colour in picture.getcolors(picture.width * picture.height) if colour == (237, 237, 237)
    )


@pytest.mark.needs("verapdf")
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_press_file_is_accessible_and_archivable(tmp_path, flavour):
    (tmp_path / "paper.pdf").write_bytes(file_of(paper_of(press_file), ".pdf"))

    assert verapdf(tmp_path / "paper.pdf", flavour) == []


@pytest.mark.parametrize("make", [release, event_sheet, press_file], ids=lambda make: make.__name__)
def test_a_paper_made_again_is_the_same(make):
    assert make(book_desk()).files == paper_of(make).files


@EACH
@LANGUAGE
def test_no_words_of_a_paper_lie_on_others(make, language):
    """The texts of the stock book are short: what stands beside a text is longer than it."""
    pdf = file_of(paper_of(make, language, RELEASED, is_filled=True), ".pdf")

    assert list(words_on_words(pdf)) == []


def words_on_words(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Find runs of words that cover one another by more than a hair, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(run) for run in range(text.count_rects())]
            for one, other in combinations(boxes, 2):
                across = min(one[2], other[2]) - max(one[0], other[0])
                if across > HAIR_PT and min(one[3], other[3]) - max(one[1], other[1]) > HAIR_PT:
                    yield text.get_text_bounded(*one), text.get_text_bounded(*other)
