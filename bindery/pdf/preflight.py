"""Preflight: what a printer's and an accessibility checker's first look would find, in pure Python.

In: a finished PDF, opened with pikepdf. Out: diagnostics. `PRINT_CHECKS` and `SCREEN_CHECKS` are tables of plain functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf

from bindery.diagnostics import Diagnostic

Check = Callable[[pikepdf.Pdf], Iterator[Diagnostic]]
PRINT_CHECKS: tuple[Check, ...] = ()
SCREEN_CHECKS: tuple[Check, ...] = ()
