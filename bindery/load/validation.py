"""A document is held against its shape: every fault is told at its own line.

In: a `Document` and a shape of `shapes`. Out: the shape filled in, or None when it could not be, and diagnostics
unknown-key, missing-key, bad-value and missing-translation. Unknown keys do not hide the rest: they are told and left
out.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from bindery.diagnostics import nearest_hint
from bindery.load import shapes
from bindery.load.documents import Document, DocumentError, Place, parse_yaml
from bindery.load.files import Reading

Filled = TypeVar("Filled", bound=BaseModel)

# What Pydantic finds -> what the author is told: the sentence after "`key`", and how to mend it.
KINDS: Mapping[str, tuple[str, str]] = {
    "string_type": ("must be text", "put it in quotes"),
    "int_type": ("must be a whole number", "write it without quotes"),
    "int_from_float": ("must be a whole number", "write it without decimals"),
    "float_type": ("must be a number", "write it without quotes, with a point before decimals"),
    "bool_type": ("must be true or false", "write it without quotes"),
    "date_type": ("must be a day", "write it without quotes, like 2022-11-15"),
    "datetime_type": ("must be an instant", "write it without quotes, like 2022-11-15T09:00:00+01:00"),
    "timezone_aware": ("lacks its offset from universal time", "write it like 2022-11-15T09:00:00+01:00"),
    "dict_type": ("must be a mapping", "write `key: value` below it"),
    "model_type": ("must be a mapping", "write `key: value` below it"),
    "list_type": ("must be a list", "write `- item` below it"),
    "isbn": ("is not an ISBN of 13 digits with a right check digit", "copy it again, or leave it null"),
}
PATTERNS: Mapping[str, tuple[str, str]] = {
    shapes.SLUG: ("is not a plain name", "use lower case letters without accents, digits and hyphens"),
    shapes.WEB_ADDRESS: ("is not an address on the web", "start it with https://"),
    shapes.LANGUAGE: ("is not the code of a language", "write fr, en, nl …"),
    shapes.FACT_NAME: ("is not a plain name", "use lower case letters without accents, digits and `_`"),
    shapes.LEGAL_DEPOSIT: ("is not a legal-deposit number", "write D/year/publisher/sequence, or leave it null"),
    shapes.BREAKABLE: ("is not a word", "write letters alone, with a hyphen where it may be broken: `Heij-mans`"),
    shapes.LANGUAGE_OR_NAMES: ("is no language", "write fr, en … or `names`"),
    shapes.WORDS: (
        "is not a word",
        "write a word, or several with a space between, of letters, hyphens and apostrophes",
    ),
    shapes.PROSE: ("says nothing", "write it below the key, indented, after `|`"),
    shapes.TAGS: ("is not a line of tags", "write #Word #Word, letters, digits and `_` alone, between quotes"),
    shapes.ONE_LINE: ("must be one line of text", "delete blanks at its ends; fold long text with `>-`"),
}


def read_document(reading: Reading, text: str, path: Path, code: str = "bad-yaml", line: int = 1) -> Document | None:
    """Parse YAML text that starts at `line` of its file; None, and a diagnostic of the code given, when unsound."""
    file = reading.source(path)
    try:
        return parse_yaml(text, file, line)
    except DocumentError as error:
        reading.tell(code, file.at(error.line), str(error), error.hint)
        return None


def fill(
    reading: Reading, document: Document, shape: type[Filled], stand_ins: Mapping[str, object] | None = None
) -> Filled | None:
    """Hold a document against its shape, and tell what is wrong with it.

    What is at fault is left out, or replaced by the stand-in of its topmost key, so that all that hangs on the document
    is checked in the same run; the errors told keep stand-ins from ever being printed. None when that is not enough.
    """
    try:
        return shape.model_validate(document.value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    for found in errors:
        tell_fault(reading, document, shape, found)
    unknown = [found["loc"] for found in errors if found["type"] == "extra_forbidden"]
    faulty = [found["loc"] for found in errors if found["type"] != "extra_forbidden"]
    try:
        return shape.model_validate(_mended(_without(document.value, unknown), faulty, stand_ins or {}))
    except ValidationError:
        return None


def tell_fault(reading: Reading, document: Document, shape: type[BaseModel], found: ErrorDetails) -> None:
    """Turn one of Pydantic's findings into a diagnostic."""
    place = tuple(part for part in found["loc"] if part != "[key]")
    source, key = document.at(place), _said(place)
    if found["type"] == "missing":
        reading.tell("missing-key", document.at(place[:-1]), f"the key `{place[-1]}` is missing", _missing_hint(place))
    elif found["type"] == "extra_forbidden":
        hint = nearest_hint(str(place[-1]), known_keys(shape, place[:-1]), "key")
        reading.tell("unknown-key", source, f"the key `{place[-1]}` is not known here", hint)
    elif found["input"] is None:
        reading.tell("bad-value", source, f"{key} is empty", "give it a value")
    else:
        what, hint = _explained(found)
        reading.tell("bad-value", source, f"{key} {what}", hint)


