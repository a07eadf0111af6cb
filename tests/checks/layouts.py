"""Small sections really set: pages of twelve lines, the seeded fault at a line of `chapter.md` named by its block."""

from __future__ import annotations

from pathlib import Path

from bindery.checks.layout import MadeUpSection, Told, remarks
from bindery.diagnostics import Source
from bindery.pdf.fold import RECTO, Compositor, Signature

STYLES = """
@page { size: 250pt 202pt; margin: 20pt 60pt 20pt 20pt }
html { font: 10pt/13.5pt sans-serif }
body, p, h2, ul, ol, li, figure, td { margin: 0; padding: 0 }
p { orphans: 1; widows: 1 }
h2 { font: bold 10pt/13.5pt sans-serif; break-after: auto }
table { border-collapse: collapse }
.box, .table { break-inside: avoid }
.next { break-before: page }
.margin-note { position: absolute; left: 180pt; width: 40pt }
"""
TOLD = Told("en", Source("book"), {f"b{number}": Source("chapter.md", number) for number in range(100)})


def text(block: int, lines: int, words: str = "Some words") -> str:
    """Write a paragraph of so many lines."""
    return f'<p data-b="b{block}">{"<br/>".join([words] * lines)}</p>'


def box(block: int, lines: int, classes: str = "box", style: str = "") -> str:
    """Write a box whose text has so many lines."""
    return f'<aside class="{classes}" style="{style}">{text(block, lines)}</aside>'


def section_of(body: str, side: str = RECTO, styles: str = "") -> MadeUpSection:
    """Set a section; it begins on page 11, or 10."""
    head = f"<style>{STYLES}{styles}</style>"
    html = f'<html lang="en"><head><title>t</title>{head}</head><body><section class="section chapter">{body}</section>'
    here = Path(__file__).parent
    sheet = Compositor(here, (here,), Source("test")).set(Signature("a", f"{html}</body></html>", side), ())
    assert sheet.diagnostics == ()
    return MadeUpSection(10 if side == RECTO else 9, sheet.made_up)


def found(body: str, side: str = RECTO, styles: str = "") -> list[tuple[str, int, int]]:
    """List what is remarked: code without `layout-`, folio, line of the chapter."""
    told = remarks([section_of(body, side, styles)], TOLD)
    return [(r.said.code.removeprefix("layout-"), r.page_index + 1, r.said.source.line) for r in told]
