"""The collection, and a page for each of its volumes: those with a text here, and those that only the publisher has.

In: the bench. Out: pages, and the values that announcement and collection show of a volume. Of a volume without text
only the data of the collection are told.
"""

from __future__ import annotations

from itertools import groupby

from bindery.languages import LANGUAGES
from bindery.model import Contributor, Volume
from bindery.site.addresses import (
    ANNOUNCEMENT,
    COLLECTION,
    file_of,
    first_read,
    section_page,
    volume_folder,
    volume_page,
)
from bindery.site.frame import Leaf, Page, absolute, filled, is_held
from bindery.site.linked_data import Facts, book_data, collection_data, crumbs_data, published_data
from bindery.site.model import Bench, Download, WebText
from bindery.site.sharing import share_links
from bindery.site.words import WORDS, written_size

OURS = "ours"  # a title that nobody printed: see Volume.title_sources


def collection(bench: Bench, newest: WebText) -> Page:
    """Show all volumes, and who publishes them."""
    code, whole = newest.language, bench.collection
    description = bench.typeset(whole.descriptions[code], code)
    address = absolute(bench, f"{code}/{COLLECTION}")
    leaf = Leaf(
        newest,
        COLLECTION,
        "collection",
        "",
        description,
        data=(collection_data(whole, code, address),),
        current="collection",
    )
    return filled(
        bench,
        "web/collection.html",
        leaf,
        description=description,
        boilerplate=bench.typeset(whole.publisher.boilerplate[code], code),
        cards=cards(bench, code, "../"),
        covers_note=bool(bench.covers),
    )


def volume_sheet(bench: Bench, volume: Volume, code: str) -> Page:
    """Show a volume: with its downloads when its text is here, else what the collection knows of it."""
    text = next((text for text in bench.written(volume.number) if text.language == code), None)
    return _written(bench, text) if text else _unwritten(bench, volume, code)


def _written(bench: Bench, text: WebText) -> Page:
    code, volume = text.language, text.volume
    path, is_told = volume_page(volume.number), not is_held(bench, volume)
    title, address = title_of(bench, text), absolute(bench, f"{code}/{path}")
    numbered = _numbered(bench, volume, title, code)
    teaser = bench.typeset(text.book.edition.text.description, code)
    book = book_data(text, bench.collection, address, is_told=is_told)
    return filled(
        bench,
        "web/volume.html",
        Leaf(
            text, path, "volume", numbered, og_type="book", data=(book, *_crumbs(bench, volume, code)), current="volume"
        ),
        volume=about(bench, text),
        is_told=is_told,
        downloads=[_download(each, code) for each in text.downloads] if is_told else [],
        contents=outline(text, "") if is_told else [],
        shares=list(share_links(address, title, teaser, code)),
    )


def _unwritten(bench: Bench, volume: Volume, code: str) -> Page:
    whole, words = bench.collection, WORDS[code]
    title = bench.typeset(volume.titles[code], code)
    cover = bench.covers.get((volume.number, code))
    data = (published_data(volume, whole, code), *_crumbs(bench, volume, code))
    leaf = Leaf(
        bench.newest(code),
        volume_page(volume.number),
        "volume",
        _numbered(bench, volume, title, code),
        _what_it_is(bench, volume, code),
        volume,
        "book",
        cover.large if cover else None,
        data,
    )
    return filled(
        bench,
        "web/unwritten.html",
        leaf,
        kicker=f"{words['volume'].capitalize()}\u00a0{volume.number}\u00a0/\u00a0{len(whole.volumes)}",
        facts=_facts(volume, code),
        title=title,
        subtitle=bench.typeset(volume.subtitles.get(code, ""), code),
        cover=cover.large if cover else None,
        people=[] if volume.texts else credits_of(volume.contributors, code),
        url="" if volume.texts else volume.url,
        is_ours=volume.title_sources.get(code) == OURS,
    )


def _what_it_is(bench: Bench, volume: Volume, code: str) -> str:
    """Describe a volume by its place and its subtitle, where nothing else is known."""
    words, whole = WORDS[code], bench.collection
    subtitle = bench.typeset(volume.subtitles.get(code, ""), code)
    place = f"{bench.typeset(whole.titles[code], code)}, {words['volume']}\u00a0{volume.number} ({volume.year})"
    return f"{place}. {subtitle}" if subtitle else f"{place}."


