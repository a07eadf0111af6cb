"""Stamps: an operator is cut around its zeros, shows any number, and gives it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindery.pdf.stamps import NotTabularError, Stamp, cut, number_on, strike

DIGITS = tuple(b"%04x" % (0x13 + digit) for digit in range(10))
EVEN = (500.0,) * 10


def stamp(shown: bytes, zeros: int, align: float = 0.0) -> Stamp:
    return Stamp(0, 1, cut(shown, zeros, DIGITS, EVEN), zeros=zeros, align=align)


@given(number=st.integers(1, 99999), zeros=st.integers(1, 4), around=st.sampled_from([b"", b"<00f0>3", b"-12"]))
def test_any_number_that_is_struck_is_read_back(number: int, zeros: int, around: bytes) -> None:
    struck = stamp(b"[" + around + b"<0013>0" * zeros + b"<00aa>7] TJ", zeros)

    assert number_on(struck, strike(struck, number)) == str(number)


def test_what_stands_around_the_number_is_kept() -> None:
    assert strike(stamp(b"[<00f0>3<0013>0<0013>0<00aa>7] TJ", 2), 41) == b"[<00f0>3<0017>0<0014>0<00aa>7] TJ\n"


def test_glyphs_without_space_between_them_are_told_apart() -> None:
    assert strike(stamp(b"[<00f000130013>] TJ", 2), 10) == b"[<00f0><0014><0013>] TJ\n"


@pytest.mark.parametrize(("align", "lead"), [(0.0, b""), (0.5, b"500"), (1.0, b"1000")])
def test_a_longer_number_grows_to_the_side_it_is_aligned_to(align: float, lead: bytes) -> None:
    assert strike(stamp(b"[<0013>0] TJ", 1, align), 123).startswith(b"[" + lead + b"<0014>")


@pytest.mark.parametrize(
    "shown",
    [b"[<00f0>0] TJ", b"[<0013>0<00f0>0<0013>0] TJ", b"[<0013>0<0013>5] TJ"],
    ids=["no zeros", "zeros apart", "zeros unevenly spaced"],
)
def test_zeros_that_are_not_there_once_and_even_are_refused(shown: bytes) -> None:
    with pytest.raises(NotTabularError):
        cut(shown, 2, DIGITS, EVEN)


def test_digits_of_unequal_width_are_refused() -> None:
    with pytest.raises(NotTabularError):
        cut(b"[<0013>0] TJ", 1, DIGITS, (500.0, 380.0, *EVEN[2:]))


def test_a_glyph_that_is_no_digit_reads_as_a_question_mark() -> None:
    assert number_on(stamp(b"[<0013>0] TJ", 1), b"[<00ff>0] TJ") == "?"
