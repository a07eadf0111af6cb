"""Facts of a finished PDF: its operators, its structure tree, its packet; and the checks that print and screen share.

In: a file opened with pikepdf. Out: what stands in it, and findings (code, message).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Finding = tuple[str, str]  # code, message


def tree_root(pdf: pikepdf.Pdf) -> Any:
    """Give the root of the structure tree, an empty dictionary when the file has none."""
    return pdf.Root.get("/StructTreeRoot", Dictionary())


def role_of(element: Any) -> str:
    """Name the role of a structure element (ISO 32000-1, 14.8.4), without its slash."""
    return str(element.get("/S", "/"))[1:]


def kids(element: Any) -> Iterator[Any]:
    """List the structure elements directly below one, leaving marked content aside."""
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Walk the structure tree in reading order: (element, parent)."""
    waiting = [(kid, tree_root(pdf)) for kid in reversed(list(kids(tree_root(pdf))))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        waiting += [(kid, element) for kid in reversed(list(kids(element)))]


def descendants(element: Any) -> Iterator[Any]:
    """Walk the structure elements below one, in reading order."""
    for kid in kids(element):
        yield kid
        yield from descendants(kid)


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Read the parent tree: key of a page or an annotation -> what it belongs to."""
    numbers = tree_root(pdf).get("/ParentTree", Dictionary()).get("/Nums", Array())
    return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}


def packet_of(pdf: pikepdf.Pdf) -> str:
    """Read the XMP packet, empty when the file has none."""
    metadata = pdf.Root.get("/Metadata")
    return metadata.read_bytes().decode("utf-8", "replace") if metadata is not None else ""


def operations(content: Any, operators: Iterable[str]) -> Iterator[tuple[Any, str]]:
    """Walk some operators of a content stream or a page: (operands, operator); `EI` stands for an inline picture."""
    for instruction in pikepdf.parse_content_stream(content, " ".join(operators)):
        yield instruction.operands, str(instruction.operator)


def streams_of(page: pikepdf.Page) -> list[Any]:
    """List the streams that paint a page, one after the other; a text object may run from one into the next."""
    return list(_flat(page.obj.get("/Contents", Array())))


def _flat(contents: Any) -> Iterator[Any]:
    if isinstance(contents, Array):
        for part in contents:
            yield from _flat(part)
    else:
        yield contents


def content_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Give each content stream, form and tile of the file, with its place in words."""
    for number, page in enumerate(pdf.pages, 1):
        yield f"page {number}", page
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
            yield f"drawing {item.objgen[0]}", item


def fonts_embedded(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every font is in the file, and says which letters its glyphs are."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        name = str(item.get("/BaseFont", "?")).lstrip("/")
        descendants = item.get("/DescendantFonts")
        described = descendants[0] if descendants is not None else item
        descriptor = described.get("/FontDescriptor", Dictionary())
        is_embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        if item.get("/Subtype") != Name.Type3 and not is_embedded:
            yield "font", f"the font {name} is not embedded"
        if descendants is not None and "/ToUnicode" not in item:
            yield "font", f"the font {name} does not say which letters its glyphs are"


def scripts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No script, form or encryption."""
    names = pdf.Root.get("/Names", Dictionary())
    for key, holder in (("/AcroForm", pdf.Root), ("/OpenAction", pdf.Root), ("/AA", pdf.Root), ("/JavaScript", names)):
        if key in holder:
            yield "active", f"the file holds {key}"
    if pdf.is_encrypted:
        yield "active", "the file is encrypted"
