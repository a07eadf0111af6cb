"""Draws the figures of a volume again: `python -m bindery.diagrams content/volume-6/figures`."""

from __future__ import annotations

import sys
from pathlib import Path

from ruamel.yaml import YAML

from bindery.diagrams import Pen, draw
from bindery.tokens import load_tokens

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "en")


def main(folder: Path) -> None:
    """Write each figure of `words.yaml` in each language beside it."""
    sheet = YAML(typ="safe").load((folder / "words.yaml").read_text(encoding="utf-8"))
    pen = Pen(load_tokens(PROJECT / "styles" / "tokens.yaml").palette(sheet["volume"]), PROJECT / "styles" / "fonts")
    for name, figure in sheet["figures"].items():
        for language in LANGUAGES:
            (folder / f"{name}.{language}.svg").write_text(draw(figure, language, pen), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
