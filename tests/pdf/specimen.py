"""A synthetic book of sixteen pages that holds everything a page can: what the PDF tests work on."""

from __future__ import annotations

import base64
import io
import random
import re
from pathlib import Path

import pikepdf
from PIL import Image

from bindery.pdf.ink import InkTable

INKS: InkTable = {
    "#1a1a1a": (0, 0, 0, 100),
    "#16255c": (100, 85, 20, 30),
    "#f7f1e6": (2, 4, 10, 0),
    "#ff6b4a": (0, 70, 70, 0),
    "#2f5bd0": (85, 65, 0, 0),
    "#8fb4f5": (45, 25, 0, 0),
}
WORDS = """
la ville loue ses toits aux habitants et partage le courant entre les maisons du quartier selon une convention que
le conseil approuve chaque printemps après une enquête publique ouverte à tous
"""
STYLES = """
@page {
  size: 120mm 170mm; margin: 18mm 16mm 20mm 20mm; bleed: 5mm;
  @top-left { content: string(chapter); font-size: 7pt }
  @bottom-right { content: counter(page); font-size: 8pt; font-variant-numeric: tabular-nums }
}
@page opener { background: #16255c; @top-left { content: none } @bottom-right { content: none } }
html { font-family: serif; font-size: 9.5pt; color: #1a1a1a; line-height: 1.4 }
h1 { string-set: chapter content(); color: #16255c; bookmark-level: 1 }
h2 { bookmark-level: 2; color: #2f5bd0 }
section { break-before: page }
.opener { page: opener; color: #f7f1e6; break-after: page }
.opener h1 { color: #f7f1e6; bookmark-level: 1 }
p { hyphens: auto; text-align: justify; margin: 0 0 3mm }
.footnote { float: footnote; font-size: 7.5pt }
a { color: #2f5bd0; text-decoration: none }
.box { background: #f7f1e6; border-left: 1mm solid #ff6b4a; padding: 3mm; margin: 0 0 4mm }
table { width: 100%; border-collapse: collapse; font-size: 8pt; margin-bottom: 4mm }
th, td { border-bottom: .3mm solid #8fb4f5; padding: 1mm; text-align: left }
tr { break-inside: avoid }
figure { margin: 0 0 4mm; break-inside: avoid }
.toc ol { list-style: none; padding: 0 }
"""
FRONT_STYLES = "@page { size: 120mm 170mm; bleed: 5mm; margin: 20mm; background: #16255c } h1 { color: #f7f1e6 }"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="80mm" height="24mm" role="img">'
    '<title>Two bars, the second twice the first</title><rect width="60" height="40" y="20" fill="#8fb4f5"/>'
    '<rect x="80" width="120" height="40" y="20" fill="#ff6b4a"/><text x="4" y="14" font-size="10" fill="#1a1a1a">2022'
    "</text></svg>"
)

OPERATOR = re.compile(rb"(?:.*\n)*?(?:.* )?[A-Za-z'\"*]+\n")  # with the lines it works on


def paragraph(seed: int, words: int = 70) -> str:
    """Write a paragraph of words drawn from a seed."""
    draw = random.Random(seed)
    return " ".join(draw.choices(WORDS.split(), k=words)).capitalize() + "."


def picture_uri(mode: str = "RGB", *, is_grey: bool = False) -> str:
    """Draw a small picture as a data URI: a JPEG, or a PNG when it has transparency."""
    ramp = Image.linear_gradient("L")
    image = Image.merge("RGB", [ramp if is_grey else ramp.rotate(90 * turn) for turn in range(3)]).convert(mode)
    if mode == "RGBA":
        image.putalpha(ramp)
    file = io.BytesIO()
    kind = "png" if mode == "RGBA" or is_grey else "jpeg"
    image.save(file, kind.upper())
    return f"data:image/{kind};base64,{base64.b64encode(file.getvalue()).decode()}"


def write_ramps(path: Path) -> None:
    """Draw a picture of three ramps into a file."""
    Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in range(3)]).save(path)


