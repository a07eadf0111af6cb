"""Shapes: every fault of a YAML file is told at its line, in the author's words, with a way to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import ValidationError

from bindery.diagnostics import Diagnostic
from bindery.load import load_collection
from bindery.load.shapes import IsbnShape
from tests.stock import STOCK, change, stock_book

VOLUME = "volume-1/volume.yaml"
COLLECTION = "collection.yaml"


def told_after(tmp_path: Path, file: str, find: str, put: str) -> list[Diagnostic]:
    root = stock_book(tmp_path)
    change(root / file, find, put)
    return [d for d in load_collection(root).diagnostics if d.code != "placeholder"]


class Fault(NamedTuple):
    """A change to a file of the stock book, and what is told of it at the line of `mark`, else of `find`."""

    file: str
    find: str
    put: str
    told: str
    mark: str = ""


FAULTS = (
    Fault(COLLECTION, "number: 1\n", "number: one\n", "bad-value]: `number` must be a whole number"),
    Fault(COLLECTION, "slug: small-book-1", "slug: Small Book", "bad-value]: `slug` is not a plain name"),
    Fault(COLLECTION, "role: author", "role: auteur", "bad-value]: `role` cannot be `auteur`"),
    Fault(COLLECTION, "https://example.org/press", "example.org", "bad-value]: `url` is not an address on the web"),
    Fault(COLLECTION, "  en: Small book\n", "", "missing-translation]: `series_labels` is not given", "series_labels"),
    Fault(
        COLLECTION,
        "  en: Small book\n",
        "  en: Book\n  de: Buch\n",
        "unknown-key]: the collection has no `de`",
        "descr",
    ),
    Fault(COLLECTION, "slug: small-book-2", "slug: small-book-1", "duplicate-id]: the slug `small-book-1` is given"),
    Fault(COLLECTION, "number: 1\n", "number: 3\n", "missing-key]: there is a folder volume-1, but", "volumes:"),
    Fault(COLLECTION, "[fr, en]", "[fr, en, fr]", "duplicate-id]: the language `fr` is listed twice"),
    Fault(
        VOLUME, "modified: 2022-11-15T09:00:00+01:00", "modified: 2022-11-15T09:00:00", "bad-value]: `modified` lacks"
    ),
    Fault(VOLUME, "published: 2022-11-15", 'published: "2022-11-15"', "bad-value]: `published` must be a day"),
    Fault(VOLUME, "published: 2022-11-15", "published: 2022-11-31", "bad-yaml]: `2022-11-31` is not a valid date"),
    Fault(VOLUME, "plots: 3", "plots: [3]", "bad-value]: the fact `plots` cannot be written"),
    Fault(VOLUME, "{value: 120.5, unit", "{value: a lot, unit", "bad-value]: the fact `rent_2022` is not a number"),
    Fault(VOLUME, "{fr: fèves, en: beans}", "{fr: fèves}", "missing-translation]: `crop` is not given in `en`"),
    Fault(VOLUME, "role: foreword", "role: forword", "bad-value]: `role` cannot be `forword`"),
    Fault(VOLUME, "file: 02-pump", "file: 01-garden", "duplicate-id]: the file `01-garden` is given to two chapters"),
    Fault(VOLUME, "excerpt: [garden]", "excerpt: [gardens]", "bad-value]: no chapter has the id `gardens`"),
    Fault(VOLUME, "A test book about", "A test book " * 20, "bad-value]: `description` has"),
    Fault(VOLUME, "      - a garden\n", "      - \n", "bad-value]: item 1 of `points` is empty"),
    Fault("volume-1/glossary.yaml", "    term: common plot\n", "", "missing-key]: the key `term` is missing", "  en:"),
    Fault("supporters/supporters.yaml", "order: 1", "order: 0", "bad-value]: `order` should be greater"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.told)
def test_a_fault_is_told_at_its_line(tmp_path: Path, fault: Fault) -> None:
    stock = (STOCK / fault.file).read_text(encoding="utf-8")
    line = stock.count("\n", 0, stock.index(fault.mark or fault.find)) + 1
    found = [str(d) for d in told_after(tmp_path, fault.file, fault.find, fault.put)]

    assert any(text.startswith(f"content/{fault.file}:{line}: error[{fault.told}") for text in found), found


@pytest.mark.parametrize(
    ("find", "put", "hint"),
    [
        ("leaf_mm", "leaf_nm", "the nearest key is `leaf_mm`"),
        ("blurb:\n      - Un", "blurbs:\n      - Un", "the nearest key is `blurb`"),
        ("place: {", "places: {", "the nearest key is `place`"),
        ("excerpt: [garden]", "extract: [garden]", "the nearest key is `excerpt`"),
    ],
)
def test_a_misspelt_key_brings_the_nearest_one(tmp_path: Path, find: str, put: str, hint: str) -> None:
    found = told_after(tmp_path, VOLUME, find, put)

    assert hint in [d.hint for d in found if d.code == "unknown-key"]


def test_a_volume_at_fault_keeps_its_chapters(tmp_path: Path) -> None:
    root = stock_book(tmp_path, "bad-value", "missing-key")
    collection = load_collection(root).collection

    assert collection is not None
    assert [chapter.id for chapter in collection.volume(1).texts["en"].chapters] == ["foreword", "garden", "pump"]


def test_a_collection_at_fault_keeps_the_volumes_that_have_text(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    change(root / COLLECTION, "url: https://example.org/press\n", "")
    change(root / COLLECTION, "    year: 2022\n", "")
    collection = load_collection(root).collection

    assert collection is not None
    assert collection.volume(1).languages == ("en", "fr")


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "9783161484100", 9783161484100])
def test_an_isbn_is_kept_as_it_is_written(isbn: str | int) -> None:
    assert IsbnShape(print=isbn).print == str(isbn)  # type: ignore[arg-type]


@pytest.mark.parametrize("isbn", ["978-3-16-148410-1", "3-16-148410-0", "977-3-16-148410-0", "", "978-3-16-14841O-0"])
def test_an_isbn_that_cannot_be_is_refused(isbn: str) -> None:
    with pytest.raises(ValidationError):
        IsbnShape(print=isbn)


def test_two_editions_cannot_share_an_isbn(tmp_path: Path) -> None:
    root = stock_book(tmp_path)
    isbn = "{print: 978-3-16-148410-0, screen: 9783161484100, epub: null}"
    change(root / VOLUME, "  fr:\n    isbn: {print: null, screen: null, epub: null}", f"  fr:\n    isbn: {isbn}")

    assert [d.code for d in load_collection(root).diagnostics if d.code != "placeholder"] == ["duplicate-id"]
