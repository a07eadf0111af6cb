"""Charts tell their data to the eye, to the ear and in grey, in the colours of the tokens and no others."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bindery.charts import TYPES, BadChart, Chart, Series, draw
from bindery.charts.chart import MAX_ROWS
from bindery.charts.drawing import (
    GREY,
    INK,
    WHITE,
    Box,
    crossed,
    dotted,
    fills,
    level,
    rising,
    text_width,
    upright,
    wrap,
)
from bindery.charts.scale import scale_for
from bindery.languages import LANGUAGES
from bindery.tokens import contrast_ratio, load_tokens

TOKENS = load_tokens(Path(__file__).parents[2] / "styles" / "tokens.yaml")
PALETTE = TOKENS.palette(6)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def series(name: str, *values: float | None) -> Series:
    return Series(name, tuple(None if value is None else Decimal(str(value)) for value in values))


def chart(kind: str, *rows: Series, labels: tuple[str, ...] = ("2018", "2020", "2021"), **others) -> Chart:
    known = {"unit": "", "language": LANGUAGES["fr"], "id": "fig-c", "alt": "Une hausse"}
    return Chart(kind, labels, rows, **{**known, **others})


TWO = (series("Travaux", 3.67, 3, 4.31), series("Études", 1, 2.5, None))


def drawn(kind: str, *rows: Series, **others) -> Element:
    return fromstring(draw(chart(kind, *(rows or TWO), **others), PALETTE))


def texts(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


@pytest.mark.parametrize("kind", TYPES)
def test_a_chart_has_a_name_and_a_description(kind: str):
    svg = drawn(kind)

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "fig-c-title fig-c-desc"
    assert [(e.tag, e.get("id")) for e in svg[:2]] == [("title", "fig-c-title"), ("desc", "fig-c-desc")]
    assert svg[0].text == "Une hausse"


def test_the_description_tells_every_value():
    description = drawn("bar", unit="%")[1].text

    assert description == (
        "2018\u00a0: Travaux 3,67\u202f%, Études 1,0\u202f%; 2020\u00a0: Travaux 3,00\u202f%, Études 2,5\u202f%; "
        "2021\u00a0: Travaux 4,31\u202f%"
    )


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("number", sorted(TOKENS.palettes))
def test_a_chart_takes_no_colour_but_the_tokens(kind: str, number: int):
    many = [series(f"S{i}", 5 + i, 9 + i, 7 - i) for i in range(6)]
    svg = draw(chart(kind, *many), TOKENS.palette(number))
    known = {ink.rgb for ink in TOKENS.palette(number)} | {INK, GREY, WHITE}

    assert set(re.findall(r"#[0-9a-fA-F]{3,8}", svg)) <= known


def test_text_and_rules_are_the_commons():
    commons = TOKENS.commons

    assert (commons["ink"].rgb, commons["grey-3"].rgb, commons["white"].rgb) == (INK, GREY, WHITE)


@pytest.mark.parametrize("kind", TYPES)
def test_a_chart_asks_nothing_that_presses_dislike(kind: str):
    svg = draw(chart(kind, *TWO), PALETTE)

    assert not re.search(r"opacity|Gradient|pattern|filter|clip|mask|style=|href", svg)


@pytest.mark.parametrize("number", sorted(TOKENS.palettes))
def test_text_on_bars_reads(number: int):
    looks = fills(TOKENS.palette(number))

    assert all(contrast_ratio(look.plate, look.on_it) >= 4.5 for look in looks)


def test_no_two_series_look_alike_in_grey():
    looks = fills(PALETTE)

    assert len({look.hatching for look in looks}) == len(looks)


@pytest.mark.parametrize("kind", ["bar", "dot", "line"])
def test_every_series_is_named_once_beside_what_it_measures(kind: str):
    found = texts(drawn(kind))

    assert all(sum(1 for text in found if name in text) == 1 for name in ("Travaux", "Études"))


def test_a_stack_names_its_parts_and_gives_its_sums():
    found = texts(drawn("stacked"))

    assert {"Travaux", "Études", "4,67", "5,50", "4,31"} <= set(found)


def test_values_are_written_in_the_language_of_the_book():
    rows = series("Works", 5350000, 5382000, 214000)

    assert "€5,382,000" in texts(drawn("bar", rows, unit="EUR", language=LANGUAGES["en"]))
    assert "5\u202f382\u202f000\u00a0€" in texts(drawn("bar", rows, unit="EUR"))


def test_a_unit_in_words_is_told_once():
    assert texts(drawn("bar", unit="milliards d'euros")).count("milliards d’euros") == 1


def test_negative_numbers_have_a_true_minus():
    assert "−3" in texts(drawn("bar", series("a", -3, 5, 2)))


def test_a_missing_value_breaks_the_line():
    rows = series("a", 1, None, 3, 4)
    path = next(p.get("d", "") for p in drawn("line", rows, labels=("a", "b", "c", "d")).iter("path"))

    assert (path.count("M"), path.count("L")) == (2, 1)


@pytest.mark.parametrize("kind", TYPES)
def test_text_stays_inside_the_chart(kind: str):
    long = ("Fournitures et services, pouvoirs locaux", "Travaux", "Secteurs spéciaux et autres marchés")
    svg = drawn(kind, series("Un nom de série assez long", 5350000, 214000, 39), unit="EUR", labels=long)
    width = float((svg.get("viewBox") or "").split()[2])
    shift = {None: 0.0, "middle": 0.5, "end": 1.0}

    for text in svg.iter("text"):
        wide = text_width(text.text or "", float(text.get("font-size", 0)))
        left = float(text.get("x", 0)) - shift[text.get("text-anchor")] * wide
        assert left >= -1 and left + wide <= width + 6, text.text


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (chart("pie", *TWO), "no chart of type"),
        (chart("bar"), "nothing to draw"),
        (chart("bar", *[series(str(i), 1, 2, 3) for i in range(7)]), "too many to tell apart"),
        (chart("bar", series("a", *[1] * 31), labels=tuple(map(str, range(31)))), "too many for a page"),
        (chart("bar", series("a", None, None, None)), "no value"),
        (chart("stacked", series("a", 1, -1, 2)), "cannot be negative"),
        (chart("bar", series("a", 1, 2, 10**14)), "too large"),
    ],
)
def test_what_cannot_be_read_is_refused(given_: Chart, words: str):
    with pytest.raises(BadChart, match=words):
        draw(given_, PALETTE)


def test_the_same_data_gives_the_same_drawing():
    assert draw(chart("bar", *TWO), PALETTE) == draw(chart("bar", *TWO), PALETTE)


VALUES = st.one_of(st.none(), st.decimals(-1_000_000, 10_000_000, places=2))


@settings(deadline=None, max_examples=120)
@given(
    kind=st.sampled_from(sorted(TYPES)),
    labels=st.lists(st.text(max_size=40), min_size=1, max_size=MAX_ROWS),
    count=st.integers(1, 6),
    data=st.data(),
)
def test_any_numbers_are_drawn_or_refused(kind: str, labels: list[str], count: int, data: st.DataObject):
    rows = tuple(
        Series(f"S{i}", tuple(data.draw(st.lists(VALUES, min_size=len(labels), max_size=len(labels)))))
        for i in range(count)
    )
    try:
        svg = draw(
            chart(kind, *rows, labels=tuple(label.encode("utf-8", "ignore").decode() for label in labels)), PALETTE
        )
    except BadChart:
        return

    assert "nan" not in svg and fromstring(svg).tag == "svg"


@settings(deadline=None)
@given(st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1), st.booleans(), st.integers(1, 6))
def test_a_scale_holds_its_values_between_few_round_ticks(values: list[Decimal], from_zero: bool, count: int):
    scale = scale_for(values, from_zero=from_zero, start=0, end=100, ticks=count)

    assert all(-0.01 <= scale.at(value) <= 100.01 for value in values)
    assert 2 <= len(scale.ticks) <= count + 3
    assert str(scale.step.normalize().as_tuple().digits[0]) in "125"


@given(
    st.floats(0, 300), st.floats(0, 300), st.floats(0.5, 120), st.floats(0.5, 40),
    st.sampled_from([rising, crossed, level, upright, dotted]),
)  # fmt: skip
def test_hatching_stays_in_its_bar(x: float, y: float, width: float, height: float, hatch):
    box = Box(x, y, width, height)
    for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", hatch(box)):
        assert x - 0.02 <= float(start[0]) <= x + width + 0.02
        assert y - 0.02 <= float(start[1]) <= y + height + 0.02


def test_labels_break_into_lines_of_even_length():
    assert wrap("Supplies and services, local authorities", 100) == ["Supplies and services,", "local authorities"]


# --- steps

OLD, NEW = ("2020–2021", "2022–2023", "2024–2025"), (139000, 140000, 143000)


def levels(svg: Element) -> list[float]:
    return [float(NUMBER.findall(path.get("d", ""))[1]) for path in svg.iter("path")]


def test_each_series_of_steps_keeps_a_row_of_its_own():
    svg = drawn("steps", series("Travaux", 5350000, 5382000, 5538000), series("Fédéral", *NEW), unit="EUR", labels=OLD)

    assert max(levels(svg)[:3]) < min(levels(svg)[3:])


def test_steps_rise_in_proportion_whatever_the_amount():
    svg = drawn("steps", series("Grand", 1000, 1100, 1050), series("Petit", 10, 11, 10.5), labels=OLD)
    heights = levels(svg)

    assert [heights[0] - y for y in heights[:3]] == pytest.approx([heights[3] - y for y in heights[3:]])
    assert heights[1] < heights[2] < heights[0]


def test_the_highest_step_of_a_row_is_in_bold():
    svg = drawn("steps", series("Fédéral", *NEW), labels=OLD)

    assert [words.text for words in svg.iter("text") if words.get("font-weight")] == ["143\u202f000"]


def test_a_period_without_value_has_no_step():
    assert len(levels(drawn("steps", series("Fédéral", 139000, None, 143000), labels=OLD))) == 2


@pytest.mark.parametrize(
    ("rows", "labels", "words"),
    [
        ((series("a", 1, 0, 2),), OLD, "above zero"),
        ((series("a", 1, 2, 3), series("b", None, None, None)), OLD, "has no value"),
        ((series("a", *[5350000] * 9),), tuple(map(str, range(2012, 2021))), "too many for the width"),
    ],
)
def test_steps_that_cannot_be_read_are_refused(rows: tuple[Series, ...], labels: tuple[str, ...], words: str):
    with pytest.raises(BadChart, match=words):
        drawn("steps", *rows, labels=labels)
