"""The site: announcement, the collection, a page per volume and a reading edition, in every language that has a text.

In: the bench (collection, templates, colours) with its texts. Out: files below `site/`. Static HTML
(https://html.spec.whatwg.org/) that needs no script: no tracker, no remote file, no style in a page. Issue of later
waves: pictures and downloads may be absent, as in the preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from bindery.assemble.links import href_to
from bindery.languages import LANGUAGES
from bindery.model import Asset, Book, Contributor, Section, Volume
from bindery.site.addresses import (
    ANNOUNCEMENT,
    COLLECTION,
    DOOR,
    file_of,
    first_read,
    read_sections,
    section_page,
    up_from,
    volume_folder,
    volume_page,
)
from bindery.site.bodies import reading_bodies
from bindery.site.linked_data import book_data
from bindery.site.model import Bench, Download, Picture, WebText
from bindery.site.sheets import logo_pictures, site_sheets

__all__ = ["Bench", "Download", "Picture", "WebText", "make_site"]

LOCALES = {"fr": "fr_BE", "en": "en_GB"}
ROOT = "site"
Page = tuple[str, str]  # path below the site's root, HTML


def make_site(bench: Bench) -> Iterator[tuple[str, bytes]]:
    """Write every file of the site; in each language the newest volume written in it is the one announced."""
    collection = bench.collection
    written = frozenset(text.volume.number for text in bench.texts)
    for path, data in site_sheets(collection, bench.tokens, bench.styles, written):
        yield f"{ROOT}/{path}", data
    for path, html in _pages(bench):
        yield f"{ROOT}/{path}", html.encode()
    for volume in collection.volumes:
        for asset in _shown(volume.figures, bench.written(volume.number)):
            yield f"{ROOT}/assets/{volume_folder(volume.number)}/figures/{asset.name}", asset.path.read_bytes()


def _pages(bench: Bench) -> Iterator[Page]:
    yield _door(bench)
    for code in bench.languages:
        yield _announcement(bench, bench.newest(code))
        yield _collection(bench, bench.newest(code))
    for text in bench.texts:
        yield _volume(bench, text)
        yield from _reading(bench, text)


# --- pages ---


def _door(bench: Bench) -> Page:
    newest = bench.newest(bench.languages[0])
    return DOOR, bench.render(
        "web/door.html",
        volume_class=volume_folder(newest.volume.number),
        doors=[
            {
                "language": code,
                "name": LANGUAGES[code].name,
                "title": bench.typeset(bench.collection.titles[code], code),
                "description": bench.typeset(bench.collection.descriptions[code], code),
                "label": LANGUAGES[code].words["language"],
                "href": f"{code}/{ANNOUNCEMENT}",
            }
            for code in bench.languages
        ],
    )


def _announcement(bench: Bench, text: WebText) -> Page:
    code, volume = text.language, text.volume
    language, launch = LANGUAGES[code], text.volume.launch
    page = _frame(bench, text, ANNOUNCEMENT, kind="announcement", title=_title(bench, text), current="")
    return _filled(
        bench,
        "web/announcement.html",
        page,
        code,
        ANNOUNCEMENT,
        volume=_about(bench, text),
        launch={
            "date": bench.typeset(language.long_date(launch.date), code),
            "iso": launch.date.isoformat(),
            "event": bench.typeset(launch.event[code], code),
            "place": bench.typeset(launch.place[code], code),
            "url": launch.url,
        }
        if launch
        else None,
        contents=_outline(text, f"{volume_folder(volume.number)}/"),
        cards=[_card(bench, each, code, "") for each in bench.collection.volumes],
    )


def _collection(bench: Bench, newest: WebText) -> Page:
    code = newest.language
    collection = bench.collection
    page = _frame(bench, newest, COLLECTION, kind="collection", title="", current="collection")
    description = bench.typeset(collection.descriptions[code], code)
    return _filled(
        bench,
        "web/collection.html",
        page | {"description": description, "og_type": "website"},
        code,
        COLLECTION,
        description=description,
        boilerplate=bench.typeset(collection.publisher.boilerplate[code], code),
        cards=[_card(bench, each, code, "../") for each in collection.volumes],
    )


def _volume(bench: Bench, text: WebText) -> Page:
    path, words = volume_page(text.volume.number), LANGUAGES[text.language].words
    numbered = words["label-value"].format(f"{words['volume'].capitalize()} {text.volume.number}", _title(bench, text))
    page = _frame(
        bench,
        text,
        path,
        kind="volume",
        title=bench.typeset(numbered, text.language),
        current="volume",
    )
    return _filled(
        bench,
        "web/volume.html",
        page,
        text.language,
        path,
        volume=_about(bench, text) | {"downloads": [_download(each, text.language) for each in text.downloads]},
        contents=_outline(text, ""),
    )


def _reading(bench: Bench, text: WebText) -> Iterator[Page]:
    book, code = text.book, text.language
    sections = read_sections(book)
    bodies = reading_bodies(bench, text)
    for position, section in enumerate(sections):
        path = section_page(text.volume.number, section.id)
        page = _frame(bench, text, path, kind="read", title=f"{section.title} – {_title(bench, text)}", current="read")
        yield _filled(
            bench,
            "web/reading.html",
            page | {"og_type": "article", "description": section.promise or page["description"]},
            code,
            path,
            volume=_about(bench, text),
            section=section,
            kicker=_kicker(section, code),
            contents=[*_contents(book, section), *_unlisted(book, sections)],
            body=bodies[section.id],
            source=section.source.path if bench.keeps_lines else "",
            before=_turn(sections[position - 1]) if position else None,
            after=_turn(sections[position + 1]) if position + 1 < len(sections) else None,
        )


def _filled(
    bench: Bench, template: str, page: Mapping[str, object], code: str, path: str, **values: object
) -> tuple[str, str]:
    return f"{code}/{path}", bench.render(template, page=page, words=LANGUAGES[code].words, **values)


# --- what a page shows ---


def _frame(bench: Bench, text: WebText, path: str, *, kind: str, title: str, current: str) -> dict[str, object]:
    """Give what the frame of a page shows; `path` is the page's own, below the folder of its language."""
    collection, code, volume = bench.collection, text.language, text.volume
    own = f"{code}/{path}"
    up = up_from(own)
    return {
        "language": code,
        "volume_class": volume_folder(volume.number),
        "kind": kind,
        "current": current,
        "collection": bench.typeset(collection.titles[code], code),
        "title": title,
        "description": bench.typeset(text.book.edition.text.description, code),
        "og_type": "book",
        "locale": LOCALES.get(code, code),
        "up": up,
        "home": f"{up}{code}/{ANNOUNCEMENT}",
        "volume_page": f"{up}{code}/{volume_page(volume.number)}",
        "volume_name": f"{LANGUAGES[code].words['volume'].capitalize()} {volume.number}",
        "collection_page": f"{up}{code}/{COLLECTION}",
        "canonical": _absolute(bench, own),
        "social_image": _social_image(bench, text),
        "others": [_other(bench, other, path, up) for other in _in_other_languages(bench, text, kind)],
        "data": book_data(text, collection, _absolute(bench, own)) if kind in ("announcement", "volume") else "",
        **_foot(bench, code, up),
    }


