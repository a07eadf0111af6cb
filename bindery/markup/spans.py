"""Spans: words in brackets with attributes, for the glossary and the index.

In: `[living lab]{term=living-lab}`, `[partenariat]{index="partenariat!institutionnel"}`, `[]{index="PPP" see="…"}`.
Out: `a.term` at the chapter's first use of a term, `span.index-entry` with its data; classes and languages of words and
blocks through attribute lists, checked against what an author may give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from bindery.diagnostics import nearest_hint
from bindery.markup.attributes import BRACES, Attributes, parse_attributes
from bindery.markup.desk import AUTHOR_CLASSES, Desk
from bindery.markup.trees import parents, unwrap

LONGEST_SPAN = 2_000
# Attributes of words in brackets, and of blocks and links.
SPAN_ATTRIBUTES = ("term", "index", "to", "see", "see-also", "sort", "lang")
BLOCK_ATTRIBUTES = ("lang",)
INDEX_DATA: Mapping[str, str] = {
    "index": "data-entry",
    "to": "data-to",
    "see": "data-see",
    "see-also": "data-see-also",
    "sort": "data-sort",
}


class Span(InlineProcessor):
    """Read words in brackets followed by attributes in braces."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(r"(?<!!)\[", md)
        self.desk = desk

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Make a span that keeps its attributes for later, or nothing when no braces follow."""
        end = closing_bracket(data, m.end(0))
        braces = BRACES.match(data, end + 1) if end is not None else None
        if end is None or braces is None:
            return None, None, None
        span = Element("span", {"data-span": self.unescape(braces[1])})
        span.text = data[m.end(0) : end]
        return span, m.start(0), braces.end(0)


def closing_bracket(data: str, start: int) -> int | None:
    """Find the bracket that closes the one before `start`."""
    level = 1
    for position in range(start, min(len(data), start + LONGEST_SPAN)):
        level += (data[position] == "[") - (data[position] == "]")
        if level == 0:
            return position
    return None


class ReadSpans(Treeprocessor):
    """Turn spans into terms and index entries, in reading order."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Read the attributes of every span."""
        above = parents(root)
        linked: set[str] = set()
        entries = 0
        for span in [s for s in root.iter("span") if s.get("data-span") is not None]:
            line = self.desk.lines.get(span, 0)
            given = parse_attributes(span.attrib.pop("data-span"))
            values = check_attributes(self.desk, given, SPAN_ATTRIBUTES, line)
            if given.classes:
                span.set("class", " ".join(c for c in given.classes if c in AUTHOR_CLASSES))
            if given.id and self.desk.claim(given.id, line):
                span.set("id", given.id)
            if "lang" in values:
                span.set("lang", values["lang"])
            if "term" in values:
                self._link_term(span, values["term"], linked, line)
            if "index" in values:
                entries += 1
                self._index(span, values, entries)
            elif values.keys() & INDEX_DATA.keys():
                self.desk.report(
                    "unknown-form", line, "`see`, `to` and `sort` say nothing without `index`", 'add `index="…"`'
                )
            if span.tag == "span" and not span.attrib and span in above:
                unwrap(above[span], span)
                above.update(dict.fromkeys(span, above[span]))

    def _link_term(self, span: Element, term: str, linked: set[str], line: int) -> None:
        known = self.desk.context.glossary_terms
        if term not in known:
            hint = nearest_hint(term, known, "term")
            self.desk.report("unknown-term", line, f"the glossary has no term `{term}`", hint)
        elif term not in linked:
            linked.add(term)
            span.tag = "a"
            span.set("class", "term")
            span.set("href", f"#term-{term}")

    def _index(self, span: Element, values: Mapping[str, str], number: int) -> None:
        """Make the span an entry; one that is a link already holds the entry inside."""
        entry = span
        if span.attrib:
            entry = Element("span")
            entry.text, span.text = span.text, None
            entry[:], span[:] = list(span), [entry]
        entry.set("class", "index-entry")
        entry.set("id", self.desk.invent(f"ix-{self.desk.chapter.id}-{number}"))
        for name, data in INDEX_DATA.items():
            if values.get(name):
                entry.set(data, values[name])


def check_attributes(desk: Desk, given: Attributes, known: tuple[str, ...], line: int) -> dict[str, str]:
    """Tell classes and attributes that mean nothing; give those that do."""
    if given.left:
        desk.report(
            "unknown-attribute",
            line,
            f"`{{{given.left[:40]}}}` cannot be read",
            'attributes look like `key="value"`, with straight double quotes',
        )
    for name in given.classes:
        if name not in AUTHOR_CLASSES:
            desk.report(
                "unknown-class", line, f"`.{name}` is no class here", nearest_hint(name, AUTHOR_CLASSES, "class")
            )
    for name in given.values:
        if name not in known:
            desk.report(
                "unknown-attribute", line, f"`{name}` is no attribute here", nearest_hint(name, known, "attribute")
            )
    return {name: value for name, value in given.values.items() if name in known}


class AuthorsAttributes(AttrListTreeprocessor):
    """Python-Markdown's attribute lists, held to what an author may give."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element its anchor, classes and language; what is left over stays in the text when `strict`."""
        given = parse_attributes(attrs_string.partition("}")[0])
        rest = attrs_string.partition("}")[2]
        if strict and rest:
            return f"}}{rest}"
        line = int(elem.get("data-line") or 0) or self._line_above(elem)
        values = check_attributes(self.desk, given, BLOCK_ATTRIBUTES, line)
        if given.id:
            elem.set("data-id", given.id)
        if kept := " ".join(name for name in given.classes if name in AUTHOR_CLASSES):
            elem.set("class", kept)
        for name, value in values.items():
            elem.set(name, value)
        return rest

    def _line_above(self, elem: Element) -> int:
        holders = (each for each in self.md.parser.root.iter() if each.get("data-line") and elem in list(each.iter()))
        lines = [int(each.get("data-line", 0)) for each in holders]
        return lines[-1] if lines else 0


class Spans(Extension):
    """Read terms, index entries and attribute lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Read spans before links, and their attributes once their lines are known."""
        md.inlinePatterns.register(Span(md, self.desk), "span", 174)
        md.treeprocessors.register(AuthorsAttributes(md, self.desk), "attr_list", 8)
        md.treeprocessors.register(ReadSpans(md, self.desk), "read_spans", 6)
