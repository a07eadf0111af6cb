"""What a screen reader meets in an edition without pages: boxes by name and role, signs and frames left unsaid."""

from __future__ import annotations

import pytest

from bindery.assemble.flow import prepare_for_flow
from bindery.assemble.tree import Element, parse_fragment, with_class


def prepared(fragment: str, language: str = "en") -> Element:
    body = parse_fragment(fragment)
    prepare_for_flow(body, language)
    return body


def test_a_box_is_called_by_its_label_and_its_title() -> None:
    labels = '<p class="box-label">Definition</p><p class="box-title">A <em>plot</em></p><p>Land.</p>'

    (box,) = with_class(prepared(f'<aside class="box definition" data-box="definition">{labels}</aside>'), "box")

    assert (box.get("role"), box.get("aria-label")) == ("note", "Definition: A plot")


def test_a_step_is_called_by_its_number() -> None:
    label = '<p class="box-label">Étape <span class="step-number">2</span></p>'

    (box,) = with_class(prepared(f'<aside class="box step" data-box="step">{label}</aside>', "fr"), "box")

    assert box.get("aria-label") == "Étape 2"


@pytest.mark.parametrize(("language", "name"), [("fr", "Note marginale"), ("en", "Marginal note")])
def test_a_marginal_note_has_a_name_though_it_shows_none(language: str, name: str) -> None:
    (note,) = with_class(prepared('<aside class="margin-note"><p>Words.</p></aside>', language), "margin-note")

    assert note.get("aria-label") == name


def test_a_quotation_has_a_role_that_takes_no_name() -> None:
    (box,) = with_class(prepared('<blockquote class="box quote" data-box="quote"><p>Yes.</p></blockquote>'), "box")

    assert (box.get("role"), box.get("aria-label")) == ("doc-pullquote", None)


def test_a_case_study_is_called_by_its_heading_alone() -> None:
    (box,) = with_class(prepared('<section class="box case-study"><h2 class="box-title">Here</h2></section>'), "box")

    assert (box.get("role"), box.get("aria-label")) == (None, None)
