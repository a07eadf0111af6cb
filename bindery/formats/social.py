"""The visuals that social networks show of a volume.

In: the volume, its text, the picture of the book on nothing. Out: PNG files by name.
"""

from __future__ import annotations

from bindery.kit.made import Files, Studio
from bindery.model import Collection, Text, Volume


def social_visuals(collection: Collection, volume: Volume, text: Text, hero_png: bytes, studio: Studio) -> Files:
    """Draw the visuals of a text in every size."""
    return ()
