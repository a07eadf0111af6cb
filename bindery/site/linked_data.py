"""What machines read of a page: schema.org's Book, BookSeries, Event and others, with known facts and no other.

In: a text or a volume of the site. Out: facts, and the JSON-LD of several (https://www.w3.org/TR/json-ld11/,
https://schema.org/Book), safe inside a page. Those who wrote the publisher's own edition did not write the text built
here and are not named; the disclaimer is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from bindery.model import Collection, Launch, Volume
from bindery.site.model import Download, WebText

Facts = Mapping[str, object]
FORMATS = {"application/epub+zip": "https://schema.org/EBook"}
ISBN_MEDIA = {"application/epub+zip": "epub", "application/pdf": "screen"}


def written_data(facts: Sequence[Facts]) -> str:
    """Write facts as JSON that cannot end the element it stands in; empty when there are none."""
    if not facts:
        return ""
    data = {"@context": "https://schema.org", **facts[0]} if len(facts) == 1 else _graph(facts)
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _graph(facts: Sequence[Facts]) -> dict[str, object]:
    return {"@context": "https://schema.org", "@graph": list(facts)}


def book_data(text: WebText, collection: Collection, address: str | None, *, is_told: bool = True) -> Facts:
    """Describe a volume; `address` is that of its page, None while nobody knows it; its files once it is told."""
    code, edition = text.language, text.book.edition
    volume = edition.volume
    data: dict[str, object] = {
        "@type": "Book",
        "name": edition.text.title,
        "inLanguage": code,
        "description": edition.text.description,
        "disambiguatingDescription": collection.disclaimer[code],
        "isPartOf": {"@type": "BookSeries", "name": collection.titles[code]},
        "position": volume.number,
        "publisher": _publisher(collection, code),
    }
    known: dict[str, object] = {
        "alternativeHeadline": edition.text.subtitle,
        "url": address or "",
        "author": [{"@type": "Person", "name": p.name} for p in volume.credits if p.role == "author"],
        "datePublished": volume.published.isoformat() if volume.published else "",
        "numberOfPages": text.pages.extent if text.pages and is_told else 0,
        "workExample": list(_editions(text)) if is_told else [],
    }
    return data | {key: value for key, value in known.items() if value}


def published_data(volume: Volume, collection: Collection, code: str) -> Facts:
    """Describe a volume of which only the publisher has the text."""
    known: dict[str, object] = {
        "@type": "Book",
        "name": volume.titles[code],
        "isPartOf": {"@type": "BookSeries", "name": collection.titles[code]},
        "position": volume.number,
        "datePublished": str(volume.year),
        "publisher": _publisher(collection, code),
        "author": [{"@type": "Person", "name": p.name} for p in volume.contributors if p.role == "author"],
        "numberOfPages": volume.extent or 0,
        "sameAs": volume.url,
    }
    return {key: value for key, value in known.items() if value}


def collection_data(collection: Collection, code: str, address: str | None) -> Facts:
    """Describe the page of the collection, and the series it shows."""
    series = {
        "@type": "BookSeries",
        "name": collection.titles[code],
        "description": collection.descriptions[code],
        "publisher": _publisher(collection, code),
        "hasPart": [{"@type": "Book", "name": v.titles[code], "position": v.number} for v in collection.volumes],
    }
    page = {"@type": "CollectionPage", "name": collection.titles[code], "inLanguage": code, "mainEntity": series}
    return page | ({"url": address} if address else {})


def launch_data(launch: Launch, title: str, code: str) -> Facts:
    """Describe the launch; its hour is left out while it is not known."""
    start = launch.instant.isoformat() if launch.hour_is_known else launch.date.isoformat()
    event = {"@type": "Event", "name": launch.event[code]}
    return {
        "@type": "Event",
        "name": title,
        "startDate": start,
        "location": {"@type": "Place", "name": launch.place[code]},
        "superEvent": event | ({"url": launch.url} if launch.url else {}),
    }


def crumbs_data(steps: Sequence[tuple[str, str | None]]) -> tuple[Facts, ...]:
    """Tell the way to a page, from the home page on, as titles and addresses; nothing while addresses are not known."""
    if not all(address for _, address in steps):
        return ()
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": address}
        for position, (title, address) in enumerate(steps, start=1)
    ]
    return ({"@type": "BreadcrumbList", "itemListElement": items},)


def _publisher(collection: Collection, code: str) -> Facts:
    publisher = collection.publisher
    return {"@type": "Organization", "name": publisher.names[code], "url": publisher.url}


def _editions(text: WebText) -> Iterator[dict[str, object]]:
    for download in text.downloads:
        if download.media_type not in ISBN_MEDIA:
            continue
        example: dict[str, object] = {"@type": "Book", "encodingFormat": download.media_type}
        if download.media_type in FORMATS:
            example["bookFormat"] = FORMATS[download.media_type]
        if isbn := _isbn(text, download):
            example["isbn"] = isbn
        yield example


def _isbn(text: WebText, download: Download) -> str | None:
    identifiers = text.volume.identifiers.get(text.language)
    return identifiers.isbn.get(ISBN_MEDIA.get(download.media_type, "")) if identifiers else None
