"""One text, every edition: the recipe that leads from the author's chapters to the files of print, screen and e-reader.

In: a commission: a volume's text and the hashes of what is read for it. Out: files for each target, and what later
waves need of them: the extent, the page map, the pictures of the cover, an excerpt of real pages.

    copy -> sections, front of the cover -> inked sheets, cover -> screen edition, print edition, e-book

Each job is named by what its result depends on, and by nothing else: an edit makes only what it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from bindery.art.cover import CoverCopy
from bindery.assemble import Manuscript
from bindery.cache import key_of
from bindery.diagnostics import Diagnostic, Source, has_errors, in_order
from bindery.geometry import spine_width_mm
from bindery.inputs import CONTENT, Inputs, engine_digest
from bindery.jobs import Job, Recipe, Wave
from bindery.model import Volume
from bindery.pdf.fold import Sheet, Signature
from bindery.pdf.gather import Gathering, LayoutError, Setting, fell, gathering
from bindery.pdf.page_map import PageMap
from bindery.pressroom import (
    WRAP_PPI,
    Copy,
    Front,
    Named,
    Screen,
    Which,
    Wrap,
    draw_cover,
    front_ppi,
    ink_here,
    make_epub,
    make_front,
    make_print,
    make_screen,
    make_wrap,
    set_copy,
    set_here,
)
from bindery.remarks import RemarkedPage
from bindery.typography.hyphenation import Exceptions, concerning

TEXT_TARGETS = ("print", "screen", "epub")


@dataclass(frozen=True, slots=True)
class MadeText:
    """What was made of one text; empty but for its diagnostics when the text is at fault."""

    volume: int
    language: str
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[tuple[str, str, bytes], ...] = ()  # target, path below the output folder, bytes
    manuscript: Manuscript | None = None
    page_map: PageMap | None = None
    front_png: bytes = b""  # pictures of the cover, when it is shown
    wrap_png: bytes = b""
    excerpt_pdf: bytes = b""
    layout: tuple[RemarkedPage, ...] = ()  # its pages that could look better

    @property
    def extent(self) -> int:
        """Give the number of pages of the interior."""
        return self.page_map.extent if self.page_map else 0

    def file(self, ending: str) -> bytes:
        """Give one of the files by the ending of its name; KeyError when it was not made."""
        for _, path, data in self.files:
            if path.endswith(ending):
                return data
        raise KeyError(ending)


@dataclass(frozen=True, slots=True)
class Commission:
    """A text to be made, and the hashes of what is read for it."""

    volume: Volume
    language: str
    targets: frozenset[str]  # those of TEXT_TARGETS that are wanted
    is_shown: bool  # whether pictures of its cover are wanted
    edition: str  # of all that is read
    copy: str  # of what is read for the words of this text
    house: str  # of styles and templates
    inputs: Inputs
    hyphenation: Exceptions = field(default_factory=dict)  # of the collection

    @property
    def source(self) -> Source:
        """Give the name that faults of its pages are told under."""
        return Source(f"{self.volume.slug}-{self.language}")

    @property
    def text(self) -> Which:
        """Say to a worker which text it is."""
        return Which(self.edition, self.volume.number, self.language)

    def key(self, *parts: str) -> str:
        """Name a job by what goes into it, beside the engine."""
        return key_of(engine_digest(), self.source.path, *parts)


def text_recipe(commission: Commission) -> Recipe[MadeText]:
    """Make the editions of one text; a text at fault gives its diagnostics and no file."""
    which = commission.text
    copy_key = commission.key("copy", commission.copy, commission.house)
    (copy,) = yield [Job("copy", set_copy, (which,), copy_key)]
    if has_errors(copy.manuscript.diagnostics):
        return MadeText(which.number, which.language, copy.manuscript.diagnostics)
    front_job = _cover_job(commission, "front", make_front, copy.cover)
    interior, keys, front = yield from _interior(commission, copy, front_job)
    if front is None:
        return MadeText(which.number, which.language, in_order((*copy.manuscript.diagnostics, *interior.diagnostics)))
    paper = commission.volume.paper
    assert paper is not None
    cover = replace(copy.cover, spine_width_mm=spine_width_mm(interior.page_map.extent, paper))
    bound = commission.key("bound", repr(copy.facts), commission.house, repr(interior.firsts))
    pages = commission.key("e-book", copy_key, front_job.key, repr(interior.page_map))
    to_screen = (which, interior, front.sheet, copy.facts, copy.places)
    jobs = {  # the gates judge the screen edition: it is always made
        "screen": Job("screen edition", make_screen, to_screen, key_of(bound, "screen", front_job.key, *keys)),
        "epub": Job("e-book", make_epub, (which, copy.manuscript, interior.page_map, front.pdf), pages),
    }
    made: dict[str, Any] = {}
    if "print" in commission.targets:
        sections = zip(copy.signatures, interior.sheets, keys, strict=True)
        inking = [_inking_job(commission, copy, *section) for section in sections]
        made["cover"], *inked = yield [_cover_job(commission, "cover", make_wrap, cover, copy.facts), *inking]
        to_print = (which, tuple(inked), interior.firsts, copy.facts)
        jobs["print"] = Job("print edition", make_print, to_print, key_of(bound, "print", *(j.key for j in inking)))
    jobs = {name: job for name, job in jobs.items() if name in {"screen", *commission.targets}}
    made |= zip(jobs, (yield list(jobs.values())), strict=True)
    text = _made(commission, copy, interior, front, made)
    if not commission.is_shown:
        return text
    covers = ((front.pdf, front_ppi(commission.volume)), (made["cover"].pdf, WRAP_PPI))
    front_png, wrap_png = yield [
        Job("pictures", draw_cover, cover, commission.key("picture", sha256(cover[0]).hexdigest(), repr(cover[1])))
        for cover in covers
    ]
    return replace(text, front_png=front_png, wrap_png=wrap_png)


def _made(commission: Commission, copy: Copy, interior: Gathering, front: Front, parts: Mapping[str, Any]) -> MadeText:
    """Put together what was made of a text; `parts` are the editions that were asked for."""
    which = commission.text
    screen: Screen = parts["screen"]
    wrap: Wrap | None = parts.get("cover")
    said = [d for each in (copy.manuscript, interior, front, *parts.values()) for d in getattr(each, "diagnostics", ())]
    stem = f"volume-{which.number}/{which.language}/{commission.volume.slug}-{which.language}"
    files = [("screen", f"{stem}-screen.pdf", screen.pdf)]
    if wrap is not None:
        files += [("print", f"{stem}-print.pdf", parts["print"].pdf), ("print", f"{stem}-cover.pdf", wrap.printed.pdf)]
    if "epub" in parts:
        files.append(("epub", f"{stem}.epub", parts["epub"]))
    return MadeText(
        which.number,
        which.language,
        in_order(said),
        files=tuple(sorted(files, key=lambda file: TEXT_TARGETS.index(file[0]))),
        manuscript=copy.manuscript,
        page_map=interior.page_map,
        excerpt_pdf=screen.excerpt_pdf,
        layout=screen.layout,
    )


def _cover_job(commission: Commission, makes: str, function: Callable[..., Any], cover: CoverCopy, *more: Any) -> Job:
    """Write the job of setting a cover: it depends on its words, its colours and the house alone."""
    key = commission.key(makes, repr(cover), repr(more), repr(commission.volume.paper), commission.house)
    return Job(makes, function, (commission.text, cover, *more), key)


def _interior(
    commission: Commission, copy: Copy, front_job: Job
) -> Generator[Wave, list[Any], tuple[Gathering, list[str], Front | None]]:
    """Set the sections, wave by wave, and beside the first of them the front of the cover; give the keys of all."""
    waves = gathering(copy.signatures, commission.source)
    keys: dict[int, str] = {}
    front: Front | None = None
    try:
        settings = next(waves)
        while True:
            jobs = [_section_job(commission, setting) for setting in settings]
            keys |= {setting.index: job.key for setting, job in zip(settings, jobs, strict=True)}
            if front is None:
                *sheets, front = yield [*jobs, front_job]
            else:
                sheets = yield jobs
            settings = waves.send(sheets)
    except StopIteration as end:
        interior: Gathering = end.value
        return interior, [keys[index] for index in sorted(keys)], front
    except LayoutError as fault:
        return fell(fault, commission.source), [], None


def _section_job(commission: Commission, setting: Setting) -> Job:
    """Write the job of setting a section: it depends on its text, the files that names, its breaks, its numbers."""
    signature = setting.signature
    linked = commission.inputs.linked(signature.html)
    breaks = repr(concerning(commission.hyphenation, signature.html))
    key = commission.key("section", signature.html, signature.side, repr(setting.shape), linked, breaks)
    return Job("sections", set_here, (commission.edition, commission.source, setting), key, _pages_of)


def _inking_job(commission: Commission, copy: Copy, signature: Signature, sheet: Sheet, section_key: str) -> Job:
    """Write the job of inking a section: it depends on the section, where that was written, the house and the paper."""
    source = copy.places.get(signature.name, commission.source)
    drawings = tuple(_drawings(commission, signature.name))
    named = Named(signature.name, source, (*commission.inputs.named(signature.html), *drawings))
    seen = key_of(*(part for name in drawings for part in (name, commission.inputs.digest(name))))
    key = key_of(section_key, "inked", repr(source), repr(commission.volume.paper), commission.house, seen)
    return Job("inked sheets", ink_here, (commission.text, named, sheet), key)


def _drawings(commission: Commission, chapter_id: str) -> Iterator[str]:
    """Name the drawings a chapter puts in: in its HTML they stand themselves, without their names."""
    chapters = commission.volume.texts[commission.language].chapters
    markdown = "".join(chapter.markdown for chapter in chapters if chapter.id == chapter_id)
    root = commission.inputs.place.content.resolve()
    for asset in commission.volume.figures.values():
        if asset.path.suffix == ".svg" and asset.name in markdown:
            yield CONTENT + asset.path.relative_to(root).as_posix()


def _pages_of(sheet: Sheet) -> int:
    return sheet.extent.pages