def _foot(bench: Bench, code: str, up: str) -> dict[str, object]:
    collection = bench.collection
    return {
        "support_sentence": bench.typeset(collection.support_sentence[code], code),
        "logos": logo_pictures(collection, code, up),
        "publisher": bench.typeset(collection.publisher.names[code], code),
        "publisher_url": collection.publisher.url,
        "house": bench.typeset(collection.publisher.houses[code], code),
        "rights": bench.typeset(collection.rights[code], code),
        "disclaimer": bench.typeset(collection.disclaimer[code], code),
        "contact": collection.contact,
    }


def _absolute(bench: Bench, path: str) -> str | None:
    site = bench.collection.site_url
    return f"{site.rstrip('/')}/{path}" if site else None


def _social_image(bench: Bench, text: WebText) -> dict[str, object] | None:
    if text.cover is None or not bench.collection.site_url:
        return None
    return {
        "address": _absolute(bench, text.cover.src),
        "width": text.cover.width,
        "height": text.cover.height,
        "alt": text.cover.alt,
    }


def _in_other_languages(bench: Bench, text: WebText, kind: str) -> list[WebText]:
    """Find the texts that say in other languages what a page says: the same volume, or what is announced there."""
    if kind in ("announcement", "collection"):
        return [bench.newest(code) for code in bench.languages if code != text.language]
    return [other for other in bench.written(text.volume.number) if other.language != text.language]


def _other(bench: Bench, other: WebText, path: str, up: str) -> dict[str, object]:
    """Lead to the same page in another language, or to the volume when its text has no such section."""
    number = other.volume.number
    sections = {section_page(number, section.id) for section in read_sections(other.book)}
    there = path if path in {ANNOUNCEMENT, COLLECTION, volume_page(number), *sections} else volume_page(number)
    target = f"{other.language}/{there}"
    return {
        "language": other.language,
        "name": LANGUAGES[other.language].name,
        "locale": LOCALES.get(other.language, other.language),
        "href": f"{up}{target}",
        "address": _absolute(bench, target) or f"{up}{target}",
    }


