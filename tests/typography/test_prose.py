"""What stands beside the prose: words in another language, and what attributes say, each at its line."""

from __future__ import annotations

from bindery.typography.prose import Prose, foreign_in, prose_of, values_in
from bindery.typography.signs import STAND_IN

TEXT = """Une [smart city]{lang=en}, un [bilan]{index="bilan!social"}.

::: {.figure #fig-one src="one.svg"
     alt="Deux [carrés]{lang=fr}"
     source="d'après [@semeur2020]"}
Deux *carrés*. <!-- [no one]{lang=en} -->
:::

`[code]{lang=en title="code"}`
"""


def test_words_in_another_language_are_given_with_it():
    assert list(foreign_in(TEXT, 10)) == [("en", Prose("smart city", 10)), ("fr", Prose("carrés", 13))]


def test_a_stand_in_takes_their_place_in_the_prose():
    assert next(iter(prose_of(TEXT, 10, "fr"))) == Prose(f"Une {STAND_IN}, un bilan.", 10)


def test_what_attributes_say_is_given_with_its_line():
    assert list(values_in(TEXT, 10, {"alt", "index"})) == [Prose("bilan!social", 10), Prose("Deux carrés", 13)]


def test_the_citations_of_an_attribute_are_no_words_of_it():
    assert list(values_in(TEXT, 10, {"source"})) == [Prose(f"d'après {STAND_IN}", 14)]


def test_a_value_without_quotation_marks_is_one_word():
    assert list(values_in("[x]{index=bilan see-also=budget}", 1, {"index"})) == [Prose("bilan", 1)]
