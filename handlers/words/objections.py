"""What is said about objections (异议); who objected is never named."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, short
from supervision.acceptance.objection import Objection
from supervision.records import Measure

SHOWN = 8


def nothing_runs(number: str) -> str:
    """Nothing of this number is in publicity, whether there is such a measure or not."""
    which = f"{number} 现在没有公示" if number else "没有找到这一项公示"
    return f"{which}，不能提异议。\n正在公示的见公开页「公示」；反映问题请发「举报 内容」。"


def what_is_wrong(measure: Measure) -> str:
    """What is objected to is asked for."""
    return (
        f"您对 {named(measure)} 的销号公示有什么异议？请直接回复：哪里没有做到、在什么位置。\n"
        "不会公开您是谁。回复 0 不办理"
    )


def too_many(most: int) -> str:
    """More than a person has to say in a day."""
    return f"今天已收到您 {most} 件异议，请明天再提。急事请联系整改办。"


def too_short() -> str:
    """Nothing that could be checked."""
    return "异议内容太短，请写明哪里没有做到、在什么位置。"


def received(filed: Objection, measure: Measure, base_url: str) -> str:
    """The number, what follows, and how the sender is protected."""
    return (
        f"已收到您对 {named(measure)} 公示的异议，编号 {filed.number}。\n"
        "整改办核实后答复您；异议办结前这一项不会销号。不会公开您是谁。\n"
        f"查进度请回复「{filed.number}」，或看 {base_url}/objections/{filed.number}"
    )


def to_office(filed: Objection, measure: Measure) -> str:
    """What the office is told, without the sender."""
    return (
        f"【公示异议】{filed.number}：{named(measure)}\n"
        f"{short(filed.what, 120)}\n"
        f"核实后回复「异议成立 {filed.number} 原因」（退回整改），"
        f"或「异议不成立 {filed.number} 答复」（公示继续）"
    )


def not_open(number: str) -> str:
    """No such objection, or it is settled."""
    return f"没有待办的异议 {number}。回复「异议列表」查看。"


def none_open_on(number: str) -> str:
    """No objection waits, or none on this measure."""
    return f"{number} 没有待办的异议。回复「异议列表」查看。" if number else nothing_open()


def which_one(found: Sequence[Objection], *, upheld: bool) -> str:
    """Several wait, and none was named."""
    lines = [f"认定哪一件异议{'成立' if upheld else '不成立'}？"]
    lines += [_line(place, one) for place, one in enumerate(found[:SHOWN], 1)]
    return "\n".join([*lines, "回复序号选择，0 取消"])


def why(number: str, *, upheld: bool) -> str:
    """The answer is asked for."""
    what = "成立的理由，单位会看到" if upheld else "不成立的理由，提出人会看到"
    return f"请写明 {number} {what}，直接回复即可。回复 0 不办理"


def confirm_settle(objection: Objection, measure: Measure, answer: str, *, upheld: bool) -> str:
    """Names exactly what will hold."""
    then = "公示终止，该项退回整改中" if upheld else "公示继续"
    verdict = "成立" if upheld else "不成立"
    return (
        f"将认定 {objection.number} 异议{verdict}：{named(measure)} {then}。\n"
        f"异议：{short(objection.what, 60)}\n"
        f"答复：{short(answer, 80)}\n{YES_OR_NO}。"
    )


def settled(objection: Objection, measure: Measure, *, upheld: bool, others: int) -> str:
    """Settled, and what follows."""
    verdict = "成立" if upheld else "不成立"
    then = "已退回整改" if upheld else "公示继续"
    more = f"同一公示的其他 {others} 件异议一并办结。" if others else ""
    return f"已认定 {objection.number} 异议{verdict}，{named(measure)} {then}。{more}"


def settled_with_another() -> str:
    """What the senders of the others read."""
    return "同一公示的异议经核实成立，公示已终止，该项退回整改。"


def sent_back_by_objection(answer: str) -> str:
    """The reason that the unit reads."""
    return f"公示期异议成立：{answer}"


def to_leaders(measure: Measure, answer: str) -> str:
    """What leaders are told."""
    return f"【公示异议成立】{named(measure)} 公示终止，退回整改：{short(answer, 60)}"


def to_sender(objection: Objection, answer: str, *, upheld: bool) -> str:
    """The answer to whoever objected."""
    verdict = "成立，该项退回整改" if upheld else "不成立，公示继续"
    return (
        f"【异议答复】{objection.number} 异议{verdict}\n{short(answer, 120)}\n"
        f"查详情请回复「{objection.number}」"
    )


def only_the_sender(number: str) -> str:
    """A wrong number and somebody else's get the same answer."""
    return f"没有您提的异议 {number}，请核对编号。自己的异议可回复「我的异议」查看。"


def mine(found: Sequence[Objection]) -> str:
    """A person's own objections."""
    if not found:
        return "您还没有提过异议。公示期内可发送「对 编号 有异议：…」。"
    lines = ["您提的异议："]
    lines += [f"{one.number} {standing(one)}：{short(one.what, 14)}" for one in found]
    return "\n".join([*lines, "回复编号看详情"])


def in_full(found: Objection, measure: Measure | None, *, office: bool) -> str:
    """One objection."""
    lines = [f"{found.number}：{standing(found)}"]
    if measure:
        lines.append(f"公示：{named(measure)}（{found.publicity}）")
    lines.append(f"异议：{short(found.what, 200)}")
    if found.answer:
        lines.append(f"答复：{short(found.answer, 200)}")
    elif office:
        lines += ["1. 异议成立，退回整改", "2. 异议不成立，公示继续", "回复序号办理，随后填写答复"]
    return "\n".join(lines)


def nothing_open() -> str:
    """No objection waits."""
    return "没有待办的异议。"


def listed(found: Sequence[Objection]) -> str:
    """What is not settled, the oldest first."""
    lines = [f"待办异议 {len(found)} 件："]
    lines += [_line(place, one) for place, one in enumerate(found[:SHOWN], 1)]
    return "\n".join([*lines, "回复序号看详情并办理"])


def _line(place: int, one: Objection) -> str:
    return f"{place}. {one.number} {one.item.rpartition(':')[2]}：{short(one.what, 14)}"


def standing(found: Objection) -> str:
    """How far it is."""
    if found.settled_at is None:
        return "核实中"
    return "异议成立" if found.upheld else "异议不成立"
