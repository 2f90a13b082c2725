"""What is said about closing (销号) and taking up again (重新纳入)."""

from __future__ import annotations

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, short
from supervision.records import Measure

LONGEST_REASON = 60


def confirm_close(measure: Measure) -> str:
    """Names exactly what will hold."""
    return f"将备案 {named(measure)}，该项销号；之后列入抽查范围。\n{YES_OR_NO}。"


def closed(measure: Measure) -> str:
    """What the unit, the verifiers and the office are told."""
    return (
        f"【销号】{named(measure)} 已销号。\n"
        "销号后仍会抽查和回头看，请保管材料、防止反弹；反弹的重新纳入整改。"
    )


def to_follower_closed(measure: Measure) -> str:
    """What a citizen who follows it is told."""
    return (
        f"【进展】您关注的 {named(measure, 20)} 公示期满，已销号。\n"
        f"发现反弹可发「举报 内容」反映；不想再收请回复「取消关注{measure.number}」。"
    )


def done(measure: Measure, told: int, followers: int) -> str:
    """Closed, and who hears of it."""
    citizens = f"和 {followers} 位关注者" if followers else ""
    return f"{named(measure)} 已销号，将通知 {told} 人{citizens}。"


def why_again(measure: Measure) -> str:
    """A measure is taken up again for a reason."""
    return (
        f"请写明重新纳入 {named(measure)} 的原因，直接回复即可，例如「围网又搭起来了」。\n"
        "回复 0 不办理"
    )


def confirm_rebound(measure: Measure, reason: str) -> str:
    """Names exactly what will hold."""
    return (
        f"将把 {named(measure)} 重新纳入整改：恢复整改中，要重新上报、重新申请验收；"
        "到期日已过的即算超期，以前的记录都保留。\n"
        f"原因：{short(reason, LONGEST_REASON)}\n{YES_OR_NO}。"
    )


def to_unit_rebound(measure: Measure, reason: str) -> str:
    """What the unit is told."""
    return (
        f"【重新纳入整改】{named(measure)} 销号后反弹，重新纳入整改\n"
        f"原因：{short(reason, LONGEST_REASON)}\n"
        f"请整改后回复「{measure.number} 完成…%」上报，到位后重新申请验收"
    )


def to_others_rebound(measure: Measure, reason: str) -> str:
    """What verifiers and leaders are told."""
    return f"【重新纳入整改】{named(measure)}：{short(reason, LONGEST_REASON)}"


def to_follower_rebound(measure: Measure) -> str:
    """What a citizen who follows it is told."""
    return (
        f"【进展】您关注的 {named(measure, 20)} 销号后发现反弹，已重新纳入整改。\n"
        f"回复「看{measure.number}」看详情；不想再收请回复「取消关注{measure.number}」。"
    )


def rebound(measure: Measure, told: int, followers: int) -> str:
    """On the list again, and who hears of it."""
    citizens = f"和 {followers} 位关注者" if followers else ""
    return f"已把 {named(measure)} 重新纳入整改，将通知 {told} 人{citizens}。"
