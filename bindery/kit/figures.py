"""The figures of the book for the press: each as a drawing that stands alone and as a picture, with what is said of it.

In: the manuscripts as made. Out, for each language: SVG with its words as outlines (see outlines.py), the same
drawing as PNG, 2400 pixels wide, painted by the engine that paints the book; and one text with captions, alternative
texts, sources and credits. Numbers, captions and sources are the book's own, as it sets them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image

from bindery.assemble import Manuscript
from bindery.assemble.tree import Element, classes, parse_fragment, plain_text, with_class
from bindery.charts.drawing import WHITE, number
from bindery.diagnostics import WARNING, Diagnostic, Source
from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk, Kit
from bindery.kit.outlines import house_faces, outlined, words_left
from bindery.kit.pictures import jpeg_bytes, said_of, scaled
from bindery.languages import LANGUAGES
from bindery.mockup.flat import page_picture
from bindery.mockup.png import PPI, png_bytes

FIGURES = "figures"
WIDTH_PX = 2400
WIDTHS_MM: Mapping[str, float] = {"text": 108, "page": 142, "margin": 29}  # of a figure on the page (styles/print.css)
MARGIN_SHARE = 0.03  # of a figure's width, left white about it
UNSIZED = (0.0, 0.0, 300.0, 150.0)  # what a drawing without a size is (https://www.w3.org/TR/CSS2/visudet.html)
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the book in one language: what is said of it, and its drawing or the name of its picture."""

    anchor: str
    number: int
    label: str
    caption: str
    source: str
    credit: str
    alt: str
    description: str
    width_mm: float
    drawing: Element | None
    picture: str


def figures_of(manuscript: Manuscript) -> tuple[Figure, ...]:
    """List the figures of a text in the order of the book."""
    numbers = {label.anchor: int(label.number) for label in manuscript.labels if label.kind == "fig"}
    found = (
        _figure(element, numbers)
        for passage in manuscript.passages
        for element in with_class(parse_fragment(passage.body), "figure")
        if element.tag == "figure" and element.get("id") in numbers
    )
    return tuple(sorted(found, key=lambda figure: figure.number))


def _figure(element: Element, numbers: Mapping[str, int]) -> Figure:
    anchor, drawing, picture = element.get("id", ""), element.find("svg"), element.find("img")
    caption = element.find("figcaption")
    said = {name: plain_text(each) for each in ([] if caption is None else caption) for name in classes(each)}
    told = {} if drawing is None else {each.tag: plain_text(each) for each in drawing.iterchildren("title", "desc")}
    unfolded = (each for each in with_class(element, "description") if each.tag == "details")
    described = " ".join(plain_text(part) for each in unfolded for part in each if part.tag != "summary")
    return Figure(
        anchor=anchor,
        number=numbers[anchor],
        label=said.get("number", ""),
        caption=said.get("caption", ""),
        source=said.get("source", ""),
        credit=said.get("credit", ""),
        alt=told.get("title", "") if picture is None else picture.get("alt", ""),
        description=described or told.get("desc", ""),
        width_mm=WIDTHS_MM.get(element.get("data-width", ""), WIDTHS_MM["text"]),
        drawing=drawing,
        picture="" if picture is None else picture.get("src", "").rpartition("/")[2],
    )


def figure_files(kit: Kit) -> Iterator[KitFile]:
    """Give each figure in each language, as a drawing and as a picture, and the words that go with them."""
    figures = {desk.language: _figures(desk) for desk in kit.desks}
    for desk in kit.desks:
        made: list[tuple[Figure, KitFile]] = []
        for figure, ending, data in _drawn(desk, figures[desk.language]):
            file = KitFile(_name(desk, figure, ending), data, **_words(kit, figures, figure))
            made.append((figure, file))
            yield file
        if made:
            yield _listing(desk, made)


def unset_words(kit: Kit) -> Iterator[Diagnostic]:
    """Tell which drawings keep words that could not become outlines: another machine may set them otherwise."""
    for desk in kit.desks:
        for figure in _figures(desk):
            for words in words_left(figure.drawing) if figure.drawing is not None else ():
                message = f"`{words}` in the drawing `{figure.anchor}` stays text in the press kit"
                hint = "place words with x and y; leave out text on a path, rotated letters and stretched lines"
                yield Diagnostic(WARNING, "figure-words", Source(desk.text.source.path), message, hint)


