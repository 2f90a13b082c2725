"""What the office reads about binding codes that nobody has used (未用的绑定码)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.words.binding import held
from handlers.words.chat import YES_OR_NO
from handlers.words.forms import day_of, masked
from storage.invitations import Invitation
from supervision.times import SHANGHAI


def listed(page: Sequence[Invitation], total: int, start: int, now: datetime) -> str:
    """For whom each is, and until when; never the code."""
    if not page:
        return "没有未用的绑定码。要新码，请系统管理员用 invite 生成。"
    lines = [f"未用的绑定码 {total} 个："]
    lines += [
        f"{place}. {_whom(one)}，{_until(one, now)}" for place, one in enumerate(page, start + 1)
    ]
    more = "，「下一页」看更多" if start + len(page) < total else ""
    return "\n".join([*lines, f"发错了人，回复序号作废{more}"])


def confirm_void(one: Invitation, now: datetime) -> str:
    """Names the code by whom it is for."""
    stays = "原来的人继续负责。" if one.predecessor else ""
    return f"将作废{_whom(one)}的绑定码（{_until(one, now)}）。{stays}\n{YES_OR_NO}。"


def made_void(one: Invitation) -> str:
    """Nobody can bind with it."""
    return f"已作废{_whom(one)}的绑定码，用它不能再绑定。"


def gone() -> str:
    """It was used, has ended or was made void meanwhile."""
    return "这个绑定码已经用过、过期或作废，不用再办。"


def row(one: Invitation) -> str:
    """One line of ``invitations list``."""
    until = f"{one.until.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if one.until else ""
    return f"{one.digest[:8]}  {_whom(one)}  {until}"


def _whom(one: Invitation) -> str:
    name = f" {masked(one.name)}" if one.name else ""
    return f"{held(one.unit, one.role, one.group)}{name}{'（移交）' if one.predecessor else ''}"


def _until(one: Invitation, now: datetime) -> str:
    return f"{day_of(one.until, now)}到期" if one.until else "有效期不明"
