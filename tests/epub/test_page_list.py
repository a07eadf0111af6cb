"""Where the pages of the print edition are marked in the text of the e-book."""

from __future__ import annotations

import pytest

from bindery.epub.page_list import PageMark, mark_pages
from bindery.epub.tree import parse, write
from bindery.pdf.page_map import PageMap, PageStart

OPEN, CLOSE = '<section epub:type="chapter" id="one"><h1>One</h1>', "</section>"


def marked(body: str, *starts: PageStart | None, anchors: dict[str, int] | None = None) -> str:
    """Mark a chapter whose pages start as told, and write it with `[n]` where page n begins."""
    trees = {"one": parse(f"{OPEN}{body}{CLOSE}")}
    folios = tuple(str(number) for number in range(1, len(starts) + 1))
    mark_pages(trees, PageMap(folios, starts, anchors or {}))
    for mark in list(trees["one"].iter("span")):
        if mark.get("role") == "doc-pagebreak":
            mark.tail = f"[{mark.get('aria-label')}]{mark.tail or ''}"
            mark.tag = "hidden"
            for name in list(mark.attrib):
                del mark.attrib[name]
    return write(trees["one"]).replace("<hidden></hidden>", "").replace(OPEN, "").replace(CLOSE, "")


# Each row: what is tested, the body, the start of page 1, and the body with the page marked.
CASES = {
    "inside a paragraph, before the word": (
        '<p data-b="one.1">Deux mots et trois.</p>',
        PageStart("one.1", 8),
        '<p data-b="one.1">Deux mots [1]et trois.</p>',
    ),
    "the white space of the source does not count": (
        '<p data-b="one.1">Deux\n   mots\u00a0et trois.</p>',
        PageStart("one.1", 8),
        '<p data-b="one.1">Deux\n   mots\u00a0[1]et trois.</p>',
    ),
    "the number of a note does not count": (
        '<p data-b="one.1">Deux<a class="noteref">12</a> mots.</p>',
        PageStart("one.1", 4),
        '<p data-b="one.1">Deux<a class="noteref">12</a> [1]mots.</p>',
    ),
    "soft hyphens do not count": (
        '<p data-b="one.1">De\u00adux mots.</p>',
        PageStart("one.1", 4),
        '<p data-b="one.1">De\u00adux [1]mots.</p>',
    ),
    "inside an inline element": (
        '<p data-b="one.1">Deux <em>beaux mots</em>.</p>',
        PageStart("one.1", 9),
        '<p data-b="one.1">Deux <em>beaux [1]mots</em>.</p>',
    ),
    "at the end of a block": (
        '<p data-b="one.1">Deux.</p>',
        PageStart("one.1", 5),
        '<p data-b="one.1">Deux.[1]</p>',
    ),
    "before a paragraph": (
        '<p data-b="one.1">Un.</p><p data-b="one.2">Deux.</p>',
        PageStart("one.2", 0),
        '<p data-b="one.1">Un.</p>[1]<p data-b="one.2">Deux.</p>',
    ),
    "before a heading, even one cut in two": (
        '<h2 data-b="one.1">Deux mots</h2>',
        PageStart("one.1", 4),
        '[1]<h2 data-b="one.1">Deux mots</h2>',
    ),
    "before a box whose label starts the page": (
        '<aside class="box"><p data-b="one.1">Conseil</p><p data-b="one.2">Deux.</p></aside>',
        PageStart("one.1", 0),
        '[1]<aside class="box"><p data-b="one.1">Conseil</p><p data-b="one.2">Deux.</p></aside>',
    ),
    "inside a box that began on the page before": (
        '<aside class="box"><p data-b="one.1">Conseil</p><p data-b="one.2">Deux.</p></aside>',
        PageStart("one.2", 0),
        '<aside class="box"><p data-b="one.1">Conseil</p>[1]<p data-b="one.2">Deux.</p></aside>',
    ),
    "before a list": (
        '<ul><li data-b="one.1">Un</li><li data-b="one.2">Deux</li></ul>',
        PageStart("one.1", 0),
        '[1]<ul><li data-b="one.1">Un</li><li data-b="one.2">Deux</li></ul>',
    ),
    "inside the item of a list": (
        '<ul><li data-b="one.1">Un</li><li data-b="one.2">Deux</li></ul>',
        PageStart("one.2", 0),
        '<ul><li data-b="one.1">Un</li><li data-b="one.2">[1]Deux</li></ul>',
    ),
    "before a figure known by its caption": (
        '<figure><img src="x" alt="x"/><figcaption data-b="one.1">Un</figcaption></figure>',
        PageStart("one.1", 0),
        '[1]<figure><img src="x" alt="x"/><figcaption data-b="one.1">Un</figcaption></figure>',
    ),
    "in the first cell of a row": (
        '<table><tbody><tr><td data-b="one.1">a</td></tr><tr><td>b</td><td data-b="one.2">c</td></tr></tbody></table>',
        PageStart("one.2", 0),
        '<table><tbody><tr><td data-b="one.1">a</td></tr>'
        '<tr><td>[1]b</td><td data-b="one.2">c</td></tr></tbody></table>',
    ),
    "before a table whose head starts the page": (
        '<table><thead><tr><th data-b="one.1">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
        PageStart("one.1", 0),
        '[1]<table><thead><tr><th data-b="one.1">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    ),
    "at the next block when only print has the first": (
        '<p data-b="one.1">Un.</p><p data-b="one.4">Quatre.</p>',
        PageStart("one.2", 3),
        '<p data-b="one.1">Un.</p>[1]<p data-b="one.4">Quatre.</p>',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_page_is_marked(case: str) -> None:
    body, start, expected = CASES[case]

    assert marked(body, start) == expected


def test_page_that_opens_a_chapter_is_marked_before_its_title() -> None:
    written = marked('<p data-b="one.1">Un.</p>', PageStart("one.1", 0), anchors={"one": 0})

    assert written == '<section epub:type="chapter" id="one">[1]<h1>One</h1><p data-b="one.1">Un.</p>'


def test_page_of_a_generated_part_is_marked_at_its_first_anchor() -> None:
    written = marked('<ul><li id="a">A</li><li id="b">B</li></ul>', None, None, anchors={"a": 0, "b": 1})

    assert written == '[1]<ul><li id="a">A</li><li id="b">[2]B</li></ul>'


def test_blank_page_is_left_out() -> None:
    assert marked('<p data-b="one.1">Un.</p>', None) == '<p data-b="one.1">Un.</p>'


def test_list_of_pages_names_section_and_anchor() -> None:
    trees = {"one": parse(f'{OPEN}<p data-b="one.1">Un.</p>{CLOSE}')}

    assert mark_pages(trees, PageMap(("xii",), (PageStart("one.1", 0),), {})) == (PageMark("xii", "one", "page-xii"),)
