"""EAN-13 barcodes (ISO/IEC 15420; ISBN as ISO 2108): thirteen digits in, bars in one ink out.

The module is 0.33 mm, the nominal size; quiet zones of 11 and 7 modules belong to the drawing. The digits below the
bars are set by the page in its own face.
"""

from __future__ import annotations

from dataclasses import dataclass

from bindery.art.svg import block_data, document, shape

MODULE_MM = 0.33
QUIET_LEFT, QUIET_RIGHT = 11, 7
SYMBOL_MODULES = 95
WIDTH_MM = (QUIET_LEFT + SYMBOL_MODULES + QUIET_RIGHT) * MODULE_MM
BAR_HEIGHT_MM = 22.85
GUARD_EXTRA_MM = 5 * MODULE_MM
HEIGHT_MM = BAR_HEIGHT_MM + GUARD_EXTRA_MM

_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_PARITY = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_GUARDS = frozenset({*range(3), *range(45, 50), *range(92, 95)})


@dataclass(frozen=True, slots=True)
class Digits:
    """The thirteen digits in the three groups that stand below the bars."""

    first: str
    left: str
    right: str


def ean13_digits(code: str) -> Digits:
    """Read thirteen digits, hyphens and spaces allowed; ValueError when there are not thirteen or the last is wrong."""
    digits = code.replace("-", "").replace("\u2011", "").replace(" ", "")
    if len(digits) != 13 or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{code!r} is not thirteen digits")
    if check_digit(digits[:12]) != digits[12]:
        raise ValueError(f"{code!r} ends in {digits[12]}; its check digit is {check_digit(digits[:12])}")
    return Digits(digits[0], digits[1:7], digits[7:])


def check_digit(twelve: str) -> str:
    """Compute the thirteenth digit from the first twelve."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(twelve))
    return str(-total % 10)


def ean13_modules(code: str) -> str:
    """Spell a code as 95 modules, 1 for a bar and 0 for a space."""
    digits = ean13_digits(code)
    left = [
        _ODD[int(digit)] if parity == "O" else _even(_ODD[int(digit)])
        for digit, parity in zip(digits.left, _PARITY[int(digits.first)], strict=True)
    ]
    right = [_inverted(_ODD[int(digit)]) for digit in digits.right]
    return "101" + "".join(left) + "01010" + "".join(right) + "101"


def ean13_svg(code: str, ink: str) -> str:
    """Draw the bars in `ink`, quiet zones included: 37.29 by 24.5 mm; ValueError on a wrong code."""
    modules = ean13_modules(code)
    data = []
    start = 0
    while start < SYMBOL_MODULES:
        end = start + 1
        while end < SYMBOL_MODULES and modules[end] == modules[start]:
            end += 1
        if modules[start] == "1":
            height = HEIGHT_MM if start in _GUARDS else BAR_HEIGHT_MM
            data.append(block_data((QUIET_LEFT + start) * MODULE_MM, 0, (end - start) * MODULE_MM, height))
        start = end
    return document([shape("".join(data), ink)], 0, 0, WIDTH_MM, HEIGHT_MM)


def _even(odd: str) -> str:
    return _inverted(odd)[::-1]


def _inverted(modules: str) -> str:
    return modules.translate(str.maketrans("01", "10"))
