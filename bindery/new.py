"""Start something new: a chapter in every language, or a volume's folder, from a model that builds as it stands.

In: a collection and a volume's number. Out: files for the author to fill in; none that exists is touched.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bindery.languages import LANGUAGES
from bindery.model import Collection

Tell = Callable[[str], None]

CHAPTER = """---
title: {title}
promise: {promise}
---

::: in-this-chapter
:::

## {heading}

{text}

::: in-short
- {text}
:::
"""
CHAPTER_WORDS = {
    "fr": {
        "title": "Titre du chapitre",
        "promise": "Ce que la lectrice ou le lecteur saura faire en refermant ce chapitre.",
        "heading": "Premier intertitre",
        "text": "Votre texte.",
    },
    "en": {
        "title": "Title of the chapter",
        "promise": "What the reader will be able to do after this chapter.",
        "heading": "First heading",
        "text": "Your text.",
    },
}


def start_chapter(collection: Collection, number: int, tell: Tell) -> int:
    """Write the next chapter file of a volume in each language, and say what to add to `volume.yaml`."""
    folder = collection.root / f"volume-{number}"
    if not folder.is_dir():
        tell(f"volume {number} has no folder yet: run `new volume --volume {number}` first")
        return 2
    stems = [path.stem for code in collection.languages for path in (folder / code).glob("*.md")]
    stem = f"{max((int(s[:2]) for s in stems if s[:2].isdigit()), default=-1) + 1:02d}-chapter"
    for code in collection.languages:
        path = folder / code / f"{stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, CHAPTER.format(**CHAPTER_WORDS.get(code, CHAPTER_WORDS["en"])), tell)
    tell(f"add to {folder.name}/volume.yaml, under `chapters:`\n  - {{role: chapter, id: {stem}, file: {stem}}}")
    return 0


def start_volume(collection: Collection, number: int, tell: Tell) -> int:
    """Make the folders of a volume that `collection.yaml` names already."""
    if number not in {volume.number for volume in collection.volumes}:
        tell(f"`collection.yaml` has no volume {number}: describe it there first (number, year, titles)")
        return 2
    folder = collection.root / f"volume-{number}"
    for name in (*collection.languages, "figures", "data"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    tell(f"made {folder.name}/ for {', '.join(LANGUAGES[code].name for code in collection.languages)}")
    tell("copy another volume's volume.yaml into it, change its facts, then run `new chapter`")
    return 0


def _write_new(path: Path, text: str, tell: Tell) -> None:
    if path.exists():
        tell(f"{path.name} exists already; left as it is")
        return
    path.write_text(text, encoding="utf-8")
    tell(f"wrote {path.parent.name}/{path.name}")
