"""Ledgers: what was agreed on between the languages of a volume, one text file a chapter.

In: the folder `agreed/` of a volume. Out: a `Ledger` for each file, by the name of the chapter's; `bitext` reads them.
"""

from __future__ import annotations

from pathlib import Path

from bindery.load.files import Reading, listed, read_text
from bindery.model import Ledger

FOLDER = "agreed"
SUFFIX = ".txt"


def load_ledgers(reading: Reading, folder: Path) -> dict[str, Ledger]:
    """Read the ledgers of a volume's folder; files of other kinds are passed over."""
    ledgers = {}
    for path in listed(folder / FOLDER):
        text = read_text(reading, path, reading.source(path)) if path.suffix == SUFFIX else None
        if text is not None:
            ledgers[path.stem] = Ledger(text, reading.source(path))
    return ledgers
