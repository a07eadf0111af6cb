"""Raw HTML: kept when it only describes the text, removed and told when it acts.

In: lines that start with a tag, and tags within a line. Out: elements of the tree, after `nh3` (Mozilla's ammonia,
https://docs.rs/ammonia) has held them to the tables below. Nothing active, no styles, no pictures, no forms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bindery.markup.desk import AUTHOR_CLASSES, Desk
from bindery.markup.lines import ASIDE, Line, put_aside
from bindery.markup.trees import BLOCK_TAGS, VOID_TAGS, add, parents, say_before

_INLINE = """
    a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
"""
_BLOCK = """
    address blockquote caption col colgroup dd details div dl dt figcaption figure h2 h3 h4 hr li ol p pre section
    summary table tbody td tfoot th thead tr ul
"""
INLINE_TAGS = frozenset(_INLINE.split())
TAGS = INLINE_TAGS | frozenset(_BLOCK.split())
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"id", "class", "lang", "dir", "title"}),
    "a": frozenset({"href"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope"}),
    "time": frozenset({"datetime"}),
}
URL_SCHEMES = frozenset({"https", "http", "mailto"})
HINTS: Mapping[str, str] = {
    "style": "the look belongs to the styles: use a box",
    "img": "write a `figure`",
    "svg": "put the drawing in a file and write a `figure`",
    "h1": "start headings at `##`",
    "iframe": "write a link instead",
    "video": "write a link instead",
}
MAX_LINES = 400
MAX_NESTING = 24
_START = re.compile(r" {0,3}</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_CODE_OR_COMMENT = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|<!--(?P<comment>.*?)(?P<end>-->|$)"
)
_TAG = r"""(<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>]+))?)*)\s*(/?)>)"""
_OTHER = r"(<(?:\?[^>]*\?|!\[CDATA\[.*?\]\]|![A-Za-z][^>]*)>)"


class DropComments(Preprocessor):
    """Take comments out: they are for those who write."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, lines: list[str]) -> list[str]:
        """Blank what stands between `<!--` and `-->`, over as many lines as it takes."""
        kept: list[str] = []
        opened_at: Line | None = None
        for line in lines:
            assert isinstance(line, Line)
            rest = str(line)
            if opened_at is not None:
                _, closed, rest = rest.partition("-->")
                opened_at = None if closed else opened_at
            if opened_at is None and "<!--" in rest:
                opens = [m for m in _CODE_OR_COMMENT.finditer(rest) if m["code"] is None and not m["end"]]
                rest = _CODE_OR_COMMENT.sub(lambda m: m[0] if m["code"] else "", rest)
                opened_at = line if opens else None
            kept.append(line.saying(rest))
        if opened_at is not None:
            self.desk.report("raw-html", opened_at.number, "this comment is never closed", "end it with `-->`")
        return kept


