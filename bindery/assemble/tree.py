"""XHTML fragments as trees, and back: the one place where bodies are parsed and written.

In: a well-formed fragment without a wrapper. Out: an lxml element `body` holding it, or the fragment again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)
_BREAKABLE = re.compile(r"[ \t\r\n]+")
_VOID = frozenset({"area", "br", "col", "hr", "img", "source", "track", "wbr"})


def parse_fragment(fragment: str) -> Element:
    """Parse a fragment into a `body` element; etree.XMLSyntaxError when it is not well formed."""
    return etree.fromstring(f"<body>{fragment}</body>", _PARSER)


def write_fragment(body: Element) -> str:
    """Write what a `body` element holds, so that it reads the same as HTML and as XML."""
    for element in body.iter(etree.Element):
        if element.text is None and len(element) == 0 and element.tag not in _VOID and not is_drawing(element):
            element.text = ""
    written = etree.tostring(body, encoding="unicode", with_tail=False)
    return re.sub(r"\A<body>|</body>\Z|\A<body/>\Z", "", written)


def is_drawing(element: Element) -> bool:
    """Tell whether an element belongs to an inline SVG, whose empty elements close themselves."""
    return any(node.tag == "svg" for node in (element, *element.iterancestors()))


def classes(element: Element) -> frozenset[str]:
    """List the classes of an element."""
    return frozenset((element.get("class") or "").split())


def with_class(body: Element, name: str) -> Iterator[Element]:
    """Find the elements of a class, in reading order; safe to change the tree while looping."""
    return iter([e for e in body.iter(etree.Element) if name in classes(e)])


LEAF_BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "figcaption"})


def leaf_blocks(body: Element) -> Iterator[Element]:
    """Find the blocks that hold text and no other block, in reading order."""
    for element in body.iter(*LEAF_BLOCKS):
        if not any(True for _ in element.iterdescendants(*LEAF_BLOCKS)):
            yield element


def plain_text(element: Element) -> str:
    """Read the text of an element, white space folded but for the spaces that keep words together."""
    return _BREAKABLE.sub(" ", "".join(str(text) for text in element.itertext())).strip()


def take(element: Element, name: str) -> str:
    """Take an attribute off an element and give its value, empty when there is none."""
    value = element.get(name, "")
    if name in element.attrib:
        del element.attrib[name]
    return value


def drop(element: Element) -> None:
    """Take an element out and leave the text that follows it in place."""
    parent = element.getparent()
    assert parent is not None
    keep_tail(element, parent)
    parent.remove(element)


def keep_tail(element: Element, parent: Element) -> None:
    """Hand the text after an element to what stands before it."""
    if not element.tail:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
    element.tail = None


def unwrap(element: Element) -> None:
    """Replace an element by what it holds."""
    parent = element.getparent()
    assert parent is not None
    keep_tail_inside(element)
    position = parent.index(element)
    previous = element.getprevious()
    if element.text:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
    for child in reversed(list(element)):
        parent.insert(position, child)
    parent.remove(element)


def keep_tail_inside(element: Element) -> None:
    """Hand the text after an element to the last thing inside it."""
    if not element.tail:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + element.tail
    else:
        element.text = (element.text or "") + element.tail
    element.tail = None


def fill(element: Element, fragment: str) -> None:
    """Replace what an element holds by a fragment."""
    parsed = parse_fragment(fragment)
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text = parsed.text
    element.extend(list(parsed))
    element.tail = tail


def line_of(element: Element) -> int:
    """Find the line of the source an element came from: its own or its nearest ancestor's; 0 when unknown."""
    for node in (element, *element.iterancestors()):
        line = node.get("data-line")
        if line and line.isdigit():
            return int(line)
    return 0
