"""The stock book of the tests: a flawless small collection, and overlays that put one fault each into it.

In: `tests/books/tiny`, and folders of `tests/cases` named for the diagnostic they raise. Out: a collection on disk,
to build. An overlay holds files that replace or join those of the stock book, or an `edits.yaml` that changes them in
place:

    - {file: volume-1/fr/01-garden.md, find: "::: advice", put: "::: advise"}

    - {file: supporters/the-valley/placeholder-mono.svg, delete: true}

`find` must occur exactly once, so that an edit cannot miss. `expected.txt` holds the diagnostics the overlay raises,
one a line, written as they are told or cut off after the code.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ruamel.yaml import YAML

STOCK = Path(__file__).parent / "books" / "tiny"
FILLED = STOCK.parent / "filled"  # laid over the stock book, it fills every slot
CASES = Path(__file__).parent / "cases"
NOT_LAID = frozenset({"edits.yaml", "expected.txt"})


def stock_book(folder: Path, *overlays: str) -> Path:
    """Copy the stock collection into `folder/content`, lay the named cases over it, and give its root."""
    root = folder / "content"
    shutil.copytree(STOCK, root)
    for name in overlays:
        lay_over(root, CASES / name)
    return root


def lay_over(root: Path, overlay: Path) -> None:
    """Put the files of an overlay over a collection, then make its edits; ValueError when one finds no place."""
    if not overlay.is_dir():
        raise ValueError(f"there is no overlay {overlay.name}")
    shutil.copytree(
        overlay, root, symlinks=True, dirs_exist_ok=True, ignore=lambda _, names: [n for n in names if n in NOT_LAID]
    )
    edits = overlay / "edits.yaml"
    if edits.exists():
        for edit in YAML(typ="safe").load(edits.read_text(encoding="utf-8")):
            if edit.get("delete"):
                (root / edit["file"]).unlink()
            else:
                change(root / edit["file"], edit["find"], edit["put"])


def change(path: Path, find: str, put: str) -> None:
    """Replace the one occurrence of a text in a file; ValueError unless there is exactly one."""
    text = path.read_text(encoding="utf-8")
    if text.count(find) != 1:
        raise ValueError(f"{path.name} holds {find!r} {text.count(find)} times")
    path.write_text(text.replace(find, put), encoding="utf-8")


def cases() -> tuple[str, ...]:
    """Name every overlay, in order."""
    return tuple(sorted(folder.name for folder in CASES.iterdir() if folder.is_dir()))


def expected(case: str) -> tuple[str, ...]:
    """Give the diagnostics that a case is to raise, in the order of the report."""
    return tuple((CASES / case / "expected.txt").read_text(encoding="utf-8").splitlines())
