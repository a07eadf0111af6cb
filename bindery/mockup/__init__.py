"""Photo-real pictures of the books: a scene's light is baked once, every volume is composed into it.

In: a flat picture of a printed cover (back + spine + front at trim size). Out: the book, photographed in a studio.
"""

from __future__ import annotations
