"""What shows a volume: the covers of the collection, the mockups, the visuals for networks, in every language.

In: the making of a build, a volume, its texts as made. Out: the pictures that press kit and site share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from bindery.cache import key_of
from bindery.diagnostics import ERROR, Diagnostic, Source, nearest_hint
from bindery.editions import MadeText
from bindery.exhibits import NOTHING, SOCIAL_MOCKUP, Made, gathered, make_social, photograph
from bindery.formats.cover import cover_copy, shelf_edition
from bindery.formats.mockup import Prints, scenes_for
from bindery.geometry import spine_width_mm
from bindery.inputs import engine_digest
from bindery.jobs import Job
from bindery.making import Making
from bindery.model import Volume
from bindery.pressroom import FRONT_PAGES, Which, draw_pages, make_shelf_cover, stand_on_shelf
from bindery.shelf import Shelf, in_language

SPREAD_FROM_PAGES = 3
SHARED = frozenset({"press-kit", "web"})  # what carries the visuals for networks
Pages = tuple[bytes, bytes]  # a verso and its recto (PNG)


@dataclass(frozen=True, slots=True)
class Showing:
    """What shows a volume: its covers among those of the others, and its pictures, of mockups and for networks."""

    shelf: Shelf = ()
    mockups: Made = NOTHING
    social: Made = NOTHING

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give what there is to tell of its pictures."""
        return (*self.mockups.diagnostics, *self.social.diagnostics)


def show(making: Making, volume: Volume, texts: list[MadeText]) -> Showing:
    """Draw all that shows a volume, in every language."""
    shelf, fallen = _shelf(making, volume, texts)
    if fallen:
        return Showing(shelf, Made((), fallen))
    mockups = _mockups(making, volume, texts, shelf)
    is_for_networks = not SHARED.isdisjoint(making.order.targets)
    return Showing(shelf, mockups, _social(making, volume, mockups) if is_for_networks else NOTHING)


def _shelf(making: Making, volume: Volume, texts: list[MadeText]) -> tuple[Shelf, tuple[Diagnostic, ...]]:
    """Stand the covers of the other volumes beside those of a volume; one of unknown extent is as thick as that."""
    assert volume.paper is not None
    jobs = []
    for text in texts:
        for other in (other for other in making.collection.volumes if other.number != volume.number):
            which = Which(making.edition, other.number, text.language)
            spine_mm = spine_width_mm(other.extent or text.extent, volume.paper)
            edition = shelf_edition(other, text.language, volume)
            copy = cover_copy(making.collection, edition, spine_mm)
            key = key_of(engine_digest(), "shelf", str(other.number), str(other.palette), repr(copy), making.house)
            jobs.append(Job("covers", make_shelf_cover, (which, copy), key))
        own = volume.number, text.language, text.front_png, text.wrap_png
        jobs.append(Job("covers", stand_on_shelf, own, key_of(engine_digest(), "own", volume.slug, *_digests(own[2:]))))
    name = f"volume {volume.number}: covers of the collection"
    made, faults = making.make(name, Source(f"{volume.slug}-covers"), *jobs)
    return tuple(made), faults


def _mockups(making: Making, volume: Volume, texts: list[MadeText], shelf: Shelf) -> Made:
    """Photograph a volume in every language and every scene."""
    source, name = Source(f"{volume.slug}-mockups"), f"volume {volume.number}: mockups"
    opened, faults = spreads(making, volume, texts)
    jobs = []
    for text in texts:
        stem = f"volume-{volume.number}/mockups/{volume.slug}-{text.language}"
        prints = _prints(making, volume, text, shelf, opened.get(text.language))
        seen = key_of(engine_digest(), "mockups", stem, _seen(prints))
        jobs += [Job("mockups", photograph, (stem, scene, prints), key_of(seen, scene)) for scene in scenes_for(prints)]
    made, fallen = making.make(name, source, *jobs)
    return gathered(made, (*faults, *fallen))


def _prints(making: Making, volume: Volume, text: MadeText, shelf: Shelf, pages: Pages | None) -> Prints:
    """Lay out what is photographed."""
    wraps = {number: cover.wrap_png for number, cover in in_language(shelf, text.language).items()}
    colour = making.studio.tokens.palette(volume.palette).dark.rgb
    return Prints(text.wrap_png, text.front_png, wraps, pages, colour, volume.number)


def _seen(prints: Prints) -> str:
    """Hash what is photographed."""
    pictures = (prints.wrap_png, prints.front_png, *prints.shelf.values(), *(prints.pages or ()))
    return key_of(prints.colour, *_digests(pictures))


def _digests(parts: Iterable[bytes]) -> Iterator[str]:
    return (sha256(part).hexdigest() for part in parts)


def spreads(
    making: Making, volume: Volume, texts: list[MadeText]
) -> tuple[Mapping[str, Pages], tuple[Diagnostic, ...]]:
    """Draw the two pages that the open book shows, in each language."""
    jobs, faults, languages = [], [], []
    for text in texts:
        assert text.page_map is not None
        anchor = volume.spread or next(iter(volume.excerpt[::-1]), "")
        if not anchor or text.extent < SPREAD_FROM_PAGES:
            continue
        if anchor not in text.page_map.anchors:
            message = f"no page of the {text.language} text has the id `{anchor}`, which `spread` names"
            hint = nearest_hint(anchor, text.page_map.anchors, "anchor")
            faults.append(Diagnostic(ERROR, "bad-value", volume.source, message, hint))
            continue
        pdf = text.file("-screen.pdf")
        place = FRONT_PAGES + _verso(text.page_map.anchors[anchor], text.extent)
        jobs.append(Job("pages", draw_pages, (pdf, place), key_of(engine_digest(), "pages", pdf, str(place))))
        languages.append(text.language)
    name = f"volume {volume.number}: pages of the open book"
    made, fallen = making.make(name, Source(f"{volume.slug}-mockups"), *jobs)
    return dict(zip(languages, made, strict=False)), (*faults, *fallen)


def _verso(page_index: int, extent: int) -> int:
    """Find the verso that opens with a page (from 0); the first page faces none, nor does a last one on its left."""
    last = extent - 3 + extent % 2
    return max(1, min(page_index - 1 + page_index % 2, last))


def _social(making: Making, volume: Volume, mockups: Made) -> Made:
    """Draw the pictures that networks show, in every language."""
    jobs = []
    for language in volume.languages:
        for hero in (data for path, data in mockups.files if path.endswith(f"-{language}-{SOCIAL_MOCKUP}")):
            arguments = making.edition, volume.number, language, hero
            key = making.key("social", volume.slug, language, *_digests([hero]))
            jobs.append(Job("visuals", make_social, arguments, key))
    source = Source(f"{volume.slug}-social")
    return gathered(*making.make(f"volume {volume.number}: visuals for networks", source, *jobs))
