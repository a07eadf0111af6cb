"""The press kit of a volume: what a journalist needs on launch day, in every language of the volume.

In: the volume, its texts as made, its pictures, and its state (see `bindery.embargo`). Out: the files below
`volume-N/press-kit/`: one folder, and the same as zips, a full one and a light one; and what there is to tell: every
slot that nobody has filled, every fault of the texts for the press. Until the news may be told, folder, zips and papers
are named `-embargo`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bindery.diagnostics import Diagnostic, Source, in_order
from bindery.kit.archive import KitFile, zipped
from bindery.kit.desk import Desk, Kit, held
from bindery.kit.facts import kit_facts, kit_slots
from bindery.kit.figures import figure_files, unset_words
from bindery.kit.iptc import with_words
from bindery.kit.listing import images, manifest
from bindery.kit.made import Files, MadeText, Studio
from bindery.kit.missing import missing
from bindery.kit.notices import boilerplates, licence, logo_rules, readme
from bindery.kit.papers import PAPERS, Paper
from bindery.kit.parcels import WHOLE, Parcel, parcels, split_told
from bindery.kit.pictures import covers, mockup_files, shelf_covers
from bindery.kit.signs import sign_files
from bindery.kit.social import ForNetworks, social_files
from bindery.load import slots
from bindery.model import Collection, Volume
from bindery.shelf import Shelf

MakeFiles = Callable[[Kit], Iterable[KitFile]]
MakeVisuals = Callable[[Kit], ForNetworks]
PICTURES: tuple[MakeFiles, ...] = (
    lambda kit: covers(kit.collection, kit.volume, [desk.made for desk in kit.desks]),
    lambda kit: shelf_covers(kit.collection, kit.desks[0].shelf),
    figure_files,
    lambda kit: mockup_files(kit.collection, kit.volume, kit.mockups),
    lambda kit: sign_files(kit.collection),
)
VISUALS: tuple[MakeVisuals, ...] = (lambda kit: social_files(kit.desks, kit.social),)
NOTICES: tuple[MakeFiles, ...] = (
    lambda kit: (KitFile(desk.name("excerpt", "pdf"), desk.made.excerpt_pdf) for desk in kit.desks),
    lambda kit: (boilerplates(desk) for desk in kit.desks),
    lambda kit: (logo_rules(kit.desks),),
    lambda kit: (licence(kit.desks),),
)


def make_press_kit(
    collection: Collection,
    volume: Volume,
    texts: Sequence[MadeText],
    mockups: Files,
    studio: Studio,
    shelf: Shelf,
    social: Files,
    state: str,
) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Make the kit: its zips, the same files unzipped, and what there is to tell.

    `mockups` and `social` are pictures by their path; the files returned are named from the output folder.
    """
    kit = Kit(collection, volume, _desks(collection, volume, texts, studio, shelf, state), mockups, social)
    papers: list[Paper | ForNetworks] = [make(desk) for desk in kit.desks for make in PAPERS]
    papers += [make(kit) for make in VISUALS]
    files = [file for paper in papers for file in paper.files]
    files += [file for make in (*NOTICES, *PICTURES) for file in make(kit)]
    files = [with_words(kit, file) for file in files]
    said = (each for paper in papers for each in paper.diagnostics)
    told = (*slots(collection), *kit_slots(volume), *unset_words(kit), *said)
    name = held(f"{volume.slug}-press-kit", state)
    packed = parcels(name, files)
    dressed = {parcel.name: _dressed(kit, parcel, packed, told) for parcel in packed}
    whole = dressed.get(name) or _dressed(kit, Parcel(name, WHOLE, 0, tuple(files)), packed, told)
    place = f"volume-{volume.number}/press-kit"
    zips = ((f"{place}/{each}.zip", zipped(held_in_it, each, volume.modified)) for each, held_in_it in dressed.items())
    unpacked = ((f"{place}/{name}/{file.path}", file.data) for file in whole)
    return (*zips, *unpacked), in_order((*told, *split_told(packed, Source(f"{place}/{name}.zip"))))


def _desks(
    collection: Collection, volume: Volume, texts: Sequence[MadeText], studio: Studio, shelf: Shelf, state: str
) -> tuple[Desk, ...]:
    """Set a desk for each language, in the order of the collection."""
    made = {text.language: text for text in texts}
    ordered = [made[code] for code in collection.languages if code in made]
    return tuple(
        Desk(collection, volume, volume.texts[text.language], text, ordered, studio, shelf, state) for text in ordered
    )


def _dressed(kit: Kit, parcel: Parcel, packed: Sequence[Parcel], told: Sequence[Diagnostic]) -> tuple[KitFile, ...]:
    """Add to what a parcel holds what it says of itself: the pictures as a table, the README, the manifest."""
    lists = images(parcel.files, [desk.language for desk in kit.desks])
    files = [*parcel.files, lists]
    files.append(readme(kit.desks, parcel, files, packed, told))
    files.append(manifest(files, _head(kit, parcel, packed, told)))
    return tuple(sorted(files, key=lambda file: file.path))


def _head(kit: Kit, parcel: Parcel, packed: Sequence[Parcel], told: Sequence[Diagnostic]) -> dict[str, object]:
    """Say in the manifest what the kit is of, and until when it is held: one instant, ISO 8601 with its offset."""
    collection, volume, launch = kit.collection, kit.volume, kit.volume.launch
    return {
        "collection": dict(collection.titles),
        "volume": volume.number,
        "titles": {code: text.title for code, text in sorted(volume.texts.items())},
        "state": kit.desks[0].state,
        "embargo": launch.instant.isoformat() if launch else None,
        "embargo_hour_is_known": launch.hour_is_known if launch else None,
        "archive": parcel.zip_name,
        "archives": [dict(_archive(each)) for each in packed],
        "facts": kit_facts(collection, volume, kit.desks[0].texts),
        "missing": {desk.language: list(missing(desk, told)) for desk in kit.desks},
        "support": dict(collection.support_sentence),
    }


def _archive(parcel: Parcel) -> Iterator[tuple[str, object]]:
    yield "name", parcel.zip_name
    yield "holds", parcel.holds
    yield "part", parcel.part
    yield "parts", parcel.parts
    yield "limit_bytes", parcel.limit_bytes
