"""JSON Schemas of the content's YAML files, so that editors complete and check them.

In: the shapes. Out: one file each in `content/schema/` (https://json-schema.org/draft/2020-12), named in the first
line of the YAML files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from bindery.load.shapes import (
    CollectionShape,
    FrontMatterShape,
    GlossaryShape,
    HyphenationShape,
    PostsShape,
    ReferencesShape,
    SpellingShape,
    SupportersShape,
    VolumeShape,
)

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "collection.json": CollectionShape,
    "supporters.json": SupportersShape,
    "volume.json": VolumeShape,
    "glossary.json": GlossaryShape,
    "references.json": ReferencesShape,
    "hyphenation.json": HyphenationShape,
    "spelling.json": SpellingShape,
    "posts.json": PostsShape,
    "chapter.json": FrontMatterShape,
}


def schema_text(shape: type[BaseModel]) -> str:
    """Write the JSON Schema of a shape."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into a folder, and give the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shape in SCHEMAS.items():
        (folder / name).write_text(schema_text(shape), encoding="utf-8")
    return tuple(folder / name for name in SCHEMAS)
