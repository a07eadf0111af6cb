"""Links: addresses of the web, anchors of the book, chapters by their file name.

In: the tree. Out: `href` that start with `https:`, `http:`, `mailto:` or `#`; `02-notions.md#sec-why` is `#sec-why`,
since a volume's anchors are unique.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bindery.markup.desk import Desk
from bindery.markup.raw_html import URL_SCHEMES
from bindery.markup.trees import clean, parents, slug, unwrap

_CHAPTER = re.compile(r"(?:.*/)?(?:\d+-)?(?P<name>[^/#]+)\.md(?:#(?P<anchor>.*))?", re.DOTALL)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MAIL = r"<([^<>\s!/]+@[^@<>\s/]+)>"
_WRITTEN_BY_US = frozenset({"xref", "noteref", "term"})


class Mail(InlineProcessor):
    """Read `<name@example.org>`, without the disguise of entities that Python-Markdown gives it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Link to the address."""
        address = self.unescape(m[1]).removeprefix("mailto:")
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.end(0)


class Links(Treeprocessor):
    """Check where the author's links lead."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Give each link its line and a target that any edition can follow."""
        above = parents(root)
        for link in [a for a in root.iter("a") if a.get("class") not in _WRITTEN_BY_US]:
            line = self.desk.lines.get(link, 0)
            target = self._target(clean(link.get("href", "")).strip(), line) if "href" in link.attrib else ""
            if target:
                link.set("href", target)
                link.set("data-line", str(line))
            elif link in above:
                above.update(dict.fromkeys(link, above[link]))
                unwrap(above[link], link)

    def _target(self, address: str, line: int) -> str:
        scheme = _SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", address))
        if scheme and scheme[1].lower() not in URL_SCHEMES:
            self.desk.report(
                "raw-html",
                line,
                f"a link may not start with `{scheme[1]}:` and was removed",
                "links start with `https:`",
            )
            return ""
        if scheme or (address.startswith("#") and len(address) > 1):
            return address
        if chapter := _CHAPTER.fullmatch(address):
            return f"#{chapter['anchor'] or slug(chapter['name'])}"
        self.desk.report(
            "link-target",
            line,
            f"the link `{address}` leads nowhere in a book",
            "write `https://…`, `#sec-…` or `chapter.md#sec-…`",
        )
        return ""


class LinksExtension(Extension):
    """Check links."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Look at links once raw HTML and spans have become elements."""
        md.inlinePatterns.register(Mail(_MAIL, md), "automail", 110)
        md.treeprocessors.register(Links(md, self.desk), "links", 3)
