"""Finish for the press: PDF/X-4 (ISO 15930-7): boxes, crop marks, output intent, metadata.

In: inked sheets (inked.py), bound; the profile of the press. Out: the bytes a printer accepts, and diagnostics.

Boxes, from the trim outwards: 3 mm of bleed, then the marks, 5 mm long from 1 mm outside the bleed, in all inks at once
(/Separation /All). Whatever was painted past the bleed is clipped, so that nothing runs under the marks.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bindery.diagnostics import ERROR, Diagnostic, Source, in_order
from bindery.geometry import points
from bindery.pdf.facts import streams_of
from bindery.pdf.layout import PRINT
from bindery.pdf.metadata import Metadata
from bindery.pdf.screen import save
from bindery.pdf.xmp import pdfx_4, write_metadata

BLEED_MM = 3.0
MARK_GAP_MM = 1.0  # between bleed and mark
MARK_LENGTH_MM = 5.0
SLUG_MM = BLEED_MM + MARK_GAP_MM + MARK_LENGTH_MM + 1.0  # from the trim to the edge of the sheet
HAIRLINE_PT = 0.25
TOLERANCE_PT = 0.01
REGISTRY = "http://www.color.org"


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
    bound: bytes, metadata: Metadata, profile: PressProfile, source: Source = PRINT, folds_mm: Sequence[float] = ()
) -> Printed:
    """Make the press file of inked sheets that were bound, at 3 mm of bleed.

    `folds_mm` are the folds of a cover, measured from the left of the trim; each gets a dashed mark above and below.
    """
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        found = _missing_bleed(pdf, source)
        if metadata.modified is None:
            found.append(Diagnostic(ERROR, "date-missing", source, "PDF/X-4 needs the date of the edition",
                                    hint="give `modified` in volume.yaml"))  # fmt: skip
        _impose_sheet(pdf, folds_mm)
        pdf.Root.OutputIntents = Array([_press_intent(pdf, profile)])
        document_id = UUID(bytes=hashlib.sha256(bound).digest()[:16], version=5)
        write_metadata(pdf, metadata, pdfx_4(str(document_id)))
        pdf.trailer.Info.Trapped = Name("/False")
        return Printed(save(pdf, "1.6"), in_order(found))


def _missing_bleed(pdf: pikepdf.Pdf, source: Source) -> list[Diagnostic]:
    """Tell when the pages were laid out with less bleed than the press needs."""
    least_pt = points(BLEED_MM) - TOLERANCE_PT
    short = [number for number, page in enumerate(pdf.pages, 1) if _painted_bleed_pt(page) < least_pt]
    if not short:
        return []
    message = f"{len(short)} pages, from page {short[0]}, have less than 3 mm of bleed"
    return [Diagnostic(ERROR, "bleed-short", source, message, hint="set `bleed: 3mm` in the @page rule")]


def _painted_bleed_pt(page: pikepdf.Page) -> float:
    trim, media = ([float(edge) for edge in box] for box in (page.trimbox, page.mediabox))
    return min(trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])


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
        page.obj.Contents = Array([before, *streams_of(page), after])
        page.resources.ColorSpace = Dictionary(Registration=registration)
        page.obj.TrimBox = Array(trim)
        page.obj.BleedBox = Array(grown(trim, BLEED_MM))
        page.obj.MediaBox = Array(grown(trim, SLUG_MM))
        for key in ("/ArtBox", "/CropBox", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


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
