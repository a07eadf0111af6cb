"""From the content folder to one frozen collection: YAML and Markdown in, `Collection` and diagnostics out."""

from __future__ import annotations

from bindery.load.collection import Loaded, load_collection
from bindery.load.schema import SCHEMAS, write_schemas
from bindery.load.slots import slots

__all__ = ["SCHEMAS", "Loaded", "load_collection", "slots", "write_schemas"]
