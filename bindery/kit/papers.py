"""The papers of the kit, as a table of plain functions: a desk in, a paper out."""

from __future__ import annotations

from bindery.kit.fact_sheet import fact_sheet
from bindery.kit.paper import MakePaper, Paper
from bindery.kit.release import release

__all__ = ["PAPERS", "Paper"]

PAPERS: tuple[MakePaper, ...] = (release, fact_sheet)
