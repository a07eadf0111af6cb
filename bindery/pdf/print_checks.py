"""Checks of a press file: PDF/X-4 (ISO 15930-7) and what a printer refuses beyond it.

In: a finished PDF, opened with pikepdf. Out: findings (code, message).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bindery.geometry import points
from bindery.pdf.facts import Finding, content_streams, operations, packet_of, scripts

BLEED_MM = 3.0
TOLERANCE_PT = 0.05
LEAST_PPI = 250
MOST_INK = 3.0
RGB_OPERATORS = ("rg", "RG")
CMYK_OPERATORS = ("k", "K")
SPACE_OPERATORS = ("cs", "CS")
RGB_SPACES = frozenset({"/DeviceRGB", "/CalRGB", "/Lab"})
CMYK_CONDITIONS = frozenset({"FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52"})


def boxes_nested(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Trim, bleed and sheet lie inside each other; the bleed is 3 mm all round; all pages are of one size."""
    sizes = Counter(tuple(round(float(edge), 1) for edge in page.trimbox) for page in pdf.pages)
    if len(sizes) > 1:
        yield "boxes", f"the pages have {len(sizes)} sizes"
    for number, page in enumerate(pdf.pages, 1):
        if not {"/TrimBox", "/BleedBox"} <= set(page.obj.keys()):
            yield "boxes", f"page {number} has no TrimBox or no BleedBox"
            continue
        trim, bleed, media = ([float(edge) for edge in box] for box in (page.trimbox, page.bleedbox, page.mediabox))
        margins = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
        if any(abs(margin - points(BLEED_MM)) > TOLERANCE_PT for margin in margins):
            yield "boxes", f"page {number} has not 3 mm of bleed on each side"
        if media[0] > bleed[0] or media[1] > bleed[1] or media[2] < bleed[2] or media[3] < bleed[3]:
            yield "boxes", f"page {number} is cut off inside its bleed"


def no_rgb(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No operator, picture, group, pattern or shading speaks RGB or Lab."""
    for place, stream in content_streams(pdf):
        for operands, operator in operations(stream, (*RGB_OPERATORS, *SPACE_OPERATORS, "EI", "sh")):
            if operator in RGB_OPERATORS:
                yield "rgb", f"{place}: the colour {' '.join(f'{float(value):g}' for value in operands)} is in RGB"
            elif operator in SPACE_OPERATORS and str(operands[0]) in RGB_SPACES:
                yield "rgb", f"{place}: the colour space {operands[0]} is set"
            elif operator in {"EI", "sh"}:
                yield "rgb", f"{place}: a gradient or a picture inside the text is painted"
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream | Dictionary):
            yield from _rgb_in(item)


def _rgb_in(item: Any) -> Iterator[Finding]:
    space = item.get("/ColorSpace")
    name = f"object {item.objgen[0]}"
    if item.get("/Subtype") == Name.Image and not _is_press_space(space):
        yield "rgb", f"{name}: a picture is in {_space_name(space)}"
    if "/ShadingType" in item:
        yield "rgb", f"{name}: a gradient is in the file"
    group = item.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") is not None and not _is_press_space(group.CS):
        yield "rgb", f"{name}: a group mixes its colours in {_space_name(group.CS)}"


def _space_name(space: Any) -> str:
    return str(space[0] if isinstance(space, Array) else space)


def _is_press_space(space: Any) -> bool:
    """Tell whether a colour space is one the press knows."""
    if space is None:
        return True  # a mask, or a JPEG 2000: no colour of its own
    if isinstance(space, Array) and str(space[0]) == "/Indexed":
        return _is_press_space(space[1])
    return _space_name(space) in {"/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN"}


def ink_sums(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No flat colour takes more than 300 % of ink, and full black stands alone."""
    told: set[tuple[float, ...]] = set()
    for place, stream in content_streams(pdf):
        for operands, _ in operations(stream, CMYK_OPERATORS):
            colour = tuple(round(float(value), 4) for value in operands)
            if colour in told:
                continue
            told.add(colour)
            shown = " ".join(f"{value * 100:g}" for value in colour)
            if sum(colour) > MOST_INK:
                yield "ink-total", f"{place}: the colour {shown} takes {sum(colour) * 100:g} % of ink"
            if colour[3] == 1 and any(colour[:3]):
                yield "ink-black", f"{place}: the black {shown} mixes inks, which never fit exactly behind text"


def one_press_intent(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """One PDF/X output intent names a registered condition and holds its CMYK profile."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", Array()) if intent.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield "output-intent", f"the file has {len(intents)} PDF/X output intents; 1 is needed"
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or int(profile.get("/N", 0)) != 4:
        yield "output-intent", "the output intent holds no CMYK profile"
    condition = str(intents[0].get("/OutputConditionIdentifier", ""))
    if condition not in CMYK_CONDITIONS:
        yield "output-intent", f"`{condition}` is no registered printing condition"


def says_it_is_x4(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """The metadata claim PDF/X-4 and say that nothing is trapped."""
    said = packet_of(pdf)
    if "GTS_PDFXVersion>PDF/X-4<" not in said:
        yield "metadata", "the metadata do not claim PDF/X-4"
    if pdf.trailer.get("/Info", Dictionary()).get("/Trapped") != Name("/False"):
        yield "metadata", "the file does not say that it is not trapped"
    if "/ID" not in pdf.trailer:
        yield "metadata", "the file has no identifier"


def nothing_active(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """No annotation, script, form or encryption."""
    pages = [str(number) for number, page in enumerate(pdf.pages, 1) if page.obj.get("/Annots")]
    if pages:
        yield "active", f"there are links or notes on page {', '.join(pages[:10])}"
    yield from scripts(pdf)


def pictures_sharp(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Every picture is placed at 250 pixels per inch or more."""
    for number, page in enumerate(pdf.pages, 1):
        drawings = page.resources.get("/XObject", Dictionary())
        if not any(drawing.get("/Subtype") == Name.Image for drawing in drawings.values()):
            continue
        scales: list[tuple[float, float]] = [(1, 1)]
        for operands, operator in operations(page, ("q", "Q", "cm", "Do")):
            match operator:
                case "q":
                    scales.append(scales[-1])
                case "Q":
                    scales.pop()
                case "cm":
                    a, b, c, d = (float(value) for value in list(operands)[:4])
                    width, height = scales[-1]
                    scales[-1] = (width * (a * a + b * b) ** 0.5, height * (c * c + d * d) ** 0.5)
                case "Do":
                    picture = drawings.get(str(operands[0]))
                    if picture is not None and picture.get("/Subtype") == Name.Image:
                        ppi = 72 * min(int(picture.Width) / scales[-1][0], int(picture.Height) / scales[-1][1])
                        if ppi < LEAST_PPI:
                            yield (
                                "picture-resolution",
                                f"page {number}: a picture prints at {ppi:.0f} ppi; {LEAST_PPI} are needed",
                            )