class Outline(HTMLParser):
    """The start tags of a piece of HTML, and whether all it opens is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.starts: list[tuple[str, dict[str, str], int]] = []
        self.open: list[str] = []
        self.strays: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a start tag and the line it stands on, from 0."""
        self.starts.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0] - 1))
        if tag not in VOID_TAGS | {"input", "meta", "link", "base", "embed", "source", "track", "param", "area"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as XML has it."""
        self.starts.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0] - 1))

    def handle_endtag(self, tag: str) -> None:
        """Close what the end tag closes."""
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        elif tag not in VOID_TAGS:
            self.strays.append((tag, self.getpos()[0] - 1))


def set_html_aside(desk: Desk, lines: Sequence[Line]) -> list[Line]:
    """Set blocks of HTML aside: from a line that starts with a block's tag to the line where all is closed."""
    kept: list[Line] = []
    position, is_closed = 0, True
    while position < len(lines):
        start = _START.match(lines[position])
        if start is None or start[1].lower() in INLINE_TAGS:
            kept.append(lines[position])
            position += 1
            continue
        end, is_closed = _block_end(lines, position, MAX_LINES if is_closed else 1)
        block = [line for line in lines[position:end] if not ASIDE.fullmatch(line)]
        if len(block) < end - position:
            desk.report(
                "raw-html", lines[position].number, "no box can stand inside raw HTML", "close the HTML before the box"
            )
        kept += put_aside(desk, lines[position], partial(build_html, desk, tuple(block)))
        position = end
    return kept


def _block_end(lines: Sequence[Line], start: int, most: int) -> tuple[int, bool]:
    """Find where all that a line opens is closed, else the next empty line; tell which of the two it was."""
    outline = Outline()
    for position in range(start, min(len(lines), start + most)):
        outline.feed(f"{lines[position]}\n")
        if not outline.open and not outline.rawdata:
            return position + 1, True
    blank = (at for at in range(start + 1, len(lines)) if not lines[at].strip())
    return next(blank, len(lines)), False


def build_html(desk: Desk, lines: tuple[Line, ...], parent: Element) -> None:
    """Sanitise a block of HTML, tell what was removed, and build what is left."""
    text, first = "\n".join(lines), lines[0].number
    outline = Outline()
    outline.feed(text)
    outline.close()
    for tag in outline.open:
        desk.report("raw-html", first, f"`<{tag}>` is never closed", f"add `</{tag}>`")
    for tag, offset in outline.strays:
        desk.report("raw-html", first + offset, f"`</{tag}>` closes nothing", "take it away")
    for tag, attributes, offset in outline.starts:
        check_tag(desk, tag, attributes, first + offset)
    builder = TreeBuilder(desk, first)
    builder.feed(sanitise(text))
    builder.close()
    parent.extend(builder.root)
    if text_left := (builder.root.text or "").strip():
        paragraph = add(parent, "p", data_line=str(first))
        paragraph.text = AtomicString(text_left)


def sanitise(text: str) -> str:
    """Hold HTML to the tables of this module."""
    return nh3.clean(
        text,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(URL_SCHEMES),
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style", "template", "svg", "math", "iframe", "object"} - set(TAGS),
    )


def check_tag(desk: Desk, tag: str, attributes: Mapping[str, str], line: int) -> bool:
    """Tell what is removed of a start tag; false when the tag itself is."""
    if tag not in TAGS:
        hint = HINTS.get(tag, "HTML may describe the text, not act or lay out")
        if tag == "img" and re.match(r"\s*(?:[a-z]+:)?//", attributes.get("src", ""), re.I):
            desk.report("remote-image", line, "pictures do not come from the network", "put the file in `figures/`")
        desk.report("raw-html", line, f"`<{tag}>` is not allowed and was removed", hint)
        return False
    for name, value in attributes.items():
        if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset()):
            hint = HINTS.get(name, "leave the attribute out")
            desk.report("raw-html", line, f"`{name}` on `<{tag}>` is not allowed and was removed", hint)
        elif name == "href" and (scheme := _scheme(value)) and scheme not in URL_SCHEMES:
            message = f"a link may not start with `{scheme}:` and was removed"
            desk.report("raw-html", line, message, "links start with `https:`")
        elif name == "class":
            for word in set(value.split()) - AUTHOR_CLASSES:
                known = ", ".join(sorted(AUTHOR_CLASSES))
                desk.report("unknown-class", line, f"`{word}` is no class here", f"the known ones are {known}")
    return True


def _scheme(address: str) -> str:
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\s\x00-\x1f]", "", address), re.I)
    return found[1].lower() if found else ""


