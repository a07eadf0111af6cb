"""The frame of a page: head, navigation, foot, what networks and machines read, and the banner of a proof.

In: the bench and what is to be framed. Out: values for `web/base.html`. Open Graph (https://ogp.me/); languages are
told apart as search engines ask (https://html.spec.whatwg.org/#attr-link-hreflang).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bindery.embargo import HELD, PROOF
from bindery.kit.facts import moment
from bindery.languages import LANGUAGES
from bindery.model import Volume
from bindery.site.addresses import (
    ANNOUNCEMENT,
    COLLECTION,
    COMING_SOON,
    DOOR,
    FEED,
    SEARCH,
    read_sections,
    section_page,
    up_from,
    volume_folder,
    volume_page,
)
from bindery.site.linked_data import Facts, written_data
from bindery.site.model import Bench, Picture, WebText
from bindery.site.sheets import logo_pictures
from bindery.site.words import WORDS

LOCALES = {"fr": "fr_BE", "en": "en_GB"}
Page = tuple[str, str]  # path below the site's root, HTML


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be framed: the text it shows, or the newest of its language; its path below that language; its kind.

    `volume` lends the colours, that of the text unless given; `picture` is what networks show.
    """

    text: WebText
    path: str
    kind: str
    title: str
    description: str = ""
    volume: Volume | None = None
    og_type: str = "website"
    picture: Picture | None = None
    data: tuple[Facts, ...] = ()
    current: str = ""

    @property
    def language(self) -> str:
        """Give the language of the page."""
        return self.text.language

    @property
    def own_path(self) -> str:
        """Give the path of the page below the site's root."""
        return f"{self.language}/{self.path}"

    @property
    def coloured_by(self) -> Volume:
        """Give the volume whose colours the page has."""
        return self.volume or self.text.volume


def filled(bench: Bench, template: str, leaf: Leaf, **values: object) -> Page:
    """Fill a template with a page's frame and values."""
    words = WORDS[leaf.language]
    return leaf.own_path, bench.render(template, page=_frame(bench, leaf), words=words, **values)


def absolute(bench: Bench, path: str) -> str | None:
    """Give the address of a path on the site, None while nobody knows where the site will stand."""
    site = bench.collection.site_url
    return f"{site.rstrip('/')}/{path}" if site else None


def _frame(bench: Bench, leaf: Leaf) -> dict[str, object]:
    collection, code = bench.collection, leaf.language
    up, volume = up_from(leaf.own_path), leaf.coloured_by
    return {
        "language": code,
        "volume_class": volume_folder(volume.number),
        "kind": leaf.kind,
        "current": leaf.current,
        "collection": bench.typeset(collection.titles[code], code),
        "title": leaf.title,
        "description": leaf.description or bench.typeset(leaf.text.book.edition.text.description, code),
        "og_type": leaf.og_type,
        "locale": LOCALES.get(code, code),
        "up": up,
        "canonical": absolute(bench, leaf.own_path),
        "social_image": _social_image(bench, leaf),
        "data": written_data(leaf.data),
        **_doors(bench, leaf, up),
        **banner(bench, leaf.language, leaf.path, up),
        **_foot(bench, code, up),
    }


def _doors(bench: Bench, leaf: Leaf, up: str) -> dict[str, object]:
    """Lead to the other pages: those of the menu, the same page in other languages, the feed."""
    code, number = leaf.language, leaf.text.volume.number
    others = [_other(bench, other, leaf, up) for other in _spoken_elsewhere(bench, leaf)]
    alone = absolute(bench, leaf.own_path)
    own = [{"language": code, "address": alone}] if alone and others else []
    default = absolute(bench, DOOR) or f"{up}{DOOR}"
    return {
        "home": f"{up}{code}/{ANNOUNCEMENT}",
        "volume_page": f"{up}{code}/{volume_page(number)}",
        "volume_name": f"{LANGUAGES[code].words['volume'].capitalize()}\u00a0{number}",
        "collection_page": f"{up}{code}/{COLLECTION}",
        "search_page": f"{up}{code}/{SEARCH}" if can_search(bench, code) else "",
        "feed": f"{up}{code}/{FEED}" if bench.collection.site_url else "",
        "others": others,
        "alternates": [*others, *own],
        "default": default if leaf.path == ANNOUNCEMENT else "",
    }


def can_search(bench: Bench, code: str) -> bool:
    """Tell whether there is a text to search in a language."""
    return any(text.language == code for text in bench.told())


def banner(bench: Bench, code: str, path: str, up: str) -> dict[str, object]:
    """Say on a proof until when it is kept, and lead from one announcement to the other."""
    volume = bench.newest_volume
    if volume.launch is None or bench.state_of(volume) != PROOF:
        return {"banner": "", "banner_link": None}
    words = WORDS[code]
    told = bench.typeset(words["proof-until"].format(moment(volume.launch, code)), code)
    there = {ANNOUNCEMENT: (COMING_SOON, "see-before"), COMING_SOON: (ANNOUNCEMENT, "see-after")}.get(path)
    link = {"href": f"{up}{code}/{there[0]}", "words": words[there[1]]} if there else None
    return {"banner": told, "banner_link": link}


def is_held(bench: Bench, volume: Volume) -> bool:
    """Tell whether a volume may only be announced."""
    return bench.state_of(volume) == HELD


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


def _social_image(bench: Bench, leaf: Leaf) -> dict[str, object] | None:
    """Give the picture that networks show: a wide one when there is one, else the cover."""
    picture = leaf.picture or leaf.text.social or leaf.text.cover
    if picture is None or not bench.collection.site_url:
        return None
    return {
        "address": absolute(bench, picture.src),
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "card": "summary_large_image" if picture.width > picture.height else "summary",
    }


def _spoken_elsewhere(bench: Bench, leaf: Leaf) -> list[WebText]:
    """Find the texts that say in other languages what a page says: the same volume, or what is announced there."""
    codes = [code for code in bench.languages if code != leaf.language]
    same = {text.language: text for text in bench.written(leaf.text.volume.number)}
    return [same[code] if leaf.kind == "read" and code in same else bench.newest(code) for code in codes]


def _other(bench: Bench, other: WebText, leaf: Leaf, up: str) -> Mapping[str, str]:
    """Lead to the same page in another language, or to the volume when its text has no such section."""
    target = f"{other.language}/{_same_path(other, leaf)}"
    return {
        "language": other.language,
        "name": LANGUAGES[other.language].name,
        "locale": LOCALES.get(other.language, other.language),
        "href": f"{up}{target}",
        "address": absolute(bench, target) or f"{up}{target}",
    }


def _same_path(other: WebText, leaf: Leaf) -> str:
    if leaf.kind != "read":
        return leaf.path
    number = other.volume.number
    sections = {section_page(number, section.id) for section in read_sections(other.book)}
    return leaf.path if leaf.path in sections else volume_page(leaf.text.volume.number)
