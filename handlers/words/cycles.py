"""What the cycles of a policy are called (周期名称)."""

from __future__ import annotations

from supervision.policy import BULLETIN, Policy

BY_DAYS = {1: "每月通报", 2: "半月通报"}


def bulletin_name(policy: Policy) -> str:
    """半月通报, 每月通报; a rhythm that has no name is 定期通报."""
    cycle = policy.cycles.get(BULLETIN)
    return BY_DAYS.get(len(cycle.days), "定期通报") if cycle else "通报"
