"""Finish for the press: PDF/X-4 (ISO 15930-7): CMYK by ink.py, boxes, crop marks, output intent, no links, no tags.

In: the painted file, the table of inks, the profile of the press. Out: the bytes a printer accepts, and diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bindery.diagnostics import Diagnostic, Source
from bindery.pdf.ink import InkTable
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A printing condition: its ICC profile, and its name in the registry of characterisations (www.color.org)."""

    path: Path
    condition: str  # "FOGRA39"
    info: str  # "Coated FOGRA39 (ISO 12647-2:2004/Amd 1)"


@dataclass(frozen=True, slots=True)
class Printed:
    """A file for the press, and what stands against printing it (an error among them: do not publish)."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...]


def finish_print(
    painted: Painted, metadata: Metadata, inks: InkTable, profile: PressProfile, source: Source = Source("print")
) -> Printed:
    """Derive the press file from the painted one: the cover pages of the screen edition are dropped, the bleed is 3 mm."""
    raise NotImplementedError
