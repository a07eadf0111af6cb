"""The structure tree: tags that follow the document, not the boxes it was cut into.

In: laid-out pages and the marked content painted from them. Out: a PDF structure tree (ISO 32000-1, 14.7–14.8) that
PDF/UA-1 (ISO 14289-1) accepts: one element of the document is one structure element, over however many pages it runs;
running heads and repeated table heads are artifacts; notes stand where they are called; lists have labels and bodies;
contents are TOC.

WeasyPrint tags boxes: it splits elements at page ends, leaves running heads outside the tree and knows no notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Page

from bindery.pdf.page_map import classes_of
from bindery.pdf.slots import FOLIO, SLOT
from bindery.pdf.weasy import SVG, Area, Piece, annotation_of, mcid_of, number_of, pieces, root_of

ROLE_MAP = {"Em": "Span", "Strong": "Span", "Aside": "Sect"}
BLOCK_ROLES: Mapping[str, str] = {
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "p": "P", "pre": "P", "address": "P", "dt": "Lbl", "blockquote": "BlockQuote",
    "section": "Sect", "article": "Art", "nav": "Sect", "aside": "Aside",
    "figure": "Div", "figcaption": "Caption", "caption": "Caption",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "ul": "L", "ol": "L", "dl": "L",
}  # fmt: skip
INLINE_ROLES: Mapping[str, str] = {
    "em": "Em", "i": "Em", "strong": "Strong", "b": "Strong", "q": "Quote",
    "code": "Code", "kbd": "Code", "samp": "Code",
}  # fmt: skip
INLINE_TAGS = frozenset(INLINE_ROLES) | frozenset(
    (
        "a",
        "abbr",
        "bdi",
        "bdo",
        "br",
        "cite",
        "data",
        "del",
        "dfn",
        "ins",
        "label",
        "mark",
        "s",
        "small",
        "span",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
        "ruby",
        "rb",
        "rt",
        "rp",
    )
)
PICTURE_TAGS = frozenset({"img", "object", SVG})
CELLS = frozenset({"TH", "TD"})
KEPT_EMPTY = CELLS | {"TR"}
# Elements that hold elements, not text: text and inline elements put straight into them are wrapped in a paragraph.
GROUPING = frozenset({"", "Document", "Sect", "Art", "Div", "Aside", "BlockQuote", "TOCI", "Part"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of painted content: its page and its number there."""

    page_index: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A link annotation on a page."""

    page_index: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Node:
    """A structure element under construction; one without a role hands its kids to its parent."""

    role: str
    element: Element | None = None
    kids: list[Node | Mark | Hotspot] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing painted is left in it."""
        return self.role not in KEPT_EMPTY and all(isinstance(kid, Node) and kid.is_empty for kid in self.kids)

    def flat_kids(self) -> Iterator[Node | Mark | Hotspot]:
        """Give the kids that are worth a place in the tree."""
        for kid in self.kids:
            if not isinstance(kid, Node):
                yield kid
            elif not kid.role:
                yield from kid.flat_kids()
            elif not kid.is_empty:
                yield kid


def is_decoration(element: Element) -> bool:
    """Tell whether an element says of itself that it carries no meaning."""
    return (
        element.get("aria-hidden") == "true"
        or (element.tag in PICTURE_TAGS and element.get("role") in {"presentation", "none"})
        or (element.tag == "img" and element.get("alt") == "")
    )


def artifacts_of(pages: Sequence[Page]) -> frozenset[int]:
    """Find the boxes (their ids) that are no part of the text: margin boxes, repeated table heads, decoration."""
    decorations = {
        e for root in {root_of(p): None for p in pages} for d in root.iter() if is_decoration(d) for e in d.iter()
    }
    return frozenset(
        id(piece.box)
        for _, piece in pieces(pages)
        if piece.area is Area.MARGIN or piece.is_repeated or piece.element in decorations
    )


