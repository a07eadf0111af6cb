"""The spell-check: what is read, how it is told, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.load import load_collection
from bindery.spelling import spell_check
from tests.stock import change, stock_book

FOREWORD = "volume-1/fr/00-foreword.md"
SAID = "Il parle d'un jardin"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return stock_book(tmp_path)


def told(root: Path, **choice) -> list[tuple[str, int, str]]:
    """The file, line and word of each finding."""
    found = spell_check(load_collection(root).collection, **choice)
    return [(d.source.path.removeprefix("content/"), d.source.line, d.message.split("`")[-2]) for d in found]


def typed(root: Path, text: str) -> list[str]:
    """The words told of a French paragraph."""
    change(root / FOREWORD, SAID, f"{text}\n{SAID}")
    return [word for path, _, word in told(root) if path == FOREWORD]


def test_the_stock_book_is_without_fault(root):
    assert told(root) == []


@pytest.mark.parametrize(
    ("file", "find", "put", "line"),
    [
        ("volume-1/fr/00-foreword.md", SAID, f"un jradin\n{SAID}", 6),
        ("volume-1/fr/00-foreword.md", "title: Avant-propos", "title: Le jradin", 2),
        ("volume-1/fr/01-garden.md", "short: Jardin", "short: Jradin", 4),
        ("volume-1/fr/01-garden.md", "## Les récoltes", "## Les récoltes du jradin", 47),
        ("volume-1/fr/01-garden.md", 'title="Parcelle"', 'title="Jradin"', 27),
        ("volume-1/fr/01-garden.md", 'alt="Deux carrés', 'alt="Jradin, deux carrés', 23),
        ("volume-1/fr/01-garden.md", 'index="jardin!plan"', 'index="jradin!plan"', 21),
        ("volume-1/fr/01-garden.md", 'value="3 parcelles"', 'value="3 jradins"', 31),
        ("volume-1/fr/01-garden.md", "| râteau | égaliser |", "| râteau | jradin |", 64),
        ("volume-1/fr/01-garden.md", "Le plan du jardin.", "Le plan du jradin.", 24),
        ("volume-1/fr/01-garden.md", "Les fèves se sèment", "Les jradins se sèment", 15),
        ("volume-1/glossary.yaml", "definition: Un terrain", "definition: Un jradin", 4),
        ("volume-1/volume.yaml", "- une pompe", "- un jradin", 26),
        ("volume-1/volume.yaml", "{fr: fèves, en: beans}", "{fr: jradins, en: beans}", 39),
        ("collection.yaml", "Maison des essais", "Maison du jradin", 16),
        ("volume-1/data/harvest.csv", "[fr]", "jradin [fr]", 1),
    ],
)
def test_it_is_read_with_its_line(root, file, find, put, line):
    text = (root / file).read_text(encoding="utf-8")
    (root / file).write_text(text.replace(find, put, 1), encoding="utf-8")

    assert [(path, at, word.lower().rstrip("s")) for path, at, word in told(root)] == [(file, line, "jradin")]


def test_texts_for_the_press_are_read(root):
    press = root / "volume-1/press/fr"
    press.mkdir(parents=True)
    (press / "release.md").write_text("---\ntitle: Un livre\n---\n\nUn jradin.\n", encoding="utf-8")

    assert told(root) == [("volume-1/press/fr/release.md", 5, "jradin")]


def test_posts_for_networks_are_read_but_not_their_tags(root):
    press = root / "volume-1/press/fr"
    press.mkdir(parents=True)
    posts = (
        "posts:\n  x: |\n    Une pompe.\n\n    Un jradin, le {{ launch.date }}.\ntags: '#Jradin'\npromise: Un livre\n"
    )
    (press / "posts.yaml").write_text(posts, encoding="utf-8")

    assert told(root) == [("volume-1/press/fr/posts.yaml", 5, "jradin")]


def test_a_long_description_is_read(root):
    change(root / "volume-1/fr/01-garden.md", "Le plan du jardin.\n", "Le plan.\n\n::: description\nUn jradin.\n:::\n")

    assert [word for *_, word in told(root)] == ["jradin"]


@pytest.mark.parametrize(
    "text",
    [
        "`jradin` et ``un jradin``",
        "[un lien](https://example.org/jradin) et <https://example.org/jradin>",
        "voir [@semeur2020, p. 3] et @sec-plot",
        "des {{ facts.crop }}",
        "<!-- jradin -->",
        "jradin@example.org",
        "le PPP du XXIe siècle, 4G, 5 km²",
        "aujourd'hui, l’île, presqu'île, qu'il, œuvre, rendez-vous, peut-on",
        "les élu·e·s, les acteur·rice·s, chacun(e)",
    ],
)
def test_it_is_left_alone(root, text):
    assert typed(root, text) == []


def test_words_marked_with_a_language_are_of_its_dictionary(root):
    assert typed(root, "Un [shared garden]{lang=en}, un [shraed garden]{lang=en}.") == ["shraed"]


def test_words_of_a_language_without_a_dictionary_are_left_alone(root):
    assert typed(root, "De [slimme stad]{lang=nl}.") == []


def test_a_name_that_is_kept_as_typed_is_left_alone(root):
    change(root / "collection.yaml", "volumes:\n", "typography:\n  as_typed: [Jradin!]\nvolumes:\n")

    assert typed(root, "Chez Jradin!") == []


def test_a_word_is_told_once_a_file_with_its_count(root):
    change(root / FOREWORD, SAID, f"Jradin, jradin,\nd'un jradin. {SAID}")

    (found,) = spell_check(load_collection(root).collection)
    assert found.message == "the dictionary `fr` has no `Jradin` (3 times in this file)"


def test_a_word_that_typography_tells_is_not_told_twice(root):
    assert typed(root, "Un coeur, un État, l'Etat.") == []


def test_the_hint_says_how_to_mend_it(root):
    change(root / FOREWORD, SAID, f"Un partenarait. {SAID}")

    (found,) = spell_check(load_collection(root).collection)
    assert found.hint == "write `partenariat`; or list it in content/spelling.yaml, under `fr`, a name under `names`"


def test_the_hint_knows_words_of_the_other_language(root):
    change(root / FOREWORD, SAID, f"Un rainbow. {SAID}")

    (found,) = spell_check(load_collection(root).collection)
    assert "mark it `[rainbow]{lang=en}`" in found.hint


def test_a_listed_word_is_known_in_its_language_alone(root):
    (root / "spelling.yaml").write_text("fr: [jradin]\nen: [gradne]\nnames: [Ada, Semeur]\n", encoding="utf-8")

    assert typed(root, "Un jradin, un gradne.") == ["gradne"]


def test_a_listed_word_that_no_text_needs_is_told_of_the_whole_collection(root):
    (root / "spelling.yaml").write_text("fr:\n  - jardin\nnames: [Ada, Semeur, Nul]\n", encoding="utf-8")

    assert told(root) == [("spelling.yaml", 2, "jardin"), ("spelling.yaml", 3, "Nul")]


@pytest.mark.parametrize("choice", [{"volumes": (1,)}, {"languages": ("fr",)}])
def test_it_is_not_told_of_a_part(root, choice):
    (root / "spelling.yaml").write_text("names: [Ada, Semeur, Nul]\n", encoding="utf-8")

    assert told(root, **choice) == []


def test_only_what_is_chosen_is_read(root):
    change(root / FOREWORD, SAID, f"Un jradin. {SAID}")

    assert told(root, languages=("en",)) == told(root, volumes=(2,)) == []
    assert len(told(root, volumes=(1,), languages=("fr",))) == 1


@pytest.mark.parametrize(
    ("listed", "code", "line"),
    [
        ("names: [Ada, Semeur]\nfr:\n  - jradin\n  - jradin\n", "duplicate-id", 4),
        ("names: [Ada, Semeur]\nfr:\n  - un 4e jardin\n", "bad-value", 3),
        ("names: [Ada, Semeur]\nnl: [tuin]\n", "bad-value", 2),
        ("names: [Ada, Semeur]\nprenoms: [Ada]\n", "bad-value", 2),
        ("names: [Ada, Semeur]\nfr: [\n", "bad-yaml", 3),
    ],
)
def test_a_fault_in_the_list_is_told_at_its_line(root, listed, code, line):
    (root / "spelling.yaml").write_text(listed, encoding="utf-8")
    found = spell_check(load_collection(root).collection)

    assert (code, line) in [(d.code, d.source.line) for d in found]


def test_a_file_that_cannot_be_read_is_left_to_others(root):
    (root / "volume-1/glossary.yaml").write_text("a: [\n", encoding="utf-8")

    assert told(root) == []
