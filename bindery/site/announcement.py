"""The announcement of a volume: before it is published, and from then on.

In: the bench and the text announced. Out: pages. Before publication nothing leads to the text or to a file.
"""

from __future__ import annotations

from bindery.kit.facts import moment
from bindery.languages import LANGUAGES
from bindery.model import Launch, Volume
from bindery.site.addresses import ANNOUNCEMENT, COMING_SOON, up_from, volume_folder
from bindery.site.frame import Leaf, Page, absolute, filled
from bindery.site.linked_data import Facts, book_data, launch_data
from bindery.site.model import Bench, WebText
from bindery.site.sharing import share_links
from bindery.site.volumes import about, cards, outline, title_of
from bindery.site.words import WORDS


def announcement(bench: Bench, text: WebText) -> Page:
    """Announce a volume that is published."""
    return _announced(bench, text, ANNOUNCEMENT, is_coming=False)


def coming_soon(bench: Bench, text: WebText, path: str = COMING_SOON) -> Page:
    """Announce a volume that is to be published; it stands at `path`."""
    return _announced(bench, text, path, is_coming=True)


def _announced(bench: Bench, text: WebText, path: str, *, is_coming: bool) -> Page:
    code, volume, up = text.language, text.volume, up_from(path)
    kind, title = ("coming" if is_coming else "announcement"), title_of(bench, text)
    words = WORDS[code]
    leaf = Leaf(
        text,
        path,
        kind,
        words["label-value"].format(words["coming-soon"], title) if is_coming else title,
        og_type="book",
        data=_data(bench, text, is_told=not is_coming),
    )
    address = absolute(bench, leaf.own_path)
    teaser = bench.typeset(text.book.edition.text.description, code)
    return filled(
        bench,
        "web/announcement.html",
        leaf,
        volume=about(bench, text),
        is_coming=is_coming,
        day=_day(bench, volume, code, is_coming=is_coming),
        launch=_launch(bench, volume.launch, code) if volume.launch else None,
        contents=[] if is_coming else outline(text, f"{volume_folder(volume.number)}/"),
        cards=cards(bench, code, up),
        covers_note=bool(bench.covers),
        shares=list(share_links(address, title, teaser, code)),
    )


def _day(bench: Bench, volume: Volume, code: str, *, is_coming: bool) -> str:
    """Say when the volume is, or was, published."""
    words = WORDS[code]
    if is_coming and volume.launch:
        return bench.typeset(words["coming-on"].format(moment(volume.launch, code)), code)
    if volume.published:
        return bench.typeset(words["published-on"].format(LANGUAGES[code].long_date(volume.published)), code)
    return ""


def _launch(bench: Bench, launch: Launch, code: str) -> dict[str, object]:
    words = WORDS[code]
    return {
        "date": bench.typeset(moment(launch, code), code),
        "iso": launch.instant.isoformat() if launch.hour_is_known else launch.date.isoformat(),
        "event": bench.typeset(launch.event[code], code),
        "place": bench.typeset(launch.place[code], code),
        "url": launch.url,
        "slot": "" if launch.hour_is_known else words["label-value"].format(words["hour"], words["to-be-filled"]),
    }


def _data(bench: Bench, text: WebText, *, is_told: bool) -> tuple[Facts, ...]:
    code, launch = text.language, text.volume.launch
    book = book_data(text, bench.collection, absolute(bench, f"{code}/{ANNOUNCEMENT}"), is_told=is_told)
    words = WORDS[code]
    named = words["label-value"].format(words["launch"], text.book.edition.text.title)
    return (book, launch_data(launch, named, code)) if launch else (book,)