class TreeBuilder(HTMLParser):
    """Build elements of sanitised HTML; its text is never read as Markdown."""

    def __init__(self, desk: Desk, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.desk = desk
        self.first = first
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        line = self.first + self.getpos()[0] - 1
        element = Element(tag)
        set_attributes(self.desk, element, {name: value or "" for name, value in attrs}, line)
        if tag in BLOCK_TAGS:
            element.set("data-line", str(line))
        self.open[-1].append(element)
        if tag not in VOID_TAGS and len(self.open) <= MAX_NESTING:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if any(each.tag == tag for each in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Add text that stays as it is."""
        holder = self.open[-1]
        if len(holder):
            holder[-1].tail = AtomicString((holder[-1].tail or "") + data)
        else:
            holder.text = AtomicString((holder.text or "") + data)


def set_attributes(desk: Desk, element: Element, attributes: Mapping[str, str], line: int) -> None:
    """Set the attributes that are left of a tag, its anchor and classes being checked."""
    for name, value in attributes.items():
        if name == "id":
            if desk.claim(value, line):
                element.set("id", value)
        elif name == "class":
            if kept := " ".join(word for word in value.split() if word in AUTHOR_CLASSES):
                element.set("class", kept)
        else:
            element.set(name, value)


class InlineTag(InlineProcessor):
    """Read a tag within a line."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Leave the tag as an element of its own, to be paired with its end once all is read."""
        tag = Element("tag", {"data-tag": self.unescape(m[1])})
        if ends := m[0].count("\n"):
            tag.set("data-ends", str(ends))
        return tag, m.start(0), m.end(0)


class PairTags(Treeprocessor):
    """Make elements of the tags within lines."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Pair start and end tags that stand in the same element."""
        holders = {above for child, above in parents(root).items() if child.tag == "tag"}
        for holder in [element for element in root.iter() if element in holders]:
            self._pair(holder)

    def _pair(self, holder: Element) -> None:
        children = list(holder)
        holder[:] = []
        opened: list[Element] = [holder]
        for child in children:
            if child.tag != "tag":
                opened[-1].append(child)
                continue
            line, text, tail = self.desk.lines.get(child, 0), child.get("data-tag", ""), child.tail
            outline = Outline()
            outline.feed(text)
            outline.close()
            if outline.starts:
                self._start(outline, opened, line)
            elif outline.strays and outline.strays[0][0] in [each.tag for each in opened[1:]]:
                while opened.pop().tag != outline.strays[0][0]:
                    pass
            elif not outline.strays or outline.strays[0][0] in TAGS:
                self.desk.report("raw-html", line, f"`{text}` closes nothing here", "pair tags within one paragraph")
            say_before(opened[-1], len(opened[-1]), tail)
        for element in opened[1:]:
            line = self.desk.lines.get(element, 0)
            self.desk.report("raw-html", line, f"`<{element.tag}>` is never closed", f"add `</{element.tag}>`")

    def _start(self, outline: Outline, opened: list[Element], line: int) -> None:
        tag, attributes, _ = outline.starts[0]
        if not check_tag(self.desk, tag, attributes, line):
            return
        if tag not in INLINE_TAGS:
            self.desk.report("raw-html", line, f"`<{tag}>` cannot stand in a line of text", "start a line with it")
            return
        kept = TreeBuilder(self.desk, line)
        kept.feed(sanitise(f"<{tag} {_written(attributes)}></{tag}>" if tag not in VOID_TAGS else f"<{tag}/>"))
        element = kept.root[0] if len(kept.root) else Element(tag)
        self.desk.lines[element] = line
        opened[-1].append(element)
        if tag not in VOID_TAGS and outline.open and len(opened) <= MAX_NESTING:
            opened.append(element)


def _written(attributes: Mapping[str, str]) -> str:
    escaped = {n: v.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for n, v in attributes.items()}
    return " ".join(f'{name}="{value}"' for name, value in escaped.items())


class RawHtml(Extension):
    """Read what is harmless of HTML."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace Python-Markdown's own reading of HTML, which keeps neither lines nor order."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("entity")
        md.preprocessors.register(DropComments(md, self.desk), "drop_comments", 27)
        md.inlinePatterns.register(InlineTag(_TAG, md), "html", 90)
        md.inlinePatterns.register(InlineTag(_OTHER, md), "html_other", 89)
        md.treeprocessors.register(PairTags(md, self.desk), "pair_tags", 6.8)
