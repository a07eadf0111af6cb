"""The command line: words in, exit code out. 0 good · 1 fault · 2 usage · 3 a tool or library is missing.

1 is a fault of the content or of the tool, a process killed, or an output folder that cannot be written; 130 is Ctrl-C.
In: the words after `build.py`. Out: files, lines on the terminal, an exit code. See docs/ for what each command is
for.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bindery import __version__
from bindery.diagnostics import Diagnostic, Severity, has_errors, in_order, nearest_hint
from bindery.model import PICTURE, Artifact, Collection
from bindery.order import TARGETS, Order

if TYPE_CHECKING:
    from bindery.report import Report

GOOD, CONTENT_AT_FAULT, USAGE, TOOL_MISSING, STOPPED = 0, 1, 2, 3, 130
CANNOT_WRITE = CONTENT_AT_FAULT
WITH_WORDS = ("agree", "bake", "new")  # commands that more words follow
PROJECT = Path(__file__).resolve().parent.parent

WHAT_TO_DO = (
    "what to do (default: all):\n"
    "  all                         build all that has changed\n"
    "  print screen epub web mockups press-kit\n"
    "                              build these only\n"
    "  check                       lint and spell the sources, then validate every file built\n"
    "  preview                     show a volume in the browser, made anew at each change\n"
    "  list                        show the collection: volumes, languages, chapters\n"
    "  agree PATH[:LINE] ...       settle a pair of blocks, or a whole chapter, read in both languages\n"
    "  new chapter | new volume    start a file from a model (asks for --volume)\n"
    "  style-book                  write docs/style-book.pdf: every element beside its Markdown, in each language\n"
    "  schema                      write the JSON Schemas that editors complete with\n"
    "  clean                       empty the output folder\n"
    "  bake [SCENE] ...            compute the light of the mockups again (optional, slow)\n"
    "  bench [--quick]             bring the other tools, and measure how fast the books are made\n"
    "  test                        set up what the tests need and run them all\n\n"
    "exit codes: 0 good; 1 content or tool at fault, or the output folder cannot be written;\n"
    "            2 usage; 3 a tool or library is missing; 130 stopped by Ctrl-C"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command."""
    words = list(sys.argv[1:] if argv is None else argv)
    options = _parser().parse_args(words)
    try:
        return _COMMANDS[_command(options)](options)
    except KeyboardInterrupt:
        print("\n" * sys.stderr.isatty() + "stopped; nothing is half-written", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Make printed books, PDFs, e-books, a site and press kits from Markdown chapters.",
        epilog=WHAT_TO_DO,
    )
    parser.add_argument("words", nargs="*", metavar="WHAT", help="targets, or one command (see below)")
    parser.add_argument(
        "--volume", type=int, action="append", default=[], metavar="N", help="only this volume (repeatable)"
    )
    parser.add_argument("--lang", action="append", default=[], metavar="CODE", help="only this language (repeatable)")
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many things to do at once (default: one for each processor, here %(default)s)",
    )
    parser.add_argument(
        "--output", type=Path, default=PROJECT / "output", metavar="DIR", help="where to write (default output/)"
    )
    parser.add_argument(
        "--content", type=Path, default=PROJECT / "content", metavar="DIR", help="the collection to build"
    )
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="do the work on a Dask cluster (tcp://host:8786)"
    )
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="of the preview (default 8000; 0: any)")
    parser.add_argument("--release", action="store_true", help="empty slots and placeholder logos become errors")
    parser.add_argument("--dry-run", action="store_true", help="say what would be made, make nothing")
    parser.add_argument("--no-cache", action="store_true", help="make everything anew")
    parser.add_argument("--quiet", action="store_true", help="say only what is wrong")
    parser.add_argument("--json", action="store_true", help="write the report as JSON on standard output")
    parser.add_argument("--version", action="version", version=f"Bindery {__version__}")
    return parser


def _command(options: argparse.Namespace) -> str:
    """Tell which command the words make; exit 2 with a hint when they make none."""
    words = options.words or ["all"]
    if words[0] in _COMMANDS and (len(words) == 1 or words[0] in WITH_WORDS):
        return str(words[0])
    if all(word in TARGETS for word in words):
        return "build"
    unknown = next((w for w in words if w not in TARGETS and w not in _COMMANDS), words[-1])
    print(f"build.py: what is `{unknown}`?", file=sys.stderr)
    print(f"  hint: {nearest_hint(unknown, (*TARGETS, *_COMMANDS), 'word')}", file=sys.stderr)
    raise SystemExit(USAGE)


def _load(options: argparse.Namespace) -> tuple[Collection | None, int]:
    """Load the collection and say what is wrong with it."""
    from bindery.load import load_collection

    loaded = load_collection(options.content, PROJECT)
    if loaded.collection is None or has_errors(loaded.diagnostics):
        _say_all(options, loaded.diagnostics)
        return loaded.collection, CONTENT_AT_FAULT
    return loaded.collection, GOOD


