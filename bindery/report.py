"""The report of a run: every file made, what proves it, its checks, and everything there was to say.

In: files and diagnostics. Out: `report.json` for programs, `report.html` for people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bindery.bitext import summary
from bindery.bitext.summary import InStep
from bindery.cache import write_beside
from bindery.diagnostics import Diagnostic, Severity
from bindery.model import Artifact
from bindery.remarks import CLEAN, Layout, diagnostic_for_json, for_json, from_json, remarks_in

if TYPE_CHECKING:
    from bindery.render import Render

REPORTS = ("report.json", "report.html")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run made and found: checks passed and failed by each file, what could look better, languages in step."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    checks: Mapping[str, tuple[int, int]]  # path -> (passed, failed)
    layout: Layout = field(default_factory=dict)
    in_step: tuple[InStep, ...] = ()


def as_json(report: Report, with_pictures: bool = True) -> str:
    """Write a report for programs; pictures of pages are base64 of PNG."""
    return json.dumps(
        {
            "artifacts": [
                asdict(artifact)
                | {"checks": dict(zip(("passed", "failed"), report.checks.get(artifact.path, (0, 0)), strict=True))}
                for artifact in report.artifacts
            ],
            "diagnostics": [diagnostic_for_json(diagnostic) for diagnostic in report.diagnostics],
            "layout": for_json(report.layout, with_pictures),
            "in_step": summary.for_json(report.in_step),
        },
        ensure_ascii=False,
        indent=2,
    )


def with_earlier(report: Report, output: Path) -> Report:
    """Keep what the last report said of files that this run did not make and that are still there."""
    made = {artifact.path for artifact in report.artifacts}
    last, layout, in_step = _last_report(output)
    earlier = [a for a in last if a["path"] not in made and (output / a["path"]).is_file()]
    checks = {a["path"]: (a["checks"]["passed"], a["checks"]["failed"]) for a in earlier}
    artifacts = (Artifact(**{key: value for key, value in a.items() if key != "checks"}) for a in earlier)
    kept = sorted((*report.artifacts, *artifacts), key=lambda artifact: artifact.path)
    there = {artifact.path.rpartition("/")[0] for artifact in kept}
    layout = {text: pages for text, pages in sorted({**layout, **report.layout}.items()) if text in there}
    stands = {(each.volume, each.languages): each for each in (*in_step, *report.in_step)}
    in_step = tuple(each for (volume, _), each in sorted(stands.items()) if _has_files(volume, there))
    return replace(report, artifacts=tuple(kept), checks={**checks, **report.checks}, layout=layout, in_step=in_step)


def _has_files(volume: int, folders: set[str]) -> bool:
    return any(folder.startswith(f"volume-{volume}/") for folder in folders)


def _last_report(output: Path) -> tuple[list[dict[str, Any]], Layout, tuple[InStep, ...]]:
    """Read the files of the last report, its layout, how its languages stood; nothing when it cannot be read."""
    try:
        last = json.loads((output / REPORTS[0]).read_text(encoding="utf-8"))
        in_step = summary.from_json(last.get("in_step", []))
        return list(last["artifacts"]), from_json(last.get("layout", {})), in_step
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [], CLEAN, ()


def write_report(output: Path, report: Report, render: Render) -> None:
    """Write both forms of a report into the output folder, which it keeps speaking of as a whole."""
    output.mkdir(parents=True, exist_ok=True)
    report = with_earlier(report, output)
    page = render(
        "report/report.html",
        artifacts=report.artifacts,
        diagnostics=report.diagnostics,
        errors=sum(d.severity is Severity.ERROR for d in report.diagnostics),
        warnings=sum(d.severity is Severity.WARNING for d in report.diagnostics),
        checks={path: f"{passed} passed, {failed} failed" for path, (passed, failed) in report.checks.items()},
        layout=report.layout,
        remarks=len(remarks_in(report.layout)),
        in_step=report.in_step,
    )
    for name, text in zip(REPORTS, (as_json(report), page), strict=True):
        write_beside(output / name, text.encode())
