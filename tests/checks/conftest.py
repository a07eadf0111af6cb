"""The specimen of the PDF tests, finished for the screen."""

from __future__ import annotations

from tests.pdf.conftest import layout, painted, screen

__all__ = ["layout", "painted", "screen"]
