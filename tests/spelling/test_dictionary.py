"""The dictionaries: those we ship, the spellings they take, and that nobody else pays for them."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pytest

from bindery.cli import PROJECT
from bindery.spelling.dictionary import FILES, FOLDER, dictionary_of

SHA256 = {
    "en_GB.aff": "d9de51fae3020ddea29285e0e2ec59efd123e799798044d75c26367c5874f96c",
    "en_GB.dic": "3debccf0d99c9a4112824eac0cd43a0693b3aea125850d8b539f771e6c060d89",
    "fr.aff": "0c756a9cae09bf4c4fd8ad1fc894a800cfc65940b7914ef9bf681fea66a4f19c",
    "fr.dic": "f98d56be522f05426ae254ecfac1d089b196ea19a35f231d8306715c19e47d9a",
}


@pytest.mark.parametrize("name", SHA256)
def test_a_dictionary_is_the_one_its_table_names(name):
    assert sha256((FOLDER / name).read_bytes()).hexdigest() == SHA256[name]


@pytest.mark.parametrize("word", ["connaître", "connaitre", "événement", "évènement", "coût", "cout", "septante"])
def test_french_takes_classical_and_reformed_spellings_and_the_words_of_belgium(word):
    assert dictionary_of("fr").has(word)


@pytest.mark.parametrize("word", ["l'art", "qu'il", "aujourd'hui", "presqu'île", "œuvre", "cœur", "rendez-vous", "Où"])
def test_french_knows_elisions_ligatures_and_compounds(word):
    assert dictionary_of("fr").has(word)


@pytest.mark.parametrize("word", ["oeuvre", "partenarait", "municipalty", "etat"])
def test_french_lacks_what_is_wrong(word):
    assert not dictionary_of("fr").has(word)


@pytest.mark.parametrize("word", ["organise", "organisation", "colour", "licence", "town's", "crowdsourcing"])
def test_english_is_british(word):
    assert dictionary_of("en").has(word)


@pytest.mark.parametrize("word", ["color", "neighbor", "partnersip"])
def test_english_lacks_what_is_wrong(word):
    assert not dictionary_of("en").has(word)


@pytest.mark.parametrize(("language", "wrong", "right"), [("fr", "partenarait", "partenariat"), ("en", "teh", "the")])
def test_the_nearest_words_start_with_the_right_one(language, wrong, right):
    assert dictionary_of(language).like(wrong)[0] == right


def test_a_language_without_a_dictionary_has_none():
    assert "nl" not in FILES and dictionary_of("nl") is None


def test_a_build_opens_no_dictionary():
    order = "import sys, bindery.pipeline, bindery.cli; sys.exit('hunspell' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", order], cwd=PROJECT, check=False).returncode == 0
