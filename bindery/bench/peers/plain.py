"""Plain WeasyPrint: Bindery's own interior HTML and styles, all sections in one document, page numbers by CSS.

In: `CONTENT OUT.pdf [OUT2.pdf]` on the command line. Out: a tagged PDF for the screen, and, when two are asked for,
a second file for the printer, each by a `write_pdf` call of its own, as WeasyPrint is used without an engine around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from weasyprint import HTML

from bindery import assemble
from bindery.formats.interior import interior_sections
from bindery.load import load_collection
from bindery.model import Edition
from bindery.studio import Studio

PROJECT = Path(__file__).resolve().parents[3]
HEAD = re.compile(r"<head>(.*?)</head>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SECTION = re.compile(r"<section class=\"section .*</section>", re.DOTALL)
FOLIO = re.compile(r'<span class="folio-of" data-target="([^"]*)"[^>]*>000</span>')
FOLIOS = re.compile(r'<span class="folios-of" data-targets="([^"]*)"[^>]*>000</span>')
NUMBERS = (
    "a.on-its-page::after { content: target-counter(attr(href), page) }\n"
    "span.on-its-page::after { content: target-counter(attr(data-target), page) }\n"
    ".sheet.opens-recto { break-before: right } .sheet.opens-verso { break-before: left }\n"
    ".sheet:first-child { break-before: auto }"
)


def interior_html(content: Path) -> str:
    """Write the interior of the only text of a collection as one HTML document."""
    studio = Studio(PROJECT)
    collection = load_collection(content, PROJECT).collection
    assert collection is not None
    volume = collection.volumes[0]
    text = next(iter(volume.texts.values()))
    manuscript = assemble.gather(collection, volume, text, studio.tokens.palette(volume.palette))
    book = assemble.bind(collection, manuscript, Edition(volume, text, "print"))
    sections = [(s.html, s.side) for s in interior_sections(book, studio.render, studio.tokens)]
    return joined(sections, volume.slug)


def joined(sections: list[tuple[str, str]], title: str) -> str:
    """Join the sections' documents: each style once, each number asked of WeasyPrint."""
    styles = dict.fromkeys(rule for html, _ in sections for rule in _rules(html))
    body = "\n".join(f'<div class="sheet opens-{side}">{_section(html)}</div>' for html, side in sections)
    opening = re.search(r"<body[^>]*>", sections[0][0])
    assert opening is not None
    links = "".join(re.findall(r"<link [^>]*>", sections[0][0]))
    rules = "\n".join((*styles, NUMBERS))
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{links}'
        f"<style>{rules}</style></head>{opening[0]}\n{body}\n</body></html>"
    )


def _rules(html: str) -> Iterator[str]:
    """Give the rules written into one document, a line each where they stand so."""
    head = HEAD.search(html)
    assert head is not None
    for style in STYLE.findall(head[1]):
        yield from style.split("\n") if ":root" not in style else (style,)


def _section(html: str) -> str:
    section = SECTION.search(html)
    assert section is not None
    one = FOLIO.sub(r'<span class="folio-of on-its-page" data-target="#\1"></span>', section[0])
    return FOLIOS.sub(lambda m: ", ".join(f'<a class="on-its-page" href="#{t}"></a>' for t in m[1].split()), one)


def main(words: list[str]) -> None:
    """Make one file or two."""
    content, *files = map(Path, words)
    html = interior_html(content)
    for file, variant in zip(files, ("pdf/ua-1", None), strict=False):
        HTML(string=html, base_url=f"{PROJECT.as_uri()}/").write_pdf(file, pdf_variant=variant)


if __name__ == "__main__":
    main(sys.argv[1:])
