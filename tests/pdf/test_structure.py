"""The structure tree follows the text: one element one tag, over page ends and out of the margins."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bindery.pdf.facts import descendants, elements, role_of
from bindery.pdf.layout import lay_out
from bindery.pdf.paint import Painted, paint
from tests.pdf import specimen


def roles(body: str, tmp_path: Path, styles: str = specimen.STYLES) -> str:
    """Write the tree of a small document as nested roles: `Document(P(Link))`."""
    painted = paint(lay_out(specimen.page(body, styles), tmp_path, ()))
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        return written(pdf.Root.StructTreeRoot.K[0])


def written(element: Any) -> str:
    inside = " ".join(
        written(kid) for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    )
    return f"{role_of(element)}({inside})" if inside else role_of(element)


@pytest.fixture(scope="module")
def tagged(painted: Painted) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        yield pdf


def test_tags_count_what_the_document_holds(tagged: pikepdf.Pdf) -> None:
    counts = Counter(role_of(element) for element, _ in elements(tagged))

    expected = {
        "H1": 5,
        "H2": 2,
        "Note": 8,
        "Table": 1,
        "TR": 41,
        "TH": 43,
        "TD": 80,
        "L": 7,
        "Figure": 2,
        "TOC": 1,
        "TOCI": 2,
    }
    assert {role: counts[role] for role in expected} == expected


def test_a_paragraph_over_two_pages_is_one_element(tagged: pikepdf.Pdf) -> None:
    pages = [
        {kid.Pg.objgen for kid in element.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR"}
        for element, _ in elements(tagged)
        if role_of(element) == "P"
    ]

    assert sum(len(others) for others in pages) >= 3


def test_a_table_over_three_pages_has_one_head(tagged: pikepdf.Pdf) -> None:
    (table,) = [element for element, _ in elements(tagged) if role_of(element) == "Table"]

    assert [role_of(kid) for kid in table.K] == ["THead", "TBody"]
    assert sum(role_of(kid) == "THead" for kid in descendants(table)) == 1


def test_head_cells_say_what_they_head(tagged: pikepdf.Pdf) -> None:
    scopes = Counter(str(e.A.Scope) for e, _ in elements(tagged) if role_of(e) == "TH")

    assert scopes == {"/Column": 3, "/Row": 40}


def test_notes_stand_where_they_are_called(tmp_path: Path) -> None:
    body = '<p>One<span class="footnote" id="fn-1">A note</span> two.</p>'

    assert roles(body, tmp_path) == "Document(P(Reference(Link) Note(Lbl(Link))))"


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "L(LI(Lbl LBody) LI(Lbl LBody(L(LI(Lbl LBody)))))"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dd>e</dd></dl>", "L(LI(Lbl LBody(P)) LI(Lbl LBody))"),
        ('<nav role="doc-toc"><ol><li><a href="#x">a</a><ol><li>b</li></ol></li></ol></nav><p id="x">x</p>',
         "Sect(TOC(TOCI(P(Reference(Link)) TOC(TOCI(P))))) P"),
        ("<div>one</div><div>two</div>", "P P"),
        ("<div lang='en'>one</div>", "Div(P)"),
        ("<p>a <em>b</em> <span>c</span> <code>d</code> <q>e</q></p>", "P(Em Code Quote)"),
        ("<figure><p>a</p><figcaption>b</figcaption></figure>", "Div(P Caption)"),
        ("<table><caption>t</caption><tr><th>a</th></tr><tr><td></td></tr></table>",
         "Table(Caption TBody(TR(TH) TR(TD)))"),
        ("<aside><h2>a</h2><blockquote>b</blockquote></aside>", "Aside(H2 BlockQuote(P))"),
        ('<p role="heading" aria-level="3">a</p>', "H3"),
        ("<p><img alt='' src='{picture}'>a</p>", "P"),
        ("<p><img alt='ramps' src='{picture}'></p>", "P(Figure)"),
        ("<p aria-hidden='true'>unsaid</p><p>said</p>", "P"),
    ],
)  # fmt: skip
def test_elements_get_the_tags_of_the_standard(body: str, tree: str, tmp_path: Path) -> None:
    assert roles(body.replace("{picture}", specimen.picture_uri()), tmp_path, "") == f"Document({tree})"


def test_a_change_of_language_is_tagged(tagged: pikepdf.Pdf) -> None:
    assert {str(e.Lang) for e, _ in elements(tagged) if "/Lang" in e} == {"en"}


def test_the_call_of_a_note_tells_its_words(tmp_path: Path) -> None:
    painted = paint(lay_out(specimen.page('<p>x<span class="footnote" id="fn-1">A note</span></p>'), tmp_path, ()))

    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        leads = {str(annotation.Dest): str(annotation.Contents) for annotation in pdf.pages[0].obj.Annots}
    assert leads == {"fn-1": "A note", "call-fn-1": "1."}


def test_abbreviations_carry_their_expansion(tmp_path: Path) -> None:
    painted = paint(lay_out(specimen.page('<p><abbr title="public-private partnership">PPP</abbr></p>'), tmp_path, ()))

    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        assert [str(e.E) for e, _ in elements(pdf) if "/E" in e] == ["public-private partnership"]


def test_pictures_carry_their_alternative_and_their_place(tagged: pikepdf.Pdf) -> None:
    figures = [element for element, _ in elements(tagged) if role_of(element) == "Figure"]

    assert [str(f.Alt) for f in figures] == ["Three crossing ramps of colour", "Two bars, the second twice the first"]
    for figure in figures:
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        page = [float(edge) for edge in figure.Pg.TrimBox]
        assert page[0] < left < right < page[2]
        assert page[1] < bottom < top < page[3]


def test_a_picture_nobody_described_is_told(tmp_path: Path) -> None:
    painted = paint(lay_out(specimen.page(f'<p><img src="{specimen.picture_uri()}"></p>'), tmp_path, ()))

    assert [d.code for d in painted.diagnostics] == ["alternative-missing"]


def test_links_say_where_they_lead(tagged: pikepdf.Pdf) -> None:
    said = {str(annotation.Contents) for page in tagged.pages for annotation in page.obj.get("/Annots", [])}

    assert said >= {"chapter 2, p. 11", "chapter 1, p. 3", "Chapter 1 2", "14"}


def test_pages_painted_again_without_their_links_hold_none(tmp_path: Path) -> None:
    body = '<h1 id="a">A</h1><p><a href="#a">to A</a></p>'
    layout = lay_out(specimen.page(body), tmp_path, ())
    linked = paint(layout)
    layout.document.pages[0].links = []
    unlinked = paint(layout)

    counts = []
    for painted in (linked, unlinked):
        with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
            counts.append(sum(o.get("/Type") == "/OBJR" for o in objects(pdf.Root.StructTreeRoot.K[0])))
    assert counts == [1, 0]


def objects(element: Any) -> Iterator[Any]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from objects(kid)


def test_running_heads_are_artifacts(tagged: pikepdf.Pdf) -> None:
    heads = sum(page.obj.Contents.read_bytes().count(b"/Pagination") for page in tagged.pages)

    assert heads == 28 + 6  # heads and folios of fourteen pages, and three cells of a repeated head on two


def test_notes_are_found_by_their_identifier(tagged: pikepdf.Pdf) -> None:
    names = tagged.Root.StructTreeRoot.IDTree.Names

    assert len(names) == 16
    assert all(names[index] == names[index + 1].ID for index in range(0, 16, 2))
