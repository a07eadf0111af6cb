"""The search: its page, and the texts of a language cut into passages, which its script reads when somebody searches.

In: the bodies of the reading edition, as pages show them. Out: a page, and a file of JavaScript that sets one value:
a script may be read beside a page opened from a disk, where JSON may not be fetched. Passages begin at headings, terms,
works and notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bindery.assemble.tree import Element, classes, parse_fragment
from bindery.model import Section
from bindery.site.addresses import SEARCH, SEARCH_TEXTS, file_of, read_sections, section_page, volume_folder
from bindery.site.frame import Leaf, Page, filled
from bindery.site.model import Bench, WebText
from bindery.site.words import WORDS, written_size

Bodies = Mapping[str, str]  # HTML by the id of its section
UNSEARCHED_ROLES = frozenset({"index", "copyright-page"})
SILENT_TAGS = frozenset({"svg", "script", "template"})
SILENT_CLASSES = frozenset({"page-mark", "noteref", "backlink", "box-label"})
OPENING_TAGS = frozenset({"h2", "h3", "dt"})  # their words are the title of a passage
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time"}
)
WHITE = re.compile(r"[\s\u00ad\u200b]+")


@dataclass(slots=True)
class Passage:
    """A piece of text that a hit can lead to: its anchor, its title, and what it says."""

    anchor: str
    title: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give what the passage says, in one line."""
        return WHITE.sub(" ", "".join(self.parts).replace("\u00ad", "")).strip()


def passages(body: Element) -> Iterator[Passage]:
    """Cut a section into passages; the first one may have neither anchor nor title."""
    cut = [Passage("")]
    _read(body, cut)
    return (passage for passage in cut if passage.text or passage.title)


def _read(element: Element, cut: list[Passage]) -> None:
    """Read an element into the last passage, or into new ones."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag not in SILENT_TAGS and not SILENT_CLASSES & classes(child):
            _read_one(child, cut)
        cut[-1].parts.append(child.tail or "")


def _read_one(child: Element, cut: list[Passage]) -> None:
    if child.tag in OPENING_TAGS and (anchor := _anchor(child)):
        cut.append(Passage(anchor, WHITE.sub(" ", _said(child)).strip()))
        return
    if child.tag == "li" and child.get("id"):
        cut.append(Passage(child.get("id", "")))
    gap = "" if child.tag in INLINE else " "
    cut[-1].parts += [gap, child.text or ""]
    _read(child, cut)
    cut[-1].parts.append(gap)


def _anchor(heading: Element) -> str:
    """Give the name of a heading, or of what it opens."""
    parent = heading.getparent()
    opened = parent.get("id") if parent is not None and heading.tag != "dt" else None
    return heading.get("id") or opened or ""


def _said(heading: Element) -> str:
    aside = Passage("")
    aside.parts.append(heading.text or "")
    _read(heading, [aside])
    return aside.text


def search_texts(bench: Bench, texts: Sequence[tuple[WebText, Bodies]], code: str) -> tuple[str, bytes]:
    """Write what the script of the search reads in a language; the file's path below the root, and its bytes."""
    sections: list[list[str]] = []
    pieces: list[list[object]] = []
    for text, bodies in texts:
        for section in read_sections(text.book):
            if section.role in UNSEARCHED_ROLES:
                continue
            found = list(passages(parse_fragment(bodies[section.id])))
            pieces += ([len(sections), piece.anchor, piece.title, piece.text] for piece in found)
            href = f"../{section_page(text.volume.number, section.id)}"
            sections.append([href, _place(text, section, code), section.title])
    written = json.dumps({"passages": pieces, "sections": sections}, ensure_ascii=False, separators=(",", ":"))
    return f"{code}/{SEARCH_TEXTS}", f"globalThis.siteTexts={written};\n".encode()


def _place(text: WebText, section: Section, code: str) -> str:
    """Say where a section stands: its volume, and its chapter when it has a number."""
    words = WORDS[code]
    volume = f"{words['volume'].capitalize()}\u00a0{text.volume.number}"
    return f"{volume}, {words['chapter']}\u00a0{section.number}" if section.number else volume


def search_page(bench: Bench, told: Sequence[WebText], size_bytes: int) -> Page:
    """Make the page of the search in a language; `size_bytes` is what its script will read."""
    newest = max(told, key=lambda text: text.volume.number)
    code, folder = newest.language, volume_folder(newest.volume.number)
    others = [section for section in read_sections(newest.book) if section.role in ("index", "glossary")]
    words = WORDS[code]
    return filled(
        bench,
        "web/search.html",
        Leaf(newest, SEARCH, "search", words["search-title"], words["search-label"], current="search"),
        texts="texts.js",
        size=words["search-size"].format(written_size(size_bytes, code)),
        ways=[{"title": s.title, "href": f"../{folder}/{file_of(s.id)}"} for s in others]
        + [{"title": words["contents"], "href": f"../{folder}/index.html#contents"}],
    )
