"""Lay out: finished HTML becomes pages, with every page number bound from outside.

In: an HTML string whose page numbers are placeholders, and the folders it may read from. Out: laid-out pages, their page
map, and a diagnostic for each thing WeasyPrint had to say. Nothing is ever fetched from elsewhere.

Placeholders:

- `<span class="folio-of" data-target="ID">000</span>`: the folio of the page where ID starts;
- `<span class="folios-of" data-targets="ID ID …">000</span>`: the folios of several, sorted, duplicates merged, runs as
  ranges (`12, 14–16`), each linked to its place;
- `data-empty="–"` on either: what to print when no target is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from weasyprint import Document

from bindery.diagnostics import Diagnostic, Source
from bindery.pdf.page_map import PageMap


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages laid out (not picklable: painted in the process that laid them out), and what was learnt on the way."""

    document: Document
    page_map: PageMap
    diagnostics: tuple[Diagnostic, ...]


def lay_out(html: str, base_url: Path, roots: tuple[Path, ...], source: Source = Source("print")) -> Layout:
    """Lay out a document until its page numbers are true.

    `base_url` is the folder relative links start from; only files below `roots` and `data:` URIs are read.
    `source` stands in the diagnostics. A diagnostic of severity error means that the pages must not be published.
    """
    raise NotImplementedError
