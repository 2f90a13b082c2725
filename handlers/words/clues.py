"""What is said about clues (问题线索) that the office hands over to a unit."""

from __future__ import annotations

from datetime import date

from handlers.words.chat import YES_OR_NO
from handlers.words.duties import how, until
from handlers.words.forms import short
from handlers.words.steps import basis, joined
from supervision.duties import Duty
from supervision.policy import Policy

SHOWN = 34
"""Signs of a clue that a notice shows; the whole is read in the list of duties."""


def what(unit: str) -> str:
    """The words of the clue are missing."""
    return f"移交给{unit}的线索内容是什么？请直接回复；回复 0 取消。"


def which_unit() -> str:
    """No unit, or one that the ledger does not have."""
    return "移交给哪个单位？请发「移交线索 单位：内容」，单位用台账里的名称。"


def not_in_policy(what: str) -> str:
    """This policy knows no such duty."""
    return f"现行督察制度没有规定{what}的期限，不能登记。要用，请系统管理员先写进制度。"


def confirm(duty: Duty, policy: Policy, reckoned: str, told: int, today: date) -> str:
    """What the unit will read, and until when it must answer."""
    whom = f"将通知 {told} 人" if told else "该单位没有绑定的人，通知送不到，请另行告知"
    return joined(
        f"将移交线索给{duty.unit}：",
        f"「{short(duty.what, 160)}」",
        f"书面回复期限：{until(duty, today)}前（{reckoned}）",
        f"依据：{basis(policy, duty.clause)}",
        f"{whom}。{YES_OR_NO}。",
    )


def again() -> str:
    """The same question was answered twice."""
    return "这条线索已经移交过，没有再记。回复「应办事项」查看。"


def handed_over(duty: Duty, told: int) -> str:
    """Handed over."""
    whom = f"已通知 {told} 人" if told else "没有人收到，请电话告知"
    return f"已移交 {duty.number} 给{duty.unit}，{whom}。到期未回复会提示您。"


def to_unit(duty: Duty, today: date) -> str:
    """What the unit reads."""
    about = f"（事项 {duty.measure}）" if duty.measure else ""
    return joined(
        f"【线索移交】请{duty.unit}核查{about}",
        f"编号：{duty.number}",
        f"{short(duty.what, SHOWN)}",
        f"期限：{until(duty, today)}前书面回复",
        "回复「应办事项」看全文和依据",
        how(duty),
    )
