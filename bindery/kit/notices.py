"""The notices of the kit, in plain text: what is inside, the rules of the logos, and who is who in words to copy.

In: the desks, one a language, and the files gathered so far. Out: text in UTF-8, lines ended by LF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from bindery.diagnostics import Diagnostic
from bindery.embargo import is_embargoed
from bindery.kit.archive import KitFile
from bindery.kit.desk import HELD_BACK, Desk, honest, reachable
from bindery.kit.facts import embargo, language_name, moment
from bindery.kit.listing import IMAGES, MANIFEST, OPEN, OWNERS, PRESS
from bindery.kit.missing import missing
from bindery.kit.parcels import Parcel
from bindery.kit.signs import LOGOS, signs
from bindery.languages import LANGUAGES

WIDTH = 92
BREAK = f"\n\n\n{'=' * WIDTH}\n\n\n"
LICENCE, README = "LICENCE.txt", "README.txt"
MEGABYTE = 1_000_000
CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.{}"


def readme(
    desks: Sequence[Desk],
    parcel: Parcel,
    files: Sequence[KitFile],
    packed: Sequence[Parcel],
    told: Sequence[Diagnostic],
) -> KitFile:
    """Say in every language in which state the kit is, what a parcel holds, and what is still missing."""
    return _notice(README, [_readme(desk, desks, parcel, files, packed, list(missing(desk, told))) for desk in desks])


def _readme(
    desk: Desk,
    desks: Sequence[Desk],
    parcel: Parcel,
    files: Sequence[KitFile],
    packed: Sequence[Parcel],
    lacking: Sequence[str],
) -> str:
    code = desk.language
    return desk.studio.render(
        f"press/readme.{code}.txt",
        kit={
            **_state(desk),
            **_sender(desk),
            "title": desk.typeset(desk.text.title),
            "collection": desk.typeset(desk.collection.titles[code]),
            "number": desk.volume.number,
            "this": desk.typeset(_holding(desk, parcel)),
            "archives": [{"path": each.zip_name, "what": desk.typeset(_holding(desk, each))} for each in packed],
            "holds": list(_items(desk, desks, files)),
            "has_several_parcels": len(packed) > 1,
            "honest": honest(desk),
            "missing": lacking,
            "to_be_filled": LANGUAGES[code].words["to-be-filled"],
        },
    )


def _state(desk: Desk) -> dict[str, object]:
    """Tell the state of the kit: in a word, until when, as one instant."""
    launch, code, is_held = desk.volume.launch, desk.language, is_embargoed(desk.state)
    line = embargo(launch if is_held else None, code)
    return {
        "state": desk.typeset(desk.words[f"state-{desk.state}"]),
        "news": f"{line.words} [{line.slot}]" if line.slot else line.words,
        "is_held": is_held,
        "instant": launch.instant.isoformat() if launch else "",
        "lifted": desk.typeset(desk.words["embargo-lifted"].format(moment(launch, code))) if launch else "",
        "hour_is_known": launch.hour_is_known if launch else True,
    }


def _sender(desk: Desk) -> dict[str, str]:
    """Tell whom to ask, and who publishes."""
    collection, code, contact = desk.collection, desk.language, reachable(desk)
    return {
        "contact": contact.words or f"[{contact.slot}]",
        "publisher": collection.publisher.names[code],
        "house": desk.typeset(collection.publisher.houses[code]),
        "url": collection.publisher.url,
        "support_sentence": desk.typeset(collection.support_sentence[code]),
    }


def _holding(desk: Desk, parcel: Parcel) -> str:
    """Say what a parcel holds, and how heavy it may be."""
    key = f"kit-{parcel.holds}" + ("-parts" if parcel.parts > 1 else "")
    limit = LANGUAGES[desk.language].number(parcel.limit_bytes // MEGABYTE)
    return desk.words[key].format(limit=limit, part=parcel.part, parts=parcel.parts)


def _items(desk: Desk, desks: Sequence[Desk], files: Sequence[KitFile]) -> Iterator[dict[str, str]]:
    """Tell what each paper and each folder is, in the language of the desk; folders with how much they hold."""
    for other in desks:
        spoken = language_name(other.language, desk.language)
        papers = {_item(other, file.path): file.path for file in files if file.folder == other.language}
        for item, path in sorted(papers.items(), key=lambda paper: list(desk.words).index(paper[0])):
            yield {"path": path, "what": desk.typeset(desk.words[item].format(language=spoken))}
    for folder in sorted({file.folder for file in files} - {"", *(other.language for other in desks)}):
        inside = [file for file in files if file.folder == folder]
        size = LANGUAGES[desk.language].number(max(0.1, sum(len(file.data) for file in inside) / MEGABYTE), 1)
        what = desk.words["item-size"].format(what=desk.words[f"item-{folder}"], size=size)
        yield {"path": f"{folder}/", "what": desk.typeset(what)}
    for path in (LICENCE, IMAGES, MANIFEST):
        yield {"path": path, "what": desk.typeset(desk.words[f"item-{path}"])}


def _item(desk: Desk, path: str) -> str:
    """Name the words for a paper after its file: `fr/<slug>-fact-sheet-fr-embargo.pdf`."""
    name, _, ending = path.partition("/")[2].partition(".")
    item = name.removeprefix(f"{desk.volume.slug}-").removesuffix(HELD_BACK).removesuffix(f"-{desk.language}")
    return f"item-{item}.{ending}"


def licence(desks: Sequence[Desk]) -> KitFile:
    """Say in every language who may do what with the texts, the pictures and the logos."""
    return _notice(LICENCE, [_licence(desk) for desk in desks])


def _licence(desk: Desk) -> str:
    collection, code = desk.collection, desk.language
    book = {"title": desk.text.title, "collection": collection.titles[code], "number": desk.volume.number}
    return desk.studio.render(
        f"press/licence.{code}.txt",
        licence={
            "rights": desk.typeset(collection.rights[code]),
            "address": CC_BY.format(code),
            "credit": desk.typeset(desk.words["credit-line"].format(**book)),
            "names": {"open": OPEN, "press": PRESS, "owner": OWNERS},
            "support_sentence": desk.typeset(collection.support_sentence[code]),
        },
    )


def logo_rules(desks: Sequence[Desk]) -> KitFile:
    """Say in every language whose the signs are and how they may be used."""
    return _notice(
        f"{LOGOS}/README.txt",
        [
            desk.studio.render(
                f"press/logos.{desk.language}.txt",
                signs=signs(desk.collection, desk.language),
                support_sentence=desk.typeset(desk.collection.support_sentence[desk.language]),
            )
            for desk in desks
        ],
    )


def boilerplates(desk: Desk) -> KitFile:
    """Write who is who, to copy: the volume, the collection, the publisher, the supporters."""
    collection, code = desk.collection, desk.language
    publisher = collection.publisher
    passages = [
        (desk.text.title, (desk.text.description, *desk.text.blurb)),
        (collection.titles[code], (collection.descriptions[code], collection.support_sentence[code])),
        (publisher.names[code], (publisher.boilerplate[code], publisher.url)),
        *((s.names[code], (s.boilerplate[code], s.url)) for s in collection.supporters if s.boilerplate.get(code)),
    ]
    text = desk.studio.render(
        "press/boilerplates.txt",
        **_state(desk),
        passages=[
            {"title": desk.typeset(title), "paragraphs": [desk.typeset(said) for said in paragraphs]}
            for title, paragraphs in passages
        ],
    )
    return _notice(desk.name("boilerplates", "txt"), [text])


def _notice(path: str, texts: Sequence[str]) -> KitFile:
    lines = BREAK.join(text.strip() for text in texts).split("\n")
    return KitFile(path, "".join(f"{_folded(line)}\n" for line in lines).encode())


def _folded(line: str) -> str:
    """Fold a long line, keeping its indent; addresses and names of files stay whole."""
    indent = " " * (len(line) - len(line.lstrip()) + 2 * line.startswith("- "))
    return fill(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
