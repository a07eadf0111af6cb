"""The site: announcement, a page per volume, and a reading edition, in every language of the collection.

In: the collection, its texts as made (book, cover picture, files to download) and a picture of the newest volume.
Out: files below `site/`. Static HTML: no tracker, no remote file, nothing that needs a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bindery.assemble.links import href_to, rehome
from bindery.languages import LANGUAGES
from bindery.model import Asset, Book, Collection, ContentsEntry, Section, Volume
from bindery.render import Render
from bindery.tokens import Tokens, css_variables
from bindery.typography import set_text

FONTS = (
    "source-serif-4-latin-400-normal.woff2",
    "source-serif-4-latin-400-italic.woff2",
    "archivo-latin-500-normal.woff2",
    "archivo-latin-700-normal.woff2",
)
UNREAD_ROLES = frozenset({"half-title", "title-page", "contents", "colophon"})
GENERATED_PARTS = frozenset({"copyright-page", "glossary", "bibliography", "index", "about"})
LOCALES = {"fr": "fr_BE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the site: where it lies from the site's root, its size in pixels, its words."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class WebText:
    """One text as the site needs it: its web book, its cover, and the files to download."""

    book: Book
    cover: Picture
    downloads: tuple[tuple[str, str, int], ...]  # word of the label, path from the site's root, bytes
    print_pages: Mapping[str, str]  # index anchor -> folio of the print edition


@dataclass(frozen=True, slots=True)
class Bench:
    """What every page needs."""

    collection: Collection
    render: Render
    tokens: Tokens
    styles: Path


def make_site(bench: Bench, texts: Sequence[WebText], picture: Picture | None) -> Iterator[tuple[str, bytes]]:
    """Write every page of the site; the newest volume with a text is the one announced."""
    newest = max(texts, key=lambda t: t.book.edition.volume.number).book.edition.volume
    yield from _assets(bench, newest)
    languages = [LANGUAGES[code] for code in bench.collection.languages]
    code = languages[0].code
    yield _page(
        bench,
        "index.html",
        "web/door.html",
        languages=languages,
        title=bench.collection.titles[code],
        description=bench.collection.descriptions[code],
    )
    for text in texts:
        volume = text.book.edition.volume
        if volume is newest or volume.number == newest.number:
            yield _announcement(bench, text, texts, picture)
        yield _volume_page(bench, text, texts)
        yield from _reading_pages(bench, text, texts)


def _page(bench: Bench, path: str, template: str, **values: object) -> tuple[str, bytes]:
    return f"site/{path}", bench.render(template, **values).encode()


def _assets(bench: Bench, volume: Volume) -> Iterator[tuple[str, bytes]]:
    sheet = css_variables(bench.tokens, bench.tokens.palette(volume.number)) + "\n"
    yield "site/assets/site.css", (sheet + (bench.styles / "web.css").read_text(encoding="utf-8")).encode()
    for font in FONTS:
        yield f"site/assets/{font}", (bench.styles / "fonts" / font).read_bytes()
    for supporter in bench.collection.supporters:
        logo = supporter.logos["colour"]
        yield f"site/assets/{supporter.slug}{logo.path.suffix}", logo.path.read_bytes()


def _frame(
    bench: Bench, text: WebText, texts: Sequence[WebText], path: str, title: str, kind: str
) -> dict[str, object]:
    """Give what the frame of a page shows; `path` is the page's own, below the folder of its language."""
    collection, code = bench.collection, text.book.language
    up = "../" * (path.count("/") + 1)
    site = collection.site_url
    return {
        "language": code,
        "locale": LOCALES.get(code, code),
        "collection": set_text(collection.titles[code], code),
        "title": title,
        "kind": kind,
        "description": set_text(text.book.edition.text.description, code),
        "up": up,
        "home": f"{up}{code}/index.html",
        "canonical": f"{site.rstrip('/')}/{code}/{path}" if site else None,
        "social_image": f"{site.rstrip('/')}/{text.cover.src}" if site else None,
        "others": [
            {"language": other, "name": LANGUAGES[other].name, "href": f"{up}{other}/{path}"}
            for other in _languages_of(text.book.edition.volume, texts)
            if other != code
        ],
        "support_sentence": set_text(collection.support_sentence[code], code),
        "logos": [
            {"url": s.url, "src": f"assets/{s.slug}{s.logos['colour'].path.suffix}", "alt": s.names[code]}
            for s in collection.supporters
        ],
        "publisher": collection.publisher.names[code],
        "house": set_text(collection.publisher.houses[code], code),
        "rights": set_text(collection.rights[code], code),
        "disclaimer": set_text(collection.disclaimer[code], code),
    }


def _languages_of(volume: Volume, texts: Sequence[WebText]) -> list[str]:
    return [t.book.language for t in texts if t.book.edition.volume.number == volume.number]


