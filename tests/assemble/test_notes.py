"""Notes in the assembly: numbered in the order of reading, at their first call on paper."""

from __future__ import annotations

from bindery.assemble.notes import notes_to_the_foot, number_notes
from bindery.assemble.tree import Element, parse_fragment, plain_text, with_class, write_fragment
from bindery.model import PER_CHAPTER, THROUGH_THE_BOOK, Chapter
from tests.markup.read import chapter as written


def chapter(role: str) -> Chapter:
    return Chapter(role, role, role, "", "", "", written("").source)


def calls(*numbers: int) -> Element:
    return parse_fragment("".join(f'<a class="noteref" href="#fn-{number}">{number}</a>' for number in numbers))


def numbered(numbering: str, **chapters: Element) -> dict[str, list[str]]:
    number_notes([(chapter(role.replace("_", "-")), tree) for role, tree in chapters.items()], numbering)
    return {role: [plain_text(call) for call in with_class(tree, "noteref")] for role, tree in chapters.items()}


def test_per_chapter_numbers_stay_as_they_are():
    assert numbered(PER_CHAPTER, chapter=calls(1, 2), conclusion=calls(1)) == {
        "chapter": ["1", "2"],
        "conclusion": ["1"],
    }


def test_through_the_book_a_note_called_again_keeps_its_number():
    assert numbered(THROUGH_THE_BOOK, chapter=calls(1, 2, 1), conclusion=calls(1, 1)) == {
        "chapter": ["1", "2", "1"],
        "conclusion": ["3", "3"],
    }


def test_through_the_book_notes_are_counted_in_the_order_of_reading():
    found = numbered(THROUGH_THE_BOOK, appendix=calls(1), chapter=calls(1), introduction=calls(1), foreword=calls(1))

    assert found == {"foreword": ["1"], "introduction": ["2"], "chapter": ["3"], "appendix": ["4"]}


def on_paper(text: str) -> str:
    body = parse_fragment(text)
    notes_to_the_foot(body)
    return write_fragment(body)


NOTE = '<section class="notes"><aside class="note" id="fn-a"><p>A note.</p></aside></section>'


def test_on_paper_a_note_stands_at_its_first_call_and_further_calls_lead_to_it():
    call = '<a class="noteref" href="#fn-a">1</a>'

    assert on_paper(f"<p>x{call} y{call}.</p>{NOTE}") == (
        '<p>x<span class="footnote" id="fn-a">A note.</span> y<a class="noteref paged-only" href="#fn-a">1</a>.</p>'
    )


def test_on_paper_a_note_whose_number_does_not_follow_sets_the_count():
    assert on_paper(f'<p>x<a class="noteref" href="#fn-a">7</a></p>{NOTE}') == (
        '<p>x<span class="footnote" id="fn-a" style="counter-set: footnote 6">A note.</span></p>'
    )
