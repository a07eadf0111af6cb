"""What a picture says of itself, inside its file: caption, credit, alternative text, rights, embargo.

In: the pictures of the kit with their words. Out: the same pixels; JPEG with XMP and IIM, which older editorial systems
read, PNG and SVG with XMP. Fields are those of the IPTC Photo Metadata Standard 2021.1
(https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata), XMP is ISO 16684-1, and IIM version 4
(https://iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf) lies in a JPEG as Adobe's image resource 0x0404. Nothing is
written into logos: they are given as their owners give them.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from bindery.assemble.tree import Element
from bindery.embargo import is_embargoed
from bindery.kit.archive import KitFile
from bindery.kit.desk import Kit
from bindery.kit.facts import embargo
from bindery.kit.listing import OPEN, OWNERS, licence_of
from bindery.kit.notices import CC_BY
from bindery.kit.pictures import COLLECTION, COVERS
from bindery.kit.words import WORDS
from bindery.model import ByLanguage
from bindery.typography import set_text

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
META = "adobe:ns:meta/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SVG = "http://www.w3.org/2000/svg"
# How a picture came about (https://cv.iptc.org/newscodes/digitalsourcetype/): ours are computed, no camera saw them.
MADE_BY = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
COMPUTED = frozenset({COVERS, COLLECTION, "mockups", "social"})  # folders
# Datasets of IIM, record 2, and how many bytes each may hold; a credit is never cut, though its 32 bytes are few.
NAME, INSTRUCTIONS, CREATED, CREATED_AT, HEADLINE = 5, 40, 55, 60, 105
CREDIT, SOURCE, COPYRIGHT, CAPTION, LANGUAGE = 110, 115, 116, 120, 135
MOST_BYTES = {NAME: 64, INSTRUCTIONS: 256, HEADLINE: 256, SOURCE: 32, COPYRIGHT: 128, CAPTION: 2000}
UTF_8 = b"\x1b%G"
SOI, APP0, APP1, APP13 = b"\xff\xd8", b"\xff\xe0", b"\xff\xe1", b"\xff\xed"
XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
XMP_IN_PNG = b"XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True)
class Said:
    """What one picture says of itself; the first of its languages is its own, or else the collection's."""

    languages: tuple[str, ...]
    title: str
    headline: ByLanguage
    caption: ByLanguage
    alt: ByLanguage
    description: ByLanguage
    credit: ByLanguage
    rights: ByLanguage
    terms: ByLanguage
    source: ByLanguage
    statement: str  # the address of the licence
    instructions: str
    made_by: str
    created: datetime | None


def with_words(kit: Kit, file: KitFile) -> KitFile:
    """Write into a picture what is said of it; any other file, and a logo, comes back as it is."""
    write = WRITERS.get(file.path.rpartition(".")[2])
    if write is None or not file.caption or licence_of(file.path) == OWNERS:
        return file
    return replace(file, data=write(file.data, said(kit, file)))


def said(kit: Kit, file: KitFile) -> Said:
    """Gather what a picture is to say of itself."""
    collection, volume = kit.collection, kit.volume
    languages = _own_first(file.path, tuple(desk.language for desk in kit.desks))
    licence = licence_of(file.path)
    rights = {code: _set(kit, code, f"rights-{licence}", rights=collection.rights[code]) for code in languages}
    terms = {
        code: _set(kit, code, "terms", rights=rights[code], credit=file.credit[code].rstrip(".")) for code in languages
    }
    return Said(
        languages=languages,
        title=file.path.rpartition("/")[2].rpartition(".")[0],
        headline={code: _headline(kit, file, code) for code in languages},
        caption=file.caption,
        alt=file.alt,
        description=file.description,
        credit=file.credit,
        rights=rights,
        terms=terms,
        source=collection.publisher.names,
        statement=CC_BY.format(languages[0]) if licence == OPEN else "",
        instructions=_instructions(kit, languages),
        made_by=MADE_BY if file.folder in COMPUTED else "",
        created=volume.modified,
    )


