from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bindery.typography import set_text, set_tree

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("l'aube d'un siècle", "l’aube d’un siècle"),
        ("Pourquoi ?", f"Pourquoi{NARROW}?"),
        ("Pourquoi?", f"Pourquoi{NARROW}?"),
        ("deux codes : le temps", f"deux codes{NO_BREAK}: le temps"),
        ("« mot »", f"«{NARROW}mot{NARROW}»"),
        ('le "mot" juste', f"le «{NARROW}mot{NARROW}» juste"),
        ("5 382 000 euros", f"5{NARROW}382{NARROW}000 euros"),
        ("76 %", f"76{NO_BREAK}%"),
        ("le 15 novembre 2022", f"le 15{NO_BREAK}novembre 2022"),
        ("art. 40 et p. 3", f"art.{NO_BREAK}40 et p.{NO_BREAK}3"),
        ("fin...", "fin…"),
        ("14:30", "14:30"),
        ("(oui !)", f"(oui{NARROW}!)"),
        ('d\'"innovation"', f"d’«{NARROW}innovation{NARROW}»"),
        ('"un "mot" dit"', f"«{NARROW}un “mot” dit{NARROW}»"),
        ("« un « mot » dit »", f"«{NARROW}un “mot” dit{NARROW}»"),
        ('« un "mot" dit »', f"«{NARROW}un “mot” dit{NARROW}»"),
        ('un "mot', 'un "mot'),
        ("Pourquoi\n?", f"Pourquoi{NARROW}?"),
        ("1er janvier", f"1er{NO_BREAK}janvier"),
        ("XXIe siècle", f"XXIe{NO_BREAK}siècle"),
        ("n° 5, nos 5 et 6", f"n°{NO_BREAK}5, nos{NO_BREAK}5 et 6"),
        ("nos communes", "nos communes"),
        ("M. Semeur, Mme X, Dr Y", f"M.{NO_BREAK}Semeur, Mme{NO_BREAK}X, Dr{NO_BREAK}Y"),
        ("D. E. Mills", f"D.{NO_BREAK}E.{NO_BREAK}Mills"),
        ("4% et 5€", f"4{NO_BREAK}% et 5{NO_BREAK}€"),
        ("10 M€, € 5", f"10{NO_BREAK}M€, €{NO_BREAK}5"),
        ("loi du 17 juin 2016", f"loi du 17{NO_BREAK}juin 2016"),
        ("page 12, tableau 3", f"page{NO_BREAK}12, tableau{NO_BREAK}3"),
        ("15 h 30", f"15{NO_BREAK}h{NO_BREAK}30"),
        ("2014-2020", "2014–2020"),
        ("p. 12-15", f"p.{NO_BREAK}12–15"),
        ("le 2016/1234, le 12-15-18, n° 2016-2018", f"le 2016/1234, le 12-15-18, n°{NO_BREAK}2016-2018"),
        ("un mot - ou deux -- ici", f"un mot{NO_BREAK}– ou deux{NO_BREAK}– ici"),
        ("https://a.be/b?c=d;e:f", "https://a.be/b?c=d;e:f"),
        ("l'ISBN 978-2-87-12", "l’ISBN 978-2-87-12"),
    ],
)
def test_french_is_set_as_a_compositor_would(typed, set_):
    assert set_text(typed, "fr") == set_


@given(st.text(alphabet="aé1 0'\"«»:;!?.–-%€n°p\u00a0\u202f\ue000", max_size=40))
def test_setting_twice_changes_nothing_more(text):
    once = set_text(text, "fr")

    assert set_text(once, "fr") == once


@given(st.text(max_size=60))
def test_letters_and_digits_never_change(text):
    def kept(value):
        return [c for c in value if c.isalnum()]

    assert kept(set_text(text, "fr")) == kept(text)


def test_the_space_is_set_across_an_inline_element():
    tree = etree.fromstring("<p>Le <em>pourquoi</em> ?</p>")
    set_tree(tree, "fr")

    assert tree[0].tail == f"{NARROW}?"


def test_code_and_addresses_are_left_alone():
    tree = etree.fromstring("<p>Tapez <code>a ? b : c</code></p>")
    set_tree(tree, "fr")

    assert tree[0].text == "a ? b : c"
