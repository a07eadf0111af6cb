"""Drawings: an SVG file made fit to stand inside a page.

In: the text of an SVG file (https://www.w3.org/TR/SVG2/). Out: elements without namespaces, nothing active in them, no
address but their own anchors, anchors that start with the figure's; and what was taken out that the author should know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lxml import etree

MAX_BYTES = 2_000_000
MAX_ELEMENTS = 20_000
SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# Elements that draw; an editor's own, scripts, animations and foreign content are none.
_DRAWING = """
    a circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient
    rect stop style svg switch symbol text textPath title tspan use view
"""
DRAWING_TAGS = frozenset(_DRAWING.split())
SILENT = frozenset({"metadata", "namedview", "view"})
_LINKED = re.compile(r"url\(\s*['\"]?(?P<target>[^)'\"]*)['\"]?\s*\)")
_ACTIVE_STYLE = re.compile(r"@import|expression\s*\(|javascript:", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9.]+)(?:px)?\s*")


class BadDrawing(ValueError):  # noqa: N818
    """Tell why a file is no drawing that can be used."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing ready to be set in, and what was taken out of it."""

    svg: Element
    removed: tuple[str, ...]


def read_drawing(text: str, prefix: str) -> Drawing:
    """Read an SVG file, its anchors starting with `prefix`; BadDrawing when it cannot be read."""
    if len(text) > MAX_BYTES:
        raise BadDrawing(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if "<!ENTITY" in text:
        raise BadDrawing("declares entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise BadDrawing(f"is not well-formed XML ({fault})") from None
    if etree.QName(root).localname != "svg":
        raise BadDrawing("is no SVG file")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise BadDrawing(f"holds more than {MAX_ELEMENTS} elements: simplify it")
    removed: list[str] = []
    svg = _copy(root, prefix, removed)
    _give_view_box(svg)
    return Drawing(svg, tuple(dict.fromkeys(removed)))


def _copy(source: etree._Element, prefix: str, removed: list[str]) -> Element:
    target = Element(etree.QName(source).localname)
    target.text, target.tail = source.text, source.tail
    for name, value in _attributes(source, prefix, removed):
        target.set(name, value)
    if target.tag == "style":
        target.text = _scoped_style(source.text or "", prefix, removed)
    for child in source:
        if not isinstance(child.tag, str):
            continue
        namespace, name = etree.QName(child).namespace, etree.QName(child).localname
        if namespace not in (SVG, None) or name not in DRAWING_TAGS - {"title", "desc"}:
            if namespace in (SVG, None) and name not in SILENT | {"title", "desc"}:
                removed.append(f"`<{name}>`")
            _keep_tail(target, child.tail)
            continue
        target.append(_copy(child, prefix, removed))
    return target


def _keep_tail(target: Element, tail: str | None) -> None:
    if tail and len(target):
        target[-1].tail = (target[-1].tail or "") + tail
    elif tail:
        target.text = (target.text or "") + tail


def _attributes(source: etree._Element, prefix: str, removed: list[str]) -> Iterator[tuple[str, str]]:
    for name, value in ((str(key), str(value)) for key, value in source.attrib.items()):
        if name in ("href", XLINK_HREF):
            if value.startswith("#"):
                yield "href", f"#{prefix}-{value[1:]}"
            else:
                removed.append(f"the address `{value[:60]}`")
        elif name == "id":
            yield name, f"{prefix}-{value}"
        elif name.lower().startswith("on"):
            removed.append(f"`{name}`")
        elif name == "{http://www.w3.org/XML/1998/namespace}lang":
            yield "lang", value
        elif not name.startswith("{") and name not in ("class", "version", "baseProfile", "enable-background"):
            yield name, _own_addresses(value, prefix, removed)
        elif name == "class":
            yield name, " ".join(f"{prefix}-{word}" for word in value.split())


def _own_addresses(value: str, prefix: str, removed: list[str]) -> str:
    if _ACTIVE_STYLE.search(value):
        removed.append(f"`{value[:60]}`")
        return ""

    def own(found: re.Match[str]) -> str:
        if found["target"].startswith("#"):
            return f"url(#{prefix}-{found['target'][1:]})"
        removed.append(f"the address `{found['target'][:60]}`")
        return "none"

    return _LINKED.sub(own, value)


def _scoped_style(style: str, prefix: str, removed: list[str]) -> str:
    """Name classes and anchors of a style sheet as the drawing's are named now."""
    if _ACTIVE_STYLE.search(style) or "</" in style or "<!" in style:
        removed.append("`<style>`")
        return ""
    scoped = []
    for selector, body in re.findall(r"([^{}]*)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)):
        if not re.search(r"[.#]", selector):  # it would reach the whole page
            removed.append(f"the rule for `{selector.strip()[:40]}` in `<style>`")
            continue
        named = re.sub(r"([.#])(-?[A-Za-z_])", rf"\1{prefix}-\2", selector).strip()
        scoped.append(f"{named}{{{_own_addresses(body, prefix, removed).strip()}}}")
    return "".join(scoped)


def _give_view_box(svg: Element) -> None:
    """Let a drawing scale: without a view box its size in pixels is one."""
    if svg.get("viewBox"):
        svg.attrib.pop("width", None)
        svg.attrib.pop("height", None)
        return
    sides = [_LENGTH.fullmatch(svg.get(side, "")) for side in ("width", "height")]
    if all(sides):
        svg.set("viewBox", f"0 0 {' '.join(side[1] for side in sides if side)}")
        del svg.attrib["width"], svg.attrib["height"]
