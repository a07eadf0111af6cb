"""The way to the press that all tests take: inked, bound, finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bindery.diagnostics import in_order
from bindery.pdf.fold import Sheet
from bindery.pdf.gather import bind_for_press
from bindery.pdf.ink import Origin
from bindery.pdf.inked import ink_sheet
from bindery.pdf.layout import PRINT
from bindery.pdf.metadata import Metadata
from bindery.pdf.x4 import PressProfile, Printed, finish_print
from tests.pdf import specimen

ORIGIN = Origin("roofs", PRINT)


def pressed(
    sheets: Sequence[Sheet],
    metadata: Metadata,
    profile: PressProfile,
    firsts: Sequence[int] = (0,),
    folds_mm: Sequence[float] = (),
) -> Printed:
    """Make the press file of painted sheets, with all that was found on the way."""
    inked = [ink_sheet(sheet, specimen.INKS, profile.path, ORIGIN) for sheet in sheets]
    printed = finish_print(bind_for_press(firsts, inked), metadata, profile, folds_mm=folds_mm)
    return replace(printed, diagnostics=in_order((*(d for s in inked for d in s.diagnostics), *printed.diagnostics)))