def _numbered(bench: Bench, volume: Volume, title: str, code: str) -> str:
    words = WORDS[code]
    numbered = words["label-value"].format(f"{words['volume'].capitalize()} {volume.number}", title)
    return bench.typeset(numbered, code)


def _crumbs(bench: Bench, volume: Volume, code: str) -> tuple[Facts, ...]:
    steps = (
        (bench.collection.titles[code], absolute(bench, f"{code}/{ANNOUNCEMENT}")),
        (WORDS[code]["collection"], absolute(bench, f"{code}/{COLLECTION}")),
        (volume.titles[code], absolute(bench, f"{code}/{volume_page(volume.number)}")),
    )
    return crumbs_data(steps)


# --- what pages show of a volume ---


def title_of(bench: Bench, text: WebText) -> str:
    """Give the title of a text as it is set."""
    return bench.typeset(text.book.edition.text.title, text.language)


def about(bench: Bench, text: WebText) -> dict[str, object]:
    """Tell what announcement, volume and reading edition show of a volume."""
    code, edition = text.language, text.book.edition
    words, volume = WORDS[code], text.volume
    extent = f"{text.pages.extent}\u00a0{words['pages']}" if text.pages else ""
    facts = (str(volume.year), extent, bench.typeset(volume.price.get(code, ""), code))
    return {
        "number": volume.number,
        "kicker": f"{words['volume'].capitalize()}\u00a0{volume.number}\u00a0/\u00a0{len(bench.collection.volumes)}",
        "facts": [fact for fact in facts if fact],
        "title": title_of(bench, text),
        "subtitle": bench.typeset(edition.text.subtitle, code),
        "description": bench.typeset(edition.text.description, code),
        "blurb": [bench.typeset(paragraph, code) for paragraph in edition.text.blurb],
        "points": [bench.typeset(point, code) for point in edition.text.points],
        "page": volume_page(volume.number),
        "reading": section_page(volume.number, first_read(text.book).id),
        "read_here": file_of(first_read(text.book).id),
        "cover": text.cover,
        "mockup": text.mockup,
        "credits": credits_of(volume.credits, code),
    }


def cards(bench: Bench, code: str, up: str) -> list[dict[str, object]]:
    """Show the volumes of the collection, `up` being the way to the folder of the language."""
    return [_card(bench, volume, code, up) for volume in bench.collection.volumes]


def _card(bench: Bench, volume: Volume, code: str, up: str) -> dict[str, object]:
    """Show a volume in a row; its people are named when the volume shown is the publisher's own."""
    cover = bench.covers.get((volume.number, code))
    return {
        "volume_class": volume_folder(volume.number),
        "number": volume.number,
        "label": f"{WORDS[code]['volume'].capitalize()}\u00a0{volume.number}",
        "facts": _facts(volume, code),
        "title": bench.typeset(volume.titles[code], code),
        "subtitle": bench.typeset(volume.subtitles.get(code, ""), code),
        "href": f"{up}{volume_page(volume.number)}",
        "is_here": any(text.language == code for text in bench.written(volume.number)),
        "people": [] if volume.texts else credits_of(volume.contributors, code),
        "cover": cover.small if cover else None,
    }


def _facts(volume: Volume, code: str) -> list[str]:
    """Tell the year, and the extent that the publisher's own volume has."""
    extent = f"{volume.extent}\u00a0{WORDS[code]['pages']}" if volume.extent and not volume.texts else ""
    return [fact for fact in (str(volume.year), extent) if fact]


def credits_of(people: tuple[Contributor, ...], code: str) -> list[dict[str, str]]:
    """Name people by what they did."""
    words = WORDS[code]
    return [
        {"role": words[f"role-{role}"], "names": ", ".join(person.name for person in named)}
        for role, named in groupby(people, key=lambda person: person.role)
    ]


def outline(text: WebText, folder: str) -> list[dict[str, str]]:
    """List the sections of a volume, as seen from a page that stands in, or above, its folder."""
    return [
        {"number": entry.number, "title": entry.title, "href": f"{folder}{file_of(entry.section)}"}
        for entry in text.book.contents
    ]


def _download(download: Download, code: str) -> dict[str, object]:
    return {
        "label": LANGUAGES[code].words[download.word],
        "href": download.path,
        "type": download.media_type,
        "size": written_size(download.size_bytes, code),
    }
