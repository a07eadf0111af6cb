"""What the workshop may lean on, and what is its alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bindery.workshop import ROOT

WORKSHOP = sorted((ROOT / "bindery/workshop").glob("*.py"))
BARE = [ROOT / "build.py", ROOT / "bindery/__init__.py", *WORKSHOP]
ENGINE = sorted(set((ROOT / "bindery").rglob("*.py")) - set(WORKSHOP))
BEHIND_THE_DOOR = {"bindery.cli"}
SURROUNDINGS = {"environ", "getenv", "putenv", "which"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or "."


@pytest.mark.parametrize("path", BARE, ids=lambda path: path.name)
def test_the_set_up_imports_the_standard_library_alone(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("bindery.workshop")
    }

    assert foreign - {"bindery"} <= BEHIND_THE_DOOR


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_does_not_read_its_surroundings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    taken = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert not SURROUNDINGS & (read | taken)
