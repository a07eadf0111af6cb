"""The style book: every device of the collection beside the Markdown that makes it, set by the engine of the guides.

In: `docs/style-book/`, a collection like any other but for its specimens (see specimens.py). Out: its screen edition
(PDF/UA) in each language, and a picture of one of its spreads. Equal sources and styles give equal bytes.
"""

from bindery.style_book.making import BOOKS, CONTENT, PICTURE, PICTURED_LANGUAGE, Made, make_book, spread_picture

__all__ = ["BOOKS", "CONTENT", "PICTURE", "PICTURED_LANGUAGE", "Made", "make_book", "spread_picture"]
