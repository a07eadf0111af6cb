"""The papers of the kit, as a table of plain functions: a desk in, a paper out."""

from __future__ import annotations

from bindery.kit.collection_sheet import collection_sheet
from bindery.kit.event_sheet import event_sheet
from bindery.kit.fact_sheet import fact_sheet
from bindery.kit.paper import MakePaper, Paper
from bindery.kit.press_file import press_file
from bindery.kit.questions import questions
from bindery.kit.release import release

__all__ = ["PAPERS", "Paper"]

PAPERS: tuple[MakePaper, ...] = (release, press_file, fact_sheet, questions, event_sheet, collection_sheet)
