"""Preflight: what a printer's and an accessibility checker's first look would find, in pure Python.

In: a finished PDF, opened with pikepdf. Out: diagnostics, without a source: who runs the checks knows the file's name.
`PRINT_CHECKS` and `SCREEN_CHECKS` are tables of functions `(pdf) -> Iterator[Diagnostic]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

import pikepdf

from bindery.diagnostics import ERROR, Diagnostic, Source
from bindery.pdf import facts, print_checks, screen_checks
from bindery.pdf.facts import Finding

Check = Callable[[pikepdf.Pdf], Iterator[Diagnostic]]
NOWHERE = Source("pdf")


def diagnosing(find: Callable[[pikepdf.Pdf], Iterator[Finding]]) -> Check:
    """Make a check of a function that yields findings: each told once, with what should be as the hint."""

    @wraps(find)
    def check(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
        for code, message in dict.fromkeys(find(pdf)):
            yield Diagnostic(ERROR, f"preflight-{code}", NOWHERE, message, hint=(find.__doc__ or "").strip())

    return check


PRINT_CHECKS: tuple[Check, ...] = tuple(
    diagnosing(find)
    for find in (
        print_checks.boxes_nested,
        print_checks.no_rgb,
        print_checks.ink_sums,
        print_checks.one_press_intent,
        print_checks.says_it_is_x4,
        print_checks.nothing_active,
        print_checks.pictures_sharp,
        facts.fonts_embedded,
    )
)
SCREEN_CHECKS: tuple[Check, ...] = tuple(
    diagnosing(find)
    for find in (
        screen_checks.tagged_and_titled,
        screen_checks.content_in_tree,
        screen_checks.roles_in_place,
        screen_checks.tables_with_heads,
        screen_checks.headings_in_order,
        screen_checks.pictures_described,
        screen_checks.notes_identified,
        screen_checks.links_described,
        screen_checks.boxes_trimmed,
        screen_checks.labels_given,
        facts.fonts_embedded,
        facts.scripts,
    )
)
