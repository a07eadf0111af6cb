"""One instant decides what may be told: before it a release is held, past it the news is free."""

from __future__ import annotations

from datetime import datetime

import pytest

from bindery import cli
from bindery.embargo import HELD, PROOF, RELEASED, STATES, is_embargoed, state_of
from bindery.model import Launch
from bindery.order import Order

INSTANT = "2022-11-15T09:30:00+01:00"
LAUNCH = Launch(datetime.fromisoformat(INSTANT), {"en": "Fair"}, {"en": "Town"}, "")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2022-11-15T08:29:59+00:00", HELD),
        ("2022-11-15T08:30:00+00:00", RELEASED),  # the same instant, told in another zone
        ("2022-11-15T09:29:59+01:00", HELD),
        ("2026-01-01T00:00:00+00:00", RELEASED),
    ],
)
def test_a_release_is_held_until_the_instant(now, state):
    assert state_of(LAUNCH, is_release=True, now=datetime.fromisoformat(now)) == state


def test_a_build_that_is_no_release_stays_under_embargo_for_ever():
    assert state_of(LAUNCH, is_release=False, now=datetime.fromisoformat("2030-01-01T00:00:00+00:00")) == PROOF


def test_a_release_that_knows_no_time_is_held():
    assert state_of(LAUNCH, is_release=True, now=None) == HELD


def test_without_a_launch_there_is_nothing_to_wait_for():
    assert state_of(None, is_release=False, now=None) == RELEASED


def test_only_what_is_released_may_be_told():
    assert [state for state in STATES if not is_embargoed(state)] == [RELEASED]


def ordered(monkeypatch: pytest.MonkeyPatch, *words: str) -> Order:
    monkeypatch.setattr(cli, "_now", lambda: datetime.fromisoformat(INSTANT))
    return cli._order(cli._parser().parse_args(words))


def test_only_a_release_asks_what_time_it_is(monkeypatch):
    assert ordered(monkeypatch, "press-kit").now is None
    assert ordered(monkeypatch, "press-kit", "--release").now == datetime.fromisoformat(INSTANT)
