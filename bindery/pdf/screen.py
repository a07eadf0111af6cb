"""Finish for the screen: cropped to the trim, PDF/UA-1 and PDF/A-2a, outline, page labels, metadata.

In: the painted file. Out: the bytes of the accessible edition (ISO 14289-1, ISO 19005-2 level A). Same in, same bytes out.
"""

from __future__ import annotations

from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted


def finish_screen(painted: Painted, metadata: Metadata) -> bytes:
    """Turn a painted file into the accessible screen edition."""
    raise NotImplementedError
