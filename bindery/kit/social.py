"""What the kit holds for social networks: the visuals with their words, and the posts ready to publish.

In: the desks, one a language, and the visuals, named `<slug>-social-<width>x<height>-<language>.png`. Out: files below
`social/`: the pictures, and in each language the posts as text (UTF-8) and as a table (CSV as spreadsheets open it,
with semicolons and a byte-order mark; https://www.rfc-editor.org/rfc/rfc4180), and what there is to tell of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bindery.diagnostics import Diagnostic
from bindery.embargo import is_embargoed
from bindery.kit.archive import KitFile
from bindery.kit.desk import Desk
from bindery.kit.facts import embargo
from bindery.kit.made import Files
from bindery.kit.pictures import said_of
from bindery.kit.posts import Post, Posts, volume_posts
from bindery.kit.words import WORDS
from bindery.languages import LANGUAGES
from bindery.model import Collection, Text, Volume

SOCIAL = "social"
RULE = "-" * 72


@dataclass(frozen=True, slots=True)
class ForNetworks:
    """What is made for networks: the files of the kit, and what there is to tell."""

    files: tuple[KitFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def social_files(desks: Sequence[Desk], social: Files) -> ForNetworks:
    """Make all that the kit holds for networks; `social` are the visuals by their path, in every language."""
    posts = {desk.language: _posts(desk) for desk in desks}
    pictures = [_picture(desks, posts, path.rpartition("/")[2], data) for path, data in social]
    papers = [paper for desk in desks for paper in _papers(desk, posts[desk.language], pictures)]
    told = tuple(fault for said in posts.values() for fault in said.diagnostics)
    return ForNetworks((*pictures, *papers), told)


def _posts(desk: Desk) -> Posts:
    return volume_posts(desk.collection, desk.volume, desk.text, desk.studio.project)


def _picture(desks: Sequence[Desk], posts: Mapping[str, Posts], name: str, data: bytes) -> KitFile:
    """Give a visual with its words in every language, its own first."""
    size, language = name.removesuffix(".png").rsplit("-", 2)[1:]
    shown = desks[0].volume.texts[language]
    return KitFile(
        f"{SOCIAL}/{name}",
        data,
        alt={
            desk.language: visual_alt(desk.collection, desk.volume, shown, posts[language].promise, desk.language)
            for desk in desks
        },
        caption={desk.language: _said(desk, "social-caption", shown, **_measured(size)) for desk in desks},
        credit={desk.language: _said(desk, "picture-credit", shown) for desk in desks},
    )


def _measured(size: str) -> dict[str, object]:
    width, height = size.split("x")
    return {"width": width, "height": height}


def visual_alt(collection: Collection, volume: Volume, shown: Text, promise: str, code: str) -> str:
    """Say in the words of `code` what a visual shows and what is written on it, title and promise as they stand."""
    launch = volume.launch
    day = LANGUAGES[code].long_date(launch.date) if launch else ""
    told = {"date": day, "event": launch.event[code], "place": launch.place[code]} if launch else {}
    more = {
        "promise": promise,
        "launch": WORDS[code]["social-launch"].format(**told) if told else "",
        "publisher": collection.publisher.names[code],
        "support": collection.support_sentence[code],
    }
    return said_of("social-alt", collection, volume, shown.language, dict.fromkeys(collection.languages, more))[code]


def _said(desk: Desk, key: str, shown: Text, **more: object) -> str:
    """Say one thing of a visual of the edition `shown` in the words of a desk."""
    everywhere = {code: {name: str(value) for name, value in more.items()} for code in desk.collection.languages}
    return said_of(key, desk.collection, desk.volume, shown.language, everywhere)[desk.language]


def _papers(desk: Desk, posts: Posts, pictures: Sequence[KitFile]) -> Iterator[KitFile]:
    """Write the posts of one language, with the visuals of that language and their words."""
    own = {_size(file): file for file in pictures if file.path.endswith(f"-{desk.language}.png")}
    yield KitFile(_name(desk, "txt"), _text(desk, posts, own).encode())
    yield KitFile(_name(desk, "csv"), _table(desk, posts, own).encode("utf-8-sig"))


def _name(desk: Desk, ending: str) -> str:
    return f"{SOCIAL}/{desk.name('posts', ending).rpartition('/')[2]}"


def _size(file: KitFile) -> str:
    return file.path.rsplit("-", 2)[1]


def _file_name(file: KitFile) -> str:
    return file.path.rpartition("/")[2]


def _text(desk: Desk, posts: Posts, pictures: Mapping[str, KitFile]) -> str:
    words, code = desk.words, desk.language
    news = embargo(desk.volume.launch if is_embargoed(desk.state) else None, code)
    place = words["volume-of"].format(
        title=desk.collection.titles[code], number=desk.volume.number, count=len(desk.collection.volumes)
    )
    told = desk.studio.render(
        "social/posts.txt",
        posts={
            "heading": desk.typeset(words["posts"]),
            "title": desk.typeset(desk.text.title),
            "collection": desk.typeset(place),
            "news": f"{news.words} [{news.slot}]" if news.slot else news.words,
            "note": desk.typeset(words["posts-note"]),
            "rule": RULE,
            "posts": [_shown(desk, post, pictures) for post in posts.posts],
            "alts": desk.typeset(words["post-alts"]),
            "pictures": [{"alt": alt, "names": names} for alt, names in _alike(pictures, code).items()],
        },
    )
    return f"{told.strip()}\n"


def _alike(pictures: Mapping[str, KitFile], code: str) -> dict[str, list[str]]:
    """Bring the pictures together that the same words describe."""
    names: dict[str, list[str]] = {}
    for file in pictures.values():
        names.setdefault(file.alt[code], []).append(_file_name(file))
    return names


def _shown(desk: Desk, post: Post, pictures: Mapping[str, KitFile]) -> dict[str, str]:
    number = LANGUAGES[desk.language].number
    length = desk.words["post-length"].format(signs=number(post.signs), most=number(post.network.most))
    names = ", ".join(_file_name(file) for file in _fitting(post, pictures))
    return {
        "network": post.network.name,
        "length": desk.typeset(length),
        "pictures": desk.typeset(desk.words["post-pictures"].format(names)),
        "whole": post.whole,
    }


def _fitting(post: Post, pictures: Mapping[str, KitFile]) -> list[KitFile]:
    return [pictures[size] for size in post.network.pictures if size in pictures]


def _table(desk: Desk, posts: Posts, pictures: Mapping[str, KitFile]) -> str:
    """Write a row for each post and each picture that goes with it."""
    table = io.StringIO()
    rows = csv.writer(table, delimiter=";", lineterminator="\r\n")
    rows.writerow(desk.words["post-columns"].split(";"))
    for post in posts.posts:
        for file in _fitting(post, pictures) or [KitFile("", b"")]:
            alt = file.alt.get(desk.language, "")
            rows.writerow((post.network.name, post.signs, post.network.most, post.whole, _file_name(file), alt))
    return table.getvalue()
