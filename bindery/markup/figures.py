"""Figures: pictures and drawings with caption, alternative text, source and credit.

In: a fenced block that names a file of `figures/`. Out: `figure` with the picture, an SVG drawing set into the page,
and a caption whose number `assemble` writes; with a long description to unfold, which the picture points to
(https://www.w3.org/TR/wai-aria-1.2/#aria-details), when the author gives one. Pictures within a line of text are held
to the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from bindery.diagnostics import nearest_hint
from bindery.markup.desk import Desk, Fence, Kind
from bindery.markup.lines import ASIDE
from bindery.markup.svg import BadDrawing, read_drawing
from bindery.markup.trees import add, drop, parents
from bindery.model import Asset

WIDTHS = ("text", "page", "margin")
_REMOTE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


def build_figure(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build a figure around its picture; without one, its caption keeps its place."""
    figure = open_figure(desk, fence, parent)
    alt = fence.attributes["alt"]
    if source := fence.attributes["src"]:
        asset = find_asset(desk, source, desk.context.figures, "image-missing", fence.line)
        if asset is not None:
            place_picture(desk, figure, asset, alt, fence.id, fence.line)
    add_caption(desk, fence, figure)
    add_description(desk, fence, figure)


def open_figure(desk: Desk, fence: Fence, parent: Element, also: str = "") -> Element:
    """Open a figure, its width checked."""
    return add(
        parent,
        "figure",
        class_=f"figure {also}".strip(),
        id=fence.id,
        data_kind="fig" if fence.id else "",
        data_line=str(fence.line),
        data_width=width_of(desk, fence, WIDTHS),
    )


def width_of(desk: Desk, fence: Fence, widths: Sequence[str]) -> str:
    """Read how wide a figure or a table is to stand; tell when that is no width."""
    width = fence.attributes.get("width", "text")
    if width in widths:
        return width
    hint = nearest_hint(width, widths, "width")
    desk.report("box-attribute", fence.line, f"`{width}` is no width of a {fence.kind}", hint)
    return "text"


def find_asset(desk: Desk, name: str, assets: Mapping[str, Asset], missing_code: str, line: int) -> Asset | None:
    """Find a file by its name, the one in the book's language first; tell why there is none."""
    path = PurePosixPath(name.replace("\\", "/"))
    if _REMOTE.match(name):
        code = "remote-image" if missing_code == "image-missing" else missing_code
        desk.report(code, line, f"`{name}` is not in the volume: nothing is fetched", "put the file beside the others")
        return None
    if path.is_absolute() or ".." in path.parts:
        desk.report("path-outside", line, f"`{name}` climbs out of the volume", "name a file, without its folder")
        return None
    translated = path.with_name(f"{path.stem}.{desk.context.language}{path.suffix}") if path.name else path
    asset = assets.get(str(translated)) or assets.get(str(path))
    if asset is None:
        hint = nearest_hint(name, assets, "file")
        desk.report(missing_code, line, f"there is no file `{name}`", hint)
    return asset


def place_picture(desk: Desk, parent: Element, asset: Asset, alt: str, anchor: str, line: int) -> None:
    """Put a picture into its parent: a drawing as it is drawn, anything else by name."""
    if not asset.name.lower().endswith(".svg"):
        size = {"width": str(asset.width_px or ""), "height": str(asset.height_px or "")}
        add(parent, "img", src=f"figures/{PurePosixPath(asset.name).name}", **size).set("alt", alt)
        return
    prefix = anchor or desk.invent(f"{desk.chapter.id}-drawing")
    try:
        drawing = read_drawing(asset.text or "", prefix)
    except BadDrawing as fault:
        desk.report("image-missing", line, f"`{asset.name}` {fault}", "save it again as plain SVG")
        return
    for removed in drawing.removed:
        hint = "draw with plain shapes, text and lines"
        desk.report("raw-html", line, f"{removed} in `{asset.name}` is not allowed and was removed", hint)
    place_drawing(desk, parent, drawing.svg, alt, prefix)


def place_drawing(desk: Desk, parent: Element, svg: Element, alt: str, prefix: str) -> None:
    """Leave room for a drawing, which is set in when inline markup has been read; its name is the alternative text."""
    svg.set("role", "img")
    svg.attrib.pop("aria-label", None)
    svg.set("aria-labelledby", f"{prefix}-title")
    title = Element("title", {"id": f"{prefix}-title"})
    title.text = alt
    svg.insert(0, title)
    svg.tail = None
    desk.drawings[add(parent, "svg")] = svg


