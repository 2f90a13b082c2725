"""What is said of a binding code (绑定码) or a QR code that cannot be used, and why."""

from __future__ import annotations

from datetime import datetime

from handlers.words.forms import day_of


def send_a_code() -> str:
    """绑定 without a code."""
    return "请发送绑定码，例如「绑定 7KQ2M9XA」。没有绑定码请向整改办索取。"


def not_a_code() -> str:
    """Signs that no code has, too few of them or too many."""
    return (
        "这不是完整的绑定码，没有绑定。绑定码共 8 位，是字母和数字，不含 0、1、O、I、L。"
        "请核对后重发，或向整改办索取。"
    )


def wrong_code(left: int) -> str:
    """A code that never was; how many tries are left is said before it hurts."""
    warning = f"（还可以试 {left} 次）" if left <= 3 else ""
    return f"绑定码不对或已过期{warning}。请核对后重发，或向整改办索取新的绑定码。"


def too_many_codes(hours: int) -> str:
    """So many wrong codes that even a right one is not looked at."""
    return f"输错的绑定码太多，{hours} 小时内不再受理。请向整改办核对绑定码，稍后再发。"


def used_code() -> str:
    """A code that has bound somebody already."""
    return "这个绑定码已经用过了，一个码只能绑定一人。请向整改办索取新的绑定码。"


def ended_code(end: datetime, now: datetime) -> str:
    """A code whose days are over."""
    return f"这个绑定码已于{day_of(end, now)}过期。请向整改办索取新的绑定码。"


def used_scene() -> str:
    """A QR code that has bound somebody already."""
    return "这个二维码已经用过了，一个码只能绑定一人。请向整改办索取新的二维码。"


def ended_scene(end: datetime, now: datetime) -> str:
    """A QR code whose days are over."""
    return f"这个二维码已于{day_of(end, now)}过期。请向整改办索取新的二维码。"


def unknown_scene() -> str:
    """A QR code that is not, or no longer, one of ours."""
    return "这个二维码已失效。请向整改办索取新的二维码或绑定码。"


def handed_back() -> str:
    """A hand-over that was taken back, or whose giver no longer holds the office."""
    return "这次移交已经取消，没有绑定。请向原来的联络员或整改办索取新的绑定码。"


def hand_on() -> str:
    """The giver has sent the successor's code."""
    return "这是给接替您的人用的绑定码。请转给对方，由对方本人发送。"
