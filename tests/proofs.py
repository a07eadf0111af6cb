"""Proofs read from finished files alone: what the index prints, and whether the pages it names hold the words.

In: a screen PDF, and the EPUB of the same text, which keeps the marks of the authors (`ix-…`) in its chapters. Out: the
links of the PDF with the number printed under each, the text of its pages, and the words that were marked. Texts are
compared squeezed: without white space, hyphens and case, since lines break in print.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import etree
from pypdf import PdfReader

XHTML = {"h": "http://www.w3.org/1999/xhtml"}
BLOCKS = frozenset(
    f"{{{XHTML['h']}}}{name}" for name in ("p", "li", "dt", "dd", "td", "th", "h2", "h3", "h4", "figcaption")
)
TAIL, HEAD = 700, 120  # characters: the last lines of a page with its notes, and the first ones with the running head
LEAST_PART = 4
TELLING = 24  # characters before a mark without words, by which its place is known


def squeezed(text: str) -> str:
    """Leave out of a text what the setting of lines adds or takes away."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c) in ("Sc", "Sm"))


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A link of a page: where it leads, and what is printed under it."""

    target: str
    printed: str
    page_index: int


@dataclass(frozen=True, slots=True)
class Pages:
    """A screen PDF read back: its labels, the squeezed text of its pages, its links, and the page of each anchor."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    links: tuple[PrintedLink, ...]
    anchors: Mapping[str, int]

    def hold(self, words: str, page_index: int) -> bool:
        """Tell whether words stand on a page; they may begin at its end and go on at the head of the next one."""
        return words in self.texts[page_index] or self.run_over(words, page_index)

    def run_over(self, words: str, page_index: int) -> bool:
        """Tell whether words begin at the end of a page and go on at the head of the next one."""
        page, after = (*self.texts, "")[page_index : page_index + 2]
        return any(
            words[:cut] in page[-TAIL:] and words[cut:] in after[:HEAD]
            for cut in range(LEAST_PART, len(words) - LEAST_PART + 1)
        )


def read_pages(path: Path) -> Pages:
    """Read a screen PDF."""
    reader = PdfReader(path)
    links: list[PrintedLink] = []
    texts: list[str] = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page_index, page in enumerate(reader.pages):
            text = pdf[page_index].get_textpage()
            texts.append(squeezed(text.get_text_range()))
            for annotation in (each.get_object() for each in page.get("/Annots", [])):
                if "/Dest" in annotation:
                    left, top, right, bottom = map(float, annotation["/Rect"])
                    printed = text.get_text_bounded(left, min(top, bottom), right, max(top, bottom))
                    links.append(PrintedLink(str(annotation["/Dest"]), printed.strip(), page_index))
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}
    anchors = {name: numbers[place.raw_get("/Page").idnum] for name, place in reader.named_destinations.items()}
    return Pages(tuple(reader.page_labels), tuple(texts), tuple(links), anchors)


@dataclass(frozen=True, slots=True)
class Marked:
    """The XHTML documents of an e-book, by their names, and every element that has an anchor."""

    documents: Mapping[str, etree._Element]
    anchors: Mapping[str, etree._Element]

    def links(self) -> Iterator[tuple[str, str]]:
        """List the links: the document each stands in, and the anchor it leads to."""
        for name, document in self.documents.items():
            for link in document.iterfind(".//h:a[@href]", XHTML):
                yield name, link.get("href", "").partition("#")[2]

    def words_at(self, anchor: str) -> str:
        """Give the words marked at an anchor, squeezed; of a mark without words, those before it in its block."""
        return self._own(anchor) or self._around(self.anchors[anchor])

    def stands_after(self, anchor: str) -> bool:
        """Tell a mark without words: it stands where the words before it end."""
        return not self._own(anchor)

    def _own(self, anchor: str) -> str:
        return squeezed("".join(map(str, self.anchors[anchor].itertext())))

    def _around(self, mark: etree._Element) -> str:
        block = next(node for node in mark.iterancestors() if node.tag in BLOCKS)
        earlier, before, after, is_past = "", "", "", False
        for event, node in etree.iterwalk(block, events=("start", "end")):
            is_past = is_past or node is mark
            if is_note_call(node):
                text = (node.tail or "") if event == "end" else ""
            else:
                text = (node.text if event == "start" else node.tail if node is not block else "") or ""
                text = "" if any(is_note_call(up) for up in node.iterancestors()) and event == "start" else text
            if "xref" in (node.get("class") or "").split() and event == "end" and not is_past:
                earlier, before = before, ""  # print adds the page of what is referred to
            before, after = (before, after + text) if is_past else (before + text, after)
        return squeezed(before)[-TELLING:] or squeezed(after)[:TELLING] or squeezed(earlier)[-TELLING:]


def is_note_call(node: etree._Element) -> bool:
    """Tell the call of a note, whose number print sets by itself."""
    return "noteref" in (node.get("class") or "").split()


def read_marked(path: Path) -> Marked:
    """Read an e-book."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        documents = {Path(name).stem: etree.fromstring(archive.read(name)) for name in names}
    anchors = {e.get("id", ""): e for tree in documents.values() for e in tree.iter(etree.Element) if e.get("id")}
    return Marked(documents, anchors)


def index_lines(marked: Marked) -> Iterator[str]:
    """Give the lines of an index as they are read: the term, its pages, where it sends; without its sub-entries."""
    for line in marked.documents["index"].iterfind(".//h:li", XHTML):
        parts = [line.text or ""]
        for child in line:
            if not str(child.tag).endswith("}ul"):
                parts += [*map(str, child.itertext()), child.tail or ""]
        yield "".join(parts)


def index_numbers(marked: Marked) -> Iterator[tuple[str, str]]:
    """Give each page number of an index with the anchor it leads to, in reading order."""
    for link in marked.documents["index"].iterfind(".//h:a[@class='folio-link']", XHTML):
        yield link.get("href", "").partition("#")[2], "".join(map(str, link.itertext()))


def unproven(pages: Pages, marked: Marked) -> list[str]:
    """List the page numbers of a printed index whose page is another one, or does not hold the words marked for it."""
    found: list[str] = []
    for link in pages.links:
        if not link.target.startswith("ix-"):
            continue
        words = marked.words_at(link.target)
        if link.printed not in pages.labels:
            found.append(f"{link.target}: there is no page {link.printed}")
        elif not words or not _is_held(pages, marked, link):
            found.append(f"{link.target}: page {link.printed} does not hold {words!r}")
    return found


def _is_held(pages: Pages, marked: Marked, link: PrintedLink) -> bool:
    words, page_index = marked.words_at(link.target), pages.labels.index(link.printed)
    begun_before = marked.stands_after(link.target) and page_index and pages.run_over(words, page_index - 1)
    return pages.hold(words, page_index) or bool(begun_before)


def without_links(marked: Marked, prefix: str) -> list[str]:
    """List the anchors of lists at the back, such as `term-…`, that no other document of an e-book leads to."""
    led = {anchor for name, anchor in marked.links() if anchor.startswith(prefix)}
    return sorted(anchor for anchor in marked.anchors if anchor.startswith(prefix) and anchor not in led)
