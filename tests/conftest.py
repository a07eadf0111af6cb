"""What every test may lean on: tests marked `needs(tool, …)` are skipped when a tool is missing, and fail in CI."""

from __future__ import annotations

import pytest

from tests import validators


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers of the suite."""
    config.addinivalue_line("markers", "needs(*tools): skip the test when one of these tools is missing; fail it in CI")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ask for the tools a test needs before its fixtures are made."""
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            validators.command(tool)