def _announcement(bench: Bench, text: WebText, texts: Sequence[WebText], picture: Picture | None) -> tuple[str, bytes]:
    code, volume = text.book.language, text.book.edition.volume
    language = LANGUAGES[code]
    written = {t.book.edition.volume.number for t in texts if t.book.language == code}
    launch = volume.launch
    return _page(
        bench,
        f"{code}/index.html",
        "web/announcement.html",
        words=language.words,
        page=_frame(bench, text, texts, "index.html", set_text(text.book.edition.text.title, code), "announcement"),
        volume={
            **_about(bench, text),
            "picture": picture,
            "page": f"volume-{volume.number}/index.html",
            "reading": f"volume-{volume.number}/{_first_read(text.book)}",
            "launch": language.long_date(launch.date) if launch else "",
            "launch_iso": launch.date.isoformat() if launch else "",
            "launch_event": set_text(launch.event[code], code) if launch else "",
            "launch_place": set_text(launch.place[code], code) if launch else "",
        },
        volumes=[
            {
                "number": each.number,
                "year": each.year,
                "title": set_text(each.titles[code], code),
                "colour": bench.tokens.palette(each.number).dark.rgb,
                "page": f"volume-{each.number}/index.html" if each.number in written else "",
            }
            for each in bench.collection.volumes
        ],
    )


def _about(bench: Bench, text: WebText) -> dict[str, object]:
    code, edition = text.book.language, text.book.edition
    return {
        "number": edition.volume.number,
        "count": len(bench.collection.volumes),
        "year": edition.volume.year,
        "title": set_text(edition.text.title, code),
        "description": set_text(edition.text.description, code),
        "blurb": [set_text(p, code) for p in edition.text.blurb],
        "points": [set_text(p, code) for p in edition.text.points],
    }


def _volume_page(bench: Bench, text: WebText, texts: Sequence[WebText]) -> tuple[str, bytes]:
    code, volume = text.book.language, text.book.edition.volume
    words = LANGUAGES[code].words
    path = f"volume-{volume.number}/index.html"
    return _page(
        bench,
        f"{code}/{path}",
        "web/volume.html",
        words=words,
        page=_frame(bench, text, texts, path, set_text(text.book.edition.text.title, code), "volume"),
        volume={
            **_about(bench, text),
            "cover": text.cover,
            "reading": _first_read(text.book),
            "downloads": [
                {"label": words[word], "href": href, "size": _megabytes(size, code)}
                for word, href, size in text.downloads
            ],
            "contents": [
                {"title": e.title, "href": file_of(e.section)} for e in text.book.contents if e.section != "contents"
            ],
        },
    )


def _megabytes(size_bytes: int, code: str) -> str:
    return set_text(f"{LANGUAGES[code].number(round(size_bytes / 1e6, 1))} MB", code).replace(" ", "\u00a0")


def file_of(section: str) -> str:
    """Name the page of a section."""
    return f"{section}.html"


def _first_read(book: Book) -> str:
    return file_of(next(s.id for s in book.sections if s.body))


def _reading_pages(bench: Bench, text: WebText, texts: Sequence[WebText]) -> Iterator[tuple[str, bytes]]:
    book = text.book
    code, volume = book.language, book.edition.volume
    read = [s for s in book.sections if s.role not in UNREAD_ROLES]
    folder = f"volume-{volume.number}"
    for position, section in enumerate(read):
        body = rehome(_body(bench, text, section), section.id, book.home, file_of)
        yield _page(
            bench,
            f"{code}/{folder}/{file_of(section.id)}",
            "web/reading.html",
            words=LANGUAGES[code].words,
            page=_frame(
                bench, text, texts, f"{folder}/{file_of(section.id)}", set_text(book.edition.text.title, code), "read"
            ),
            section=section,
            contents=[_line(entry, section, book) for entry in book.contents],
            body=body.replace('src="figures/', 'src="../../assets/figures/'),
            before=_turn(read[position - 1]) if position else None,
            after=_turn(read[position + 1]) if position + 1 < len(read) else None,
        )
    for asset in _shown(volume.figures, read):
        yield f"site/assets/figures/{asset.name}", asset.path.read_bytes()


def _line(entry: ContentsEntry, section: Section, book: Book) -> dict[str, object]:
    return {
        "title": entry.title,
        "section": entry.section,
        "href": href_to(entry.target, "", book.home, file_of),
        "children": [
            {"title": child.title, "href": href_to(child.target, section.id, book.home, file_of)}
            for child in entry.children
        ],
    }


def _turn(section: Section) -> dict[str, str]:
    return {"title": section.title, "href": file_of(section.id)}


def _body(bench: Bench, text: WebText, section: Section) -> str:
    """Give a section's own text, or what the shared templates write for it."""
    if section.role not in GENERATED_PARTS:
        return section.body
    code = text.book.language
    written = bench.render(
        f"partials/{section.role}.html",
        book=text.book,
        section=section,
        words=LANGUAGES[code].words,
        logos=[
            {"src": f"../../assets/{s.slug}{s.logos['colour'].path.suffix}", "name": s.names[code]}
            for s in bench.collection.supporters
        ],
        paged=False,
        folios=text.print_pages,
    )
    return without_title(written)


def without_title(fragment: str) -> str:
    """Drop the title a shared template writes, where the page has its own."""
    start, found, rest = fragment.partition("<h1")
    return start + rest.partition("</h1>")[2] if found else fragment


def _shown(figures: Mapping[str, Asset], sections: Sequence[Section]) -> Iterator[Asset]:
    for name, asset in sorted(figures.items()):
        if any(f'src="figures/{name}"' in section.body for section in sections):
            yield asset
