"""The studio: where the look lives, and what a worker opens once.

In: a workplace. Out: styles, templates, colours, the collection in its content folder, the font files of the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from bindery.diagnostics import Source
from bindery.jobs import Workplace
from bindery.load import load_collection
from bindery.model import Collection
from bindery.pdf.layout import Layout, lay_out
from bindery.render import Render, open_templates
from bindery.tokens import Tokens, load_tokens


@dataclass(frozen=True)
class Studio:
    """Where the look lives: the project's folder, with its styles and templates."""

    project: Path

    @cached_property
    def tokens(self) -> Tokens:
        """Give the colours."""
        return load_tokens(self.project / "styles" / "tokens.yaml")

    @cached_property
    def render(self) -> Render:
        """Give the templates."""
        return open_templates(self.project / "templates")

    @property
    def styles(self) -> Path:
        """Give the folder of the styles."""
        return self.project / "styles"

    def lay_out(self, html: str, content: Path, source: Source) -> Layout:
        """Lay out HTML that may read the project's styles and the collection's files, and nothing else."""
        return lay_out(html, self.project, (self.styles, content), source)

    def __reduce__(self) -> tuple[type[Studio], tuple[Path]]:
        return Studio, (self.project,)


@lru_cache(maxsize=2)
def opened(place: Workplace, edition: str) -> tuple[Collection, Studio]:
    """Open the content and the studio of a workplace; `edition` is the hash of both, so that nothing stale is given."""
    collection = load_collection(place.content, place.project).collection
    assert collection is not None, edition  # whoever writes jobs has loaded it
    return collection, Studio(place.project)


@lru_cache(maxsize=1)
def house_fonts(styles: Path) -> Mapping[str, bytes]:
    """Give the font files of the house by their SHA-256."""
    files = (path.read_bytes() for path in sorted((styles / "fonts").glob("*.ttf")))
    return {sha256(data).hexdigest(): data for data in files}
