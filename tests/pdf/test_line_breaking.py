"""Lines broken better than WeasyPrint does by itself, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML
from weasyprint.layout import block, inline

from bindery.pdf.line_breaking import better_lines
from bindery.pdf.makeup import Line, make_up
from tests.pdf.specimen import WORDS, paragraph

STYLE = """
@page { size: 90pt 400pt; margin: 10pt }
html { font: 9pt/12pt serif }
p { margin: 0; hyphens: auto; text-align: justify; orphans: 1; widows: 1; hyphenate-character: "-" }
"""


def lines_of(body: str, *, better: bool, styles: str = "") -> list[list[Line]]:
    """Set a text; give the lines of each page."""
    page = HTML(string=f'<html lang="fr"><style>{STYLE}{styles}</style><body>{body}</body></html>')
    if not better:
        return [list(each.lines) for each in make_up(page.render().pages).pages]
    with better_lines():
        return [list(each.lines) for each in make_up(page.render().pages).pages]


def longest_stack(lines: list[Line]) -> int:
    longest = stack = 0
    for line in lines:
        stack = stack + 1 if line.is_divided else 0
        longest = max(longest, stack)
    return longest


SEEDS = range(8)


def set_here(seed: int, *, better: bool) -> list[Line]:
    return lines_of(f"<p>{paragraph(seed)}</p>", better=better, styles="@page { size: 90pt 2000pt }")[0]


def test_weasyprint_by_itself_stacks_hyphens():
    assert max(longest_stack(set_here(seed, better=False)) for seed in SEEDS) > 2


@pytest.mark.parametrize("seed", SEEDS)
def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen(seed):
    assert longest_stack(set_here(seed, better=True)) <= 2


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_word_of_a_paragraph_is_whole(seed):
    lines = set_here(seed, better=True)

    assert not lines[-2].is_hyphenated or " " in lines[-1].text.strip()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_set_stays_the_same(seed):
    texts = (
        "".join(line.text.rstrip().removesuffix("-") if line.is_hyphenated else line.text for line in lines)
        for lines in (set_here(seed, better=False), set_here(seed, better=True))
    )
    before, after = ("".join(text.split()) for text in texts)

    assert before == after


def test_a_page_does_not_end_inside_a_word():
    pages = lines_of("".join(f"<p>{paragraph(seed)}</p>" for seed in range(12)), better=True)
    by_itself = lines_of("".join(f"<p>{paragraph(seed)}</p>" for seed in range(12)), better=False)

    assert any(lines[-1].is_hyphenated for lines in by_itself[:-1])
    assert not any(lines[-1].is_hyphenated for lines in pages[:-1])


RUNT = "Le conseil approuve donc la convention tous les an"


def ends(width: int, *, better: bool) -> list[str]:
    """Give the last two lines of a text set in a measure."""
    lines = lines_of(f"<p>{RUNT}</p>", better=better, styles=f"@page {{ size: {width}pt 400pt }}")[0]
    return [line.text.strip() for line in lines[-2:]]


def test_a_last_line_of_two_letters_takes_a_word_down():
    width = next(width for width in range(180, 300) if ends(width, better=False)[-1] == "an")

    assert ends(width, better=True)[-1] == "les an"


def test_a_word_longer_than_the_measure_is_still_divided():
    lines = lines_of("<p>Anticonstitutionnellement anticonstitutionnellement.</p>", better=True)[0]

    assert all(line.place.right <= 81 for line in lines)


def test_weasyprint_is_put_back():
    before = block.iter_line_boxes, inline.split_text_box

    with better_lines():
        assert block.iter_line_boxes is not before[0]

    assert (block.iter_line_boxes, inline.split_text_box) == before


def test_weasyprint_is_put_back_after_a_fault():
    before = block.iter_line_boxes, inline.split_text_box
    with pytest.raises(ZeroDivisionError), better_lines():
        raise ZeroDivisionError

    assert (block.iter_line_boxes, inline.split_text_box) == before


def letters(lines: list[Line]) -> str:
    return "".join(c for line in lines for c in line.text if c.isalnum())


MARKED = st.sampled_from(
    [*WORDS.split(), "<em>ville</em>", "<a>convention</a>,", "l’<b>intercommunale</b>", "5&#160;%."]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(MARKED, min_size=1, max_size=40), st.integers(70, 200))
def test_any_paragraph_keeps_its_letters_and_its_measure(words, width):
    styles = f"@page {{ size: {width}pt 3000pt }}"
    before, after = (lines_of(f"<p>{' '.join(words)}</p>", better=better, styles=styles)[0] for better in (False, True))

    assert letters(before) == letters(after)
    rightmost = max(line.place.right for line in before)
    assert all(line.place.right <= max(rightmost, width - 10) + 0.1 for line in after)