def _say_all(options: argparse.Namespace, diagnostics: Iterable[Diagnostic]) -> None:
    found = in_order(diagnostics)
    for diagnostic in found:
        if diagnostic.severity is Severity.ERROR or not options.quiet:
            print(diagnostic, file=sys.stderr)
    errors = sum(d.severity is Severity.ERROR for d in found)
    if errors:
        print(f"{errors} error{'s' if errors > 1 else ''}: nothing at fault was written", file=sys.stderr)


def _now() -> datetime:
    """Read the clock, which tells a release alone whether an embargo is over."""
    return datetime.now(UTC)


def _order(options: argparse.Namespace) -> Order:
    named = [word for word in options.words if word in TARGETS]
    return Order(
        content=options.content.resolve(),
        output=options.output.resolve(),
        targets=tuple(named) or TARGETS,
        volumes=tuple(options.volume),
        languages=tuple(options.lang),
        release=options.release,
        now=_now() if options.release else None,
        use_cache=not options.no_cache,
        jobs=max(1, options.jobs),
        scheduler=options.scheduler,
    )


def _build(options: argparse.Namespace) -> int:
    from bindery.receipt import receipt_key, unchanged

    order = _order(options)
    key = receipt_key(order, PROJECT)
    report = None if options.dry_run else unchanged(order, key)
    if report is None:
        return _make(options, order, key)
    if not (options.quiet or options.json):
        print("nothing has changed")
    return _say_made(options, report)


def _make(options: argparse.Namespace, order: Order, key: str) -> int:
    """Make what has changed; `key` names the receipt of all that was to be read when the build began."""
    from rich.console import Console

    from bindery.cache import CannotWrite, tenancy
    from bindery.cluster import NoCluster
    from bindery.load import load_collection
    from bindery.pipeline import build, plan
    from bindery.progress import following
    from bindery.receipt import keep_receipt
    from bindery.report import write_report
    from bindery.studio import Studio

    loaded = load_collection(options.content, PROJECT)
    if loaded.collection is None:
        _say_all(options, loaded.diagnostics)
        return CONTENT_AT_FAULT
    wrong = _wrong_choice(loaded.collection, order.volumes, order.languages)
    if wrong:
        print(f"build.py: {wrong}", file=sys.stderr)
        return USAGE
    if options.dry_run:
        for job in plan(loaded.collection, order):
            print(f"{job.wave}  {job.target:9}  {'  '.join(job.writes)}")
        return GOOD
    studio = Studio(PROJECT)
    try:
        with tenancy(order.output):
            with following(Console(), options.quiet or options.json) as tell:
                report = build(loaded, order, studio, tell)
            write_report(order.output, report, studio.render)
            if not has_errors(report.diagnostics):
                keep_receipt(order, PROJECT, key, report)
    except CannotWrite as fault:
        print(f"build.py: {fault}", file=sys.stderr)
        return CANNOT_WRITE
    except NoCluster as fault:
        print(f"build.py: {fault}\n  hint: {fault.hint}", file=sys.stderr)
        return TOOL_MISSING
    return _say_made(options, report)


def _say_made(options: argparse.Namespace, report: Report) -> int:
    """Say what was made and what is wrong with it."""
    from bindery.remarks import remarks_in
    from bindery.report import as_json

    print(as_json(report, with_pictures=False)) if options.json else _say_all(options, report.diagnostics)
    if not options.json and not options.quiet:
        for line in _lines(report.artifacts):
            print(line)
        print(f"  {len(report.artifacts)} files in all: see {options.output.name}/report.html")
        if count := len(remarks_in(report.layout)):
            print(f"  layout: {count} remark{'s' * (count > 1)}: see `check` or {options.output.name}/report.html")
        for stand in report.in_step:
            print(f"  {stand}")
    return CONTENT_AT_FAULT if has_errors(report.diagnostics) else GOOD


def _lines(artifacts: Iterable[Artifact]) -> Iterator[str]:
    """Write a line for each file that somebody opens, and one for all pictures of a folder."""
    pictures: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        if artifact.path.count("/") > 2 or artifact.path.startswith("site/"):
            continue
        if artifact.kind == PICTURE:
            pictures.setdefault(artifact.path.rpartition("/")[0], []).append(artifact)
        else:
            yield _line(artifact)
    for folder, found in pictures.items():
        yield f"  {folder + '/':72} {sum(each.size_bytes for each in found) / 1e6:7.2f} MB  {len(found)} pictures"


def _line(artifact: Artifact) -> str:
    pages = f"{artifact.extent} page{'s' if artifact.extent > 1 else ''}" if artifact.extent else ""
    return f"  {artifact.path:72} {artifact.size_bytes / 1e6:7.2f} MB  {pages}".rstrip()


def _wrong_choice(collection: Collection, volumes: Sequence[int], languages: Sequence[str]) -> str:
    numbers = {volume.number for volume in collection.volumes}
    for number in volumes:
        if number not in numbers:
            return f"the collection has no volume {number}; it has {', '.join(map(str, sorted(numbers)))}"
    for code in languages:
        if code not in collection.languages:
            return f"the collection does not speak `{code}`; it speaks {', '.join(collection.languages)}"
    return ""