def table(rows: int) -> str:
    """Write a table long enough for two pages, with a head and row headings."""
    lines = "".join(
        f'<tr data-b="tr-{n}"><th scope="row">Commune {n}</th><td>{n * 3}</td><td>{n * 7 % 11}</td></tr>'
        for n in range(rows)
    )
    return (
        '<p class="caption" id="tbl-1" data-b="cap-1" style="break-after: avoid">Table 1. Figures</p><table><thead>'
        '<tr data-b="tr-head"><th scope="col">Place</th><th scope="col">Number</th><th scope="col">Share</th></tr>'
        f"</thead><tbody>{lines}</tbody></table>"
    )


def tail(number: int, nth: int) -> str:
    """Write the end of a paragraph: a note and a reference, or an index place and a change of language."""
    if nth % 2 == 0:
        return f'<span id="ix-{number}-{nth}"></span> And <em>then</em> <span lang="en">some English words</span>.'
    other = 3 - number
    return (
        f'<span class="footnote" id="fn-{number}-{nth}">Note {number}.{nth}: {paragraph(nth, 12)}</span> After '
        f'the note, see <a href="#ch-{other}">chapter {other}<span class="paged-only">, p. <span class="folio-of" '
        f'data-target="sec-{other}">000</span></span></a>.'
    )


def chapter(number: int) -> str:
    """Write a chapter: text, a list, a box, and a table in the first, pictures in the second."""
    text = "".join(f'<p data-b="p-{number}-{n}">{paragraph(number * 100 + n)}{tail(number, n)}</p>' for n in range(8))
    pictures = (
        f'<figure id="fig-1"><img src="{picture_uri()}" alt="Three crossing ramps of colour" style="width: 24mm">'
        f'<figcaption data-b="figcap-1">Figure 1. Ramps</figcaption></figure><figure>{DRAWING}'
        '<figcaption data-b="figcap-2">Figure 2. Bars</figcaption></figure>'
    )
    return (
        f'<section class="opener" id="ch-{number}"><h1 data-b="h-{number}">Chapter {number}</h1></section>'
        f'<section><h2 id="sec-{number}" data-b="h2-{number}">Section</h2>{text}'
        f'<ul><li data-b="li-{number}-1">First</li><li data-b="li-{number}-2">Second<ol><li data-b="li-{number}-3">'
        "Nested</li></ol></li></ul><dl><dt>Roof</dt><dd>What covers</dd></dl>"
        f'<aside class="box"><p data-b="box-{number}"><strong>Definition.</strong> A shared roof.</p></aside>'
        f"{table(40) if number == 1 else pictures}</section>"
    )


def page(body: str, styles: str = STYLES) -> str:
    """Wrap a body into a document."""
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Specimen</title>'
        f"<style>{styles}</style></head><body>{body}</body></html>"
    )


def book() -> str:
    """Write the whole specimen: contents, two chapters, index."""
    lines = "".join(
        f'<li><a href="#ch-{n}">Chapter {n} <span class="folio-of" data-target="ch-{n}">000</span></a></li>'
        for n in (1, 2)
    )
    places = " ".join(f"ix-{c}-{n}" for c in (1, 2) for n in range(0, 8, 2))
    return page(
        f'<nav role="doc-toc" class="toc paged-only"><h1>Contents</h1><ol>{lines}</ol></nav>{chapter(1)}{chapter(2)}'
        '<section id="index" class="paged-only" role="doc-index"><h1>Index</h1><ul><li>Roofs '
        f'<span class="folios-of" id="roofs" data-targets="{places}">000</span></li><li>None '
        '<span class="folios-of" data-targets="" data-empty="–">000</span></li></ul></section>'
    )


def front() -> str:
    """Write the front cover of the screen edition."""
    return page("<h1>Specimen</h1>", FRONT_STYLES)


def cut_up(pdf: pikepdf.Pdf, operators: int = 3) -> None:
    """Cut the contents of every page into streams of so many operators, amid texts and marks, in nested arrays."""
    for page in pdf.pages:
        written = OPERATOR.findall(page.Contents.read_bytes() + b"\n")
        parts = [
            pdf.make_stream(b"".join(written[at : at + operators]).rstrip()) for at in range(0, len(written), operators)
        ]
        page.Contents = pikepdf.Array([*parts[:1], pikepdf.Array(parts[1:])])