def _own_first(path: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Put the language that the name of a file tells before the others."""
    own = [code for code in languages if re.search(rf"-{code}[-.]", path)]
    return tuple(dict.fromkeys((*own[:1], *languages)))


def _set(kit: Kit, code: str, key: str, **values: object) -> str:
    return set_text(WORDS[code][key].format(**values), code, kit.collection.as_typed)


def _headline(kit: Kit, file: KitFile, code: str) -> str:
    """Name the volume that a picture is of; in the folder of the collection, all of them."""
    title, collection = kit.volume.texts[code].title, kit.collection.titles[code]
    if file.folder == COLLECTION:
        return set_text(collection, code, kit.collection.as_typed)
    return _set(kit, code, "headline", title=title, collection=collection, number=kit.volume.number)


def _instructions(kit: Kit, languages: tuple[str, ...]) -> str:
    """Say until when the news is to be kept, in every language: there is one field for all of them."""
    if not is_embargoed(kit.desks[0].state):
        return ""
    parts = [embargo(kit.volume.launch, code) for code in languages]
    return " / ".join(f"{part.words} [{part.slot}]" if part.slot else part.words for part in parts)


# -- XMP


def xmp(words: Said) -> bytes:
    """Write the words as an XMP packet."""
    meta = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    meta.append(rdf(words))
    packet = etree.tostring(meta, encoding="unicode")
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{packet}<?xpacket end="w"?>'.encode()


def rdf(words: Said) -> Element:
    """Write the words as RDF."""
    root = etree.Element(_tag("rdf:RDF"), nsmap=NAMESPACES)
    about = etree.SubElement(root, _tag("rdf:Description"), {_tag("rdf:about"): ""})
    first = words.languages[0]
    for name, value in (
        ("photoshop:Headline", words.headline[first]),
        ("photoshop:Credit", words.credit[first]),
        ("photoshop:Source", words.source[first]),
        ("photoshop:Instructions", words.instructions),
        ("photoshop:DateCreated", words.created.isoformat() if words.created else ""),
        ("xmpRights:Marked", "True"),
        ("xmpRights:WebStatement", words.statement),
        ("Iptc4xmpExt:DigitalSourceType", words.made_by),
    ):
        if value:
            etree.SubElement(about, _tag(name)).text = value
    for name, said_in in (
        ("dc:title", dict.fromkeys(words.languages, words.title)),
        ("dc:description", words.caption),
        ("dc:rights", words.rights),
        ("xmpRights:UsageTerms", words.terms),
        ("Iptc4xmpCore:AltTextAccessibility", words.alt),
        ("Iptc4xmpCore:ExtDescrAccessibility", words.description),
    ):
        if said_in:
            _alternatives(etree.SubElement(about, _tag(name)), said_in, words.languages)
    return root


def _alternatives(parent: Element, said_in: ByLanguage, languages: tuple[str, ...]) -> None:
    """Say a thing in each language; the first once more as what is read when no language is asked for."""
    choice = etree.SubElement(parent, _tag("rdf:Alt"))
    for name, code in (("x-default", languages[0]), *((code, code) for code in languages)):
        if code in said_in:
            etree.SubElement(choice, _tag("rdf:li"), {XML_LANG: name}).text = said_in[code]


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


# -- IIM


def iim(words: Said) -> bytes:
    """Write the words as IIM, in the first language: it knows one only."""
    first = words.languages[0]
    values: dict[int, str] = {
        NAME: words.title,
        INSTRUCTIONS: words.instructions,
        CREATED: f"{words.created:%Y%m%d}" if words.created else "",
        CREATED_AT: f"{words.created:%H%M%S%z}" if words.created else "",
        HEADLINE: words.headline[first],
        CREDIT: words.credit[first],
        SOURCE: words.source[first],
        COPYRIGHT: words.rights[first],
        CAPTION: words.caption[first],
        LANGUAGE: first,
    }
    version = _dataset(1, 0, b"\0\4") + _dataset(1, 90, UTF_8) + _dataset(2, 0, b"\0\4")
    told = (_dataset(2, number, _cut(value, MOST_BYTES.get(number))) for number, value in values.items() if value)
    return version + b"".join(told)


def _dataset(record: int, number: int, data: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def _cut(text: str, most_bytes: int | None) -> bytes:
    """Write a text in as many bytes as there may be, cut behind a word when it is longer."""
    data = text.encode()
    if most_bytes is None or len(data) <= most_bytes:
        return data
    kept = data[: most_bytes - len("…".encode())].decode(errors="ignore")
    return f"{kept.rpartition(' ')[0] or kept}…".encode()


# -- files


def in_jpeg(data: bytes, words: Said) -> bytes:
    """Put the words into a JPEG, behind its first segment when that is JFIF's."""
    at = 4 + int(struct.unpack(">H", data[4:6])[0]) if data[2:4] == APP0 else len(SOI)
    resource = iim(words)
    block = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(resource)) + resource + b"\0" * (len(resource) % 2)
    parts = _segment(APP1, XMP_IN_JPEG + xmp(words)) + _segment(APP13, b"Photoshop 3.0\0" + block)
    return data[:at] + parts + data[at:]


def _segment(marker: bytes, data: bytes) -> bytes:
    return marker + struct.pack(">H", len(data) + 2) + data


def in_png(data: bytes, words: Said) -> bytes:
    """Put the words into a PNG, before its pixels (https://www.w3.org/TR/png-3/, 11.3.3.4)."""
    at = next(start for start, kind in _chunks(data) if kind == b"IDAT")
    content = XMP_IN_PNG + b"\0\0\0\0\0" + xmp(words)
    chunk = struct.pack(">I", len(content)) + b"iTXt" + content + struct.pack(">I", zlib.crc32(b"iTXt" + content))
    return data[:at] + chunk + data[at:]


def _chunks(png: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the place and the kind of each chunk."""
    at = 8
    while at < len(png):
        yield at, png[at + 4 : at + 8]
        at += 12 + int(struct.unpack(">I", png[at : at + 4])[0])


def in_svg(data: bytes, words: Said) -> bytes:
    """Put the words into a drawing, behind its title and description."""
    root = etree.fromstring(data)
    metadata = etree.Element(f"{{{SVG}}}metadata")
    metadata.append(rdf(words))
    root.insert(sum(1 for _ in root.iterchildren(f"{{{SVG}}}title", f"{{{SVG}}}desc")), metadata)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


Writer = Callable[[bytes, Said], bytes]
WRITERS: Mapping[str, Writer] = {"jpg": in_jpeg, "png": in_png, "svg": in_svg}
