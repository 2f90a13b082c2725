"""What is said about announcements (通知): to the office that makes one, and to who reads it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.chat import YES_OR_NO


def to_liaison(said: str, office: str) -> str:
    """What a liaison reads."""
    return f"【通知】{said}\n——{office}"


def what(unit: str) -> str:
    """The words are missing."""
    return f"要通知{unit or '各单位'}什么？请直接回复内容。回复 0 不发"


def no_such_unit(name: str) -> str:
    """A name that is no unit and no group."""
    return (
        f"没有「{name}」这个单位。请用单位全称，例如「通知 市水务局 内容」，或「通知各单位 内容」。"
    )


def too_long() -> str:
    """It would not fit the screen of a phone."""
    return "内容太长，手机一屏看不完。请缩到 180 字以内、不超过 10 行再发。没有发送。"


def nobody(unit: str) -> str:
    """Nobody is bound who could read it."""
    return f"{unit or '各单位'}还没有绑定的联络员，没有人能收到。请先发绑定码。没有发送。"


def confirm(unit: str, receivers: int, missed: Sequence[str], text: str) -> str:
    """Names exactly who will read what."""
    whose = unit or "全部单位"
    return f"将发给{whose}的 {receivers} 位联络员：\n{text}\n{_missed(missed)}{YES_OR_NO}。"


def announced(receivers: int, missed: Sequence[str]) -> str:
    """Queued."""
    return f"已发出，将通知 {receivers} 人。{_missed(missed)}".rstrip()


def _missed(units: Sequence[str]) -> str:
    if not units:
        return ""
    named = "、".join(units[:3]) + ("等" if len(units) > 3 else "")
    return f"另有 {len(units)} 家收不到：{named}没有绑定的人\n"
