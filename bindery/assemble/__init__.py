"""A volume's text, put together: chapters parsed, numbered, referred to and put in reading order.

In: a Collection, a Volume, one of its Texts, then an Edition. Out: a Manuscript (what holds for every medium, with
the faults found), then a Book per edition. Pure functions of frozen values: the only work left to later stages is
where pages fall.
"""

from __future__ import annotations

from bindery.assemble.book import bind
from bindery.assemble.manuscript import Manuscript, gather
from bindery.assemble.places import places_of

__all__ = ["Manuscript", "bind", "gather", "places_of"]
