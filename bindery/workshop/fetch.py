"""Brings the tools of the tests that are missing: Debian packages first, then the node modules, then veraPDF."""

from __future__ import annotations

import hashlib
import shutil
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

from bindery.workshop import debian, tools
from bindery.workshop.java_trust import trust_store
from bindery.workshop.needs import NODE_MODULES, VERAPDF, VERAPDF_SHA256, Need
from bindery.workshop.steps import SetUpError, alone, step, take

MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
UNTRUSTED = "PKIX path building failed"  # Java's words for an authority it does not know


def bring_tools(root: Path) -> list[SetUpError]:
    """Install every tool that is missing; give back what could not be."""
    if not tools.missing() and modules_are_ready(root):
        return []
    with alone(root / ".tools/lock"):
        lacking = [need.name for need in tools.missing()]
        wanted = [*lacking, *(["maven"] if "verapdf" in lacking else [])]
        packages = _packages([tools.BY_NAME[name] for name in wanted if not tools.serves(tools.BY_NAME[name])])
        steps: list[Callable[[], None]] = [lambda: debian.install(packages, "the tests' tools")]
        if not modules_are_ready(root):
            steps.append(lambda: _bring_modules(root))
        if "verapdf" in lacking:
            steps.append(lambda: _bring_verapdf(root))
        return [fault for do in steps if (fault := _attempt(do))]


def _attempt(do: Callable[[], None]) -> SetUpError | None:
    try:
        do()
    except SetUpError as fault:
        return fault
    return None


def _packages(needs: Sequence[Need]) -> list[str]:
    return list(dict.fromkeys(package for need in needs for package in need.packages))


def modules_are_ready(root: Path) -> bool:
    """Tell whether the node modules are those of the lock file, installed to the end."""
    stamp = root / NODE_MODULES / ".stamp"
    return stamp.is_file() and stamp.read_text() == _modules_stamp(root)


def _modules_stamp(root: Path) -> str:
    return hashlib.sha256((root / NODE_MODULES).with_name("package-lock.json").read_bytes()).hexdigest()


def _bring_modules(root: Path) -> None:
    folder = (root / NODE_MODULES).parent
    remedy = f"cd {folder.relative_to(root)} && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts"
    npm = tools.find("npm")
    if npm is None:
        raise SetUpError("missing: npm, which brings DAISY Ace", remedy)
    with step("DAISY Ace and the reading clients, with npm"):
        settings = {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder))
        take([*npm, "ci", *options], "npm could not install the node modules", remedy, settings)
        (root / NODE_MODULES / ".stamp").write_text(_modules_stamp(root))


def _bring_verapdf(root: Path) -> None:
    home = root / ".tools/verapdf"
    fresh = root / ".tools/verapdf.new"
    maven = tools.find("maven") or ("mvn",)
    order = ["-q", "-B", "-U", "-Dstyle.color=never", MAVEN_COPY, f"-Dartifact={VERAPDF}", f"-DoutputDirectory={fresh}"]
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    with step("veraPDF, with Maven"):
        _run_maven([*maven, *order], root)
        jar = next(fresh.glob("*.jar"))
        if hashlib.sha256(jar.read_bytes()).hexdigest() != VERAPDF_SHA256:
            raise SetUpError(f"{jar.name} is not the file it should be: its SHA-256 differs", f"rm -r {fresh}")
        shutil.rmtree(home, ignore_errors=True)
        fresh.rename(home)


def _run_maven(command: Sequence[str], root: Path) -> None:
    """Run Maven; where Java trusts fewer authorities than the rest of the machine, lend it the machine's."""
    what, remedy = "Maven could not fetch veraPDF", "put a `verapdf` command on the PATH (https://verapdf.org)"
    try:
        take(command, what, remedy)
    except SetUpError as fault:
        if UNTRUSTED not in fault.words:
            raise
        store = root / ".tools/authorities.jks"
        store.write_bytes(trust_store(ssl.create_default_context().get_ca_certs(binary_form=True)))
        take(command, what, remedy, {"MAVEN_OPTS": f"-Djavax.net.ssl.trustStore={store}"})