def _figures(desk: Desk) -> tuple[Figure, ...]:
    return figures_of(desk.made.manuscript) if desk.made.manuscript else ()


def _name(desk: Desk, figure: Figure, ending: str) -> str:
    return f"{FIGURES}/{desk.volume.slug}-figure-{figure.number:02}-{desk.language}.{ending}"


def _words(kit: Kit, figures: Mapping[str, tuple[Figure, ...]], figure: Figure) -> dict[str, Mapping[str, str]]:
    """Gather what each language of the book says of the same figure."""
    same = {code: each for code, all_ in figures.items() for each in all_ if each.anchor == figure.anchor}
    usual = said_of("picture-credit", kit.collection, kit.volume, kit.desks[0].language)
    return {
        "alt": {code: each.alt for code, each in same.items()},
        "caption": {code: _caption(each) for code, each in same.items()},
        "credit": {code: each.credit or usual[code] for code, each in same.items()},
        "description": {code: each.description for code, each in same.items() if each.description},
    }


def _caption(figure: Figure) -> str:
    """Write a caption that stands alone: number, caption, source."""
    return " ".join(part for part in (f"{figure.label}.", figure.caption, _ended(figure.source)) if part)


def _ended(sentence: str) -> str:
    return f"{sentence}." if sentence and not sentence.endswith((".", "!", "?", "…")) else sentence


def _drawn(desk: Desk, figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, str, bytes]]:
    """Draw the figures of a language: every drawing twice, every picture once; give their endings and bytes."""
    drawings = {figure.anchor: standing_alone(figure, desk) for figure in figures if figure.drawing is not None}
    pictures = _painted(desk, drawings)
    for figure in figures:
        if figure.anchor in drawings:
            yield figure, "svg", _svg_file(drawings[figure.anchor])
            yield figure, "png", pictures[figure.anchor]
        elif figure.picture in desk.volume.figures:
            yield figure, *_from_file(desk.volume.figures[figure.picture].path.read_bytes())


def _from_file(data: bytes) -> tuple[str, bytes]:
    """Give a picture no wider than asked for, on white, as JPEG if it came as one; it is never enlarged."""
    picture = Image.open(io.BytesIO(data))
    is_photograph = picture.format == "JPEG"
    paper = Image.new("RGBA", picture.size, WHITE)
    paper.alpha_composite(picture.convert("RGBA"))
    flat = scaled(paper.convert("RGB"), round(WIDTH_PX * max(1.0, picture.height / picture.width)))
    return ("jpg", jpeg_bytes(flat)) if is_photograph else ("png", png_bytes(flat))


def standing_alone(figure: Figure, desk: Desk) -> Element:
    """Make a drawing fit to stand alone: on white, its words as outlines, as large as on the page."""
    assert figure.drawing is not None
    drawing, box = deepcopy(figure.drawing), _window(figure.drawing)
    outlined(drawing, house_faces(desk.studio.styles), desk.language)
    if not words_left(drawing):
        drawing.attrib.pop("font-family", "")
    drawing.set("lang", desk.language)
    drawing.set("viewBox", " ".join(number(side) for side in box))
    width_mm = figure.width_mm * (1 + 2 * MARGIN_SHARE)
    drawing.set("width", f"{number(width_mm)}mm")
    drawing.set("height", f"{number(width_mm * box[3] / box[2])}mm")
    sides = {name: number(side) for name, side in zip(("x", "y", "width", "height"), box, strict=True)}
    ground = etree.Element("rect", {**sides, "fill": WHITE})
    drawing.insert(sum(1 for _ in drawing.iterchildren("title", "desc")), ground)
    return drawing


def _svg_file(drawing: Element) -> bytes:
    return etree.tostring(_in_svg(drawing), encoding="utf-8", xml_declaration=True, with_tail=False) + b"\n"


