"""Figures, drawings, tables and charts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.markup.svg import BadDrawing, read_drawing
from bindery.model import Asset
from tests.markup.read import FILE, SHEET, one, read, root_of, told, tree, words

FIGURE = '::: {.figure #fig-plan src="plan.svg" alt="A dot" source="[@eca2018]" credit="Ada"}\nThe *plan*.\n:::'
CHART = '::: {.chart #fig-c type=bar data="thresholds.csv" y="Works" alt="It rises" unit="EUR"}\nThresholds.\n:::'


def test_a_drawing_is_set_into_the_page_with_its_name():
    figure = one(tree(FIGURE), "./figure")
    svg = one(figure, "./svg")

    assert (figure.get("id"), figure.get("data-kind"), figure.get("data-width")) == ("fig-plan", "fig", "text")
    assert (svg.get("role"), svg.get("aria-labelledby"), svg[0].get("id")) == (
        "img",
        "fig-plan-title",
        "fig-plan-title",
    )
    assert (words(svg[0]), one(svg, "./circle").get("id")) == ("A dot", "fig-plan-dot")


def test_a_caption_has_number_words_source_and_credit():
    spans = one(tree(FIGURE, "fr"), "./figure/figcaption").findall("./span")

    assert [(s.get("class"), words(s)) for s in spans] == [
        ("number", ""),
        ("caption", "The plan."),
        ("source", "Source :"),
        ("credit", "Ada"),
    ]
    assert spans[0].get("data-for") == "fig-plan" and spans[2][0].get("class") == "citation"


def test_a_picture_is_named_with_its_size():
    image = one(tree('::: {.figure #fig-p src="photo.jpg" alt="x" width=page}\nC.\n:::'), "./figure/img")

    assert dict(image.attrib) == {"src": "figures/photo.jpg", "width": "1600", "height": "900", "alt": "x"}


@pytest.mark.parametrize(("language", "tag"), [("fr", "ellipse"), ("en", "circle")])
def test_the_file_of_the_language_wins(language: str, tag: str):
    root = tree('::: {.figure #fig-m src="map.svg" alt="x"}\nC.\n:::', language)

    assert root.find(f".//{tag}") is not None


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('#fig-p src="plam.svg" alt="x"', "image-missing"),
        ('#fig-p src="https://x.org/a.png" alt="x"', "remote-image"),
        ('#fig-p src="//x.org/a.png" alt="x"', "remote-image"),
        ('#fig-p src="../../secret.svg" alt="x"', "path-outside"),
        ('#fig-p src="/etc/plan.svg" alt="x"', "path-outside"),
        ('#fig-p src="plan.svg"', "image-alt"),
        ('#fig-p src="plan.svg" alt=" "', "image-alt"),
        ('src="plan.svg" alt="x"', "box-attribute"),
        ('#plan src="plan.svg" alt="x"', "bad-id"),
        ('#fig-p src="plan.svg" alt="x" width=wide', "box-attribute"),
    ],
)
def test_a_figure_that_cannot_be_shown_is_told(attributes: str, code: str):
    assert told(f"text\n\n::: {{.figure {attributes}}}\nCaption.\n:::") == [(code, 3)]


def test_a_figure_without_caption_is_told():
    assert told('::: {.figure #fig-p src="plan.svg" alt="x"}\n:::') == [("box-attribute", 1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("![x](https://x.org/a.png)", "remote-image"), ("![x](../a.png)", "path-outside"), ("![](plan.svg)", "image-alt")],
)
def test_pictures_in_a_line_obey_the_same_rules(text: str, code: str):
    marked = read(f"one\ntwo {text}")

    assert [(d.code, d.source.line) for d in marked.diagnostics] == [(code, 2)]
    assert "http" not in marked.body


def test_a_picture_in_a_line_is_shown():
    assert one(tree("See ![a photo](photo.jpg) here."), "./p/img").get("src") == "figures/photo.jpg"


# --- drawings

WILD = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://ink" onload="x()"
  width="20px" height="10px"><metadata>who</metadata><ink:view/><script>x()</script><title>old</title>
  <style>.a{fill:url(#g)} text{fill:red} .b{fill:url(http://x/y)}</style>
  <defs><linearGradient id="g"/></defs><image href="http://x/y.png"/><foreignObject><p>x</p></foreignObject>
  <a href="javascript:x"><rect class="a" fill="url(#g)" onclick="x()"/></a><use xlink:href="#g"/><text>T</text></svg>"""


