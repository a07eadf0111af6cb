"""Trees of elements: small moves on `xml.etree`, and how a tree is written as XHTML.

In: the tree that Python-Markdown and the extensions have built. Out: well-formed XML without namespaces, with XML's own
five entities only (https://www.w3.org/TR/xml/#sec-predefined-ent); characters that XML forbids are left out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

BLOCK_TAGS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "pre", "hr"}
    | {"figure", "aside", "section", "div", "details", "address"}
)
VOID_TAGS = frozenset({"area", "br", "col", "hr", "img", "wbr"})
DEEPEST = 150  # parsers of XML stop at 256
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Add a child; `class_` stands for `class`, an underscore for a hyphen, and an empty value is left out."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value}
    child = SubElement(parent, tag, named)
    child.text = text
    return child


def parents(root: Element) -> dict[Element, Element]:
    """Map each element to its parent."""
    return {child: parent for parent in root.iter() for child in parent}


def say_before(parent: Element, index: int, text: str | None) -> None:
    """Put text before the child at an index."""
    if not text:
        return
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text


def drop(parent: Element, child: Element) -> None:
    """Take a child out, its text and all, and keep the text that follows it."""
    say_before(parent, list(parent).index(child), child.tail)
    parent.remove(child)


def unwrap(parent: Element, child: Element) -> None:
    """Replace a child by what it holds."""
    index = list(parent).index(child)
    parent.remove(child)
    say_before(parent, index, child.text)
    for offset, inner in enumerate(list(child)):
        parent.insert(index + offset, inner)
    say_before(parent, index + len(child), child.tail)


def plain_text(element: Element) -> str:
    """Read the text of an element, white space folded."""
    return " ".join(clean("".join(element.itertext())).split())


def slug(text: str) -> str:
    """Write text as an anchor: `Démêler, enfin` is `demeler-enfin`."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c for c in bare if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "x"


def depth(root: Element) -> int:
    """Measure how deep elements nest."""
    deepest, layer = 0, list(root)
    while layer:
        deepest += 1
        layer = [child for element in layer for child in element]
    return deepest


def clean(text: str) -> str:
    """Turn HTML's entities into characters and leave out what XML forbids."""
    return FORBIDDEN.sub("", _ENTITY.sub(lambda found: html.unescape(found[0]), text))


def write(root: Element) -> str:
    """Write what an element holds as XHTML, without the element itself."""
    return "".join(_pieces(root)).strip()


def _pieces(parent: Element) -> Iterator[str]:
    yield escape(parent.text)
    for child in parent:
        yield f"<{child.tag}{_attributes(child.attrib)}"
        if child.tag in VOID_TAGS or (not len(child) and not child.text and child.tag in DRAWN_TAGS):
            yield "/>"
        else:
            yield ">"
            yield from _pieces(child)
            yield f"</{child.tag}>"
        yield escape(child.tail)
        if child.tag in BLOCK_TAGS and not child.tail:
            yield "\n"


def escape(text: str | None) -> str:
    """Escape text for XML, HTML's entities having become characters."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if text else ""


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_quotable(value)}"' for name, value in attributes.items())


def _quotable(value: str) -> str:
    return escape(value).replace('"', "&quot;").replace("\n", " ")


DRAWN_TAGS = frozenset(["circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "stop", "use"])
