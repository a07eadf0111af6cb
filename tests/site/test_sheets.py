"""The style sheets as they are sent."""

from __future__ import annotations

from bindery.site.sheets import spare


def test_a_sheet_is_sent_without_comments_and_white() -> None:
    assert spare("/* why */\na { color: red;\n  margin: 0 auto; }\n\nb , i { top: calc(1px + 2px) }\n") == (
        "a{color:red;margin:0 auto;}b,i{top:calc(1px + 2px)}\n"
    )


def test_what_is_quoted_in_a_sheet_stays_as_it_is() -> None:
    assert spare('dt::after { content: " : "; }') == 'dt::after{content:" : ";}\n'


def test_descendants_keep_the_white_between_them() -> None:
    assert spare(".launch :focus-visible { outline: 0 }") == ".launch :focus-visible{outline:0}\n"
