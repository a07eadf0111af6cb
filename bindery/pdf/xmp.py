"""XMP: the packet in which a PDF says what it is (ISO 16684-1), as bytes that depend on nothing but the facts.

In: metadata, and the standards the file claims. Out: an uncompressed packet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from bindery import __version__
from bindery.pdf.metadata import Metadata

PRODUCER = f"Bindery {__version__}"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A allows only the properties it knows, and those a file describes itself: PDF/UA's identifier is of the latter.
PDFUA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
PDFA_2A_AND_UA_1 = (
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
    + PDFUA_SCHEMA
)


def pdfx_4(document_id: str) -> str:
    """Write the properties PDF/X-4 asks for."""
    return (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n<pdf:Trapped>False</pdf:Trapped>\n"
        f"<xmpMM:DocumentID>uuid:{document_id}</xmpMM:DocumentID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
    )


def write_metadata(pdf: pikepdf.Pdf, metadata: Metadata, standards: str) -> None:
    """Give a file its XMP packet and the information dictionary that agrees with it."""
    stream = pikepdf.Stream(pdf, packet(metadata, standards).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(dict(_information(metadata))))
    pdf.Root.Lang = String(metadata.language)


def packet(metadata: Metadata, standards: str) -> str:
    """Write the packet."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{"".join(_properties(metadata))}{standards}</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _full_title(metadata: Metadata) -> str:
    return f"{metadata.title}: {metadata.subtitle}" if metadata.subtitle else metadata.title


def _properties(metadata: Metadata) -> Iterator[str]:
    yield _alternatives("dc:title", _full_title(metadata))
    yield _list("dc:creator", "Seq", metadata.authors)
    yield _list("dc:language", "Bag", (metadata.language,))
    yield _list("dc:publisher", "Bag", (metadata.publisher,) if metadata.publisher else ())
    yield _list("dc:subject", "Bag", metadata.keywords)
    yield _alternatives("dc:description", metadata.description)
    yield _alternatives("dc:rights", metadata.rights)
    yield _plain("dc:identifier", metadata.identifier)
    yield _plain("dc:format", "application/pdf")
    yield _plain("pdf:Producer", PRODUCER)
    yield _plain("pdf:Keywords", ", ".join(metadata.keywords))
    yield _plain("xmp:CreatorTool", PRODUCER)
    if metadata.modified:
        stamp = metadata.modified.isoformat(timespec="seconds")
        yield _plain("xmp:CreateDate", stamp) + _plain("xmp:ModifyDate", stamp) + _plain("xmp:MetadataDate", stamp)


def _plain(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>\n" if value else ""


def _alternatives(name: str, value: str) -> str:
    if not value:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{name}>\n'


def _list(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if values else ""


def _information(metadata: Metadata) -> Iterator[tuple[str, String]]:
    yield "/Title", String(_full_title(metadata))
    if metadata.authors:
        yield "/Author", String(", ".join(metadata.authors))
    if metadata.description:
        yield "/Subject", String(metadata.description)
    if metadata.keywords:
        yield "/Keywords", String(", ".join(metadata.keywords))
    yield "/Creator", String(PRODUCER)
    yield "/Producer", String(PRODUCER)
    if metadata.modified:
        yield "/CreationDate", String(_pdf_date(metadata.modified))
        yield "/ModDate", String(_pdf_date(metadata.modified))


def _pdf_date(moment: datetime) -> str:
    """Write a moment as PDF does: D:YYYYMMDDHHmmSS+HH'mm'."""
    offset = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
