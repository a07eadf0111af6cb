"""Variables: `{{ facts.name }}` becomes the value of the data, in words of the book's language.

In: lines, and the values of `volume.yaml`. Out: the same lines, values written in. This is no template language: a name
between double braces, nothing else. Code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from bindery.diagnostics import nearest_hint
from bindery.languages import LANGUAGES, Language
from bindery.markup.desk import Desk
from bindery.markup.lines import Line

_VARIABLE = re.compile(r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|\{\{(?P<name>[^{}]*)\}\}")
_NAME = re.compile(r"[A-Za-z][\w-]*(\.[\w-]+)*")
GROUP_FROM = 10_000  # below, a plain number may be a year


class NoWords(ValueError):  # noqa: N818
    """Tell why a value cannot be written in a text."""


class Variables(Preprocessor):
    """Write the values of the data into the lines."""

    def __init__(self, md: Markdown, desk: Desk) -> None:
        super().__init__(md)
        self.desk = desk

    def run(self, lines: list[str]) -> list[str]:
        """Replace each variable; leave an unknown one as it stands, and tell."""
        return [self._fill(line) if isinstance(line, Line) and "{{" in line else line for line in lines]

    def _fill(self, line: Line) -> Line:
        return line.saying(_VARIABLE.sub(lambda found: self._value(found, line.number), line))

    def _value(self, found: re.Match[str], line: int) -> str:
        if found["code"]:
            return found[0]
        name = found["name"].strip()
        values = self.desk.context.variables
        if not _NAME.fullmatch(name):
            self.desk.report(
                "unknown-variable",
                line,
                f"`{found[0]}` is no variable",
                "write a name between the braces, such as `{{ launch.date }}`",
            )
            return found[0]
        said = write_named(
            values, name, self.desk.language, lambda what, hint: self.desk.report("unknown-variable", line, what, hint)
        )
        return found[0] if said is None else said


def write_named(
    values: Mapping[str, object], name: str, language: Language, tell: Callable[[str, str], None]
) -> str | None:
    """Write the fact that the data calls `name`; one without words is told, with a hint, and None comes back."""
    try:
        return write_value(_look_up(values, name), language)
    except KeyError:
        hint = nearest_hint(name, list(_names(values)), "variable")
        tell(f"nothing in the data is called `{name}`", hint)
    except NoWords as fault:
        tell(f"`{name}` {fault}", "look at it in `volume.yaml`")
    return None


def _look_up(values: Mapping[str, object], name: str) -> object:
    value: object = values
    for part in name.split("."):
        if not isinstance(value, Mapping):
            raise KeyError(name)
        value = value[part]
    return value


def _names(values: Mapping[str, object], before: str = "") -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping) and "value" not in value and not value.keys() <= LANGUAGES.keys():
            yield from _names(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def write_value(value: object, language: Language) -> str:
    """Write a fact in words: a date in full, an amount with its unit, a text in the language; else NoWords."""
    if isinstance(value, Mapping):
        if "value" in value:
            return _write_amount(value["value"], str(value.get("unit") or ""), language)
        if value and value.keys() <= LANGUAGES.keys():
            if language.code not in value:
                raise NoWords(f"is not given in {language.name}")
            return write_value(value[language.code], language)
        raise NoWords(f"is a group: name one of {', '.join(map(str, value))}")
    if isinstance(value, datetime):
        return language.long_date(value.date())
    if isinstance(value, date):
        return language.long_date(value)
    if isinstance(value, bool) or value is None:
        raise NoWords("has no value that can be read")
    if isinstance(value, int | float | Decimal):
        whole = Decimal(str(value)) == int(value)
        return str(int(value)) if whole and abs(int(value)) < GROUP_FROM else language.number(value)
    return " ".join(str(value).split())


def _write_amount(value: object, unit: str, language: Language) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return language.amount(value, unit) if unit else write_value(value, language)
    return write_value(value, language)


class VariablesExtension(Extension):
    """Read variables between double braces."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Fill the variables once code is out of the way, before anything else is read."""
        md.preprocessors.register(Variables(md, self.desk), "variables", 26)
