"""What the kit takes from the rest of the chain: a text as made, and the studio it was made in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bindery.assemble import Manuscript
from bindery.diagnostics import Source
from bindery.pdf.layout import Layout
from bindery.pdf.page_map import PageMap
from bindery.render import Render
from bindery.tokens import Tokens

Files = tuple[tuple[str, bytes], ...]  # path and bytes


class MadeText(Protocol):
    """A text whose editions are made: how many pages it has, its cover and a few of its pages."""

    @property
    def language(self) -> str:
        """Give the code of its language."""

    @property
    def extent(self) -> int:
        """Give the number of its pages."""

    @property
    def manuscript(self) -> Manuscript | None:
        """Give its text, numbered and checked, to be bound."""

    @property
    def page_map(self) -> PageMap | None:
        """Give where things stand on its pages."""

    def file(self, ending: str) -> bytes:
        """Give one of the files made by the ending of its name; KeyError when it was not made."""

    @property
    def front_png(self) -> bytes:
        """Give the picture of its front cover."""

    @property
    def excerpt_pdf(self) -> bytes:
        """Give the pages chosen for the press."""


class Studio(Protocol):
    """Where the look lives."""

    @property
    def project(self) -> Path:
        """Give the project's folder."""

    @property
    def styles(self) -> Path:
        """Give the folder of the styles."""

    @property
    def tokens(self) -> Tokens:
        """Give the colours."""

    @property
    def render(self) -> Render:
        """Give the templates."""

    def lay_out(self, html: str, content: Path, source: Source) -> Layout:
        """Lay out HTML."""
