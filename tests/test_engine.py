"""Two machines can tell whether they have the same engine, and what differs."""

from __future__ import annotations

from bindery import engine


def test_the_engine_is_named_by_its_own_files_and_its_libraries():
    assert {"Bindery", "Python", *engine.PACKAGES} == set(engine.parts())


def test_two_engines_alike_have_no_difference():
    assert engine.differences(engine.parts(), engine.parts()) == ()


def test_each_part_that_differs_is_told():
    ours = {"Bindery": "0123456789abcdef", "weasyprint": "70.0", "pypdf": "7.1.0"}

    assert engine.differences(ours, {"Bindery": "fedcba9876543210", "weasyprint": "70.0"}) == (
        "Bindery is fedcba987654, not 0123456789ab",
        "pypdf is missing, not 7.1.0",
    )


def test_a_part_that_the_other_has_beside_ours_does_not_matter():
    assert engine.differences({"pypdf": "7.1.0"}, {"pypdf": "7.1.0", "pango": "1.50"}) == ()
