"""The tools of the tests are brought once, whole, and only if they are the files expected."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
from pathlib import Path

import pytest

from bindery.workshop import fetch, tools
from bindery.workshop.java_trust import trust_store
from bindery.workshop.needs import NODE_MODULES, PEER_LOCK, PEER_MODULES
from tests.validators import needs

JAR = b"a jar"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose Maven and npm are scripts of ours."""
    (tmp_path / NODE_MODULES).parent.mkdir(parents=True)
    (tmp_path / NODE_MODULES).with_name("package-lock.json").write_text("{}")
    monkeypatch.setattr(tools, "find", lambda name: (str(tmp_path / name),))
    monkeypatch.setattr(fetch, "VERAPDF_SHA256", hashlib.sha256(JAR).hexdigest())
    put(tmp_path, "maven", f"printf 'a jar' > {tmp_path}/.tools/verapdf.new/cli.jar")
    put(tmp_path, "npm", f"mkdir -p {tmp_path}/{NODE_MODULES}")
    return tmp_path


def put(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def lack(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(tools, "missing", lambda: tuple(tools.BY_NAME[name] for name in names))
    monkeypatch.setattr(tools, "serves", lambda need: need.name not in names)


def test_nothing_is_brought_when_nothing_is_missing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch)
    fetch.bring_tools(checkout)
    monkeypatch.setattr(fetch, "take", lambda *words: pytest.fail("a second time"))

    assert fetch.bring_tools(checkout) == []


def test_verapdf_is_brought_whole(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch, "verapdf")

    assert fetch.bring_tools(checkout) == []
    assert (checkout / ".tools/verapdf/cli.jar").read_bytes() == JAR


def test_a_jar_that_is_not_the_one_expected_is_refused(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch, "verapdf")
    monkeypatch.setattr(fetch, "VERAPDF_SHA256", "0" * 64)

    assert ["SHA-256 differs" in fault.story for fault in fetch.bring_tools(checkout)] == [True]
    assert not (checkout / ".tools/verapdf").exists()


def test_one_tool_that_fails_does_not_keep_the_others_away(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch, "verapdf")
    put(checkout, "npm", "echo offline; exit 1")

    assert ["offline" in fault.words for fault in fetch.bring_tools(checkout)] == [True]
    assert (checkout / ".tools/verapdf/cli.jar").exists()


def test_node_modules_cut_short_are_brought_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch)
    put(checkout, "npm", "exit 1")
    fetch.bring_tools(checkout)

    assert not fetch.modules_are_ready(checkout)


def test_the_peers_of_the_benchmark_are_brought_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lack(monkeypatch)
    lock = checkout / PEER_LOCK
    lock.parent.mkdir(parents=True)
    for file in (lock, lock.with_name("package.json")):
        file.write_text("{}")
    put(checkout, "npm", f"mkdir -p {checkout}/{PEER_MODULES}")

    assert fetch.bring_peers(checkout) == []
    assert (checkout / PEER_MODULES).is_dir()
    monkeypatch.setattr(fetch, "take", lambda *words: pytest.fail("a second time"))
    assert fetch.bring_peers(checkout) == []


def test_a_maven_that_trusts_too_few_is_lent_the_machines_authorities(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lack(monkeypatch, "verapdf")
    succeed = (checkout / "maven").read_text()
    put(checkout, "maven", f'[ "$MAVEN_OPTS" ] || {{ echo "{fetch.UNTRUSTED}"; exit 1; }}\n{succeed}')

    assert fetch.bring_tools(checkout) == []
    assert (checkout / ".tools/authorities.jks").stat().st_size > 0


@needs("java")
def test_java_reads_the_trust_store(tmp_path: Path) -> None:
    certificates = ssl.create_default_context().get_ca_certs(binary_form=True)
    store = tmp_path / "authorities.jks"
    store.write_bytes(trust_store(certificates))
    line = ["keytool", "-list", "-keystore", str(store), "-storepass", "changeit"]
    listed = subprocess.run(line, capture_output=True, text=True, check=False).stdout

    assert f"contains {len(certificates)} entries" in listed
