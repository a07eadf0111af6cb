"""Citations: `[@eca2018, p. 3; see @b, art. 40]`.

In: inline text. Out: an empty `span.citation` whose `data-cite` is the cluster as JSON, in the words of CSL
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html); `assemble` writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from bindery.diagnostics import nearest_hint
from bindery.markup.crossrefs import KINDS
from bindery.markup.desk import Desk

CLUSTER = r"\[(?!\^)([^\[\]]*?@[^\[\]]+)\](?![(\[{])"
_CITE = re.compile(
    r"(?P<prefix>.*?)(?:^|(?<=\s))@(?P<id>\w(?:[\w:./-]*\w)?)(?:\s*,\s*(?P<rest>.*)|(?P<after>\s.*))?", re.S
)
LABELS: Mapping[str, str] = {
    "p.": "page",
    "pp.": "page",
    "page": "page",
    "pages": "page",
    "art.": "article",
    "arts.": "article",
    "article": "article",
    "articles": "article",
    "chap.": "chapter",
    "ch.": "chapter",
    "chapitre": "chapter",
    "chapter": "chapter",
    "sect.": "section",
    "sec.": "section",
    "section": "section",
    "§": "paragraph",
    "§§": "paragraph",
    "par.": "paragraph",
    "fig.": "figure",
    "vol.": "volume",
    "t.": "volume",
    "partie": "part",
    "part": "part",
    "col.": "column",
    "l.": "line",
}
_LABEL = re.compile(
    rf"({'|'.join(re.escape(word) for word in sorted(LABELS, key=len, reverse=True))})\s*(?=[\divxlcIVXLC])"
)
_PLACE = re.compile(  # a number or a Roman one, and those that go on from it
    r"(?:\d[\w.:/°-]*|[ivxlcIVXLC]+\b)(?:\s*[-–—,&]\s*(?:\d[\w.:/°]*|[ivxlc]+\b)|\s+(?:et|and|à|to)\s+\d[\w.:/°]*)*"
)


class Cluster(InlineProcessor):
    """Read a cluster of citations in brackets."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Leave an empty span with the cluster as JSON, or nothing when these brackets hold something else."""
        cites = [read_cite(self.unescape(part)) for part in m[1].split(";")]
        known = [cite for cite in cites if cite and not cite["id"].startswith(tuple(f"{kind}-" for kind in KINDS))]
        if len(known) != len(cites):
            return None, None, None
        cluster = Element("span", {"class": "citation", "data-cite": json.dumps(known, ensure_ascii=False)})
        if ends := m[0].count("\n"):
            cluster.set("data-ends", str(ends))
        return cluster, m.start(0), m.end(0)


def read_cite(text: str) -> dict[str, str] | None:
    """Read one citation of a cluster: the key, what stands before it, the place in the work, what stands after."""
    found = _CITE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    rest = (found["rest"] or found["after"] or "").strip()
    label, place, suffix = read_place(rest)
    prefix = found["prefix"].strip()
    return {"id": found["id"], "label": label, "locator": place, "prefix": prefix, "suffix": suffix}


def read_place(rest: str) -> tuple[str, str, str]:
    """Split `p. 3-5, in the box` into label, locator and suffix; a place of no known kind is a locator as it stands."""
    named = _LABEL.match(rest)
    place = _PLACE.match(rest, named.end() if named else 0)
    if place and (named or rest[:1].isdigit()):
        return (LABELS[named[1]] if named else "page"), place[0], rest[place.end() :].strip(" ,")
    return ("", rest, "") if any(c.isdigit() for c in rest) else ("", "", rest)


class CheckCitations(Treeprocessor):
    """Give each citation its line, and tell the works nobody knows."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Look up every key."""
        for span in root.iter("span"):
            if span.get("class") != "citation":
                continue
            line = self.desk.lines.get(span, 0)
            span.set("data-line", str(line))
            for cite in json.loads(span.get("data-cite", "[]")):
                if cite["id"] not in self.desk.context.citation_keys:
                    hint = nearest_hint(cite["id"], self.desk.context.citation_keys, "key")
                    message = f"no work in `references.yaml` has the key `{cite['id']}`"
                    self.desk.report("unknown-citation", line, message, hint)


class Citations(Extension):
    """Read citations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Read citations before links, check them when their lines are known."""
        md.inlinePatterns.register(Cluster(CLUSTER, md), "citation", 176)
        md.treeprocessors.register(CheckCitations(md, self.desk), "check_citations", 4)
