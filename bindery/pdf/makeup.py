"""Make-up: where everything stands on the pages of a section, so that somebody can judge how they look.

In: laid-out pages. Out: a `MakeUp`, a small picklable value: for each page its type area, its lines, its boxes, figures
and tables; and where figures and tables are first called. Lengths are in points, y down from the top of the trim.
What is well or badly made up is not known here: see checks/layout.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from xml.etree.ElementTree import Element

from weasyprint import Page

from bindery.pdf.page_map import classes_of
from bindery.pdf.weasy import Area, Form, Laid, laid, root_of

PT_A_PX = 0.75
DIVIDED = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")  # how a line ends that cuts a word
FORCED = frozenset({"page", "left", "right", "recto", "verso", "always"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
CAPTIONS = frozenset({"caption", "source", "credit"})
TITLES = frozenset({"box-label", "box-title", "figure-value"})
CALLED = ("#fig-", "#tbl-")


class Kind(StrEnum):
    """What a line of text is."""

    TEXT = "text"
    ITEM = "item"  # of a list, or of a list of definitions
    HEADING = "heading"
    TITLE = "title"  # of a box
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"
    MARGIN = "margin"  # of what stands in the margin: a note, a caption, a side head
    ENTRY = "entry"  # of the contents or the index


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Give its height."""
        return self.bottom - self.top

    def is_beside(self, other: Rectangle) -> bool:
        """Tell whether it stands wholly to the left or to the right of another."""
        return self.left >= other.right or self.right <= other.left

    def crosses(self, other: Rectangle, by_pt: float = 0.0) -> bool:
        """Tell whether two rectangles share more than `by_pt` in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by_pt and down > by_pt


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set: the `number`th of `count` of its paragraph; its source is found by its `block`."""

    kind: Kind
    paragraph: int  # counted over the section
    number: int
    count: int
    block: str
    place: Rectangle
    baseline: float
    text: str
    is_hyphenated: bool = False  # it ends inside a word, which the author wrote without a hyphen there
    list_end: int = 0  # of an item that ends a list of three or more: the number of the list

    @property
    def is_first(self) -> bool:
        """Tell whether its paragraph begins with it."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Tell whether its paragraph ends with it."""
        return self.number == self.count

    @property
    def is_divided(self) -> bool:
        """Tell whether it ends with a hyphen, be it the author's."""
        return not self.is_last and self.text.rstrip().endswith(DIVIDED)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on one page of a box, a figure, a table, a row of a table; or what is placed beside the text."""

    kind: str  # "box", "figure", "table", "row", "margin"
    number: int  # counted over the section; the same on every page it stands on
    name: str  # its anchor, or what the author's line is found by
    classes: tuple[str, ...]
    place: Rectangle


@dataclass(frozen=True, slots=True)
class Call:
    """A reference to a figure or table: its anchor, the page_index it is called on, and where on it."""

    target: str
    page_index: int
    block: str
    place: Rectangle


@dataclass(frozen=True, slots=True)
class MadeUpPage:
    """A page; text may fill it from `area.top` to `foot`, where its notes begin; `is_forced`: a style began it."""

    area: Rectangle
    foot: float
    is_forced: bool
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]

    @property
    def flow(self) -> tuple[Line, ...]:
        """Give the lines that stand in the type area."""
        return tuple(line for line in self.lines if line.kind not in {Kind.NOTE, Kind.MARGIN})

    @property
    def end(self) -> float:
        """Tell how far down the flow comes; the top of the type area when there is nothing."""
        parts = (part.place.bottom for part in self.parts if part.kind != "margin")
        return max((self.area.top, *(line.place.bottom for line in self.flow), *parts))


@dataclass(frozen=True, slots=True)
class MakeUp:
    """A section made up: its role in the book, its pages, the first call of each figure and table."""

    role: str
    pages: tuple[MadeUpPage, ...]
    calls: tuple[Call, ...]


NOTHING = MakeUp("", (), ())


def make_up(pages: Sequence[Page]) -> MakeUp:
    """Read how laid-out pages are made up."""
    if not pages:
        return NOTHING
    root = root_of(pages[0])
    maker = _Maker({child: parent for parent in root.iter() for child in parent}, [_Page() for _ in pages])
    for page_index, thing in laid(pages):
        maker.take(page_index, thing)
    return MakeUp(_role(root), tuple(maker.pages_made()), tuple(maker.calls.values()))


def _role(root: Element) -> str:
    section = next((e for e in root.iter("section") if "section" in classes_of(e)), None)
    return (section.get("class") or "").split()[1] if section is not None and len(classes_of(section)) > 1 else ""


@dataclass(slots=True)
class _Page:
    """A page being read."""

    area: Rectangle = Rectangle(0, 0, 0, 0)
    foot: float = 0.0
    is_forced: bool = False
    lines: list[tuple[Laid, Element]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class _Maker:
    """Gathers what stands on the pages, page after page."""

    parents: Mapping[Element, Element]
    pages: list[_Page]
    calls: dict[str, Call] = field(default_factory=dict)
    numbers: dict[Element, int] = field(default_factory=dict)  # of paragraphs, lists and parts
    texts: dict[Element, list[str]] = field(default_factory=dict)  # of the lines of each paragraph
    seen: set[Element] = field(default_factory=set)
    placed: set[Element] = field(default_factory=set)  # out of the flow, whatever stands in them

    def around(self, element: Element | None) -> Iterator[Element]:
        """Climb from an element to the root."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def take(self, page_index: int, thing: Laid) -> None:
        """Take in one thing."""
        page = self.pages[page_index]
        if thing.form is Form.AREA:
            page.area = _place(thing)
            page.foot = page.area.bottom
        elif thing.form is Form.NOTES:
            if thing.bottom > thing.top:
                page.foot = min(page.foot, _place(thing).top)
        elif thing.element is None or thing.is_repeated:
            return
        elif thing.is_placed and thing.form is Form.BLOCK:
            self._take_placed(page, thing, thing.element)
        elif thing.is_generated:
            return
        elif thing.form is Form.LINE:
            page.lines.append((thing, thing.element))
            self.texts.setdefault(thing.element, []).append(thing.text)
        elif thing.form is Form.LINK:
            self._take_call(page_index, thing, thing.element)
        else:
            self._take_part(page_index, thing, thing.element)

    def _take_call(self, page_index: int, thing: Laid, element: Element) -> None:
        target = element.get("href", "")
        if "xref" in classes_of(element) and target.startswith(CALLED):
            self.calls.setdefault(target[1:], Call(target[1:], page_index, self.block(element), _place(thing)))

    def _take_placed(self, page: _Page, thing: Laid, element: Element) -> None:
        """Take in what is placed beside the type area, not what stands in it."""
        if any(around in self.placed for around in self.around(element)):
            return
        if not thing.is_generated:
            self.placed.add(element)
        place = _place(thing)
        if place.is_beside(page.area) and place.bottom > place.top:
            page.parts.append(Part("margin", self.number(element), self._name(element), _classes(element), place))

    def _name(self, element: Element) -> str:
        """Name a part by its anchor, or that of the figure it is of, or else by what it holds."""
        anchors = (e.get("id", "") for e in self.around(element) if e is element or e.tag == "figure")
        return next(filter(None, anchors), "") or self._block_within(element) or self.block(element)

    def _take_part(self, page_index: int, thing: Laid, element: Element) -> None:
        page = self.pages[page_index]
        is_new = element not in self.seen
        self.seen.add(element)
        if is_new and page_index and thing.area is Area.FLOW and not thing.is_placed:
            page.is_forced = page.is_forced or thing.breaks[0] in FORCED
        kind = _kind_of_part(thing, element)
        place = _place(thing)
        if kind and place.bottom > place.top:
            page.parts.append(Part(kind, self.number(element), self._name(element), _classes(element), place))

    def number(self, element: Element) -> int:
        """Number an element."""
        return self.numbers.setdefault(element, len(self.numbers) + 1)

    def block(self, element: Element | None) -> str:
        """Name the block an element stands in, or else the nearest anchor around it."""
        around = [e for each in self.around(element) for e in (each, self._term_of(each)) if e is not None]
        return next((e.attrib[key] for key in ("data-b", "id") for e in around if key in e.attrib), "")

    def _term_of(self, element: Element) -> Element | None:
        """Find the term that a definition follows."""
        if element.tag != "dd":
            return None
        siblings = list(self.parents[element])
        return next((e for e in reversed(siblings[: siblings.index(element)]) if e.tag == "dt"), None)

    def _block_within(self, element: Element) -> str:
        return next((e.attrib["data-b"] for e in element.iter() if "data-b" in e.attrib), "")

    def pages_made(self) -> Iterator[MadeUpPage]:
        """Give the pages, now that every paragraph is known to its end."""
        so_far: dict[Element, int] = {}
        for page in self.pages:
            lines: list[Line] = []
            for thing, element in page.lines:
                so_far[element] = so_far.get(element, 0) + 1
                line = self._line(thing, element, so_far[element])
                if element.tag == "dt" and line.place.is_beside(page.area):  # a side head
                    line = replace(line, kind=Kind.MARGIN)
                    page.parts.append(Part("margin", line.paragraph, line.block, _classes(element), line.place))
                lines.append(line)
            yield MadeUpPage(page.area, page.foot, page.is_forced, tuple(lines), tuple(page.parts))

    def _is_hyphenated(self, element: Element, number: int) -> bool:
        """Tell whether the line ends with a hyphen that the text of its paragraph has not in that place."""
        texts = self.texts[element]
        if number == len(texts) or not texts[number - 1].rstrip().endswith(DIVIDED):
            return False
        before, after = texts[number - 1].split(), texts[number].split()
        return bool(before and after) and before[-1] + after[0] not in "".join(element.itertext())

    def _line(self, thing: Laid, element: Element, number: int) -> Line:
        kind = self._kind_of_line(thing, element)
        return Line(
            kind=kind,
            paragraph=self.number(element),
            number=number,
            count=len(self.texts[element]),
            block=self.block(element) or self._block_within(element),
            place=_place(thing),
            baseline=round(thing.baseline * PT_A_PX, 2),
            text=thing.text,
            is_hyphenated=self._is_hyphenated(element, number),
            list_end=self._list_end(element) if kind is Kind.ITEM else 0,
        )

    def _kind_of_line(self, thing: Laid, element: Element) -> Kind:
        if thing.area is Area.NOTES:
            return Kind.NOTE
        if thing.is_placed:
            return Kind.MARGIN
        if any(e.tag == "nav" or "index" in classes_of(e) for e in self.around(element)):
            return Kind.ENTRY
        for around in self.around(element):
            kind = _kind_of_element(around, classes_of(around))
            if kind is not None:
                return kind
        return Kind.TEXT

    def _list_end(self, element: Element) -> int:
        """Number the list that an item ends, if it is one of three or more."""
        item = next((e for e in self.around(element) if e.tag == "li"), None)
        parent = self.parents.get(item) if item is not None else None
        is_end = parent is not None and len(parent) > 2 and parent[-1] is item
        return self.number(parent) if is_end and parent is not None else 0


def _classes(element: Element) -> tuple[str, ...]:
    return tuple(sorted(classes_of(element)))


def _place(thing: Laid) -> Rectangle:
    return Rectangle(*(round(side * PT_A_PX, 2) for side in (thing.left, thing.top, thing.right, thing.bottom)))


def _kind_of_element(element: Element, classes: frozenset[str]) -> Kind | None:
    """Tell what an element makes of the lines in it; None when it says nothing of them."""
    if element.tag in HEADINGS:
        return Kind.HEADING
    if element.tag in {"td", "th"}:
        return Kind.CELL
    if element.tag == "figcaption" or classes & CAPTIONS:
        return Kind.CAPTION
    if classes & TITLES:
        return Kind.TITLE
    return Kind.ITEM if element.tag in {"li", "dd", "dt"} else None


def _kind_of_part(thing: Laid, element: Element) -> str:
    """Tell what a laid-out thing is for whoever judges a page; nothing for most."""
    classes = classes_of(element)
    if thing.form is Form.ROW:
        return "row"
    if thing.is_placed:
        return ""
    if thing.form is Form.PICTURE:
        return "picture"
    return next((kind for kind in ("box", "figure", "table", "facts", "legend") if kind in classes), "")
