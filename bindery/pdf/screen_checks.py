"""Checks of a screen file: PDF/UA-1 (ISO 14289-1) by the conditions of the Matterhorn Protocol 1.1, and our own.

In: a finished PDF, opened with pikepdf. Out: findings (code, message).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bindery.pdf.facts import (
    Finding,
    descendants,
    elements,
    operations,
    packet_of,
    parent_tree,
    role_of,
    tree_root,
)

STANDARD_ROLES = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
     "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
     "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu",
     "Figure", "Formula", "Form"}
)  # fmt: skip
MARKS = ("BDC", "BMC", "EMC")
PAINTS = ("Tj", "TJ", "Do", "f", "S", "B", "f*", "B*")
# Role -> the roles its parent may have, where the standard says so.
PARENTS: dict[str, frozenset[str]] = {
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}


def tagged_and_titled(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The file is tagged, has a language and a title, shows the title, and claims PDF/UA-1 and PDF/A."""
    if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "tags", "the file is not tagged"
    if not str(pdf.Root.get("/Lang", "")):
        yield "tags", "the file does not say its language"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "tags", "the window would show the file's name in place of its title"
    said = packet_of(pdf)
    for claim in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<dc:title>"):
        if claim not in said:
            yield "metadata", f"the metadata lack {claim.strip('<>')}"


def content_in_tree(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every painted piece is an artifact or belongs to an element that can be reached from the root."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    reachable = {element.objgen for element, _ in elements(pdf)}
    entries = parent_tree(pdf)
    keys = Counter(int(page.obj.get("/StructParents", -1)) for page in pdf.pages)
    for key, count in keys.items():
        if count > 1 and key >= 0:
            yield "tags", f"{count} pages share one entry of the parent tree"
    for number, page in enumerate(pdf.pages, 1):
        owners = entries.get(int(page.obj.get("/StructParents", -1)), Array())
        yield from _untagged(number, page, owners, reachable)


def _untagged(number: int, page: pikepdf.Page, owners: Any, reachable: set[tuple[int, int]]) -> Iterator[Finding]:
    depth: list[bool] = []  # of each open marked content: whether it says what it is
    for operands, operator in operations(page, (*MARKS, *PAINTS)):
        match operator:
            case "BDC" | "BMC":
                entry = operands[1] if len(operands) > 1 else Dictionary()
                is_artifact = operands[0] == Name.Artifact
                has_mark = isinstance(entry, Dictionary) and "/MCID" in entry
                if has_mark:
                    mcid = int(entry.MCID)
                    owner = owners[mcid] if mcid < len(owners) else None
                    if not isinstance(owner, Dictionary) or owner.objgen not in reachable:
                        yield "tags", f"page {number}: marked content {mcid} belongs to no element"
                    if any(depth):
                        yield "tags", f"page {number}: marked content {mcid} stands inside another"
                depth.append(is_artifact or has_mark)
            case "EMC":
                depth.pop()
            case _:
                if not any(depth):
                    yield "tags", f"page {number}: something painted is neither tagged nor an artifact"
                    return


def roles_in_place(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every element has a role of the standard, under a parent that may hold it."""
    role_map = {key[1:]: str(value)[1:] for key, value in tree_root(pdf).get("/RoleMap", Dictionary()).items()}
    for element, parent in elements(pdf):
        role, above = (role_map.get(name, name) for name in (role_of(element), role_of(parent)))
        if role not in STANDARD_ROLES:
            yield "tags", f"`{role}` is no role of the standard"
        if role in PARENTS and above not in PARENTS[role]:
            yield "tags", f"a {role} stands in a {above}"


def tables_with_heads(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every table has rows, and head cells that say what they head."""
    for element, _ in elements(pdf):
        if role_of(element) != "Table":
            continue
        inside = list(descendants(element))
        roles = Counter(role_of(kid) for kid in inside)
        if not roles["TR"] or not roles["TH"]:
            yield "tags", f"a table has {roles['TR']} rows and {roles['TH']} head cells"
        for kid in inside:
            if role_of(kid) == "TH" and "/Scope" not in kid.get("/A", Dictionary()):
                yield "tags", "a head cell does not say whether it heads a row or a column"


def headings_in_order(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Headings start at the first level and skip none on the way down."""
    level = 0
    for element, _ in elements(pdf):
        role = role_of(element)
        if len(role) == 2 and role[0] == "H" and role[1].isdigit():
            if int(role[1]) > level + 1:
                yield "tags", f"a heading of level {role[1]} follows one of level {level}"
            level = int(role[1])


def pictures_described(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every figure has an alternative text."""
    for element, _ in elements(pdf):
        if (
            role_of(element) == "Figure"
            and not str(element.get("/Alt", ""))
            and not str(element.get("/ActualText", ""))
        ):
            yield "tags", "a figure has no alternative text"


def notes_identified(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every note has an identifier of its own, which the tree's index knows."""
    notes = [bytes(element.get("/ID", b"")) for element, _ in elements(pdf) if role_of(element) == "Note"]
    names = tree_root(pdf).get("/IDTree", Dictionary()).get("/Names", Array())
    known = {bytes(names[index]) for index in range(0, len(names), 2)}
    for identifier, count in Counter(notes).items():
        if not identifier or count > 1:
            yield "tags", f"{count} notes share the identifier `{identifier.decode(errors='replace')}`"
        elif identifier not in known:
            yield "tags", f"the note `{identifier.decode(errors='replace')}` is not in the index of identifiers"


def links_described(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every link says in words where it leads, and belongs to a Link element; pages are tabbed in reading order."""
    entries = parent_tree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(page.obj.get("/Annots", Array()))
        if annotations and page.obj.get("/Tabs") != Name.S:
            yield "tags", f"page {number}: links are not tabbed in reading order"
        for annotation in annotations:
            owner = entries.get(int(annotation.get("/StructParent", -1)))
            if not isinstance(owner, Dictionary) or role_of(owner) != "Link":
                yield "tags", f"page {number}: a link belongs to no Link element"
            if not str(annotation.get("/Contents", "")):
                yield "tags", f"page {number}: a link does not say where it leads"


def boxes_trimmed(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The screen edition shows the trim, no more."""
    for number, page in enumerate(pdf.pages, 1):
        if "/BleedBox" in page.obj or list(page.cropbox) != list(page.mediabox):
            yield "boxes", f"page {number} shows more than the trim"


def labels_given(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Pages carry the labels that are printed on them, and the outline leads into the book."""
    if "/PageLabels" not in pdf.Root:
        yield "navigation", "the pages have no labels"
    if "/Outlines" not in pdf.Root:
        yield "navigation", "the file has no outline"
