"""JSON Schemas: those kept for editors are those of the shapes, and our files name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bindery.load import SCHEMAS, write_schemas
from bindery.load.schema import schema_text

CONTENT = Path(__file__).parents[2] / "content"
NAMED: tuple[str, ...] = ("collection.yaml", "supporters/supporters.yaml", "volume-6/volume.yaml")
NAMED += ("volume-6/glossary.yaml", "volume-6/references.yaml", "spelling.yaml")
NAMED += ("volume-6/press/fr/posts.yaml", "volume-6/press/en/posts.yaml")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_kept_is_that_of_the_shape(name: str) -> None:
    assert (CONTENT / "schema" / name).read_text(encoding="utf-8") == schema_text(SCHEMAS[name])


@pytest.mark.parametrize("name", NAMED)
def test_our_files_name_their_schema_for_editors(name: str) -> None:
    first = (CONTENT / name).read_text(encoding="utf-8").split("\n")[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")

    assert ((CONTENT / name).parent / schema).resolve() == CONTENT / "schema" / Path(name).with_suffix(".json").name


def test_every_schema_is_written(tmp_path: Path) -> None:
    assert [path.name for path in write_schemas(tmp_path / "schema")] == list(SCHEMAS)
