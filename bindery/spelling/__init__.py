"""The spell-check: words of the authors that neither a dictionary nor the collection's list knows (see `findings`)."""

from __future__ import annotations

from bindery.spelling.findings import spell_check

__all__ = ["spell_check"]
