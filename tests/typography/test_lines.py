"""On the page: no line starts or ends with a sign that custom keeps from there, however wide the column."""

from __future__ import annotations

import pytest
from weasyprint import HTML

from bindery.pdf.weasy import pieces
from bindery.typography import set_text

FRENCH = (
    "Pourquoi ? Parce que « le mot » compte : il dit « oui », puis « non » ; mais 5 382 000 € ne sont pas 4 % de "
    "10 M€ ! Le 15 novembre 2022, M. Semeur et Mme Semeur (art. 40, p. 3, n° 5) lisent D. E. Mills – au XXIe siècle – "
    "de 2014-2020 à la figure 3... et l'« innovation » continue !"
)
ENGLISH = (
    "On 15 November 2022, Mr Sower read No. 4, p. 4 and figure 3 - all of €5 million, 10 km of it - with D. E. Mills; "
    "'why', he said, \"is it 40% of 3 million?\""
)
PAGE = "<style>@page{{margin:0;size:{}pt 2000pt}}p{{margin:0;font:10pt serif}}</style><p>{}</p>"
STARTS_NO_LINE = set(";:!?»%–”’,.)")
ENDS_NO_LINE = set("«“‘(")
WIDTHS = range(60, 300, 20)
WHOLE = {  # ~ an unbreakable space, _ a narrow one
    "fr": [
        "15~novembre",
        "M.~Semeur",
        "art.~40",
        "p.~3",
        "n°~5",
        "D.~E.~Mills",
        "figure~3",
        "XXIe~siècle",
        "5_382_000~€",
        "4~%",
        "10~M€",
    ],
    "en": ["15~November", "Mr~Sower", "No.~4", "p.~4", "figure~3", "€5~million", "10~km", "D.~E.~Mills"],
}


def lines(text: str, width: int) -> list[str]:
    document = HTML(string=PAGE.format(width, text)).render()
    return [piece.text.strip(" ") for _, piece in pieces(document.pages) if piece.text]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("en", ENGLISH)])
def test_no_line_starts_or_ends_with_a_sign_kept_from_there(language, text, width):
    set_ = lines(set_text(text, language), width)

    assert len(set_) > 1
    assert [line for line in set_ if line[0] in STARTS_NO_LINE or line[-1] in ENDS_NO_LINE] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "text"), [("fr", FRENCH), ("en", ENGLISH)])
def test_what_belongs_together_stands_on_one_line(language, text, width):
    set_ = [line.replace("\u00a0", "~").replace("\u202f", "_") for line in lines(set_text(text, language), width)]

    assert [words for words in WHOLE[language] if not any(words in line for line in set_)] == []


def test_as_typed_such_lines_would_occur():
    broken = [line for width in WIDTHS for line in lines(FRENCH, width)]

    assert [line for line in broken if line[0] in STARTS_NO_LINE or line[-1] in ENDS_NO_LINE]
