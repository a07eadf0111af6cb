"""Which text stands on which ground: the colours of a page worked out from its style sheets.

In: an HTML page and the sheets it is styled with, custom properties among them. Out: the pairs of colours used, each
with one place where it is used, and the rules that no element of the page answers to. Follows CSS Cascading 4
(https://www.w3.org/TR/css-cascade-4/) as far as colours and the size of letters go: specificity and order, inheritance,
`var()`. Drawings are left out: their colours are their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import cssselect2
import tinycss2
import tinycss2.color4
from lxml import html

TEXT, GROUND, SIZE, WEIGHT = "color", "background", "font-size", "font-weight"
PAINTED = frozenset({TEXT, GROUND, "background-color"})
LETTERED = frozenset({"font", SIZE, WEIGHT})
BEHIND = "behind"  # of a generated box that lies below the words of its element: it is their ground
ON_PAGE = "@page "  # before the name of a page, among what is known: its ground
PAPER = "#ffffff"
LARGE_PT, LARGE_BOLD_PT, BOLD = 18.0, 14.0, 700  # WCAG 2.2, "large scale"
UNSEEN = frozenset({"head", "style", "script", "svg", "title"})


@dataclass(frozen=True)
class Rule:
    """A rule that sets colours or letters: its selector as written, and what it sets."""

    selector: str
    sets: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """A text on a ground, both as hex; `is_large` when its letters are of large scale."""

    text: str
    ground: str
    is_large: bool = False


@dataclass
class Page:
    """What a page shows: a place for each pair of text and ground, and the rules that found nothing to paint."""

    pairs: dict[Pair, str] = field(default_factory=dict)
    idle: set[str] = field(default_factory=set)


@dataclass
class Shelf:
    """The rules of a page, its custom properties, and the selectors that have answered so far."""

    matcher: cssselect2.Matcher
    known: Mapping[str, str]
    told: set[str] = field(default_factory=set)


def colours_of_page(page: str, sheets: Iterable[str]) -> Page:
    """Work out every pair of text and ground of a page."""
    rules = [rule for sheet in sheets for rule in tinycss2.parse_stylesheet(sheet, True, True)]
    known = dict(_properties(rules))
    known |= {f"{ON_PAGE}{name}": ground for name, ground in _page_grounds(rules, known)}
    shelf, painting, shown = Shelf(cssselect2.Matcher(), known), set(), Page()
    for selectors, rule in _rules(rules, known):
        for selector in selectors:
            shelf.matcher.add_selector(selector, rule)
        if rule.sets.keys() & {TEXT, GROUND}:
            painting.add(rule.selector)
    root = cssselect2.ElementWrapper.from_html_root(html.document_fromstring(page))
    _walk(root, shelf, {TEXT: "#000000", GROUND: PAPER, SIZE: "10", WEIGHT: "400"}, shown)
    grounds = {PAPER, *(value for name, value in known.items() if name.startswith(ON_PAGE))}
    for text, own in _margin_boxes(rules, known):
        shown.pairs |= {Pair(text, ground): "@page" for ground in ([own] if own else sorted(grounds))}
    shown.idle = painting - shelf.told
    return shown


def _walk(element: cssselect2.ElementWrapper, shelf: Shelf, inherited: Mapping[str, str], shown: Page) -> None:
    own: dict[str, str] = {}
    generated: dict[str, dict[str, str]] = {}
    for _, _, pseudo, rule in shelf.matcher.match(element):  # the strongest last
        shelf.told.add(rule.selector)
        (generated.setdefault(pseudo, {}) if pseudo else own).update(rule.sets)
    own.update(_set(element.etree_element.get("style", ""), shelf.known))
    own.update(
        ground for sets in generated.values() if BEHIND in sets for ground in sets.items() if ground[0] == GROUND
    )
    own.pop(BEHIND, None)
    computed = _computed(own, inherited)
    place = f"{element.local_name}.{element.etree_element.get('class', '')}".rstrip(".")
    if _says_something(element):
        shown.pairs.setdefault(_pair(computed), place)
    for pseudo, sets in ((pseudo, sets) for pseudo, sets in generated.items() if BEHIND not in sets):
        shown.pairs.setdefault(_pair(_computed(sets, computed)), f"{place}::{pseudo}")
    for child in element.iter_children():
        if child.local_name not in UNSEEN:
            _walk(child, shelf, computed, shown)


def _computed(own: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    computed = {**inherited, **own}
    if own.get(SIZE, "").endswith("em"):
        computed[SIZE] = str(float(own[SIZE].removesuffix("em")) * float(inherited[SIZE]))
    return computed


def _pair(computed: Mapping[str, str]) -> Pair:
    size, weight = float(computed[SIZE]), int(computed[WEIGHT])
    return Pair(computed[TEXT], computed[GROUND], size >= (LARGE_BOLD_PT if weight >= BOLD else LARGE_PT))


def _says_something(element: cssselect2.ElementWrapper) -> bool:
    node = element.etree_element
    return any((words or "").strip() for words in (node.text, *(child.tail for child in node)))


def _rules(rules: Iterable[object], known: Mapping[str, str]) -> Iterator[tuple[list[object], Rule]]:
    for rule in rules:
        if getattr(rule, "type", "") == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            yield from _rules(tinycss2.parse_rule_list(rule.content, True, True), known)
        if getattr(rule, "type", "") == "qualified-rule":
            written = tinycss2.serialize(rule.prelude).strip()
            if sets := dict(_set(rule.content, known)):
                yield cssselect2.compile_selector_list(rule.prelude), Rule(written, sets)


def _set(content: str | list[object], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for declaration in tinycss2.parse_declaration_list(content, True, True):
        if declaration.type != "declaration" or declaration.lower_name not in PAINTED | LETTERED | {"page", "z-index"}:
            continue
        value = _resolved(tinycss2.serialize(declaration.value).strip(), known)
        if declaration.lower_name == "page":
            yield from ((GROUND, ground) for name, ground in known.items() if name == ON_PAGE + value)
        elif declaration.lower_name == "z-index":
            yield from [(BEHIND, value)] if value == "-1" else []
        elif declaration.lower_name in LETTERED:
            yield from _letters(declaration.lower_name, value)
        elif colour := first_colour(value):
            yield (TEXT if declaration.lower_name == TEXT else GROUND), colour


def _letters(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Read size and weight; a size that is not in points or em is left as it is inherited."""
    size, weight = re.search(r"([\d.]+)(pt|em)\b", value), re.search(r"\b\d00\b|\bbold\b", value)
    if size and name in ("font", SIZE):
        yield SIZE, size[1] if size[2] == "pt" else size[0]
    if name in ("font", WEIGHT):
        yield WEIGHT, (weight[0] if weight else "400").replace("bold", "700")


