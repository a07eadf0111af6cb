"""pandoc and Typst: Markdown to Typst's language, that to a tagged PDF, in one process and its child.

In: `FOLDER OUT.pdf` on the command line; FOLDER holds `book.md`, `figures/` and `fonts/`. Out: the PDF.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typst

from bindery.bench.peers.pandoc import HERE, PANDOC, READER


def main(words: list[str]) -> None:
    """Make the PDF."""
    folder, out = map(Path, words)
    made = folder / "book.typ"
    options = ("--to", "typst", "--standalone", "--template", HERE / "book.typ", "--lua-filter", HERE / "typst.lua")
    subprocess.run([PANDOC, *READER, *options, folder / "book.md", "-o", made], check=True)
    typst.compile(made, output=out, root=folder, font_paths=[folder / "fonts"], ignore_system_fonts=True)


if __name__ == "__main__":
    main(sys.argv[1:])
