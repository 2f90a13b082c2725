"""Subscription notices (订阅通知): the account's templates for them, and what people opted into."""

from __future__ import annotations

from dataclasses import dataclass, field

from .accounts import Template

ONCE, LONG = 2, 3  # types as the platform numbers them


@dataclass(frozen=True)
class Notice:
    """A template of a subscription notice; ``kind`` is ONCE or LONG."""

    template: Template
    kind: int


@dataclass
class Subscriptions:
    """The notices of one account, by template id."""

    notices: dict[str, Notice] = field(default_factory=dict)
