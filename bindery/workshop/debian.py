"""Installs Debian packages when that needs no answer from anybody: as root, or through `sudo` without a password."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from bindery.workshop.steps import SetUpError, step, take

APT_GET = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300")


def install(packages: Sequence[str], why: str) -> None:
    """Install packages with apt-get, its lists refreshed first; raise `SetUpError` with the command to type."""
    if not packages:
        return
    remedy = f"sudo apt-get update && sudo apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get"):
        remedy = f"install with your system's package manager what Debian calls {' '.join(packages)}"
    prefix = _as_root()
    if prefix is None:
        raise SetUpError(f"missing: {why}", remedy)
    with step(f"Debian's packages {' '.join(packages)} ({why})"):
        subprocess.run([*prefix, *APT_GET, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        take(
            [
                *prefix,
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                *APT_GET,
                "install",
                "-y",
                "--no-install-recommends",
                *packages,
            ],
            f"apt-get could not install {' '.join(packages)} ({why})",
            remedy,
        )


def _as_root() -> tuple[str, ...] | None:
    """Find how to be root without being asked: the words to put before a command; None when there is no way."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return (sudo, "-n")
    return None