def _check(options: argparse.Namespace) -> int:
    from bindery.load import load_collection
    from bindery.pipeline import check
    from bindery.spelling import spell_check
    from bindery.studio import Studio

    loaded, order = load_collection(options.content, PROJECT), _order(options)
    found = check(loaded, order, Studio(PROJECT))
    if loaded.collection is not None:
        found = in_order((*found, *spell_check(loaded.collection, PROJECT, order.volumes, order.languages)))
    _say_all(options, found)
    if not has_errors(found) and not options.quiet:
        print("check: no error")
    return CONTENT_AT_FAULT if has_errors(found) else GOOD


def _list(options: argparse.Namespace) -> int:
    collection, code = _load(options)
    if collection is None:
        return code
    print(collection.titles.get("en", collection.slug))
    for volume in collection.volumes:
        state = ", ".join(f"{c} {len(volume.texts[c].chapters)} chapters" for c in volume.languages) or "no text yet"
        print(
            f"  {volume.number}  {volume.year}  {volume.titles.get('en', volume.short_titles.get('en', ''))}  ({state})"
        )
    return code


def _clean(options: argparse.Namespace) -> int:
    import shutil

    output = options.output.resolve()
    if output == PROJECT or output in PROJECT.parents or (output.exists() and not _is_output(output)):
        print(f"build.py: {output} does not look like an output folder; nothing was deleted", file=sys.stderr)
        return USAGE
    shutil.rmtree(output, ignore_errors=True)
    return GOOD


def _is_output(folder: Path) -> bool:
    """Tell an output folder by what a run leaves in it."""
    known = {"report.json", "report.html", "site", ".cache"}
    return all(child.name in known or child.name.startswith("volume-") for child in folder.iterdir())


def _schema(options: argparse.Namespace) -> int:
    from bindery.load.schema import write_schemas

    for path in write_schemas(options.content / "schema"):
        print(path)
    return GOOD


def _new(options: argparse.Namespace) -> int:
    from bindery.new import start_chapter, start_volume

    what = options.words[1] if len(options.words) > 1 else ""
    starts = {"chapter": start_chapter, "volume": start_volume}
    if what not in starts or len(options.volume) != 1:
        print("build.py: say `new chapter --volume N` or `new volume --volume N`", file=sys.stderr)
        return USAGE
    collection, code = _load(options)
    if collection is None:
        return code
    return starts[what](collection, options.volume[0], print)


def _agree(options: argparse.Namespace) -> int:
    from bindery.agree import agree

    say = (lambda _: None) if options.quiet else print
    return agree(options.content.resolve(), PROJECT, options.words[1:], options.volume, say)


def _preview(options: argparse.Namespace) -> int:
    from bindery.load import load_collection
    from bindery.preview import Proof, Subject, open_preview

    loaded = load_collection(options.content, PROJECT)
    if loaded.collection is None:
        _say_all(options, loaded.diagnostics)
        return CONTENT_AT_FAULT
    numbers = options.volume or [v.number for v in loaded.collection.volumes if v.texts][-1:]
    wrong = _wrong_choice(loaded.collection, numbers, options.lang)
    if wrong or len(numbers) != 1:
        print(f"build.py: {wrong or 'say which volume: preview --volume N'}", file=sys.stderr)
        return USAGE

    def tell(proof: Proof) -> None:
        errors = [str(d) for d in proof.diagnostics if d.severity is Severity.ERROR]
        print("\n".join(errors) or f"volume {numbers[0]}: set without a fault", flush=True)

    subject = Subject(options.content.resolve(), PROJECT, numbers[0], tuple(options.lang))
    try:
        with open_preview(subject, options.port, tell) as preview:
            print(f"read it at {preview.address} (Ctrl+C ends the preview)", flush=True)
            preview.desk.wait()
    except KeyboardInterrupt:
        print()
    except OSError as fault:
        print(f"build.py: port {options.port} cannot be used ({fault.strerror}): try --port 0", file=sys.stderr)
        return USAGE
    return GOOD


def _style_book(options: argparse.Namespace) -> int:
    from bindery.cache import write_together
    from bindery.style_book import BOOKS, PICTURE, PICTURED_LANGUAGE, make_book, spread_picture

    made = {language: make_book(PROJECT, language) for language in BOOKS}
    found = [diagnostic for book in made.values() for diagnostic in book.diagnostics]
    _say_all(options, found)
    if has_errors(found):
        return CONTENT_AT_FAULT
    files = {BOOKS[language]: book.pdf for language, book in made.items()}
    files[PICTURE] = spread_picture(made[PICTURED_LANGUAGE])
    write_together([(PROJECT / path, data) for path, data in files.items()])
    for path, data in files.items():
        print(f"  {path:40} {len(data) / 1e6:5.2f} MB")
    return GOOD


def _bake(options: argparse.Namespace) -> int:
    from bindery.mockup.bake import main as bake

    return bake(options.words[1:])


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "all": _build,
    "build": _build,
    "check": _check,
    "list": _list,
    "agree": _agree,
    "new": _new,
    "preview": _preview,
    "schema": _schema,
    "clean": _clean,
    "bake": _bake,
    "style-book": _style_book,
}
