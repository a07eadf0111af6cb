"""How pages are made up is read from their layout: lines, what they are, what stands around and beside them."""

from __future__ import annotations

import pickle

import pytest
from weasyprint import HTML

from bindery.pdf.makeup import NOTHING, Kind, MakeUp, Rectangle, make_up

STYLES = """
@page { size: 200pt 140pt; margin: 10pt 50pt 10pt 10pt }
html { font: 10pt/12pt sans-serif }
body, p, h2, ul, ol, dl, dd { margin: 0 }
p { orphans: 1; widows: 1 }
.footnote { float: footnote }
.beside { position: absolute; left: 155pt; width: 30pt }
.within { position: absolute; left: 20pt }
.box::before { content: ""; position: absolute; left: 160pt; width: 9pt; height: 9pt }
.new { break-before: page }
"""


def made(body: str, styles: str = "") -> MakeUp:
    html = f'<html lang="en"><style>{STYLES}{styles}</style><body><section class="section chapter">{body}</section>'
    return make_up(HTML(string=html).render().pages)


def rows(count: int) -> str:
    return "<br/>".join(["words"] * count)


def test_no_page_is_nothing():
    assert make_up([]) == NOTHING


def test_the_role_is_that_of_the_section():
    assert made("<p>a</p>").role == "chapter"


def test_the_type_area_is_the_page_within_its_margins():
    assert made("<p>a</p>").pages[0].area == Rectangle(10, 10, 150, 130)


def test_lines_of_a_paragraph_are_numbered_over_pages():
    first, second = made(f'<p data-b="x.1">{rows(12)}</p>').pages

    assert [line.number for line in (*first.lines, *second.lines)] == list(range(1, 13))
    assert {(line.count, line.paragraph, line.block) for line in first.lines} == {(12, 1, "x.1")}
    assert second.lines[-1].is_last and not second.lines[0].is_first


def test_a_line_stands_where_it_is_set():
    line = made("<p>a</p><p>b</p>").pages[0].lines[1]

    assert (line.place.left, line.place.top, line.place.bottom, line.text) == (10, 22, 34, "b")
    assert 22 < line.baseline < 34