def test_a_drawing_keeps_nothing_active():
    drawing = read_drawing(WILD, "fig-w")
    names = [name for e in drawing.svg.iter() for name in e.attrib]

    assert {e.tag for e in drawing.svg.iter()} == {"svg", "style", "defs", "linearGradient", "a", "rect", "use", "text"}
    assert not [name for name in names if name.startswith("on") or "{" in name]


def test_a_drawing_names_its_own_anchors():
    svg = read_drawing(WILD, "fig-w").svg
    gradient, rect, use = svg.find(".//linearGradient"), svg.find(".//rect"), svg.find(".//use")

    assert gradient is not None and rect is not None and use is not None
    assert (gradient.get("id"), rect.get("fill"), rect.get("class"), use.get("href")) == (
        "fig-w-g",
        "url(#fig-w-g)",
        "fig-w-a",
        "#fig-w-g",
    )


def test_a_drawing_scopes_its_styles():
    style = read_drawing(WILD, "fig-w").svg.find("style")

    assert style is not None and style.text == ".fig-w-a{fill:url(#fig-w-g)}.fig-w-b{fill:none}"


def test_a_drawing_without_a_view_box_gets_one():
    svg = read_drawing(WILD, "fig-w").svg

    assert (svg.get("viewBox"), svg.get("width")) == ("0 0 20 10", None)


def test_what_is_taken_out_of_a_drawing_is_told():
    assert set(read_drawing(WILD, "fig-w").removed) == {
        "`onload`",
        "`<script>`",
        "the rule for `text` in `<style>`",
        "the address `http://x/y`",
        "`<image>`",
        "`<foreignObject>`",
        "the address `javascript:x`",
        "`onclick`",
    }


@pytest.mark.parametrize("text", ["", "<svg", "<html/>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"])
def test_a_file_that_is_no_drawing_is_refused(text: str):
    with pytest.raises(BadDrawing):
        read_drawing(text, "x")


# --- tables


def test_a_table_of_data_is_written_in_the_language():
    root = tree('::: {.table #tbl-t data="thresholds.csv" source="Ministry"}\nThresholds.\n:::', "fr")
    division = one(root, "./div[@class='table']")

    assert (division.get("id"), division.get("data-kind")) == ("tbl-t", "tbl")
    assert [words(e) for e in division.iter("th", "td")] == [
        "Année", "Travaux", "Études", "2020", "5 350 000", "4,31", "2022", "5 382 000", "3,00",
    ]  # fmt: skip
    assert words(division[-1]) == "Source : Ministry"


def test_a_table_names_its_columns_and_rows():
    table = one(tree('::: {.table #tbl-t data="thresholds.csv"}\nThresholds.\n:::'), "//table")

    assert table.get("aria-labelledby") == "tbl-t-caption"
    assert [(e.tag, e.get("scope"), e.get("class")) for e in table.iter("th", "td")][:6] == [
        ("th", "col", None),
        ("th", "col", "num"),
        ("th", "col", "num"),
        ("th", "row", None),
        ("td", None, "num"),
        ("td", None, "num"),
    ]


def test_a_table_of_pipes_has_its_caption_above():
    root = tree("::: {.table #tbl-t row-headers=no}\nThe *forms*.\n\n| A | B |\n|---|--:|\n| a | 5 % |\n:::")
    caption = one(root, "./div/p[@class='caption']")

    assert [(s.get("class"), words(s)) for s in caption] == [("number", ""), ("caption", "The forms.")]
    assert [e.tag for e in one(root, "//tbody/tr")] == ["td", "td"]


def test_a_bare_table_is_wrapped_and_not_numbered():
    division = one(tree("| A | B |\n|---|---|\n| a | b |"), "./div")

    assert (division.get("class"), division.get("data-kind"), division.get("id")) == ("table", None, None)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "box-attribute"),
        ("Caption.", "box-attribute"),
        ("| A | B |\n|---|---|\n| a | b |", "box-attribute"),
        ("Caption.\n\n| A | B |\n|---|---|\n| a | b |\n\n- list", "unknown-form"),
    ],
)
def test_a_table_that_lacks_something_is_told(body: str, code: str):
    assert code in [c for c, _ in told(f"::: {{.table #tbl-t}}\n{body}\n:::")]


