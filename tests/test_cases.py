"""Bad input: each fault raises its own code at its own file and line, and one run tells them all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bindery.assemble import gather
from bindery.bitext.compare import in_step
from bindery.diagnostics import Diagnostic, in_order
from bindery.load import load_collection
from bindery.spelling import spell_check
from bindery.tokens import load_tokens
from tests.stock import cases, expected, stock_book

TOKENS = load_tokens(Path(__file__).parents[1] / "styles" / "tokens.yaml")
CASES = cases()
OF_ONE_TEXT = tuple(case for case in CASES if not case.startswith("step-"))  # these put a text out of step, of course


def told(root: Path, *, compare: bool) -> tuple[Diagnostic, ...]:
    """Load, lint, spell and, if asked to, compare a collection as `check` does; empty slots are passed over."""
    loaded = load_collection(root)
    assert loaded.collection is not None
    found = [*loaded.diagnostics]
    for volume in loaded.collection.volumes:
        for text in volume.texts.values():
            found += gather(loaded.collection, volume, text, TOKENS.palette(volume.number)).diagnostics
        if compare:
            found += [fault for each in in_step(volume, loaded.collection.languages) for fault in each.told]
    found += spell_check(loaded.collection)
    return tuple(d for d in in_order(found) if d.code != "placeholder")


@cache
def told_by(*names: str) -> tuple[Diagnostic, ...]:
    """Lay cases over the stock book and give what is told of it."""
    with TemporaryDirectory() as folder:
        return told(stock_book(Path(folder), *names), compare=not set(names) & set(OF_ONE_TEXT))


def as_expected(diagnostic: Diagnostic, wanted: str) -> str:
    """Write a diagnostic as a case wants it: in full, or its place and code alone."""
    lines = str(diagnostic)
    return lines if not wanted.endswith("]") else lines[: lines.index("]: ") + 1]


def test_the_stock_book_is_flawless() -> None:
    assert told_by() == ()


@pytest.mark.parametrize("case", CASES)
def test_each_case_raises_its_own_code_and_no_other(case: str) -> None:
    assert [d.code for d in told_by(case)] == [case.split("--", maxsplit=1)[0]]


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_told_at_its_file_and_line(case: str) -> None:
    wanted = "\n".join(expected(case))

    assert [as_expected(d, wanted) for d in told_by(case)] == [wanted]


def test_one_run_tells_every_case() -> None:
    wanted = sorted((expected(case)[0].split(":")[0], case.split("--")[0]) for case in OF_ONE_TEXT)

    assert sorted((d.source.path, d.code) for d in told_by(*OF_ONE_TEXT)) == wanted