def alternative_of(element: Element) -> str:
    """Give the text that stands for a picture: the title of a drawing, and the description that goes on from it."""
    told = (element.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    text = element.get("alt") or element.get("aria-label") or " ".join(e.text or "" for e in told if e is not None)
    return " ".join(text.split())


def text_of(element: Element) -> str:
    """Give the text of an element on one line, pictures by their alternative, numbers to be struck by `FOLIO`.

    Notes inside are left out.
    """
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag in PICTURE_TAGS:
        yield alternative_of(element)
        return
    if SLOT in element.attrib:
        yield FOLIO
        return
    yield element.text or ""
    for child in element:
        if "footnote" not in classes_of(child):
            yield from _texts(child)
        yield child.tail or ""


class Tree:
    """Grows the structure tree from the pieces of the pages, in reading order."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.heights_pt = [page.height * 0.75 for page in pages]
        roots = list({root_of(page): None for page in pages})
        self.parents = {child: parent for root in roots for parent in root.iter() for child in parent}
        self.document = Node("Document")
        self.homes: dict[Element, Node] = {}
        for root in roots:
            self.homes[root] = Node("", root)
            self.document.kids.append(self.homes[root])
        self.items: dict[Element, Node] = {}  # <li> -> LI
        self.note_ends: dict[
            tuple[Element, str], Node
        ] = {}  # (note, footnote-call or -marker) -> what takes its number
        self.note_count = 0
        self.missing_alternatives: list[str] = []

    # -- where things go

    def home(self, element: Element) -> Node:
        """Give the node that takes the content of an element, grown when it is met first."""
        if element not in self.homes:
            parent = self.parents.get(element)
            self.homes[element] = self._grow(element, self.home(parent) if parent is not None else self.document)
        return self.homes[element]

    def _grow(self, element: Element, parent: Node) -> Node:
        """Add the node of an element to its parent; inline elements without meaning share their parent's."""
        tag = element.tag
        if "footnote" in classes_of(element):
            return self._inline(parent, self._note(element))
        if tag in PICTURE_TAGS:
            return self._figure(element, parent)
        if tag in {"li", "dt", "dd"}:
            return self._item(element, parent)
        if tag == "a" and element.get("href"):
            return self._link(element, parent)
        if tag in INLINE_TAGS:
            return self._inline_or_parent(element, parent)
        return self._block(element, parent)

    def _block(self, element: Element, parent: Node) -> Node:
        role = BLOCK_ROLES.get(element.tag, "")
        if element.get("role") == "heading":
            role = f"H{element.get('aria-level', '2')}"
        elif role == "L" and self._is_in_contents(element):
            role = "TOC"
        elif element.get("role") in {"presentation", "none"}:
            role = ""
        node = Node(role, element, entries=self._language(element))
        if not role and node.entries:
            node.role = "Div"
        if role in CELLS:
            node.entries["A"] = self._cell_attributes(element)
        if role == "L":
            numbering = {"ol": "/Decimal", "ul": "/Disc"}.get(element.tag, "/None")
            node.entries["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        parent.kids.append(node)
        return node

    def _item(self, element: Element, parent: Node) -> Node:
        """Add a list item (LI with Lbl and LBody) or an entry of the contents (TOCI); give what takes its content."""
        if parent.role == "TOC":
            return self._add(parent, Node("TOCI", element, entries=self._language(element)))
        if parent.role not in {"L", ""}:
            return self._add(parent, Node("", element))
        last = parent.kids[-1] if parent.kids else None
        opens = element.tag != "dd" or not isinstance(last, Node) or last.role != "LI"
        item = self._add(parent, Node("LI", element)) if opens else last
        assert isinstance(item, Node)
        self.items[element] = item
        bodies = [kid for kid in item.kids if isinstance(kid, Node) and kid.role == "LBody"]
        if element.tag == "dd" and bodies:
            return self._add(bodies[-1], Node("P", element, entries=self._language(element)))
        role = "Lbl" if element.tag == "dt" else "LBody"
        return self._add(item, Node(role, element, entries=self._language(element)))

    def _link(self, element: Element, parent: Node) -> Node:
        link = Node("Link", element, entries=self._language(element))
        if self._is_in_contents(element):
            self._inline(parent, Node("Reference", kids=[link]))
        else:
            self._inline(parent, link)
        return link

    def _inline_or_parent(self, element: Element, parent: Node) -> Node:
        entries = self._language(element)
        if element.tag == "abbr" and element.get("title"):
            entries["E"] = pydyf.String(element.get("title"))
        role = INLINE_ROLES.get(element.tag, "Span" if entries else "")
        return self._inline(parent, Node(role, element, entries=entries)) if role else parent

    def _note(self, element: Element) -> Node:
        self.note_count += 1
        identifier = pydyf.String(f"note-{self.note_count}")
        return Node("Note", element, entries={"ID": identifier, **self._language(element)})

    def _figure(self, element: Element, parent: Node) -> Node:
        node = Node("Figure", element, entries=self._language(element))
        text = alternative_of(element)
        if text:
            node.entries["Alt"] = pydyf.String(text)
        elif not is_decoration(element):
            self.missing_alternatives.append(element.get("src", "")[:80].split("/")[-1] or "a drawing")
        return self._inline(parent, node) if parent.role not in GROUPING else self._add(parent, node)

    @staticmethod
    def _add(parent: Node, node: Node) -> Node:
        parent.kids.append(node)
        return node

    def _inline(self, parent: Node, node: Node) -> Node:
        """Add an inline node, inside a paragraph where the parent holds none."""
        return self._add(self._paragraph(parent), node)

    @staticmethod
    def _paragraph(parent: Node) -> Node:
        """Give the node that takes text put into `parent`: itself, or a paragraph in it where it groups elements."""
        if parent.role not in GROUPING:
            return parent
        last = parent.kids[-1] if parent.kids else None
        if isinstance(last, Node) and last.role == "P" and last.element is None:
            return last
        node = Node("P")
        parent.kids.append(node)
        return node

    def _is_in_contents(self, element: Element) -> bool:
        ancestor: Element | None = element
        while ancestor is not None:
            if ancestor.get("role") == "doc-toc":
                return True
            ancestor = self.parents.get(ancestor)
        return False

    def _language(self, element: Element) -> dict[str, Any]:
        """Give the Lang entry of an element that changes language."""
        language = element.get("lang")
        parent = self.parents.get(element)
        return {"Lang": pydyf.String(language)} if language and parent is not None else {}

    def _cell_attributes(self, element: Element) -> pydyf.Dictionary:
        attributes = pydyf.Dictionary({"O": "/Table"})
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if element.get(name, "1") != "1":
                attributes[key] = int(element.get(name, "1"))
        if element.tag == "th":
            row = self.parents[element]
            is_head = self.parents[row].tag == "thead"
            scope = element.get("scope") or ("col" if is_head or row[0] is not element else "row")
            attributes["Scope"] = "/Row" if scope.startswith("row") else "/Column"
        return attributes

    # -- what goes there

    def take(self, page_index: int, piece: Piece, mcid: int | None) -> None:
        """Put a piece of a page into the tree."""
        if piece.element is None:
            return
        annotation = annotation_of(piece)
        if annotation is not None:
            self._annotate(page_index, piece, annotation)
        if mcid is not None:
            self._receiver(piece).kids.append(Mark(page_index, mcid))
            if piece.is_picture:
                self._place(page_index, piece)
        elif piece.is_table_part and not piece.pseudo:
            self.home(piece.element)

    def _receiver(self, piece: Piece) -> Node:
        """Find the node that takes a painted piece."""
        element = piece.element
        assert element is not None
        if piece.pseudo in {"footnote-call", "footnote-marker"}:
            return self._note_end(element, piece.pseudo)
        home = self.home(element)
        if piece.pseudo == "marker" and element in self.items:
            return self._label(self.items[element])
        return self._paragraph(home)

    def _note_end(self, element: Element, pseudo: str) -> Node:
        """Give what takes the number of a note: a reference where it is called, a label where it stands."""
        if (element, pseudo) not in self.note_ends:
            if pseudo == "footnote-call":
                node = self._inline(self.home(self.parents[element]), Node("Reference"))
                self.home(element)  # the note follows its call, wherever it is printed
            else:
                node = self._label(self.home(element))
            self.note_ends[element, pseudo] = node
        return self.note_ends[element, pseudo]

    @staticmethod
    def _label(item: Node) -> Node:
        """Give the label of a list item or a note, which comes first in it."""
        first = item.kids[0] if item.kids else None
        if not (isinstance(first, Node) and first.role == "Lbl"):
            first = Node("Lbl")
            item.kids.insert(0, first)
        return first

    def _place(self, page_index: int, piece: Piece) -> None:
        """Say where a picture stands, in PDF units."""
        left, top, right, bottom = (value * 0.75 for value in piece.rectangle_px())
        height = self.heights_pt[page_index]
        box = pydyf.Array([round(value, 3) for value in (left, height - bottom, right, height - top)])
        node = self.home(piece.element) if piece.element is not None else self.document
        node.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": box, "Placement": "/Block"})

    def _annotate(self, page_index: int, piece: Piece, annotation: Any) -> None:
        """Put a link annotation into its link, and say in words where it leads."""
        if piece.pseudo in {"footnote-call", "footnote-marker"}:
            self._annotate_note(page_index, piece, annotation)
            return
        link = piece.element
        while link is not None and not (link.tag == "a" and link.get("href")):
            link = self.parents.get(link)
        if link is None:
            return
        annotation["Contents"] = pydyf.String(link.get("title") or text_of(link) or link.get("href", ""))
        self.home(link).kids.append(Hotspot(page_index, annotation))

    def _annotate_note(self, page_index: int, piece: Piece, annotation: Any) -> None:
        """Make a link of the number of a note: to the note, whose words it tells, or back to its call."""
        note = piece.element
        assert note is not None
        words = " ".join("".join(note.itertext()).split())
        annotation["Contents"] = pydyf.String(words if piece.pseudo == "footnote-call" else number_of(piece))
        link = self._add(self._note_end(note, piece.pseudo), Node("Link", kids=[Hotspot(page_index, annotation)]))
        self.note_ends[note, piece.pseudo] = link


class Writer:
    """Writes a grown tree into a pydyf file."""

    def __init__(self, pdf: Any, mark_counts: Sequence[int]) -> None:
        self.pdf = pdf
        self.marks = [[b"null"] * count for count in mark_counts]
        self.hotspots: list[tuple[Any, bytes]] = []
        self.identified: dict[str, bytes] = {}

    def write(self, document: Node) -> None:
        """Write the tree, its parent tree and its identifiers."""
        root = self._new({"Type": "/StructTreeRoot"})
        root["RoleMap"] = pydyf.Dictionary({name: f"/{role}" for name, role in ROLE_MAP.items()})
        root["K"] = pydyf.Array([self._write(document, root.reference, None)])
        numbers = pydyf.Array()
        for page_index, references in enumerate(self.marks):
            numbers.extend([page_index, self._new_array(references)])
        for key, (annotation, reference) in enumerate(self.hotspots, start=len(self.marks)):
            annotation["StructParent"] = key
            numbers.extend([key, reference])
        root["ParentTree"] = self._new({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(self.marks) + len(self.hotspots)
        if self.identified:
            names = [part for key in sorted(self.identified) for part in (pydyf.String(key), self.identified[key])]
            root["IDTree"] = self._new({"Names": pydyf.Array(names)}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _write(self, node: Node, parent: bytes, page_index: int | None) -> bytes:
        """Write a node and what is in it; give its reference."""
        element = self._new({"Type": "/StructElem", "S": f"/{node.role}", "P": parent, **node.entries})
        kids = list(node.flat_kids())
        first = next((kid.page_index for kid in kids if isinstance(kid, Mark)), page_index)
        if first is not None:
            element["Pg"] = self.pdf.page_references[first]
        if "ID" in element:
            self.identified[element["ID"].string] = element.reference
        element["K"] = pydyf.Array([self._kid(kid, element.reference, first) for kid in kids])
        return bytes(element.reference)

    def _kid(self, kid: Node | Mark | Hotspot, parent: bytes, page_index: int | None) -> Any:
        if isinstance(kid, Node):
            return self._write(kid, parent, page_index)
        page = self.pdf.page_references[kid.page_index]
        if isinstance(kid, Hotspot):
            self.hotspots.append((kid.annotation, parent))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})
        self.marks[kid.page_index][kid.mcid] = parent
        if kid.page_index == page_index:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _new(self, entries: Mapping[str, Any]) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(dict(entries))
        self.pdf.add_object(dictionary)
        return dictionary

    def _new_array(self, values: list[Any]) -> bytes:
        array = pydyf.Array(values)
        self.pdf.add_object(array)
        return bytes(array.reference)


def tagger(missing: list[str]) -> Callable[[Any, list[Page], list[Any]], None]:
    """Make the function that writes the structure tree; pictures without an alternative are named in `missing`."""

    def tag(pdf: Any, pages: list[Page], streams: list[Any]) -> None:
        tree = Tree(pages)
        for page_index, piece in pieces(pages):
            if piece.area is not Area.MARGIN and not piece.is_repeated:
                tree.take(page_index, piece, mcid_of(streams[page_index], piece))
        missing.extend(tree.missing_alternatives)
        Writer(pdf, [len(stream._tags) for stream in streams]).write(tree.document)

    return tag
