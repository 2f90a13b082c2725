"""Subscription notices (订阅通知): the account's templates for them, and what people opt into."""

from __future__ import annotations

from dataclasses import dataclass, field

from .template import Template

ONCE, LONG = 2, 3  # types as the platform numbers them


@dataclass(frozen=True)
class Notice:
    """A template of a subscription notice; ``kind`` is ONCE or LONG."""

    template: Template
    kind: int


@dataclass
class Subscriptions:
    """What was added to (or, as None, removed from) the notices of one account."""

    notices: dict[str, Notice | None] = field(default_factory=dict)


def one_time(template_id: str, scene: object) -> str:
    """The name of the credit for one message of the older kind."""
    return f"{template_id}/{scene}"
