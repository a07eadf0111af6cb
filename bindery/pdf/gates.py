"""Gates: what every build must pass before anything is painted, told as diagnostics.

In: a layout. Out: a diagnostic for each note lost or doubled, each printed number that is not true, each link to nowhere,
each gap in the folios, each word that did not reach a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from bindery.diagnostics import Diagnostic, Source
from bindery.pdf.layout import Layout


def pass_gates(layout: Layout, source: Source = Source("print")) -> Iterator[Diagnostic]:
    """Run every gate over a layout."""
    raise NotImplementedError
