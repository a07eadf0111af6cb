"""What machines come for: the feed of volumes, the map of the site, and what robots may read.

In: the bench and the paths of the pages. Out: RSS 2.0 (https://www.rssboard.org/rss-specification), a sitemap
(https://www.sitemaps.org/protocol.html), robots.txt (https://www.rfc-editor.org/rfc/rfc9309). Feed and map name whole
addresses: there are none while nobody knows where the site will stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import Any

from lxml import etree

from bindery.embargo import PROOF
from bindery.model import Volume
from bindery.site.addresses import ANNOUNCEMENT, FEED, ROBOTS, SITEMAP, volume_folder, volume_page
from bindery.site.frame import absolute, is_held
from bindery.site.model import Bench

ATOM = "http://www.w3.org/2005/Atom"
MAP, LINKED = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
NAMES: Any = {None: MAP, "xhtml": LINKED}  # the types of lxml know no default name space
File = tuple[str, bytes]


def machine_files(bench: Bench, paths: Iterable[str]) -> Iterator[File]:
    """Write all that machines come for; `paths` are those of the pages to be found."""
    if bench.collection.site_url:
        for code in bench.languages:
            yield f"{code}/{FEED}", feed(bench, code)
        yield SITEMAP, sitemap(bench, sorted(paths))
    yield ROBOTS, robots(bench)


def feed(bench: Bench, code: str) -> bytes:
    """Write the feed of volumes in a language, the newest first; one that is only announced is not in it."""
    collection = bench.collection
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    home, own = absolute(bench, f"{code}/{ANNOUNCEMENT}"), absolute(bench, f"{code}/{FEED}")
    for tag, words in (
        ("title", bench.typeset(collection.titles[code], code)),
        ("link", home),
        ("description", bench.typeset(collection.descriptions[code], code)),
        ("language", code),
    ):
        etree.SubElement(channel, tag).text = words
    etree.SubElement(channel, f"{{{ATOM}}}link", {"href": own or "", "rel": "self", "type": "application/rss+xml"})
    for volume in reversed(collection.volumes):
        if not is_held(bench, volume):
            channel.append(_item(bench, volume, code))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _item(bench: Bench, volume: Volume, code: str) -> etree._Element:
    """Tell one volume; its day only when it is known."""
    item = etree.Element("item")
    address = absolute(bench, f"{code}/{volume_page(volume.number)}") or ""
    text = volume.texts.get(code)
    known = {
        "title": bench.typeset(volume.titles[code], code),
        "link": address,
        "description": bench.typeset(text.description if text else volume.subtitles.get(code, ""), code),
        "guid": address,
        "pubDate": _published(volume),
    }
    for tag, words in known.items():
        if words:
            etree.SubElement(item, tag).text = words
    return item


def _published(volume: Volume) -> str:
    """Write when a volume was published, as mail does (RFC 5322).

    A day alone is written as its noon, so that it is that day nearly everywhere.
    """
    if volume.launch and volume.launch.hour_is_known:
        return format_datetime(volume.launch.instant)
    if volume.published:
        return format_datetime(datetime.combine(volume.published, time(12), UTC))
    return ""


def sitemap(bench: Bench, paths: Iterable[str]) -> bytes:
    """Write the map of the site: each page with its other languages, and when its volume was changed last."""
    known = tuple(paths)
    changed = {volume_folder(v.number): v.modified for v in bench.collection.volumes if v.modified}
    root = etree.Element(f"{{{MAP}}}urlset", nsmap=NAMES)
    for path in known:
        entry = etree.SubElement(root, f"{{{MAP}}}url")
        etree.SubElement(entry, f"{{{MAP}}}loc").text = absolute(bench, path)
        if moment := changed.get(path.split("/")[1] if "/" in path else ""):
            etree.SubElement(entry, f"{{{MAP}}}lastmod").text = moment.date().isoformat()
        same = _same_page(bench, path, known)
        for code, address in same.items() if len(same) > 1 else ():
            link = {"rel": "alternate", "hreflang": code, "href": address}
            etree.SubElement(entry, f"{{{LINKED}}}link", link)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _same_page(bench: Bench, path: str, known: tuple[str, ...]) -> Mapping[str, str]:
    _, _, rest = path.partition("/")
    same = {code: f"{code}/{rest}" for code in bench.languages if rest}
    return {code: absolute(bench, there) or "" for code, there in same.items() if there in known}


def robots(bench: Bench) -> bytes:
    """Say what robots may read: nothing of a proof. They ask for it at the root of a host only."""
    is_proof = bench.state_of(bench.newest_volume) == PROOF
    lines = ["User-agent: *", "Disallow: /" if is_proof else "Disallow:"]
    if (address := absolute(bench, SITEMAP)) and not is_proof:
        lines.append(f"Sitemap: {address}")
    return "\n".join((*lines, "")).encode()