def _missing_hint(place: Place) -> str:
    above = ".".join(str(part) for part in place[:-1])
    return f"add `{place[-1]}: …` below `{above}`" if above else f"add `{place[-1]}: …`"


def _said(place: Place) -> str:
    if not place:
        return "the file"
    return f"`{place[-1]}`" if isinstance(place[-1], str) else f"item {place[-1] + 1} of {_said(place[:-1])}"


def _explained(found: ErrorDetails) -> tuple[str, str]:
    context = found.get("ctx", {})
    if found["type"] == "string_pattern_mismatch":
        return PATTERNS[context["pattern"]]
    if found["type"] == "literal_error":
        words = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"cannot be `{found['input']}`", nearest_hint(str(found["input"]), words, "word")
    if found["type"] == "string_too_long":
        return f"has {len(found['input'])} characters; {context['max_length']} are the most", "shorten it"
    fallback = found["msg"].replace("Input should", "should").replace("List should", "should")
    return KINDS.get(found["type"], (fallback, ""))


def known_keys(shape: Any, place: Sequence[object]) -> Iterable[str]:
    """List the keys that the mapping at a place of a shape may hold."""
    kind = _bare(shape)
    for part in place:
        kind = _bare(_below(kind, part))
    return tuple(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else ()


def _below(kind: Any, part: object) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return field.annotation if field else kind.__annotations__.get("__pydantic_extra__")
    arguments = get_args(kind)
    return arguments[-1] if arguments else None


def _bare(kind: Any) -> Any:
    """Take off `Annotated`, `| None` and the root of a root model."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        return _bare(next(one for one in get_args(kind) if one is not type(None)))
    if isinstance(kind, type) and issubclass(kind, RootModel):
        return _bare(kind.model_fields["root"].annotation)
    return kind


def _without(value: object, places: Iterable[Place]) -> object:
    trimmed: Any = copy.deepcopy(value)
    for place in places:
        holder = trimmed
        for part in place[:-1]:
            holder = holder[part]
        del holder[place[-1]]
    return trimmed


def _mended(value: object, places: Iterable[Place], stand_ins: Mapping[str, object]) -> object:
    """Leave out what is at fault of the topmost lists and mappings; stand-ins take the place of what is needed."""
    faulty: dict[str | int, set[object]] = {}
    for place in places:
        faulty.setdefault(place[0] if place else "", set()).add(place[1] if len(place) > 1 else None)
    if isinstance(value, list):
        return [item for index, item in enumerate(value) if index not in faulty]
    mended = dict(value) if isinstance(value, dict) else {}
    for key, below in faulty.items():
        held = mended.pop(str(key), None)
        if str(key) in stand_ins:
            mended[str(key)] = stand_ins[str(key)]
        elif isinstance(held, list) and None not in below:
            mended[str(key)] = [item for index, item in enumerate(held) if index not in below]
        elif isinstance(held, dict) and None not in below:
            mended[str(key)] = {name: one for name, one in held.items() if name not in below}
    return mended


def tell_languages(reading: Reading, document: Document, filled: BaseModel, languages: Sequence[str]) -> None:
    """Tell which languages of the collection are missing from the mappings of a document, and which are too many."""
    for place, held in per_language(filled, ()):
        tell_lacking(reading, document, place, held, languages)


def tell_lacking(
    reading: Reading, document: Document, place: Place, held: Iterable[str], languages: Sequence[str]
) -> None:
    """Tell the languages that one mapping lacks, or has beyond those of the collection."""
    names, key = set(held), _said(place)
    for language in sorted(set(languages) - names):
        hint = f"add `{language}: …` to it"
        reading.tell("missing-translation", document.at(place), f"{key} is not given in `{language}`", hint)
    for language in sorted(names - set(languages)):
        hint = nearest_hint(language, languages, "language")
        reading.tell("unknown-key", document.at((*place, language)), f"the collection has no `{language}`", hint)


def per_language(value: object, place: Place) -> Iterator[tuple[Place, Iterable[str]]]:
    """Give the place and the languages of every mapping marked `PER_LANGUAGE` that the author wrote."""
    if isinstance(value, RootModel):
        yield from per_language(value.root, place)
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        for name in sorted(value.model_fields_set & fields.keys()):
            held = getattr(value, name)
            if shapes.PER_LANGUAGE in fields[name].metadata:
                yield (*place, name), held
            yield from per_language(held, (*place, name))
        if value.model_extra and isinstance(value, shapes.EntryShape):
            yield place, value.model_extra
    elif isinstance(value, list | dict):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from per_language(held, (*place, key))
