"""Questions and answers; and of the press texts of volume 6, that every figure stands in the book, in each language."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bindery.embargo import RELEASED
from bindery.kit.questions import questions
from tests.kit.desks import file_of, pages, paper_of
from tests.kit.made_by_hand import PROJECT

VOLUME_6 = PROJECT / "content" / "volume-6"
TEXTS = ("questions", "angles", "key-figures", "release")
NUMBER = re.compile(r"\d+(?:[   .,]\d+)*")


def written(language: str, name: str) -> str:
    body = (VOLUME_6 / "press" / language / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    return re.sub(r"\[@[^\]]+\]|\{\{.*?\}\}", "", body)


def values(text: str, language: str) -> list[str]:
    """List the numbers of a text in one notation: no separators between thousands, a point before decimals."""
    found: list[str] = NUMBER.findall(text)
    if language == "fr":
        return [re.sub(r"[   ]", "", number).replace(",", ".") for number in found]
    return [number.replace(",", "") for number in found]


@cache
def in_the_book(language: str) -> frozenset[str]:
    """List the numbers of the chapters."""
    chapters = "\n".join(path.read_text(encoding="utf-8") for path in sorted((VOLUME_6 / language).glob("*.md")))
    return frozenset(values(re.sub(r"\[@[^\]]+\]|#[\w-]+", "", chapters), language))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_figure_told_to_the_press_stands_in_the_book(language, name):
    told = values(written(language, name), language)

    assert told
    assert [value for value in told if value not in in_the_book(language)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_tell_the_same_figures_in_the_same_order(name):
    sections = [[sorted(values(part, code)) for part in re.split(r"^(?:## |- )", written(code, name), flags=re.M)]
                for code in ("fr", "en")]  # fmt: skip

    assert sections[0] == sections[1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_journalists_get_eight_to_twelve_answers_and_three_or_four_angles(language):
    assert 8 <= written(language, "questions").count("\n## ") <= 12
    assert 3 <= written(language, "angles").count("\n## ") <= 4


def test_questions_and_angles_are_printed():
    text = " ".join(pages(file_of(paper_of(questions, state=RELEASED, is_filled=True), ".pdf")))

    assert "à compléter : " not in text


def test_texts_nobody_wrote_are_slots_that_are_told():
    paper = paper_of(questions)
    text = " ".join(pages(file_of(paper, ".pdf")))

    assert "à compléter : questions et réponses" in text
    assert "à compléter : angles pour la presse locale" in text
    assert [d.code for d in paper.diagnostics] == ["placeholder"] * 2
