"""The reading edition: a page for each section, with the contents beside it and the way to the next.

In: the bench, a text and its bodies. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bindery.assemble.links import href_to
from bindery.model import Book, Section
from bindery.site.addresses import ANNOUNCEMENT, file_of, read_sections, section_page, volume_page
from bindery.site.frame import Leaf, Page, absolute, filled
from bindery.site.linked_data import Facts, crumbs_data
from bindery.site.model import Bench, WebText
from bindery.site.volumes import about, title_of
from bindery.site.words import WORDS


def reading(bench: Bench, text: WebText, bodies: Mapping[str, str]) -> Iterator[Page]:
    """Make the page of each section, `bodies` by the section's id."""
    book, code = text.book, text.language
    sections, shown = read_sections(book), about(bench, text)
    for position, section in enumerate(sections):
        leaf = Leaf(
            text,
            section_page(text.volume.number, section.id),
            "read",
            f"{section.title} – {title_of(bench, text)}",
            section.promise,
            og_type="article",
            data=_crumbs(bench, text, section),
            current="read",
        )
        yield filled(
            bench,
            "web/reading.html",
            leaf,
            volume=shown,
            section=section,
            kicker=_kicker(section, code),
            contents=[*_contents(book, section), *_unlisted(book, sections)],
            body=bodies[section.id],
            source=section.source.path if bench.keeps_lines else "",
            before=_turn(sections[position - 1]) if position else None,
            after=_turn(sections[position + 1]) if position + 1 < len(sections) else None,
        )


def _crumbs(bench: Bench, text: WebText, section: Section) -> tuple[Facts, ...]:
    code, number = text.language, text.volume.number
    steps = (
        (bench.collection.titles[code], absolute(bench, f"{code}/{ANNOUNCEMENT}")),
        (text.book.edition.text.title, absolute(bench, f"{code}/{volume_page(number)}")),
        (section.title, absolute(bench, f"{code}/{section_page(number, section.id)}")),
    )
    return crumbs_data(steps)


def _kicker(section: Section, code: str) -> str:
    words = WORDS[code]
    if section.number:
        return words["chapter"].capitalize()
    return words["case-study"] if section.role == "case-study" else ""


def _contents(book: Book, here: Section) -> Iterator[dict[str, object]]:
    for entry in book.contents:
        is_here = entry.section == here.id
        children = [
            {"title": child.title, "href": href_to(child.target, here.id, book.home, file_of)}
            for child in (entry.children if is_here else ())
        ]
        yield {
            "number": entry.number,
            "title": entry.title,
            "section": entry.section,
            "href": file_of(entry.section),
            "children": children,
        }


def _unlisted(book: Book, sections: tuple[Section, ...]) -> Iterator[dict[str, object]]:
    """Add what the printed contents leave out and the web must lead to: the legal page."""
    listed = {entry.section for entry in book.contents}
    for section in sections:
        if section.id not in listed:
            yield {
                "number": "",
                "title": section.title,
                "section": section.id,
                "href": file_of(section.id),
                "children": [],
            }


def _turn(section: Section) -> dict[str, str]:
    return {"title": section.title, "href": file_of(section.id)}
