"""The numbers of the notes, which are the same in every edition.

In: the chapters' trees, whose calls bear the numbers that the markup counts from 1 in each chapter. Out: the same
trees, changed in place: calls that count on through the book; notes where their calls were, for the foot of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from bindery.assemble.tree import Element, drop, plain_text, with_class
from bindery.model import BACK, BODY, FRONT, THROUGH_THE_BOOK, Chapter

MATTERS = (FRONT, BODY, BACK)


def number_notes(chapters: Iterable[tuple[Chapter, Element]], numbering: str) -> None:
    """Let the notes of a chapter follow those of the chapters read before it, where the book counts them through."""
    if numbering != THROUGH_THE_BOOK:
        return
    count = 0
    for _, tree in sorted(chapters, key=_place):
        numbered = [(call, count + _number(call)) for call in with_class(tree, "noteref")]
        for call, number in numbered:
            call.text = str(number)
        count = max([count, *(number for _, number in numbered)])


def _place(chapter_and_tree: tuple[Chapter, Element]) -> tuple[int, bool]:
    """Tell where a chapter is read among the others, as `bind` puts them."""
    chapter, _ = chapter_and_tree
    return MATTERS.index(chapter.matter), chapter.role != "foreword"


def notes_to_the_foot(body: Element) -> None:
    """Move each note to its first call, where the page takes it to its foot; further calls lead to it.

    The styles count the notes of a section from 1. A note that bears another number, because the book counts through or
    because other editions have notes that this one has not, sets the count itself.
    """
    notes = {note.get("id", ""): note for note in with_class(body, "note")}
    count = 0
    for call in with_class(body, "noteref"):
        note = notes.pop(call.get("href", "#")[1:], None)
        if note is None:
            call.set("class", "noteref paged-only")
            continue
        number = _number(call)
        _put_in_place(call, _footnote(note, number, follows=number == count + 1))
        count = number
    for section in with_class(body, "notes"):
        drop(section)


def _number(call: Element) -> int:
    return int(plain_text(call))


def _footnote(note: Element, number: int, *, follows: bool) -> Element:
    footnote = etree.Element("span", {"class": "footnote", "id": note.get("id", "")})
    if not follows:
        footnote.set("style", f"counter-set: footnote {number - 1}")
    _pour(note, footnote)
    return footnote


def _pour(note: Element, footnote: Element) -> None:
    """Pour the paragraphs of a note into one line of text, each after the first on a line of its own."""
    for count, paragraph in enumerate(list(note)):
        line = footnote if count == 0 else etree.SubElement(footnote, "span", {"class": "note-line"})
        line.text = paragraph.text
        line.extend(list(paragraph))


def _put_in_place(call: Element, footnote: Element) -> None:
    footnote.tail, call.tail = call.tail, None
    parent = call.getparent()
    assert parent is not None
    parent.replace(call, footnote)