def first_colour(value: str) -> str:
    """Find the colour in a value, as hex; nothing when it has none, or leaves what is below to be seen."""
    for token in tinycss2.parse_component_value_list(value, True):
        colour = tinycss2.color4.parse_color(token)
        if colour not in (None, "currentcolor") and colour.alpha == 1:
            return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour.to("srgb").coordinates)
    return ""


def _margin_boxes(rules: Iterable[object], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """List the text of each margin box and its ground, empty when it has none of its own."""
    for rule in rules:
        if getattr(rule, "type", "") == "at-rule" and rule.lower_at_keyword == "page" and rule.content:
            for inner in tinycss2.parse_blocks_contents(rule.content, True, True):
                sets = dict(_set(inner.content, known)) if inner.type == "at-rule" and inner.content else {}
                if TEXT in sets:
                    yield sets[TEXT], sets.get(GROUND, "")


def _page_grounds(rules: Iterable[object], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """List the named pages that are toned."""
    for rule in rules:
        if getattr(rule, "type", "") == "at-rule" and rule.lower_at_keyword == "page" and rule.content:
            name = tinycss2.serialize(rule.prelude).strip().partition(":")[0]
            declared = [d for d in tinycss2.parse_blocks_contents(rule.content, True, True) if d.type == "declaration"]
            for declaration in declared:
                if declaration.lower_name in PAINTED and (
                    colour := first_colour(_resolved(tinycss2.serialize(declaration.value), known))
                ):
                    yield name, colour


def _properties(rules: Iterable[object]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if getattr(rule, "type", "") == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for declaration in tinycss2.parse_declaration_list(rule.content, True, True):
                if declaration.type == "declaration" and declaration.name.startswith("--"):
                    yield declaration.name, tinycss2.serialize(declaration.value).strip()


def _resolved(value: str, known: Mapping[str, str]) -> str:
    while "var(" in value:
        value = re.sub(r"var\((--[\w-]+)\)", lambda match: known[match[1]], value)
    return value
