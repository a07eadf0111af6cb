"""Rules: the line that asks for a colour or a gradient is found, however it is written."""

from __future__ import annotations

import pytest

from bindery.diagnostics import Source
from bindery.pdf.rules import gradient_in, rules_of

STYLES = """/* #ff0000 is not said here */
.red, #ff0000 { margin: 0 }
@media print {
  p { color: #1a1a1a;
      border: 1pt solid %s }
}
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<title>red</title>
<rect width="9" height="9" fill="#1a1a1a"/>
%s
</svg>"""


@pytest.mark.parametrize(
    "colour", ["#f00", "#FF0000", "red", "rgb(255, 0, 0)", "rgb(255 0 0 / 50%)", "hsl(0 100% 50%)"]
)
def test_a_rule_of_the_style_sheet_is_found(colour: str) -> None:
    assert rules_of("#ff0000", {"styles/print.css": STYLES % colour}) == Source("styles/print.css", 5)


def test_a_custom_property_is_a_rule() -> None:
    assert rules_of("#ff0000", {"a.css": ":root {\n --loud: #f00 }\np { color: var(--loud) }"}) == Source("a.css", 2)


def test_a_colour_inside_a_function_is_found() -> None:
    assert rules_of("#ff0000", {"a.css": "p { background: linear-gradient(\n#fff,\n red) }"}) == Source("a.css", 3)


@pytest.mark.parametrize(
    "shape",
    [
        '<rect fill="#f00"/>',
        '<rect stroke="red"/>',
        '<rect style="stroke-width: 2; fill: rgb(255,0,0)"/>',
        "<style>rect { fill: #ff0000 }</style>",
    ],
)
def test_a_drawing_is_found(shape: str) -> None:
    assert rules_of("#ff0000", {"volume-6/figures/bars.svg": DRAWING % shape}) == Source("volume-6/figures/bars.svg", 4)


def test_the_first_file_that_says_it_is_named() -> None:
    files = {"a.css": "p { color: blue }", "b.svg": DRAWING % '<rect fill="red"/>', "c.css": "p { color: red }"}

    assert rules_of("#ff0000", files) == Source("b.svg", 4)


@pytest.mark.parametrize("files", [{}, {"a.css": STYLES % "#00f"}, {"a.svg": DRAWING % ""}, {"a.svg": "<svg"}])
def test_a_colour_nobody_says_has_no_rule(files: dict[str, str]) -> None:
    assert rules_of("#ff0000", files) is None


@pytest.mark.parametrize("rule", ["background: repeating-linear-gradient(red, blue)", "box-shadow: 0 0 1mm red"])
def test_a_gradient_of_the_style_sheet_is_found(rule: str) -> None:
    assert gradient_in({"a.css": f"h1 {{ color: red }}\np {{ {rule} }}"}) == Source("a.css", 2)


def test_a_gradient_of_a_drawing_is_found() -> None:
    assert gradient_in({"a.svg": DRAWING % '<radialGradient id="g"/>'}) == Source("a.svg", 4)


def test_flat_styles_have_no_gradient() -> None:
    assert gradient_in({"a.css": "p { color: red; box-shadow: none }", "a.svg": DRAWING % '<rect fill="red"/>'}) is None