def _in_svg(element: Element, parent: Element | None = None) -> Element:
    """Copy a drawing into the namespace of SVG; links as SVG 1.1 has them, which old programs know."""
    names = {"href": f"{{{XLINK}}}href", "lang": "{http://www.w3.org/XML/1998/namespace}lang"}
    own = {names.get(str(name), str(name)): str(value) for name, value in element.attrib.items()}
    tag = f"{{{SVG}}}{element.tag}"
    nsmap: Any = {None: SVG}
    copied = etree.Element(tag, own, nsmap) if parent is None else etree.SubElement(parent, tag, own)
    copied.text, copied.tail = element.text, element.tail
    for child in element:
        _in_svg(child, copied)
    return copied


def _window(drawing: Element, margin_share: float = MARGIN_SHARE) -> tuple[float, float, float, float]:
    """Give the window on a drawing (left, top, width, height in its units) with a white margin about it."""
    sides = tuple(float(side) for side in drawing.get("viewBox", "").replace(",", " ").split())
    x, y, width, height = sides if len(sides) == len(UNSIZED) else UNSIZED
    margin = margin_share * width
    return x - margin, y - margin, width + 2 * margin, height + 2 * margin


def _painted(desk: Desk, drawings: Mapping[str, Element]) -> Mapping[str, bytes]:
    """Paint each drawing on a page of its own, and draw the pages as PNG."""
    if not drawings:
        return {}
    pages = [_page(f"figure-{index}", drawing) for index, drawing in enumerate(drawings.values(), start=1)]
    html = desk.studio.render("press/figures.html", language=desk.language, title=desk.text.title, pages=pages)
    layout = desk.studio.lay_out(html, desk.collection.root, Source(f"{desk.volume.slug}-{FIGURES}-{desk.language}"))
    pdf = layout.document.write_pdf()
    return {
        anchor: png_bytes(page_picture(pdf, index, PPI).crop((0, 0, WIDTH_PX, _height_px(drawing))))
        for index, (anchor, drawing) in enumerate(drawings.items())  # cut: a page is drawn up to the next whole pixel
    }


def _height_px(drawing: Element) -> int:
    _, _, width, height = _window(drawing, margin_share=0)
    return round(WIDTH_PX * height / width)


def _page(name: str, drawing: Element) -> dict[str, str]:
    """Describe the page of a drawing: as many points as make its pixels."""
    return {
        "name": name,
        "width": f"{WIDTH_PX * 72 / PPI:.2f}pt",
        "height": f"{_height_px(drawing) * 72 / PPI:.2f}pt",
        "drawing": etree.tostring(drawing, encoding="unicode", with_tail=False),
    }


def _listing(desk: Desk, made: list[tuple[Figure, KitFile]]) -> KitFile:
    """Write what is said of the figures, each thing on one line, so that it can be copied whole."""
    files = {figure.anchor: [file for each, file in made if each.anchor == figure.anchor] for figure, _ in made}
    figures = {figure.anchor: figure for figure, _ in made}
    text = desk.studio.render(
        "press/figures.txt",
        words=desk.words,
        title=desk.typeset(desk.text.title),
        collection=desk.typeset(desk.collection.titles[desk.language]),
        rights=desk.typeset(desk.collection.rights[desk.language]),
        figures=[
            {"label": figure.label, "lines": list(_told(desk, figure, files[anchor]))}
            for anchor, figure in figures.items()
        ],
    )
    return KitFile(f"{FIGURES}/{desk.volume.slug}-{FIGURES}-{desk.language}.txt", f"{text.strip()}\n".encode())


def _told(desk: Desk, figure: Figure, files: list[KitFile]) -> Iterator[str]:
    """Say what each thing is, and the thing."""
    joined = LANGUAGES[desk.language].words["label-value"]
    told = {
        "figures-files": ", ".join(file.path.rpartition("/")[2] for file in files),
        "figures-caption": " ".join(part for part in (figure.caption, _ended(figure.source)) if part),
        "figures-credit": files[0].credit[desk.language],
        "figures-alt": figure.alt,
        "figures-description": figure.description,
    }
    for key, said in told.items():
        if said:
            yield joined.format(desk.words[key], said)