KINDS = {
    Kind.TEXT: "<p>x</p>",
    Kind.HEADING: "<h2>x</h2>",
    Kind.ITEM: "<ul><li>x</li></ul>",
    Kind.CELL: "<table><tr><td>x</td></tr></table>",
    Kind.CAPTION: "<figure><figcaption>x</figcaption></figure>",
    Kind.TITLE: '<aside class="box"><p class="box-title">x</p></aside>',
    Kind.ENTRY: "<nav><ol><li>x</li></ol></nav>",
    Kind.MARGIN: '<aside class="beside"><p>x</p></aside>',
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_line_is_known_by_what_it_is(kind):
    assert [line.kind for line in made(KINDS[kind]).pages[0].lines] == [kind]


def test_every_kind_is_shown_here():
    assert set(Kind) - set(KINDS) == {Kind.NOTE}


def test_notes_end_the_page_above_them():
    page = made('<p>a<span class="footnote">Note.</span></p>').pages[0]

    assert page.foot < page.area.bottom
    assert [line.kind for line in page.lines] == [Kind.TEXT, Kind.NOTE]


def test_the_white_above_notes_is_theirs():
    body = '<p>a<span class="footnote">Note.</span></p>'
    plain, white = (made(body, f"@page {{ @footnote {{ margin-top: {white}pt }} }}").pages[0].foot for white in (0, 9))

    assert plain - white == pytest.approx(9)


def test_the_number_of_a_note_is_no_text_of_the_line():
    assert made('<p>a<span class="footnote">Note.</span> b</p>').pages[0].lines[0].text == "a b"


def test_markers_of_lists_are_no_lines():
    assert [line.text for line in made("<ol><li>x</li></ol>").pages[0].lines] == ["x"]


def test_a_hyphen_of_the_hyphenation_is_told_from_the_authors():
    first, *_ = made("<p>anti&#173;dis&#173;establish&#173;mentarianism&#173;antidis&#173;establish</p>").pages[0].lines
    second, *_ = made("<p>well-<br/>known</p>").pages[0].lines

    assert (first.is_divided, first.is_hyphenated) == (True, True)
    assert (second.is_divided, second.is_hyphenated) == (True, False)


def test_the_last_item_of_a_list_of_three_ends_it():
    lines = made("<ul><li>a</li><li>b</li><li>c</li></ul>").pages[0].lines

    assert [bool(line.list_end) for line in lines] == [False, False, True]


def test_a_list_of_two_has_no_end():
    assert not any(line.list_end for line in made("<ul><li>a</li><li>b</li></ul>").pages[0].lines)


def test_a_box_is_one_part_on_every_page_it_stands_on():
    first, second = made(f'<aside class="box" id="box-a"><p data-b="x.1">{rows(12)}</p></aside>').pages
    parts = [part for page in (first, second) for part in page.parts if part.kind == "box"]

    assert [part.name for part in parts] == ["box-a", "box-a"]
    assert parts[0].number == parts[1].number
    assert [round(part.place.height) for part in parts] == [120, 24]


def test_a_box_without_anchor_is_named_by_its_first_block():
    part = made('<aside class="box"><p data-b="x.7">a</p></aside>').pages[0].parts[0]

    assert (part.kind, part.name) == ("box", "x.7")


def test_rows_of_a_head_printed_again_are_not_counted_again():
    head = "<thead><tr><th>Head</th></tr></thead>"
    body = "".join(f"<tr><td>{number}</td></tr>" for number in range(14))
    pages = made(f'<div class="table" id="tbl-a"><table>{head}<tbody>{body}</tbody></table></div>').pages

    assert [line.text for page in pages for line in page.lines].count("Head") == 1


def test_what_stands_beside_the_text_is_in_the_margin_once():
    parts = made('<aside class="beside" id="note"><p data-b="x.1">a <em>b</em></p></aside><p>c</p>').pages[0].parts

    assert [(part.kind, part.name) for part in parts] == [("margin", "note")]


def test_a_caption_beside_its_figure_is_named_after_it():
    figure = '<figure class="figure" id="fig-a"><figcaption class="beside" data-b="x.1">a</figcaption></figure><p>c</p>'
    parts = made(figure).pages[0].parts

    assert [(part.kind, part.name) for part in parts] == [("margin", "fig-a")]


def test_a_side_head_is_in_the_margin_and_its_text_is_not():
    styles = "dt { position: relative; left: 145pt; width: 40pt; height: 0 }"
    page = made('<dl><dt data-b="x.1">a</dt><dd>b</dd></dl>', styles).pages[0]

    assert [(line.kind, line.text) for line in page.lines] == [(Kind.MARGIN, "a"), (Kind.ITEM, "b")]
    assert [(part.kind, part.name) for part in page.parts] == [("margin", "x.1")]


def test_what_is_placed_within_the_text_is_not_in_the_margin():
    assert made('<aside class="within"><p>a</p></aside><p>c</p>').pages[0].parts == ()


def test_a_sign_beside_a_box_is_in_the_margin():
    parts = made('<aside class="box" id="box-a"><p>a</p></aside>').pages[0].parts

    assert sorted(part.kind for part in parts) == ["box", "margin"]


def test_the_first_call_of_a_figure_is_kept():
    call = '<a class="xref" href="#fig-a">figure 1</a>'
    calls = made(f'<p data-b="x.1">{rows(11)}</p><p data-b="x.2">{call}, {call}</p>').calls

    assert [(each.target, each.page_index, each.block) for each in calls] == [("fig-a", 1, "x.2")]


def test_references_to_sections_are_no_calls():
    assert made('<p><a class="xref" href="#sec-a">section 1</a></p>').calls == ()


def test_a_page_that_a_style_begins_is_known():
    pages = made('<p>a</p><p class="new">b</p>').pages

    assert [page.is_forced for page in pages] == [False, True]


def test_a_definition_is_found_by_its_term():
    line = made('<dl><dt id="term-a">Term</dt><dd>Definition</dd></dl>').pages[0].lines[1]

    assert line.block == "term-a"


def test_a_page_ends_with_its_last_line_or_figure():
    figure = '<figure class="figure" style="margin: 0; height: 30pt"></figure>'

    assert made(f"<p>a</p>{figure}").pages[0].end == pytest.approx(52)


def test_a_make_up_crosses_to_another_process_unchanged():
    whole = made(f'<p data-b="x.1">{rows(12)}</p>')

    assert pickle.loads(pickle.dumps(whole)) == whole
