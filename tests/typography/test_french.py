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
