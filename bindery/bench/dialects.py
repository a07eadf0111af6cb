"""Two ways of writing the same guide: Bindery's dialect, and pandoc's Markdown for the other tools.

In: a manuscript. Out: the text of a chapter for Bindery, the text of the whole book for pandoc. What Bindery makes by
itself (labels of boxes, numbers of figures, words of references, the index) stands in the other text in so many words;
page numbers are left to each tool, as links of class `page`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bindery.bench.manuscript import (
    LABELS,
    Block,
    Box,
    Chapter,
    Figure,
    Heading,
    Listing,
    Manuscript,
    Mark,
    Note,
    Paragraph,
    Piece,
    Reference,
    Table,
)

Spell = Callable[[Piece], str]
INDEX_TITLE = "Index"


def bindery_chapter(chapter: Chapter) -> str:
    """Write a chapter's file in Bindery's dialect."""
    short = chapter.title.partition(" et ")[0]
    head = f'---\ntitle: "{chapter.title}"\npromise: "{chapter.promise}"\nshort: "{short}"\n---\n'
    return "\n\n".join((head, *(_bindery_block(block) for block in chapter.blocks))) + "\n"


def _bindery_block(block: Block) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, _bindery_piece)
        case Box():
            return f'::: {{.{block.kind} title="{block.title}"}}\n{_paragraphs(block, _bindery_piece)}\n:::'
        case Table():
            return f"::: {{.table #{block.anchor}}}\n{block.caption}\n\n{_rows(block)}\n:::"
        case Figure():
            return f'::: {{.figure #{block.anchor} src="{block.file}" alt="{block.caption}"}}\n{block.caption}\n:::'
        case _:
            return _shared_block(block)


def _bindery_piece(piece: Piece) -> str:
    match piece:
        case Reference():
            return f"@{piece.target}"
        case Mark():
            return f'[{piece.word}]{{index="{piece.word}"}}'
        case Note():
            return f"[^{piece.key}]"
        case str():
            return piece


def pandoc_book(book: Manuscript) -> str:
    """Write the whole guide in pandoc's Markdown, its index at the end."""
    head = f'---\ntitle: "{book.title}"\nlang: fr\n---'
    return "\n\n".join((head, *(_pandoc_chapter(chapter) for chapter in book.chapters), _pandoc_index(book))) + "\n"


def _pandoc_chapter(chapter: Chapter) -> str:
    opening = f"# {chapter.title} {{#{chapter.id}}}\n\n::: promise\n{chapter.promise}\n:::"
    return "\n\n".join((opening, *(_pandoc_block(block) for block in chapter.blocks)))


def _pandoc_block(block: Block) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, _pandoc_piece)
        case Box():
            label = f"::: box-label\n{LABELS[block.kind]}\n:::\n\n::: box-title\n{block.title}\n:::"
            return f":::: {{.box .{block.kind}}}\n{label}\n\n{_paragraphs(block, _pandoc_piece)}\n::::"
        case Table():
            caption = f"**Tableau {block.number}** {block.caption}"
            return f"::: {{#{block.anchor} .table}}\n{_rows(block)}\n\n: {caption}\n:::"
        case Figure():
            return f"![**Figure {block.number}** {block.caption}](figures/{block.file}){{#{block.anchor} width=100%}}"
        case _:
            return _shared_block(block)


def _pandoc_piece(piece: Piece) -> str:
    match piece:
        case Reference():
            return f"[{piece.words}](#{piece.target}), p.\N{NO-BREAK SPACE}[](#{piece.target}){{.page}}"
        case Mark():
            return f"[{piece.word}]{{#{piece.anchor}}}"
        case Note():
            return f"[^{piece.key}]"
        case str():
            return piece


def _pandoc_index(book: Manuscript) -> str:
    """List the marked words with the page of each mark."""
    places: dict[str, list[str]] = {}
    for mark in book.marks:
        places.setdefault(mark.word, []).append(f"[](#{mark.anchor}){{.page}}")
    lines = "\n\n".join(f"{word}, {', '.join(places[word])}" for word in sorted(places))
    return f"# {INDEX_TITLE} {{#index}}\n\n::: index\n{lines}\n:::"


def _paragraphs(box: Box, spell: Spell) -> str:
    return "\n\n".join(_paragraph(paragraph, spell) for paragraph in box.paragraphs)


def _paragraph(paragraph: Paragraph, spell: Spell) -> str:
    """Write a paragraph, its notes below it."""
    notes = [f"[^{piece.key}]: {piece.words}" for piece in paragraph.pieces if isinstance(piece, Note)]
    return "\n\n".join(("".join(spell(piece) for piece in paragraph.pieces), *notes))


def _shared_block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {block.words}" + (f" {{#{block.anchor}}}" if block.anchor else "")
        case Listing():
            signs: Iterator[str] = (f"{n}." for n in range(1, 99)) if block.is_numbered else iter("-" * 99)
            return "\n".join(f"{sign} {item}" for sign, item in zip(signs, block.items, strict=False))
        case _:
            raise TypeError(type(block).__name__)


def _rows(table: Table) -> str:
    head, *rows = (f"| {' | '.join(row)} |" for row in table.rows)
    return "\n".join((head, "|" + "---|" * len(table.rows[0]), *rows))
