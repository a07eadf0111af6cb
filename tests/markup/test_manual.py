"""The author's manual is true: its examples are flawless, its mistakes are told as it says, its tables are complete."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bindery.diagnostics import Source, in_order
from bindery.load.chapters import part_front_matter
from bindery.load.shapes import HyphenationShape, PostsShape, SpellingShape, TypographyShape, VolumeShape
from bindery.markup import KINDS, parse
from bindery.model import Asset, Chapter
from bindery.spelling.findings import Bench, misspelt
from bindery.spelling.written import pieces_of
from bindery.typography.lint import lint
from tests.markup.read import SVG, context

MANUAL = (Path(__file__).parents[2] / "docs" / "authors-manual.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(`{3,})(\w+)( wrong)?\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
BLOCKS = [(found[2] + (found[3] or ""), found[4]) for found in BLOCK.finditer(MANUAL)]
RIGHT = [text for kind, text in BLOCKS if kind == "markdown"]
WRONG = [(text, BLOCKS[at + 1]) for at, (kind, text) in enumerate(BLOCKS) if kind == "markdown wrong"]
SHEET = next(text for kind, text in BLOCKS if kind == "csv")


def read(text: str):
    """Read an example as a chapter, with what the manual names at hand."""
    known = context(
        figures={name: Asset(name, Path(name), SVG) for name in ("scale.svg", "map.png")},
        data={"thresholds.csv": Asset("thresholds.csv", Path("thresholds.csv"), SHEET)},
        citation_keys=frozenset({"eca2018", "greenpaper2004", "law2016"}),
        variables={
            "launch": {"date": "15 November 2022"},
            "facts": {"threshold_works_2022": {"value": 5382000, "unit": "EUR"}},
        },
    )
    source = Source("chapter.md", 1)
    marked = parse(Chapter("notions", "chapter", "Notions", "Notions", "", text, source), known)
    told = (*lint(source, text, known.language), *spelt(text, source, known.language))
    return replace(marked, diagnostics=in_order((*marked.diagnostics, *told)))


def spelt(text: str, source: Source, language: str):
    """Tell the unknown words of an example."""
    return misspelt(pieces_of(text, source, language), Bench({}), Source("content/spelling.yaml"))


@pytest.mark.parametrize("text", RIGHT, ids=lambda text: text[:40])
def test_every_example_is_flawless(text: str):
    assert [str(each) for each in read(text).diagnostics] == []


@pytest.mark.parametrize(("text", "told"), WRONG, ids=lambda value: value[0][:40] if isinstance(value, str) else "")
def test_every_mistake_is_told_as_the_manual_says(text: str, told: tuple[str, str]):
    assert ("text", "\n".join(str(each) for each in read(text).diagnostics)) == told


def test_the_manual_has_examples_of_both_sorts():
    assert len(RIGHT) > 25 and len(WRONG) > 12


def test_every_box_has_its_row_in_the_table():
    table = MANUAL.partition("| Kind |")[2].partition("All may have")[0]

    assert {kind for kind in KINDS if f"`{kind}`" not in table} == {"figure", "chart", "table"}


def test_every_kind_is_shown():
    shown = "\n".join(RIGHT)

    assert [kind for kind in KINDS if not re.search(rf"::: (?:{{\.)?{kind}\b", shown)] == []


def test_every_code_of_the_dialect_is_explained():
    sources = Path(__file__).parents[2] / "bindery" / "markup"
    said = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.py")))
    codes = set(re.findall(r'report\(\s*"([a-z]+-?[a-z]+)"', said))
    table = MANUAL.partition("| Code |")[2]

    assert {code for code in codes if f"`{code}`" not in table} == set()


def test_the_front_matter_shown_is_read():
    shown = next(text for kind, text in BLOCKS if kind == "yaml")

    head, body, line = part_front_matter(f"{shown}\nText.\n")
    assert head is not None and "promise:" in head
    assert (body.strip(), line) == ("Text.", 6)


def test_the_names_and_the_breaks_shown_are_such_as_the_content_takes():
    typography, hyphenation = (text for kind, text in BLOCKS if kind == "yaml" and text[:3] in {"typ", "fr:"})

    assert TypographyShape(**YAML(typ="safe").load(typography)["typography"]).as_typed == ["Villo!"]
    assert HyphenationShape.model_validate(YAML(typ="safe").load(hyphenation)).root["fr"]


def test_the_words_shown_are_such_as_the_list_takes():
    shown = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("names:"))

    assert set(SpellingShape.model_validate(YAML(typ="safe").load(shown)).root) == {"names", "en"}


def test_the_setting_shown_is_one_of_volume_yaml():
    shown = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("note_numbering"))
    (key, word), schema = YAML().load(shown).popitem(), VolumeShape.model_json_schema()["properties"]

    assert word in schema[key]["enum"] and f"`{schema[key]['default']}`" in MANUAL


def test_the_posts_shown_fill_every_key_of_their_file():
    shown = next(text for kind, text in BLOCKS if kind == "yaml" and text.startswith("promise"))

    PostsShape.model_validate(YAML(typ="safe").load(shown))
