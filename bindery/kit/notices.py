"""The notices of the kit, in plain text: what is inside, the rules of the logos, and who is who in words to copy.

In: the desks, one a language, and the files gathered so far. Out: text in UTF-8, lines ended by LF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from bindery.kit.archive import MANIFEST, KitFile
from bindery.kit.desk import Desk, honest, reachable
from bindery.kit.facts import embargo, language_name
from bindery.kit.pictures import COVER_EDGES_PX
from bindery.kit.signs import LOGOS, signs
from bindery.languages import LANGUAGES

WIDTH = 92
BREAK = f"\n\n\n{'=' * WIDTH}\n\n\n"
PAPERS = ("press-release.pdf", "press-release.html", "fact-sheet.pdf", "excerpt.pdf", "boilerplates.txt")
FOLDERS = ("covers", "mockups", LOGOS)


def readme(desks: Sequence[Desk], files: Sequence[KitFile]) -> KitFile:
    """Say in every language what the kit holds, who may use what, and what is still missing."""
    return _notice("README.txt", [_readme(desk, desks, files) for desk in desks])


def _readme(desk: Desk, desks: Sequence[Desk], files: Sequence[KitFile]) -> str:
    collection, code = desk.collection, desk.language
    told = embargo(desk.volume.launch, code)
    return desk.studio.render(
        f"press/readme.{code}.txt",
        kit={
            "title": desk.typeset(desk.text.title),
            "collection": desk.typeset(collection.titles[code]),
            "number": desk.volume.number,
            "embargo": told,
            "is_held": desk.volume.launch is not None,
            "holds": list(_items(desk, desks, files)),
            "rights": desk.typeset(collection.rights[code]),
            "edges_px": [LANGUAGES[code].number(edge) for edge in COVER_EDGES_PX],
            "honest": honest(desk),
            "to_be_filled": LANGUAGES[code].words["to-be-filled"],
            "contact": reachable(desk),
            "publisher": collection.publisher.names[code],
            "house": desk.typeset(collection.publisher.houses[code]),
            "url": collection.publisher.url,
            "support_sentence": desk.typeset(collection.support_sentence[code]),
        },
    )


def _items(desk: Desk, desks: Sequence[Desk], files: Sequence[KitFile]) -> Iterator[dict[str, str]]:
    """Tell what each paper and each folder is, in the language of the desk."""
    there = {file.path for file in files}
    folders = {path.partition("/")[0] for path in there}
    for other in desks:
        spoken = language_name(other.language, desk.language)
        for paper in PAPERS:
            path = other.name(*paper.split("."))
            if path in there:
                yield {"path": path, "what": desk.typeset(desk.words[f"item-{paper}"].format(language=spoken))}
    for folder in FOLDERS:
        if folder in folders:
            yield {"path": f"{folder}/", "what": desk.typeset(desk.words[f"item-{folder}"])}
    yield {"path": MANIFEST, "what": desk.typeset(desk.words[f"item-{MANIFEST}"])}


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
