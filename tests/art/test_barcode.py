"""Barcodes: read back from their picture, as a scanner does, with a table of widths that the engine does not use."""

from __future__ import annotations

import base64
import re
from itertools import groupby

import pypdfium2
import pytest
from weasyprint import HTML

from bindery.art.barcode import MODULE_MM, WIDTH_MM, check_digit, ean13_digits, ean13_modules, ean13_svg

WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
LEADS = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
CODES = ("9780306406157", "4006381333931", "0012345678905", "9791234567896")


def scanned(modules: str) -> str:
    """Decode 95 modules by the widths of their runs."""
    runs = [len(list(run)) for _, run in groupby(modules)]
    left, right = runs[3:27], runs[32:56]
    digits, sets = "", ""
    for start in range(0, 24, 4):
        widths = "".join(map(str, left[start : start + 4]))
        sets += "A" if widths in WIDTHS else "B"
        digits += str(WIDTHS.index(widths if widths in WIDTHS else widths[::-1]))
    digits += "".join(str(WIDTHS.index("".join(map(str, right[start : start + 4])))) for start in range(0, 24, 4))
    return f"{LEADS.index(sets)}{digits}"


def pictured(svg: str) -> str:
    """Print a barcode, look along its middle, and give the modules between its quiet zones."""
    uri = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    page = f'<style>@page{{size:60mm 40mm;margin:8mm}}</style><img src="{uri}" style="width:{WIDTH_MM}mm">'
    with pypdfium2.PdfDocument(HTML(string=page).write_pdf()) as document:
        picture = document[0].render(scale=1200 / 72, grayscale=True).to_numpy()
    row = picture[int(18 / 25.4 * 1200)].flatten() < 128
    dark = [index for index, is_dark in enumerate(row) if is_dark]
    pitch = (dark[-1] + 1 - dark[0]) / 95
    assert abs(pitch / 1200 * 25.4 - MODULE_MM) < 0.005
    return "".join("1" if row[int(dark[0] + (module + 0.5) * pitch)] else "0" for module in range(95))


@pytest.mark.parametrize("code", CODES)
def test_modules_scan_back_to_their_digits(code: str) -> None:
    assert scanned(ean13_modules(code)) == code


def test_the_printed_bars_scan_back_to_their_digits() -> None:
    assert scanned(pictured(ean13_svg(CODES[0], "#1a1a1a"))) == CODES[0]


def test_hyphens_and_spaces_do_not_matter() -> None:
    assert ean13_modules("978-0-306-40615-7") == ean13_modules("978 0306406157")


def test_the_digits_stand_in_three_groups() -> None:
    digits = ean13_digits("9780306406157")

    assert (digits.first, digits.left, digits.right) == ("9", "780306", "406157")


@pytest.mark.parametrize(
    "code", ["9780306406158", "978030640615", "97803064061577", "978030640615X", "", "٩٧٨٠٣٠٦٤٠٦١٥٧"]
)
def test_a_wrong_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"thirteen digits|check digit"):
        ean13_svg(code, "#1a1a1a")


def test_one_wrong_digit_changes_the_check_digit() -> None:
    right = "978030640615"

    assert all(check_digit(right[:i] + str((int(right[i]) + 1) % 10) + right[i + 1 :]) != "7" for i in range(12))


def test_the_bars_are_one_ink() -> None:
    assert set(re.findall(r'fill="([^"]+)"', ean13_svg(CODES[0], "#1a1a1a"))) == {"#1a1a1a"}
