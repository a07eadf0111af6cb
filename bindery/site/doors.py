"""The pages outside the languages: the choice of one, and what a host shows for an address that leads nowhere.

In: the bench. Out: pages at the root of the site, each said in every language.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from bindery.languages import LANGUAGES
from bindery.site.addresses import ANNOUNCEMENT, DOOR, NOT_FOUND, volume_folder
from bindery.site.frame import Page, banner
from bindery.site.model import Bench
from bindery.site.words import WORDS


def door(bench: Bench) -> Page:
    """Let readers choose their language."""
    return DOOR, bench.render("web/door.html", **_values(bench, ""))


def not_found(bench: Bench) -> Page:
    """Say that a page is not there.

    A host shows it at any depth, so that its addresses begin at the root of the host, once it is known where on it the
    site stands.
    """
    site = bench.collection.site_url
    root = f"{urlsplit(site).path.rstrip('/')}/" if site else ""
    return NOT_FOUND, bench.render("web/not-found.html", **_values(bench, root))


def _values(bench: Bench, root: str) -> dict[str, object]:
    newest = bench.newest(bench.languages[0])
    return {
        "root": root,
        "volume_class": volume_folder(newest.volume.number),
        "doors": [_said(bench, code, root) for code in bench.languages],
    }


def _said(bench: Bench, code: str, root: str) -> dict[str, object]:
    collection = bench.collection
    return {
        "language": code,
        "name": LANGUAGES[code].name,
        "title": bench.typeset(collection.titles[code], code),
        "description": bench.typeset(collection.descriptions[code], code),
        "href": f"{root}{code}/{ANNOUNCEMENT}",
        "banner": banner(bench, code, DOOR, root)["banner"],
        "words": WORDS[code],
    }
