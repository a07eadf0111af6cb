"""What is still missing: a line for each slot that was told, in each language, and none when all are filled."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bindery.embargo import RELEASED
from bindery.kit.missing import missing
from bindery.typography import set_text
from tests.kit.kits import inside, stock_kit
from tests.kit.made_by_hand import filled_collection, stock_collection, stock_desk

PROOF_NAME = "small-book-1-press-kit-embargo"


def listed(language: str) -> list[str]:
    manifest = json.loads(inside(stock_kit(), PROOF_NAME)["manifest.json"])
    return list(manifest["missing"][language])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_slot_that_is_told_has_its_line(language):
    told = {(d.source, d.message) for d in stock_kit()[1] if d.code == "placeholder"}

    assert len(listed(language)) == len(told)


def test_no_line_is_told_twice():
    assert max(Counter(listed("en")).values()) == 1


@pytest.mark.parametrize("line", ["ISBN of the edition in French (print)", "press contact: name, telephone, email"])
def test_a_slot_is_told_in_words(line):
    assert line in listed("en")


def test_the_readme_lists_what_the_manifest_lists():
    readme = " ".join(inside(stock_kit(), PROOF_NAME)["README.txt"].decode().split())

    assert all(" ".join(line.split()) in readme for code in ("fr", "en") for line in listed(code))


def test_a_language_names_the_other_in_its_own_words(tmp_path):
    desk = stock_desk(stock_collection(tmp_path), "fr")

    assert set_text("ISBN de l'édition en anglais (EPUB)", "fr") in list(missing(desk, ()))


def test_nothing_is_missing_once_every_slot_is_filled(tmp_path):
    desk = stock_desk(filled_collection(tmp_path))
    told = stock_kit(RELEASED, is_filled=True)[1]

    assert list(missing(desk, told)) == []
