"""The gates of the benchmark catch what they are for: each fault is put into a real file, and told by its own gate."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from weasyprint import HTML

from bindery.bench.gates import Verdict, judge_epub, judge_pdf, signs
from bindery.bench.manuscript import Chapter, Heading, Manuscript, Note, Paragraph, Piece, Reference

NOTE = Note("n-1", "À Bokyx, cette remarque tient au pied de la page, et nulle part ailleurs à Cawuz.")
REFERENCE = Reference("sec-2", "section « Ranger les outils »")
LAST = "À Dakex, le dernier paragraphe ne parle de rien, sinon du temps qui passe à Fiziw."
BOOK = Manuscript(
    "Essai",
    (
        Chapter(
            "chapter-1",
            "Cultiver la parcelle",
            "Une promesse en peu de mots.",
            (
                Heading(2, "Semer les fèves", "sec-1"),
                Paragraph(("Le premier paragraphe parle des fèves que chacun sème en ligne au printemps", NOTE, ".")),
                Paragraph(("Le deuxième renvoie à plus loin dans le livre (voir ", REFERENCE, ").")),
                Heading(2, "Ranger les outils", "sec-2"),
                Paragraph(("Un paragraphe parle des outils que chacun range à sa place le soir venu.",)),
                Paragraph((LAST,)),
            ),
        ),
    ),
)  # fmt: skip
STYLE = """
@page { size: 170mm 240mm; margin: 25mm; @bottom-right { content: counter(page) } }
h2 { break-before: page }
.note { float: footnote }
a.on::after { content: target-counter(attr(href), page) }
"""


def html_of(piece: Piece) -> str:
    match piece:
        case Note():
            return f'<span class="note">{piece.words}</span>'
        case Reference():
            return f'{piece.words}, p. <a class="on" href="#{piece.target}"></a>'
        case _:
            return str(piece)


def html() -> str:
    """Write the book with its contents, each section on a page of its own."""
    chapter = BOOK.chapters[0]
    parts = [f"<style>{STYLE}</style><ul>"]
    entries = [(chapter.id, chapter.title), *((b.anchor, b.words) for b in BOOK.blocks if isinstance(b, Heading))]
    parts += [f'<li>{words} <a class="on" href="#{anchor}"></a></li>' for anchor, words in entries]
    parts.append(f'</ul><h1 id="{chapter.id}" style="break-before: page">{chapter.title}</h1><p>{chapter.promise}</p>')
    for block in BOOK.blocks:
        if isinstance(block, Heading):
            parts.append(f'<h2 id="{block.anchor}">{block.words}</h2>')
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{''.join(map(html_of, block.pieces))}</p>")
    return "".join(parts)


def judged(folder: Path, find: str = "", put: str = "") -> dict[str, Verdict]:
    """Print the book, one thing in it changed, and judge the file."""
    source = html()
    assert not find or find in source
    HTML(string=source.replace(find, put, 1) if find else source).write_pdf(folder / "book.pdf")
    return {verdict.gate: verdict for verdict in judge_pdf(folder / "book.pdf", BOOK)}


def failed(verdicts: dict[str, Verdict]) -> dict[str, tuple[str, ...]]:
    return {gate: verdict.faults for gate, verdict in verdicts.items() if not verdict.is_passed}


def test_a_flawless_book_passes_and_everything_was_looked_for(tmp_path: Path) -> None:
    verdicts = judged(tmp_path)

    assert failed(verdicts) == {}
    counts = {gate: verdict.count for gate, verdict in verdicts.items()}
    assert counts.pop("links") >= 4
    assert counts == {"notes once": 1, "paragraphs": 4, "references true": 1, "contents true": 3, "folios": 4}


@pytest.mark.parametrize(
    ("find", "put", "gate", "words"),
    [
        (html_of(NOTE), "", "notes once", "Bokyx 0 times"),
        (html_of(NOTE), html_of(NOTE) * 2, "notes once", "Bokyx 2 times"),
        (LAST, "", "paragraphs", "Dakex 0 times"),
        (
            '», p. <a class="on" href="#sec-2"></a>',
            "», p. 3",
            "references true",
            "is said to be on p. 3; true is 4",
        ),
        (f"<li>{BOOK.chapters[0].title} <a", "<li><a", "contents true", "the contents say None of chapter-1"),
        (
            "h2 {",
            "@page :nth(3) { @bottom-right { content: '9' } } h2 {",
            "folios",
            "page 3 of the book shows the folio 9",
        ),
    ],
    ids=["note lost", "note doubled", "paragraph lost", "wrong number", "contents entry lost", "wrong folio"],
)
def test_a_fault_is_told_by_its_gate_alone(tmp_path: Path, find: str, put: str, gate: str, words: str) -> None:
    verdicts = judged(tmp_path, find, put)

    assert list(failed(verdicts)) == [gate]
    assert words in verdicts[gate].faults[0]


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    import pikepdf  # noqa: PLC0415

    judged(tmp_path)
    with pikepdf.open(tmp_path / "book.pdf", allow_overwriting_input=True) as pdf:
        link = next(note for page in pdf.pages for note in page.obj.get("/Annots", ()))
        link.Dest = pikepdf.String("nowhere")
        pdf.save()

    verdicts = {verdict.gate: verdict for verdict in judge_pdf(tmp_path / "book.pdf", BOOK)}
    assert verdicts["links"].faults == ("a link leads to nowhere, which is nowhere",)


def test_numbers_that_stand_apart_stay_apart() -> None:
    assert signs("Les outils 12\n13 La pluie, p. 4).5") == "lesoutils12|13lapluiep4|5"


def epub(folder: Path, body: str) -> dict[str, Verdict]:
    with zipfile.ZipFile(folder / "book.epub", "w") as file:
        file.writestr("EPUB/one.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>')
    return {verdict.gate: verdict for verdict in judge_epub(folder / "book.epub", BOOK)}


def test_an_e_book_without_a_note_is_told(tmp_path: Path) -> None:
    words = "".join(f"<p>{p.words}</p>" for p in BOOK.paragraphs)

    assert epub(tmp_path, f"{words}<p>{NOTE.words}</p>")["notes once"].faults == ()
    assert len(epub(tmp_path, words)["notes once"].faults) == 1


def test_a_link_to_nowhere_in_an_e_book_is_told(tmp_path: Path) -> None:
    verdicts = epub(tmp_path, '<a id="here" href="#here">ici</a><a href="two.xhtml#there">là</a>')

    assert verdicts["links"].faults == ("two.xhtml#there",)
