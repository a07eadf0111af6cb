"""The tools that print with a browser: Markdown to HTML by pandoc, then pagedjs-cli or Vivliostyle on Chromium.

In: `pagedjs|vivliostyle FOLDER OUT.pdf` on the command line; FOLDER holds `book.md`, `book.css`, `figures/`, `fonts/`.
Out: the PDF; exit code 1 when a step fails.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bindery.bench.peers import pandoc
from bindery.workshop.tools import find

Words = tuple[str | Path, ...]
PATIENCE_S = 900


def pagedjs(page: Path, out: Path, browser: str) -> Words:
    """Give the words that print with pagedjs-cli, bookmarks included; Chromium as root wants no sandbox."""
    options = ("--browserArgs=--no-sandbox", "--timeout", str(PATIENCE_S * 1000), "--outline-tags", "h1,h2")
    return ("env", f"PUPPETEER_EXECUTABLE_PATH={browser}", *_found("pagedjs"), page, "-o", out, *options)


def vivliostyle(page: Path, out: Path, browser: str) -> Words:
    """Give the words that print with Vivliostyle."""
    options = ("--executable-browser", browser, "--timeout", str(PATIENCE_S), "--log-level", "silent")
    return (*_found("vivliostyle"), "build", page, "-o", out, *options)


def _found(name: str) -> Words:
    words = find(name)
    if words is None:
        raise SystemExit(f"{name} is missing: python3 build.py bench brings it")
    return words


PRINTERS: dict[str, Callable[[Path, Path, str], Words]] = {"pagedjs": pagedjs, "vivliostyle": vivliostyle}


def main(words: list[str]) -> int:
    """Write the HTML, then print it."""
    folder, out = Path(words[1]), Path(words[2])
    page = folder / "book.html"
    subprocess.run(pandoc.command("html", folder, page), check=True)
    browser = str(_found("chromium")[0])
    return subprocess.run(PRINTERS[words[0]](page, out, browser), cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
