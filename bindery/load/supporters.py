"""The supporters' registry and the logos that stand in its slots.

In: `supporters/supporters.yaml` and, for each slug, a folder of SVG files. Out: the support sentence, the supporters
in the order of their row, and their logos. An official `<variant>.svg` wins over our `placeholder-<variant>.svg`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bindery.diagnostics import Source
from bindery.load.assets import is_sound_svg
from bindery.load.documents import Document
from bindery.load.files import Reading, first_repeated, read_text
from bindery.load.shapes import SupporterShape, SupportersShape
from bindery.load.validation import fill, read_document, tell_languages
from bindery.model import Logo, Supporter

FOLDER = "supporters"
VARIANTS = ("colour", "mono", "white")


def load_supporters(
    reading: Reading, languages: Sequence[str]
) -> tuple[Mapping[str, str], tuple[Supporter, ...]] | None:
    """Read the registry: the support sentence by language, and the supporters in order; None when it is at fault."""
    path = reading.root / FOLDER / "supporters.yaml"
    text = read_text(reading, path, reading.source(path))
    document = read_document(reading, text, path) if text is not None else None
    shape = fill(reading, document, SupportersShape) if document else None
    if document is None or shape is None:
        return None
    tell_languages(reading, document, shape, languages)
    for index, slug in first_repeated(one.slug for one in shape.supporters).items():
        source = document.at(("supporters", index, "slug"))
        reading.tell("duplicate-id", source, f"the supporter `{slug}` is listed twice", "delete one of the two")
    supporters = [_supporter(reading, one, index, document) for index, one in enumerate(shape.supporters)]
    return shape.sentence, tuple(sorted(supporters, key=lambda one: (one.order, one.slug)))


def _supporter(reading: Reading, shape: SupporterShape, index: int, document: Document) -> Supporter:
    source = document.at(("supporters", index))
    return Supporter(
        slug=shape.slug,
        names=shape.names,
        url=shape.url,
        order=shape.order,
        minimum_width_mm=shape.minimum_width_mm,
        clear_space=shape.clear_space,
        owner=shape.owner,
        ask=shape.ask,
        logos=load_logos(reading, shape.slug, shape.variants, document.at(("supporters", index, "variants"))),
        source=source,
        boilerplate=shape.boilerplate,
    )


def load_logos(reading: Reading, slug: str, variants: Iterable[str], asked: Source) -> dict[str, Logo]:
    """Find the drawing of each variant in the folder of a body; a lack is told at the place that asks for it."""
    folder = reading.root / FOLDER / slug
    logos = {}
    for variant in variants:
        official, placeholder = folder / f"{variant}.svg", folder / f"placeholder-{variant}.svg"
        is_placeholder = not (official.exists() or official.is_symlink())
        path = placeholder if is_placeholder else official
        text = read_text(reading, path, asked)
        if text is not None and is_sound_svg(reading, path, text):
            logos[variant] = Logo(variant, path, is_placeholder)
    return logos