def _title(bench: Bench, text: WebText) -> str:
    return bench.typeset(text.book.edition.text.title, text.language)


def _about(bench: Bench, text: WebText) -> dict[str, object]:
    code, edition = text.language, text.book.edition
    words, volume = LANGUAGES[code].words, text.volume
    extent = f"{text.pages.extent}\u00a0{words['pages']}" if text.pages else ""
    facts = (str(volume.year), extent, bench.typeset(volume.price.get(code, ""), code))
    return {
        "number": volume.number,
        "kicker": f"{words['volume'].capitalize()}\u00a0{volume.number}\u00a0/\u00a0{len(bench.collection.volumes)}",
        "facts": [fact for fact in facts if fact],
        "title": _title(bench, text),
        "subtitle": bench.typeset(edition.text.subtitle, code),
        "description": bench.typeset(edition.text.description, code),
        "blurb": [bench.typeset(paragraph, code) for paragraph in edition.text.blurb],
        "points": [bench.typeset(point, code) for point in edition.text.points],
        "page": volume_page(volume.number),
        "reading": section_page(volume.number, first_read(text.book).id),
        "read_here": file_of(first_read(text.book).id),
        "cover": text.cover,
        "mockup": text.mockup,
        "credits": _credits(volume.credits, code),
    }


def _card(bench: Bench, volume: Volume, code: str, up: str) -> dict[str, object]:
    """Show a volume in the collection; its people are named when the volume shown is the publisher's own."""
    words = LANGUAGES[code].words
    is_here = any(text.language == code for text in bench.written(volume.number))
    extent = f"{volume.extent}\u00a0{words['pages']}" if volume.extent and not volume.texts else ""
    return {
        "volume_class": volume_folder(volume.number),
        "number": volume.number,
        "label": f"{words['volume'].capitalize()}\u00a0{volume.number}",
        "facts": [fact for fact in (str(volume.year), extent) if fact],
        "title": bench.typeset(volume.titles[code], code),
        "subtitle": bench.typeset(volume.subtitles.get(code, ""), code),
        "href": f"{up}{volume_page(volume.number)}" if is_here else volume.url,
        "is_here": is_here,
        "people": [] if volume.texts else _credits(volume.contributors, code),
    }


def _credits(people: tuple[Contributor, ...], code: str) -> list[dict[str, str]]:
    words = LANGUAGES[code].words
    return [
        {"role": words[f"role-{role}"], "names": ", ".join(person.name for person in named)}
        for role, named in groupby(people, key=lambda person: person.role)
    ]


def _download(download: Download, code: str) -> dict[str, object]:
    language = LANGUAGES[code]
    unit = {"fr": "Mo"}.get(code, "MB")
    return {
        "label": language.words[download.word],
        "href": download.path,
        "type": download.media_type,
        "size": language.amount(round(download.size_bytes / 1e6, 1), unit),
    }


def _kicker(section: Section, code: str) -> str:
    words = LANGUAGES[code].words
    if section.number:
        return words["chapter"].capitalize()
    return words["case-study"] if section.role == "case-study" else ""


def _outline(text: WebText, folder: str) -> list[dict[str, str]]:
    """List the sections of a volume, as seen from a page that stands in, or above, its folder."""
    return [
        {"number": entry.number, "title": entry.title, "href": f"{folder}{file_of(entry.section)}"}
        for entry in text.book.contents
    ]


def _contents(book: Book, here: Section) -> Iterator[dict[str, object]]:
    for entry in book.contents:
        is_here = entry.section == here.id
        children = [
            {"title": child.title, "href": href_to(child.target, here.id, book.home, file_of)}
            for child in (entry.children if is_here else ())
        ]
        yield {
            "number": entry.number,
            "title": entry.title,
            "section": entry.section,
            "href": file_of(entry.section),
            "children": children,
        }


def _unlisted(book: Book, sections: tuple[Section, ...]) -> Iterator[dict[str, object]]:
    """Add what the printed contents leave out and the web must lead to: the legal page."""
    listed = {entry.section for entry in book.contents}
    for section in sections:
        if section.id not in listed:
            yield {
                "number": "",
                "title": section.title,
                "section": section.id,
                "href": file_of(section.id),
                "children": [],
            }


def _turn(section: Section) -> dict[str, str]:
    return {"title": section.title, "href": file_of(section.id)}


def _shown(figures: Mapping[str, Asset], texts: tuple[WebText, ...]) -> Iterator[Asset]:
    bodies = [section.body for text in texts for section in text.book.sections]
    for name, asset in sorted(figures.items()):
        if any(f'src="figures/{name}"' in body for body in bodies):
            yield asset
