"""Facts: the values of a volume that its text and its templates use by name.

In: the `facts` of volume.yaml. Out: numbers, text, days, amounts `{value, unit}` and text by language, checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bindery.diagnostics import Source
from bindery.load.documents import Document
from bindery.load.files import Reading
from bindery.load.validation import tell_lacking

HINT = "write a number, a text, a day, `{value: 12, unit: EUR}` or a text in each language"


def checked_facts(
    reading: Reading, document: Document, facts: Mapping[str, object], languages: Sequence[str]
) -> dict[str, object]:
    """Give the facts, those that cannot be written in a text told and replaced by a dash."""
    return {name: fact if _is_sound(reading, document, name, fact, languages) else "–" for name, fact in facts.items()}


def _is_sound(reading: Reading, document: Document, name: str, fact: object, languages: Sequence[str]) -> bool:
    source = document.at(("facts", name))
    if isinstance(fact, str | int | float | date):
        return True
    if not isinstance(fact, dict) or not fact:
        reading.tell("bad-value", source, f"the fact `{name}` cannot be written in a text", HINT)
        return False
    if "value" in fact or "unit" in fact:
        return _is_amount(reading, source, name, fact)
    tell_lacking(reading, document, ("facts", name), fact, languages)
    if not all(isinstance(text, str) and text for text in fact.values()):
        reading.tell("bad-value", source, f"the fact `{name}` is not text in every language", "put it in quotes")
        return False
    return True


def _is_amount(reading: Reading, source: Source, name: str, fact: Mapping[str, object]) -> bool:
    value, unit = fact.get("value"), fact.get("unit")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and isinstance(unit, str) and unit and len(fact) == 2:
        return True
    reading.tell(
        "bad-value", source, f"the fact `{name}` is not a number and its unit", "write `{value: 12, unit: EUR}`"
    )
    return False
