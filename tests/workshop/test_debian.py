"""Packages are installed where nobody need be asked; elsewhere the command to type is given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bindery.workshop import debian
from bindery.workshop.steps import SetUpError


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an apt-get that only writes down what it is told; programs are put into its folder."""
    put(tmp_path, "apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {tmp_path}/told')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_root_installs_at_once_with_fresh_lists(machine: Path) -> None:
    debian.install(["leaf"], "for the test")

    update, install = (machine / "told").read_text().splitlines()
    assert update.endswith("update")
    assert install.startswith("noninteractive")
    assert install.endswith("install -y --no-install-recommends leaf")


def test_nothing_to_install_calls_nothing(machine: Path) -> None:
    debian.install([], "for the test")

    assert not (machine / "told").exists()


def test_sudo_without_a_password_serves(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    put(machine, "sudo", 'shift; exec "$@"')

    debian.install(["leaf"], "for the test")

    assert "install -y --no-install-recommends leaf" in (machine / "told").read_text()


def test_sudo_that_asks_is_left_alone_and_the_command_given(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    put(machine, "sudo", "exit 1")

    with pytest.raises(SetUpError, match="for the test") as fault:
        debian.install(["leaf", "twig"], "for the test")
    assert "sudo apt-get install leaf twig" in fault.value.story
    assert not (machine / "told").exists()


def test_a_machine_without_apt_get_is_told_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SetUpError) as fault:
        debian.install(["leaf"], "for the test")
    assert "your system's package manager" in fault.value.story


def test_the_words_of_an_apt_get_that_fails_are_passed_on(machine: Path) -> None:
    put(machine, "apt-get", "echo 'E: Unable to locate package leaf'; exit 100")

    with pytest.raises(SetUpError) as fault:
        debian.install(["leaf"], "for the test")
    assert "Unable to locate package leaf" in fault.value.story
