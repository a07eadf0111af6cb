"""The live preview: one volume's site in the author's browser, made anew whenever its sources change.

In: a content folder and a volume. Out: pages served on this machine alone, from memory; nothing is written. Faults of
the text are shown on the pages, with file and line. A tool at the edge: no build calls it.
"""

from __future__ import annotations

from bindery.preview.proofs import Proof, Subject, make_proof
from bindery.preview.server import Preview, open_preview

__all__ = ["Preview", "Proof", "Subject", "make_proof", "open_preview"]
