"""pandoc as pypandoc_binary brings it; and its EPUB and HTML, the latter for the tools that print with a browser.

In: `epub|html FOLDER OUT` on the command line; FOLDER holds `book.md` and `figures/`. Out: an EPUB 3; or HTML with
notes where they are called, as `span.footnote`, to be moved to the foot of the page by CSS.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent


def _pandoc() -> Path:
    """Find the program without importing the package around it."""
    found = find_spec("pypandoc")
    return Path(found.origin or "").with_name("files") / "pandoc" if found else Path("pandoc")


PANDOC = _pandoc()
READER = ("--from", "markdown-implicit_figures+implicit_figures", "--metadata", "lang=fr")
WRITERS: dict[str, tuple[str | Path, ...]] = {
    "epub": ("--to", "epub3", "--toc", "--toc-depth=2", "--split-level=1"),
    "html": (
        "--to",
        "html5",
        "--standalone",
        "--toc",
        "--toc-depth=2",
        "--lua-filter",
        HERE / "html.lua",
        "--css",
        "book.css",
    ),
}


def command(writer: str, folder: Path, out: Path) -> tuple[str | Path, ...]:
    """Give the words that make an EPUB or HTML."""
    return (PANDOC, *READER, *WRITERS[writer], "--resource-path", folder, folder / "book.md", "-o", out)


if __name__ == "__main__":
    sys.exit(subprocess.run(command(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])), check=False).returncode)