@pytest.mark.parametrize(
    ("sheet", "code", "line"),
    [
        ("a,b\n1,2,3\n", "bad-csv", 2),
        ("a,b\n1,2\n\n3\n", "bad-csv", 4),
        ("a;b\n1;2\n", "bad-csv", 1),
        ("a,b\n", "bad-csv", 1),
        ("", "bad-csv", 1),
        ('a,b\n1,"2\n', "bad-csv", 2),
        ("a,b\nDeux [fr],2\n", "unknown-form", 2),
        ("a,b\n" + "1,2\n" * 2500, "bad-csv", 1),
        ("a,b\n1," + "2" * 200_001, "bad-csv", 1),
    ],
)
def test_bad_data_is_told_at_its_own_file_and_line(sheet: str, code: str, line: int):
    data = {"x.csv": Asset("x.csv", Path("x.csv"), sheet)}
    found = read('::: {.table #tbl-t data="x.csv"}\nCaption.\n:::', data=data).diagnostics

    assert [(d.code, str(d.source)) for d in found] == [(code, f"content/volume-6/data/x.csv:{line}")]


def test_missing_data_is_told_with_the_nearest_file():
    found = read('::: {.table #tbl-t data="treshold.csv"}\nCaption.\n:::').diagnostics

    assert [(d.code, str(d.source), d.hint) for d in found] == [
        ("data-missing", f"{FILE}:1", "the nearest file is `thresholds.csv`")
    ]


# --- charts


def test_a_chart_is_drawn_with_its_data_behind_it():
    figure = one(tree(CHART), "./figure")

    assert (figure.get("class"), one(figure, "./svg").get("aria-labelledby")) == (
        "figure chart",
        "fig-c-title fig-c-desc",
    )
    assert words(one(figure, "./details/summary")) == "Chart data"
    assert len(figure.findall("./details/table/tbody/tr")) == 2


def test_a_chart_as_wide_as_the_page_keeps_the_size_of_its_letters():
    svg = one(tree(CHART.replace("type=bar", "type=bar width=page")), "./figure/svg")

    assert (svg.get("viewBox") or "").split()[2] == "402.52"
    assert {t.get("font-size") for t in svg.iter("text")} == {"7", "7.5"}


def test_a_chart_finds_its_columns_by_their_title_in_any_language():
    assert root_of(read(CHART.replace('"Works"', '"Travaux"'))).find(".//svg") is not None


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("type=bar", "type=bra", "the nearest type of chart is `bar`"),
        ('"Works"', '"Worsk"', "the nearest column is `Works`"),
        ('"Works"', '"Works" x="Yaer"', "the nearest column is `Year`"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_told(old: str, new: str, hint: str):
    assert [(d.code, d.hint) for d in read(CHART.replace(old, new)).diagnostics] == [("chart", hint)]


def test_a_chart_of_words_is_told():
    data = {"thresholds.csv": Asset("x", Path("x"), SHEET.replace("5382000", "many"))}

    assert [d.code for d in read(CHART, data=data).diagnostics] == ["chart"]


# --- long descriptions

OPENING = '::: {.figure #fig-plan src="plan.svg" alt="A dot"}'
LONG = f"{OPENING}\nThe plan.\n\n::: description\nA dot, and\n\n- a line.\n:::\n:::"


def test_a_long_description_stands_in_its_figure_and_the_picture_points_to_it():
    figure = one(tree(LONG), "./figure")
    details = one(figure, "./details")

    assert one(figure, "./svg").get("aria-details") == details.get("id") == "fig-plan-description"
    assert [child.tag for child in details] == ["summary", "p", "ul"]


def test_a_long_description_is_no_part_of_the_caption():
    assert words(one(tree(LONG), "./figure/figcaption")) == "The plan."


def test_a_chart_takes_a_long_description_after_its_data():
    figure = one(tree(CHART.replace("Thresholds.", "Thresholds.\n\n::: description\nBoth rise.\n:::")), "./figure")

    assert [words(each[0]) for each in figure.findall("./details")] == ["Chart data", "Description of the figure"]
    assert one(figure, "./svg").get("aria-details") == "fig-c-description"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("::: description\nOf nothing.\n:::", "unknown-form"),
        (LONG.replace("A dot, and\n\n- a line.\n", ""), "box-attribute"),
        (LONG.replace("::: description", "::: advice"), "unknown-form"),
        (LONG[:-3] + "::: description\nTwice.\n:::\n:::", "unknown-form"),
    ],
)
def test_a_description_out_of_its_place_is_told(text: str, code: str):
    assert [found for found, _ in told(text)] == [code]