def add_caption(desk: Desk, fence: Fence, figure: Element) -> Element:
    """Add number, caption, source and credit below a figure."""
    caption = add(figure, "figcaption")
    if fence.id:
        add(caption, "span", class_="number", data_for=fence.id).tail = " "
    add(caption, "span", caption_text(desk, fence), class_="caption")
    for name in ("source", "credit"):
        if text := fence.attributes.get(name):
            caption[-1].tail = " "
            add(caption, "span", source_text(desk, text) if name == "source" else text, class_=name)
    return caption


def caption_text(desk: Desk, fence: Fence) -> str:
    """Join the lines of a caption, which is one paragraph."""
    paragraphs = "\n".join(line for line in fence.lines if not ASIDE.fullmatch(line)).strip()
    if not paragraphs:
        desk.report("box-attribute", fence.line, f"this {fence.kind} has no caption", "write it between the colons")
    elif "\n\n" in re.sub(r"\n[ ]*\n", "\n\n", paragraphs):
        hint = "keep one paragraph between the colons"
        desk.report("unknown-form", fence.line, f"the caption of this {fence.kind} is more than a paragraph", hint)
    return " ".join(paragraphs.split())


def add_description(desk: Desk, fence: Fence, figure: Element) -> None:
    """Add the long description that stands below a caption, and let the picture point to it."""
    set_aside = [line for line in fence.lines if ASIDE.fullmatch(line)]
    desk.parse_into(figure, [each for line in set_aside for each in (line, line.saying(""))])
    found = [each for each in figure if "description" in each.get("class", "").split()]
    if len(found) > 1 or [each for each in figure if each.tag in ("aside", "section", "blockquote", "figure")]:
        hint = "a figure holds its caption and one `description`"
        desk.report("unknown-form", fence.line, f"this {fence.kind} holds other boxes", hint)
    picture = next((each for each in figure if each.tag in ("svg", "img")), None)
    for description in found[:1]:
        description.set("id", desk.invent(f"{fence.id or f'{desk.chapter.id}-figure'}-description"))
        if picture is not None:
            desk.drawings.get(picture, picture).set("aria-details", description.get("id", ""))


def build_description(desk: Desk, fence: Fence, parent: Element) -> None:
    """Build the long description of a figure, to unfold where there are no pages; read out with it where there are."""
    if parent.tag != "figure":
        hint = "move it between the colons of a figure or a chart, below the caption"
        desk.report("unknown-form", fence.line, "this description belongs to no figure", hint)
    details = add(parent, "details", class_="chart-data description", data_line=str(fence.line))
    add(details, "summary", desk.word("description"))
    desk.parse_into(details, fence.lines)
    if len(details) == 1:
        desk.report("box-attribute", fence.line, "this description is empty", "tell what the picture shows")


def source_text(desk: Desk, text: str) -> str:
    """Write the words that say where a figure comes from."""
    return desk.word("source-line").replace("{}", text)


FIGURES: Mapping[str, Kind] = {
    "figure": Kind(
        build_figure,
        required=("src", "alt"),
        optional=("source", "credit", "width"),
        prefix="fig",
        needs_id=True,
    ),
    "description": Kind(build_description, optional=()),
}


class Pictures(Treeprocessor):
    """Check the pictures within lines of text, and set drawings into the page."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, root: Element) -> None:
        """Replace each Markdown image by a picture of the volume."""
        above = parents(root)
        for image in [image for image in root.iter("img") if image.get("data-line") is None]:
            if above[image].tag != "figure":
                self._place(image, above[image])
        for place in [svg for svg in root.iter("svg") if svg in self.desk.drawings]:
            svg = self.desk.drawings[place]
            place.attrib.update(svg.attrib)
            place.text = svg.text
            place[:] = list(svg)

    def _place(self, image: Element, parent: Element) -> None:
        line, source, alt = self.desk.lines.get(image, 0), image.get("src", ""), image.get("alt", "")
        asset = find_asset(self.desk, source, self.desk.context.figures, "image-missing", line)
        if not alt.strip():
            self.desk.report("image-alt", line, f"`{source}` has no alternative text", "write `![what it shows](…)`")
        if asset is not None:
            holder = Element("span")
            place_picture(self.desk, holder, asset, alt, "", line)
            for picture in list(holder):
                picture.tail = None
                parent.insert(list(parent).index(image), picture)
        drop(parent, image)


class Figures(Extension):
    """Place pictures; the fenced figures themselves are in `FIGURES`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Place pictures after everything that reads text."""
        md.treeprocessors.register(Pictures(md, self.desk), "pictures", 1)
