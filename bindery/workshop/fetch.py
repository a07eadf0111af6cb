"""Brings the tools of the tests that are missing: Debian packages first, then the node modules, then veraPDF."""

from __future__ import annotations

import hashlib
import shutil
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

from bindery.workshop import debian, tools
from bindery.workshop.java_trust import trust_store
from bindery.workshop.needs import NODE_MODULES, PEER_LOCK, PEER_MODULES, VERAPDF, VERAPDF_SHA256, Need
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


def bring_peers(root: Path) -> list[SetUpError]:
    """Install what the benchmark measures against and lacks; give back what could not be."""
    modules, lock = root / PEER_MODULES, root / PEER_LOCK
    lacks_browser = tools.find("chromium") is None
    if not lacks_browser and _is_stamped(modules, lock):
        return []
    with alone(root / ".tools/lock"):
        browser = _packages([tools.BY_NAME["chromium"]] if lacks_browser else [])
        steps: list[Callable[[], None]] = [lambda: debian.install(browser, "prints HTML for the benchmark")]
        if not _is_stamped(modules, lock):
            steps.append(lambda: _bring_peer_modules(root, modules, lock))
        return [fault for do in steps if (fault := _attempt(do))]


def _bring_peer_modules(root: Path, modules: Path, lock: Path) -> None:
    """Install the modules under .tools: within the package they would be taken for a part of it."""
    modules.parent.mkdir(parents=True, exist_ok=True)
    for file in (lock, lock.with_name("package.json")):
        shutil.copy(file, modules.parent)
    _install_modules(root, modules, lock, "pagedjs-cli and vivliostyle")


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
    modules = root / NODE_MODULES
    return _is_stamped(modules, modules.with_name("package-lock.json"))


def _is_stamped(modules: Path, lock: Path) -> bool:
    stamp = modules / ".stamp"
    return stamp.is_file() and stamp.read_text() == _stamp(lock)


def _stamp(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _bring_modules(root: Path) -> None:
    modules = root / NODE_MODULES
    _install_modules(root, modules, modules.with_name("package-lock.json"), "DAISY Ace and the reading clients")


def _install_modules(root: Path, modules: Path, lock: Path, what: str) -> None:
    folder = modules.parent
    remedy = f"cd {folder.relative_to(root)} && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts"
    npm = tools.find("npm")
    if npm is None:
        raise SetUpError(f"missing: npm, which brings {what}", remedy)
    with step(f"{what}, with npm"):
        settings = {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder))
        take([*npm, "ci", *options], "npm could not install the node modules", remedy, settings)
        (modules / ".stamp").write_text(_stamp(lock))


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
