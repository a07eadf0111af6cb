"""What the authors write for the press: the dialect of the chapters, and slots for what nobody has written."""

from __future__ import annotations

import pytest

from bindery.kit.press_texts import (
    ANGLES,
    BIOGRAPHY,
    KEY_FIGURES,
    QUESTIONS,
    QUOTATION,
    RELEASE,
    PressText,
    biographies,
    press_text,
)
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


@pytest.mark.parametrize("name", [QUESTIONS, ANGLES, KEY_FIGURES, BIOGRAPHY])
def test_nothing_stands_in_for_a_text_that_only_people_can_write(tmp_path, name):
    text = read(stock_collection(tmp_path), name)

    assert (text.title, text.body) == ("", "")
    assert [(d.code, d.source.path.rpartition("/")[2]) for d in text.diagnostics] == [("placeholder", f"{name}.md")]


def test_key_figures_cite_works_of_the_volume(tmp_path):
    text = read(stock_collection(tmp_path, fr_key_figures=HEAD + "- **3** parcelles [@semeur2020]\n"), KEY_FIGURES)

    assert text.diagnostics == ()
    assert "Semeur, 2020" in text.body
    assert [entry.id for entry in text.cited] == ["ref-semeur2020"]


def test_a_key_figure_cannot_cite_a_work_that_is_not_there(tmp_path):
    text = read(stock_collection(tmp_path, fr_key_figures=HEAD + "- **3** parcelles [@semeur2021]\n"), KEY_FIGURES)

    assert [d.code for d in text.diagnostics] == ["unknown-citation"]


def test_a_release_cites_no_work(tmp_path):
    text = read(stock_collection(tmp_path, fr_release=HEAD + "Trois parcelles [@semeur2020].\n"))

    assert [d.code for d in text.diagnostics] == ["unknown-citation"]


def test_biographies_are_found_by_person_the_short_one_first(tmp_path):
    given = {f"fr_biography_semeur_{length}": HEAD + "Elle jardine.\n" for length in (50, 150)}
    collection = stock_collection(tmp_path, **given)

    assert biographies(collection, collection.volume(1), "fr") == ("biography-semeur-50", "biography-semeur-150")
    assert biographies(collection, collection.volume(1), "en") == ("biography",)
