"""What the engine is made of, so that two machines, or two runs, can tell whether they would make the same bytes.

In: the installed package and its libraries. Out: names and versions; Bindery's own version is a digest of its files.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from bindery.cache import digest_of_folders

PACKAGES = (
    "weasyprint",
    "jinja2",
    "markdown",
    "ebooklib",
    "pypdf",
    "pikepdf",
    "pillow",
    "lxml",
    "citeproc-py",
    "fonttools",
    "uharfbuzz",
    "pypdfium2",
    "numpy",
)

ASIDE = frozenset({"__pycache__", "bench", "preview", "spelling", "workshop"})  # no build calls them


def parts() -> dict[str, str]:
    """Give the version of each part on this machine."""
    own = digest_of_folders((Path(__file__).parent,), ASIDE)
    libraries = {name: version(name) for name in PACKAGES}
    return {"Bindery": own, "Python": str(sys.implementation.cache_tag), **libraries}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Say in which parts another engine is not ours, a few words each."""
    return tuple(
        f"{name} is {_short(theirs.get(name, 'missing'))}, not {_short(ours[name])}"
        for name in ours
        if theirs.get(name) != ours[name]
    )


def _short(version: str) -> str:
    return version[:12]
