"""What flowing editions ask of a body: ways back from the notes, roles of the boxes, captions where HTML wants them.

In: a section's tree, in an edition without pages. Out: the same tree, changed in place. Roles are those of DPUB-ARIA
1.1 (https://www.w3.org/TR/dpub-aria-1.1/).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from bindery.assemble.tree import Element, classes, plain_text, with_class
from bindery.languages import LANGUAGES

# Kind of a box -> its role: none is a landmark, or screen readers would list each of them beside the chapters.
BOX_ROLES: Mapping[str, str] = {"advice": "doc-tip", "example": "doc-example", "quote": "doc-pullquote"}


def prepare_for_flow(body: Element, language: str) -> None:
    """Prepare a body for readers that have no pages: e-book and web."""
    add_ways_back(body, language)
    name_notes(body, language)
    give_boxes_roles(body, language)
    put_data_after_figures(body)


def add_ways_back(body: Element, language: str) -> None:
    """Open each note with a link back to its call."""
    words = LANGUAGES[language].words
    numbers = {call.get("href", "")[1:]: (call.get("id", ""), plain_text(call)) for call in with_class(body, "noteref")}
    for note in with_class(body, "note"):
        if note.get("id", "") not in numbers:
            continue
        anchor, number = numbers[note.get("id", "")]
        link = etree.Element("a", {"class": "backlink", "href": f"#{anchor}", "role": "doc-backlink"})
        link.set("aria-label", f"{words['back-to-text']}, {words['note']} {number}")
        link.text = f"{number}."
        first = note[0] if len(note) and note[0].tag == "p" else note
        link.tail, first.text = " " + (first.text or "").lstrip(), None
        first.insert(0, link)


def name_notes(body: Element, language: str) -> None:
    """Give the notes of a section their heading in words."""
    for notes in with_class(body, "notes"):
        notes.set("aria-label", LANGUAGES[language].words["notes"])


def give_boxes_roles(body: Element, language: str) -> None:
    """Give boxes and marginal notes a role that readers can skip or announce, and their name in words."""
    for box in (*with_class(body, "box"), *with_class(body, "margin-note")):
        if box.tag in ("aside", "blockquote"):
            box.set("role", BOX_ROLES.get(box.get("data-box", ""), "note"))
        if box.tag == "aside":  # a quotation may not be named, and a case study has its heading
            box.set("aria-label", name_of_box(box, language))


def name_of_box(box: Element, language: str) -> str:
    """Say what a box is called: its label and its title, `Definition: Plot`."""
    words = LANGUAGES[language].words
    said = [plain_text(part) for part in box if classes(part) & {"box-label", "box-title"}] or [words["margin"]]
    return words["label-value"].format(*said[:2]) if len(said) > 1 else said[0]


def put_data_after_figures(body: Element) -> None:
    """Move the data of each chart behind its figure: a caption must be the first or the last thing of a figure."""
    for data in with_class(body, "chart-data"):
        figure = data.getparent()
        if figure is not None and figure.tag == "figure":
            figure.addnext(data)
