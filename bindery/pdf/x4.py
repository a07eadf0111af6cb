"""Finish for the press: PDF/X-4 (ISO 15930-7): CMYK by ink.py, boxes, crop marks, output intent, no links, no tags.

In: the painted file, the table of inks, the profile of the press. Out: the bytes a printer accepts, and diagnostics.

Boxes, from the trim outwards: 3 mm of bleed, then the marks, 5 mm long from 1 mm outside the bleed, in all inks at once
(/Separation /All). Whatever was painted past the bleed is clipped, so that nothing runs under the marks.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bindery.diagnostics import ERROR, Diagnostic, Source, in_order
from bindery.geometry import points
from bindery.pdf.facts import streams_of
from bindery.pdf.ink import InkTable, ink
from bindery.pdf.layout import PRINT
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted
from bindery.pdf.resources import drop_unused_resources, forbid_interpolation
from bindery.pdf.screen import save
from bindery.pdf.xmp import pdfx_4, write_metadata

BLEED_MM = 3.0
MARK_GAP_MM = 1.0  # between bleed and mark
MARK_LENGTH_MM = 5.0
SLUG_MM = BLEED_MM + MARK_GAP_MM + MARK_LENGTH_MM + 1.0  # from the trim to the edge of the sheet
HAIRLINE_PT = 0.25
TOLERANCE_PT = 0.01
REGISTRY = "http://www.color.org"
SCREEN_ONLY = ("/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines", "/PageLabels", "/ViewerPreferences", "/AcroForm",
               "/OpenAction", "/PageMode", "/PageLayout")  # fmt: skip
MARKED_CONTENT = re.compile(rb"/\w+\s+(?:<<[^<>]*>>\s+BDC|BMC)(?:\s|\Z)|(?<![\w/])EMC(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A printing condition: its ICC profile, and its name in the registry of characterisations (www.color.org)."""

    path: Path
    condition: str  # "FOGRA39"
    info: str  # "Coated FOGRA39 (ISO 12647-2:2004/Amd 1)"


# File name in styles/profiles/ -> name in the registry, in words.
PROFILES: Mapping[str, tuple[str, str]] = {
    "ISOcoated_v2_300_bas.icc": ("FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004/Amd 1), at most 300 % of ink"),
}


def press_profile(folder: Path, name: str) -> PressProfile:
    """Find a profile of `styles/profiles/` and its printing condition; KeyError when the table does not know it."""
    return PressProfile(folder / name, *PROFILES[name])


