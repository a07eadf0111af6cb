"""The container: files into one EPUB, the same bytes on every machine and every day.

In: the parts of the book as bytes and the lines of its metadata. Out: the bytes of the `.epub` (EPUB 3.3, 4.2,
https://www.w3.org/TR/epub-33/#sec-ocf).

EbookLib 0.20 writes package, manifest and zip; what it would do to content and metadata is overridden here: items are
bytes written as they are, metadata stand in our order, nothing carries the clock, a random name or the tool's own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from bindery.assemble.tree import Element
from bindery.epub.metadata import PREFIXES, Line
from bindery.epub.tree import XML_LANG

DC = "http://purl.org/dc/elements/1.1/"
FOLDER = "EPUB"
APPLE_OPTIONS = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<display_options><platform name="*"><option name="specified-fonts">true</option></platform></display_options>\n'
)
FIRST_ZIP_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the book: id and path in the package, media type, bytes, and whether it is read, in its turn."""

    id: str
    href: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    is_read: bool = False


def write_container(
    parts: Iterable[Part], metadata: tuple[Line, ...], language: str, identifier: str, modified: datetime
) -> bytes:
    """Write the EPUB; ValueError when two parts share an id or a path, or a text holds a control character."""
    files = tuple(parts)
    refuse_twins(files)
    book = epub.EpubBook()
    book.IDENTIFIER_ID, book.FOLDER_NAME = "uid", FOLDER
    book.uid, book.language, book.direction = identifier, language, None
    items = {part.id: as_item(part) for part in files}
    for item in (*items.values(), apple_item()):
        book.add_item(item)
    book.spine = [items[part.id] for part in files if part.is_read]
    writer = _Writer(book, metadata, modified)
    writer.write()
    return writer.bytes()


def refuse_twins(parts: tuple[Part, ...]) -> None:
    """Refuse what EbookLib would write without a word: two files of one id or path."""
    for name in ("id", "href"):
        values = [getattr(part, name) for part in parts]
        twins = sorted({value for value in values if values.count(value) > 1})
        if twins:
            raise ValueError(f"two files of the e-book have the {name} {', '.join(twins)}")


def as_item(part: Part) -> epub.EpubItem:
    """Hand a part to EbookLib as plain bytes, which it writes as they are."""
    item = epub.EpubItem(uid=part.id, file_name=part.href, media_type=part.media_type, content=part.content)
    item.properties = list(part.properties)
    return item


def apple_item() -> epub.EpubItem:
    """Tell Apple's reader to use the embedded faces; the file stands outside the manifest."""
    item = epub.EpubItem("apple", "META-INF/com.apple.ibooks.display-options.xml", "application/xml", APPLE_OPTIONS)
    item.manifest = False
    return item


class _StillZip(zipfile.ZipFile):
    """A zip whose entries carry one given date and no trace of the machine."""

    still: tuple[int, int, int, int, int, int] = (FIRST_ZIP_YEAR, 1, 1, 0, 0, 0)

    def writestr(self, zinfo_or_arcname: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        entry = zipfile.ZipInfo(name, self.still)
        entry.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        entry.external_attr, entry.create_system = 0o100644 << 16, 3
        super().writestr(entry, data, entry.compress_type, 9 if entry.compress_type else None)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with metadata in our own words and order."""

    def __init__(self, book: epub.EpubBook, metadata: tuple[Line, ...], modified: datetime) -> None:
        super().__init__("", book, {"epub2_guide": False, "epub3_landmark": False, "epub3_pages": False})
        self.metadata, self.modified, self.buffer = metadata, modified, io.BytesIO()

    def write(self) -> None:
        self.out = _StillZip(self.buffer, "w", zipfile.ZIP_DEFLATED)
        instant = max(self.modified, datetime(FIRST_ZIP_YEAR, 1, 1, tzinfo=self.modified.tzinfo))
        self.out.still = instant.timetuple()[:6]
        self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()

    def _write_opf_metadata(self, root: Element) -> None:
        metadata = etree.SubElement(root, "metadata", nsmap={"dc": DC})
        for line in self.metadata:
            name = f"{{{DC}}}{line.name.removeprefix('dc:')}" if line.name.startswith("dc:") else line.name
            element = etree.SubElement(metadata, name, dict(line.attributes))
            if line.text:
                element.text = line.text

    def _write_opf_file(self, root: Element) -> None:
        root.set(XML_LANG, self.book.language)
        root.set("prefix", " ".join(f"{name}: {address}" for name, address in sorted(PREFIXES.items())))
        fresh = etree.fromstring(etree.tostring(root))
        etree.indent(fresh, "  ")
        written = etree.tostring(fresh, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{FOLDER}/content.opf", written)

    def bytes(self) -> bytes:
        return self.buffer.getvalue()
