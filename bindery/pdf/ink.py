"""Ink: sRGB becomes the press's colours: tokens by table, pictures once through the ICC profile.

In: a painted PDF and the table {"#rrggbb": (C, M, Y, K) in percent}. Out: the same pages without a trace of RGB, and a
diagnostic for each colour, picture or shading that has no place in print.
"""

from __future__ import annotations

from collections.abc import Mapping

Cmyk = tuple[float, float, float, float]  # percent, 0–100
InkTable = Mapping[str, Cmyk]  # "#rrggbb", lower case
