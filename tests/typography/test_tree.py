"""A tree is set line by line, each part in its own language; ordinals are raised; code and names stay as typed."""

from __future__ import annotations

import pytest
from lxml import etree

from bindery.assemble.tree import parse_fragment, write_fragment
from bindery.render import open_templates
from bindery.typography import set_text, set_tree, split_at
from bindery.typography.ordinals import ordinal_parts

NARROW, NO_BREAK = "\u202f", "\u00a0"


def set_body(fragment: str, language: str = "fr", as_typed: tuple[str, ...] = ("Villo!",)) -> str:
    """A fragment, set; unbreakable spaces written as ~ and narrow ones as _."""
    tree = parse_fragment(fragment)
    set_tree(tree, language, as_typed)
    return write_fragment(tree).replace(NARROW, "_").replace(NO_BREAK, "~")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("<p>Le <em>pourquoi</em> ?</p>", "<p>Le <em>pourquoi</em>_?</p>"),
        ("<p>Le <code>x</code> ?</p>", "<p>Le <code>x</code>_?</p>"),
        ('<p>Le <a href="#x" class="noteref">1</a> : oui</p>', '<p>Le <a href="#x" class="noteref">1</a>~: oui</p>'),
        ("<p>« <em>mot</em> »</p>", "<p>«_<em>mot</em>_»</p>"),
        ('<p>Dit "<em>mot</em>" ici</p>', "<p>Dit «_<em>mot</em>_» ici</p>"),
        ("<p>p.\n<em>3</em></p>", "<p>p.~<em>3</em></p>"),
        ("<li>Un :<ul><li>deux ;</li></ul></li>", "<li>Un~:<ul><li>deux_;</li></ul></li>"),
        ("<p>15\nmai</p>", "<p>15~mai</p>"),
        ("<p>Un<br/>mot !</p>", "<p>Un<br/>mot_!</p>"),
        (
            '<p>(<a class="xref" href="#a"/> ; <a class="xref" href="#b"/>)</p>',  # its words come later
            '<p>(<a class="xref" href="#a"></a>_; <a class="xref" href="#b"></a>)</p>',
        ),
    ],
)
def test_signs_are_set_across_what_stands_in_a_line(typed, set_):
    assert set_body(typed) == set_


@pytest.mark.parametrize(
    ("language", "typed", "set_"),
    [
        ("fr", '<p>Le <i lang="en">why not?</i> : oui</p>', '<p>Le <i lang="en">why not?</i>~: oui</p>'),
        ("en", '<p>The <i lang="fr">pourquoi ?</i>: yes</p>', '<p>The <i lang="fr">pourquoi_?</i>: yes</p>'),
        ("en", '<p lang="fr-BE">Oui : non</p>', '<p lang="fr-BE">Oui~: non</p>'),
        ("fr", '<p>Le <i lang="nl">wat ?</i></p>', '<p>Le <i lang="nl">wat ?</i></p>'),
    ],
)
def test_each_part_is_set_in_its_own_language(language, typed, set_):
    assert set_body(typed, language) == set_


def test_what_is_read_aloud_is_set_too():
    assert set_body('<p><img alt="Pourquoi ?" src="a ? b"/></p>') == '<p><img alt="Pourquoi_?" src="a ? b"/></p>'


@pytest.mark.parametrize(
    "kept", ['<code id="a">a ? b : 1er</code>', '<a class="url" href="x">x ? 1er</a>', "<kbd>n : 2e</kbd>"]
)
def test_code_and_addresses_stay_as_they_are(kept):
    assert set_body(f"<p>Tapez {kept}</p>") == f"<p>Tapez {kept}</p>"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("le 1er mai", [("le 1", "er"), (" mai", "")]),
        ("la 1re et la 2e", [("la 1", "re"), (" et la 2", "e"), ("", "")]),
        ("au XXIe siècle", [("au XXI", "e"), (" siècle", "")]),
        ("François Ier", [("François I", "er"), ("", "")]),
        ("Le De Ce Me A4e1 3.2e x2e", [("Le De Ce Me A4e1 3.2e x2e", "")]),
        ("Vers Ver Vres Xers Xeres", [("Vers Ver Vres Xers Xeres", "")]),
        ("la Ve, la IIe, Ire", [("la V", "e"), (", la II", "e"), (", I", "re"), ("", "")]),
    ],
)
def test_the_letters_of_french_ordinals_are_found(typed, parts):
    assert list(ordinal_parts(typed, "fr")) == parts


def test_english_ordinals_stay_on_the_line():
    assert set_body("<p>the 1st and 2nd</p>", "en") == "<p>the 1st and 2nd</p>"


def test_ordinals_are_raised_once_and_read_as_before():
    tree = parse_fragment("<p>Le 1er, <em>la 2e</em>, la 3e fois.</p>")
    before = "".join(tree.itertext())
    set_tree(tree, "fr")
    once = etree.tostring(tree, encoding="unicode")
    set_tree(tree, "fr")

    assert once.count('<sup class="ordinal">') == 3
    assert etree.tostring(tree, encoding="unicode") == once
    assert "".join(tree.itertext()) == before


def test_no_ordinal_is_raised_in_a_drawing():
    assert set_body("<svg><text>le 1er mai</text></svg>") == "<svg><text>le 1er~mai</text></svg>"


def test_a_name_keeps_the_signs_it_is_typed_with():
    assert set_body("<p>Les vélos Villo! roulent : Villo! !</p>") == "<p>Les vélos Villo! roulent~: Villo!_!</p>"
    assert set_text("Villo!", "fr") == f"Villo{NARROW}!"


def test_a_text_is_cut_at_a_sign_but_not_within_a_name():
    assert split_at("!", "vélos!Villo!!partage", ("Villo!",)) == ["vélos", "Villo!", "partage"]


def test_a_template_raises_ordinals_in_plain_text(tmp_path):
    (tmp_path / "line.html").write_text("{{ words|ordinals('fr') }}", encoding="utf-8")

    assert open_templates(tmp_path)("line.html", words="Le 1er & <b>") == (
        'Le 1<sup class="ordinal">er</sup> &amp; &lt;b&gt;'
    )
