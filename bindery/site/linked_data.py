"""What machines read of a volume: schema.org's Book, with facts that are known and no other.

In: a text of the site. Out: JSON-LD (https://www.w3.org/TR/json-ld11/, https://schema.org/Book), safe inside a page.
Those who wrote the publisher's own edition did not write the text built here and are not named; the disclaimer is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bindery.model import Collection
from bindery.site.model import Download, WebText

FORMATS = {"application/epub+zip": "https://schema.org/EBook"}
ISBN_MEDIA = {"application/epub+zip": "epub", "application/pdf": "screen"}


def book_data(text: WebText, collection: Collection, address: str | None) -> str:
    """Describe a volume; `address` is that of its page, None while nobody knows it."""
    code, edition = text.language, text.book.edition
    volume = edition.volume
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": edition.text.title,
        "inLanguage": code,
        "description": edition.text.description,
        "disambiguatingDescription": collection.disclaimer[code],
        "isPartOf": {"@type": "BookSeries", "name": collection.titles[code]},
        "position": volume.number,
        "publisher": {
            "@type": "Organization",
            "name": collection.publisher.names[code],
            "url": collection.publisher.url,
        },
    }
    known: dict[str, object] = {
        "alternativeHeadline": edition.text.subtitle,
        "url": address or "",
        "author": [{"@type": "Person", "name": p.name} for p in volume.credits if p.role == "author"],
        "datePublished": volume.published.isoformat() if volume.published else "",
        "workExample": list(_editions(text)),
    }
    return _for_page(data | {key: value for key, value in known.items() if value})


def _editions(text: WebText) -> Iterator[dict[str, object]]:
    for download in text.downloads:
        example: dict[str, object] = {"@type": "Book", "encodingFormat": download.media_type}
        if download.media_type in FORMATS:
            example["bookFormat"] = FORMATS[download.media_type]
        if isbn := _isbn(text, download):
            example["isbn"] = isbn
        yield example


def _isbn(text: WebText, download: Download) -> str | None:
    identifiers = text.volume.identifiers.get(text.language)
    return identifiers.isbn.get(ISBN_MEDIA.get(download.media_type, "")) if identifiers else None


def _for_page(data: dict[str, object]) -> str:
    """Write JSON that cannot end the element it stands in."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
