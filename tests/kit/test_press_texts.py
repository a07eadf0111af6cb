"""What the authors write for the press: the dialect of the chapters, and slots for what nobody has written."""

from __future__ import annotations

import pytest

from bindery.kit.press_texts import QUOTATION, RELEASE, PressText, press_text
from bindery.model import Collection
from tests.kit.made_by_hand import STUDIO, stock_collection

HEAD = "---\ntitle: Une pompe pour deux\n---\n\n"


def read(collection: Collection, name: str = RELEASE, language: str = "fr") -> PressText:
    volume = collection.volume(1)
    project = collection.root.parent
    return press_text(name, collection, volume, volume.texts[language], STUDIO.tokens.palette(1), project)


def test_a_release_is_read_and_its_facts_written_in(tmp_path):
    text = read(stock_collection(tmp_path, fr_release=HEAD + "Il y a **{{ facts.plots }}** parcelles.\n"))

    assert (text.title, text.body.strip()) == ("Une pompe pour deux", "<p>Il y a <strong>3</strong> parcelles.</p>")
    assert text.diagnostics == ()


def test_a_release_is_set_for_its_language(tmp_path):
    text = read(stock_collection(tmp_path, fr_release=HEAD + "Qui l'a dit ?\n"))

    assert "Qui l’a dit\u202f?" in text.body


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Voir {{ facts.plot }}.", "unknown-variable"),
        ("Voir @fig-plan.", "xref-target"),
        ("La 2ème fois.", "typo-ordinal"),
        ("Lu dans [@unknown2020].", "unknown-citation"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path, body, code):
    text = read(stock_collection(tmp_path, fr_release=f"{HEAD}Bonjour.\n\n{body}\n"))

    assert [(d.code, str(d.source)) for d in text.diagnostics] == [
        (code, "content/volume-1/press/fr/release.md:7"),
    ]


@pytest.mark.parametrize("text", ["Sans tête.\n", "---\n---\nVide.\n", "---\ntitel: Faute\n---\nCorps.\n"])
def test_a_head_at_fault_is_told(tmp_path, text):
    found = read(stock_collection(tmp_path, fr_release=text)).diagnostics

    assert found
    assert {d.source.path for d in found} == {"content/volume-1/press/fr/release.md"}


def test_the_blurb_stands_in_for_a_release_nobody_has_written(tmp_path):
    text = read(stock_collection(tmp_path))

    assert "Un terrain, une pompe, deux voisins." in text.body
    assert [d.code for d in text.diagnostics] == ["placeholder"]


def test_nobody_is_quoted_who_has_not_spoken(tmp_path):
    text = read(stock_collection(tmp_path), QUOTATION)

    assert (text.title, text.body) == ("", "")
    assert [d.code for d in text.diagnostics] == ["placeholder"]
