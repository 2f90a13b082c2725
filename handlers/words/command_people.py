"""What the ``person`` commands answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.binding import GROUP_NAMES, held
from handlers.words.forms import ROLE_NAMES
from handlers.words.staff import Holding, name_of, reachable
from supervision.times import SHANGHAI

SHOWN = 8
"""Signs of a pseudonym that tell the people of a region apart."""


def listed(found: Sequence[Holding], alone: Sequence[tuple[str, datetime]]) -> str:
    """One line a binding, its parts divided by tabs; then the units that nobody speaks for."""
    lines = [_line(one) for one in found] or ["没有绑定的人。"]
    lines += [f"无人接收：{unit}（{_day(since)}起）" for unit, since in alone]
    return "\n".join(lines)


def revoked(one: Holding) -> str:
    """A binding was ended."""
    return f"已解除 {_whose(one)} 的绑定，将告知本人。"


def handing_over(one: Holding, code: str, until: datetime) -> str:
    """The successor's code."""
    local = until.astimezone(SHANGHAI)
    return (
        f"接替 {_whose(one)} 的绑定码：{code}\n"
        f"请接替的人在公众号里发送：绑定 {code}\n"
        f"对方绑定后，原来的绑定自动解除。有效至 {local:%Y-%m-%d %H:%M}，只能用一次。"
    )


def _whose(one: Holding) -> str:
    return f"{name_of(one.person)} {held(one.binding.unit, one.binding.role)}"


def _line(one: Holding) -> str:
    binding = one.binding
    parts = [
        one.person.pid[:SHOWN],
        name_of(one.person),
        binding.unit,
        GROUP_NAMES[binding.group] if binding.group else ROLE_NAMES[binding.role],
        f"{_day(binding.since)}起" if binding.since else "-",
        reachable(one.person),
        one.person.phone,
    ]
    return "\t".join(parts).rstrip()


def _day(instant: datetime) -> str:
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d}"
