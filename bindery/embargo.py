"""The embargo: what may be told of a volume, and when; one instant decides, its launch.

In: the launch, whether the build is a release, and the present instant, which the command line alone reads.
Out: a state.
"""

from __future__ import annotations

from datetime import datetime

from bindery.model import Launch

PROOF, HELD, RELEASED = STATES = ("proof", "held", "released")


def state_of(launch: Launch | None, *, is_release: bool, now: datetime | None) -> str:
    """Tell the state of what shows a volume to the world.

    PROOF: everything is made, and marked as under embargo. HELD: a release before its instant, only what may be told
    is made. RELEASED: a release past its instant, or a volume that has no launch to wait for.
    """
    if launch is None:
        return RELEASED
    if not is_release:
        return PROOF
    return RELEASED if now is not None and now >= launch.instant else HELD


def is_embargoed(state: str) -> bool:
    """Tell whether the news is still to be kept."""
    return state != RELEASED
