"""One text, every edition: laid out once, then finished for the printer, the screen and the e-reader.

In: a volume's text and the studio (styles, templates, colours). Out: files for each target, and what the later waves need of them:
the extent, the page map, the pictures of the cover, an excerpt of real pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bindery.art.cover import CoverLogo
from bindery.assemble import Manuscript, bind, gather
from bindery.diagnostics import ERROR, Diagnostic, Source, has_errors
from bindery.formats.cover import cover_copy, front_html, wrap_html
from bindery.formats.epub import package_epub
from bindery.formats.interior import interior_html
from bindery.geometry import spine_width_mm
from bindery.mockup.flat import flat_picture
from bindery.mockup.png import png_bytes
from bindery.model import Book, Collection, Edition, Text, Volume
from bindery.pdf.gates import pass_gates
from bindery.pdf.layout import Layout, lay_out
from bindery.pdf.metadata import Metadata
from bindery.pdf.paint import Painted, paint
from bindery.pdf.page_map import PageMap
from bindery.pdf.screen import finish_screen
from bindery.pdf.x4 import PressProfile, finish_print
from bindery.render import Render, open_templates
from bindery.tokens import Tokens, ink_table, load_tokens

TEXT_TARGETS = ("print", "screen", "epub")
COVER_PPI = 450
FRONT_PPI = 320


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

    def __reduce__(self) -> tuple[type[Studio], tuple[Path]]:
        return Studio, (self.project,)


@dataclass(frozen=True, slots=True)
class MadeText:
    """What was made of one text; empty but for its diagnostics when the text is at fault."""

    volume: int
    language: str
    key: str
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[tuple[str, str, bytes], ...] = ()  # target, path below the output folder, bytes
    book: Book | None = None  # as the web reads it
    page_map: PageMap | None = None
    spine_width_mm: float = 0.0
    front_png: bytes = b""
    wrap_png: bytes = b""
    excerpt_pdf: bytes = b""
    metadata: Metadata | None = None

    @property
    def extent(self) -> int:
        """Give the number of pages of the interior."""
        return self.page_map.extent if self.page_map else 0

    def file(self, ending: str) -> bytes:
        """Give one of the files by the ending of its name; KeyError when it was not made."""
        for _, path, data in self.files:
            if path.endswith(ending):
                return data
        raise KeyError(ending)


def lint_text(collection: Collection, volume: Volume, text: Text, studio: Studio) -> Manuscript:
    """Parse, number and check a text without laying it out."""
    return gather(collection, volume, text, studio.tokens.palette(volume.number))
