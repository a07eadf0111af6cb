"""Finish for the screen: cropped to the trim, PDF/UA-1 and PDF/A-2a, outline, page labels, metadata.

In: the painted file. Out: the bytes of the accessible edition (ISO 14289-1 and ISO 19005-2, level A). The same painted
file and the same facts give the same bytes.
"""

from __future__ import annotations

import io
from importlib.resources import files
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted
from bindery.pdf.resources import drop_unused_resources, forbid_interpolation
from bindery.pdf.xmp import PDFA_2A_AND_UA_1, write_metadata

PRINT_FLAG = 4
SRGB = "sRGB IEC61966-2.1"


def finish_screen(painted: Painted, metadata: Metadata) -> bytes:
    """Turn a painted file into the accessible screen edition."""
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        for page in pdf.pages:
            crop_to_trim(page)
            for annotation in page.obj.get("/Annots", Array()):
                annotation.F = PRINT_FLAG
        drop_unused_resources(pdf)
        forbid_interpolation(pdf)
        pdf.Root.PageLabels = page_labels(painted.labels)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLayout = Name.SinglePage
        pdf.Root.PageMode = Name.UseOutlines if "/Outlines" in pdf.Root else Name.UseNone
        pdf.Root.OutputIntents = Array([srgb_intent(pdf)])
        write_metadata(pdf, metadata, PDFA_2A_AND_UA_1)
        return save(pdf, "1.7")


def crop_to_trim(page: pikepdf.Page) -> None:
    """Make the trim the whole page: what bleeds past it stays in the file, out of sight."""
    trim = Array([round(float(edge), 3) for edge in page.trimbox])
    for box in ("/BleedBox", "/ArtBox", "/TrimBox"):
        if box in page.obj:
            del page.obj[box]
    page.obj.MediaBox = trim
    page.obj.CropBox = trim


def page_labels(labels: tuple[str, ...]) -> Dictionary:
    """Write page labels: runs of counting folios as decimal ranges, every other label as it stands."""
    numbers = Array()
    indexed = list(enumerate(labels))
    for _, run in groupby(indexed, key=lambda pair: int(pair[1]) - pair[0] if pair[1].isdecimal() else pair[1]):
        page_index, label = next(run)
        entry = Dictionary(S=Name.D, St=int(label)) if label.isdecimal() else Dictionary(P=String(label))
        numbers.extend([page_index, entry])  # type: ignore[list-item]
    return Dictionary(Nums=numbers)


def srgb_intent(pdf: pikepdf.Pdf) -> Dictionary:
    """Say what the colours mean: sRGB."""
    profile = pikepdf.Stream(pdf, (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    profile.N = 3
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(SRGB),
        Info=String(SRGB),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=pdf.make_indirect(profile),
    )


def save(pdf: pikepdf.Pdf, version: str) -> bytes:
    """Write a file so that the same objects give the same bytes."""
    file = io.BytesIO()
    pdf.save(
        file,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
    )
    return file.getvalue()
