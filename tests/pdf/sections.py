"""The specimen in sections: contents on a verso, two chapters on rectos, an index on a verso behind a blank page."""

from __future__ import annotations

from bindery.pdf.fold import RECTO, VERSO, Signature
from tests.pdf import specimen

OPENS_VERSO = specimen.STYLES + "html { break-before: left }"
PICTURE = f'<p><img src="{specimen.picture_uri()}" alt="Three crossing ramps of colour" style="width: 24mm"></p>'


def signatures() -> tuple[Signature, ...]:
    """Cut the specimen into sections; a title before them, one picture in two of them."""
    _, _, body = specimen.book().partition("<body>")
    contents, _, rest = body.partition("</nav>")
    index = rest[rest.index('<section id="index"') :].partition("</body>")[0]
    title = f'<h1 id="title" data-b="title">Specimen</h1>{PICTURE}'
    return (
        Signature("title", specimen.page(title), RECTO),
        Signature("contents", specimen.page(f"{contents}</nav>", OPENS_VERSO), VERSO),
        Signature("one", specimen.page(specimen.chapter(1)), RECTO),
        Signature("two", specimen.page(specimen.chapter(2)), RECTO),
        Signature("index", specimen.page(index, OPENS_VERSO), VERSO),
    )
