"""The site by keyboard, and for those whom motion makes ill."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.site.stock_site import Site, lay_down, made, stock_bench
from tests.validators import CHROMIUM_FLAGS, command, needs

SCRIPT = Path(__file__).parents[1] / "tools" / "keyboard.mjs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(stock_bench(tmp_path_factory.mktemp("stock")))


@needs("axe", "chromium")
@pytest.mark.parametrize(
    ("page", "width_px"),
    [("en/index.html", 390), ("fr/volume-1/index.html", 1280), ("en/volume-1/garden.html", 1280)],
)
def test_what_has_the_focus_shows_it(site: Site, tmp_path: Path, page: str, width_px: int) -> None:
    node, _ = command("axe")
    order = {"chromium": command("chromium")[0], "flags": CHROMIUM_FLAGS[1:], "width": width_px}
    words = json.dumps(order | {"page": str(lay_down(site, tmp_path) / page)})
    done = subprocess.run([node, SCRIPT, words], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert "skip" in told["seen"][0] and len(told["seen"]) > 8
    assert told["hidden"] == []


def test_nothing_moves_for_those_who_ask_for_stillness(site: Site) -> None:
    calm = re.compile(r"@media \(prefers-reduced-motion:no-preference\)\{(?:[^{}]*\{[^{}]*\})*\}")
    for name in ("site", "announcement", "reading"):
        sheet = site[f"assets/{name}.css"].decode()
        assert not re.search(r"animation|transition|scroll-behavior", calm.sub("", sheet)), name
        assert name != "site" or calm.search(sheet)
