"""What the author's manual says of two languages is true."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bitext.texts import faults

PROJECT = Path(__file__).parents[2]
MANUAL = (PROJECT / "docs" / "authors-manual.md").read_text(encoding="utf-8")
SECTION = MANUAL.partition("\n## Two languages in step\n")[2].partition("\n## ")[0]


def example(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)\n```$", SECTION, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_is_told_as_the_manual_says():
    assert "\n".join(map(str, faults(example("french"), example("english")))) == example("text")


def test_every_code_is_explained():
    sources = sorted((PROJECT / "bindery" / "bitext").glob("*.py"))
    codes = set(re.findall(r'"(step-[a-z]+)"', "\n".join(path.read_text(encoding="utf-8") for path in sources)))
    table = MANUAL.partition("| Code |")[2]

    assert len(codes) > 10 and {code for code in codes if f"`{code}`" not in table} == set()