@dataclass(frozen=True, slots=True)
class Printed:
    """A file for the press, and what stands against printing it (an error among them: do not publish)."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


def finish_print(
    painted: Painted,
    metadata: Metadata,
    inks: InkTable,
    profile: PressProfile,
    source: Source = PRINT,
    folds_mm: Sequence[float] = (),
) -> Printed:
    """Derive the press file from the painted one: without the cover pages of the screen edition, at 3 mm of bleed.

    `folds_mm` are the folds of a cover, measured from the left of the trim; each gets a dashed mark above and below.
    """
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        del pdf.pages[: painted.front_pages]
        _name_pages(pdf, painted.labels[painted.front_pages :])
        found = [*ink(pdf, inks, profile.path, source), *_missing_bleed(pdf, source)]
        if metadata.modified is None:
            found.append(Diagnostic(ERROR, "date-missing", source, "PDF/X-4 needs the date of the edition",
                                    hint="give `modified` in volume.yaml"))  # fmt: skip
        _strip_screen(pdf)
        drop_unused_resources(pdf)
        forbid_interpolation(pdf)
        _impose_sheet(pdf, folds_mm)
        pdf.Root.OutputIntents = Array([_press_intent(pdf, profile)])
        document_id = UUID(bytes=hashlib.sha256(painted.pdf).digest()[:16], version=5)
        write_metadata(pdf, metadata, pdfx_4(str(document_id)))
        pdf.trailer.Info.Trapped = Name("/False")
        return Printed(save(pdf, "1.6"), in_order(found))


def _name_pages(pdf: pikepdf.Pdf, labels: Sequence[str]) -> None:
    """Give the pages the folios that diagnostics speak of."""
    numbers = Array()
    for page_index, label in enumerate(labels):
        numbers.extend([page_index, Dictionary(P=String(label))])  # type: ignore[list-item]
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _missing_bleed(pdf: pikepdf.Pdf, source: Source) -> list[Diagnostic]:
    """Tell when the pages were laid out with less bleed than the press needs."""
    short = [page.label for page in pdf.pages if _painted_bleed_pt(page) < points(BLEED_MM) - TOLERANCE_PT]
    if not short:
        return []
    message = f"{len(short)} pages, from page {short[0]}, have less than 3 mm of bleed"
    return [Diagnostic(ERROR, "bleed-short", source, message, hint="set `bleed: 3mm` in the @page rule")]


def _painted_bleed_pt(page: pikepdf.Page) -> float:
    trim, media = ([float(edge) for edge in box] for box in (page.trimbox, page.mediabox))
    return min(trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])


def _strip_screen(pdf: pikepdf.Pdf) -> None:
    """Take away what only a screen needs: links, tags, outline."""
    for key in SCREEN_ONLY:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
        resources = page.resources
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == Name.Form:
            own: Any = stream.get("/Resources", Dictionary())
            if "/ColorSpace" in own:
                del own["/ColorSpace"]


def _impose_sheet(pdf: pikepdf.Pdf, folds_mm: Sequence[float]) -> None:
    """Set the boxes of every page, clip it to the bleed and draw the marks."""
    registration = pdf.make_indirect(
        Array([Name.Separation, Name.All, Name.DeviceCMYK,
               Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)])
    )  # fmt: skip
    sheets: dict[tuple[float, ...], tuple[pikepdf.Stream, pikepdf.Stream]] = {}
    for page in pdf.pages:
        trim = tuple(round(float(edge), 3) for edge in page.trimbox)
        if trim not in sheets:
            sheets[trim] = (pdf.make_stream(_clip(trim)), pdf.make_stream(b"Q\n" + _marks(trim, folds_mm)))
        before, after = sheets[trim]
        contents = streams_of(page)
        for stream in contents:
            _unmark(stream)
        page.obj.Contents = Array([before, *contents, after])
        page.resources.ColorSpace = Dictionary(Registration=registration)
        page.obj.TrimBox = Array(trim)
        page.obj.BleedBox = Array(grown(trim, BLEED_MM))
        page.obj.MediaBox = Array(grown(trim, SLUG_MM))
        for key in ("/ArtBox", "/CropBox"):
            if key in page.obj:
                del page.obj[key]


def _unmark(stream: pikepdf.Stream) -> None:
    """Take the marks of the structure out of a content stream; what they mark may end in another one."""
    content = stream.read_bytes()
    unmarked = MARKED_CONTENT.sub(b"", content)
    if unmarked != content:
        stream.write(unmarked)


def grown(box: Sequence[float], by_mm: float) -> list[float]:
    """Grow a box (points) on every side."""
    left, bottom, right, top = box
    by = points(by_mm)
    return [round(edge, 3) for edge in (left - by, bottom - by, right + by, top + by)]


def _clip(trim: Sequence[float]) -> bytes:
    left, bottom, right, top = grown(trim, BLEED_MM)
    return f"q\n{left:g} {bottom:g} {right - left:g} {top - bottom:g} re W n\n".encode()


def _marks(trim: Sequence[float], folds_mm: Sequence[float]) -> bytes:
    """Draw the crop marks at the four corners, and the fold marks of a cover."""
    near, far = points(BLEED_MM + MARK_GAP_MM), points(BLEED_MM + MARK_GAP_MM + MARK_LENGTH_MM)
    left, bottom, right, top = trim
    lines = [
        (x, edge + way * near, x, edge + way * far) for x in (left, right) for edge, way in ((bottom, -1), (top, 1))
    ]
    lines += [
        (edge + way * near, y, edge + way * far, y) for y in (bottom, top) for edge, way in ((left, -1), (right, 1))
    ]
    folds = [(left + points(fold), edge + way * near, left + points(fold), edge + way * far)
             for fold in folds_mm for edge, way in ((bottom, -1), (top, 1))]  # fmt: skip
    drawn = f"q\n/Registration CS 1 SCN {HAIRLINE_PT} w\n{_strokes(lines)}"
    if folds:
        drawn += f"[2 1] 0 d\n{_strokes(folds)}"
    return f"{drawn}Q\n".encode()


def _strokes(lines: Sequence[tuple[float, float, float, float]]) -> str:
    return "".join(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S\n" for x1, y1, x2, y2 in lines)


def _press_intent(pdf: pikepdf.Pdf, profile: PressProfile) -> Dictionary:
    """Say which printing condition the file is made for, with its profile."""
    stream = pikepdf.Stream(pdf, _deflated(profile.path), Filter=Name.FlateDecode, N=4)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(profile.info),
        Info=String(profile.info),
        RegistryName=String(REGISTRY),
        DestOutputProfile=pdf.make_indirect(stream),
    )


@cache
def _deflated(path: Path) -> bytes:
    """Read a profile and pack it, once a process: a megabyte."""
    return zlib.compress(path.read_bytes())
