"""What a use case refuses outside chat, where no conversation can ask back.

HandlerError
├── UnknownUnit      no unit of this name in the ledger
├── EmptyLedger      there is no plan yet
├── ImportUnfinished only part of a plan is in the ledger
├── UnknownPerson    nobody is bound under this id
├── SeveralBindings  which of several bindings is meant
├── NoSuchInvitation no open binding code is meant by this id
├── NotSignable      this document cannot be issued or held now
├── PolicyNotSet     a policy has mistakes, or its day has begun
├── NotYet           a fact has not happened yet
├── BadRanking       a monthly table is wrong
├── NoSuchRecord     no fact is recorded under this id
└── RecordStands     a record cannot be withdrawn any more
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supervision.times import SHANGHAI


class HandlerError(Exception):
    """Root of the tree; the message is one line for the person at the command line or page."""


class UnknownUnit(HandlerError):
    """No unit of this name is in the ledger."""

    def __init__(self, name: str) -> None:
        super().__init__(f"台账里没有「{name}」这个单位。请核对名称，或先导入方案（plan import）。")
        self.name = name


class EmptyLedger(HandlerError):
    """There is no plan yet."""

    def __init__(self) -> None:
        super().__init__("台账还是空的。请先导入方案：flask --app wsgi plan import 文件。")


class ImportUnfinished(HandlerError):
    """Only part of a plan is in the ledger: ``done`` measures; of ``left`` nobody knows."""

    def __init__(self, done: int, left: int) -> None:
        super().__init__(
            f"导入没有完成：已写入 {done} 项，其余 {left} 项没有确认写入。"
            "请再导入一次同一份文件，会接着补全，不会重复。"
        )
        self.done = done
        self.left = left


class UnknownPerson(HandlerError):
    """Nobody is bound under this id, or the id names several people."""

    def __init__(self, words: str) -> None:
        super().__init__(f"没有编号为「{words}」的绑定人员。编号见 person list 的第一列。")


class SeveralBindings(HandlerError):
    """A person holds several offices, and none was named."""

    def __init__(self, units: Iterable[str]) -> None:
        super().__init__(f"这个人绑定了{'、'.join(units)}，请用 --unit 写明哪一个单位。")


class NoSuchInvitation(HandlerError):
    """No open binding code has this id, or several have."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"没有编号为「{words}」的未用绑定码。编号见 invitations list 的第一列，写前 8 位。"
        )


class NotSignable(HandlerError):
    """This document cannot be issued or held now."""


class NotYet(HandlerError):
    """A fact is to be recorded whose time has not come."""

    def __init__(self, at: datetime) -> None:
        super().__init__(
            f"at 晚于现在（首条 {at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}）："
            "还没有发生的事不能录入。请核对时间后重试，没有记录任何一条。"
        )
        self.at = at


class BadRanking(HandlerError):
    """A monthly table that cannot be recorded; the message says why."""


class NoSuchRecord(HandlerError):
    """No fact is recorded under this id, or the id names several records."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"没有编号为「{name}」的记录（写前 8 位即可）。编号见 facts list 的第一列。"
        )


class RecordStands(HandlerError):
    """A record cannot be withdrawn any more."""

    def __init__(self, *, used: bool) -> None:
        why = "已经用于拟制文书" if used else "已超过 30 分钟，或早已撤回"
        super().__init__(f"这条记录{why}，不能撤回。文书不当，请在待签发里不办或暂缓。")


class PolicyNotSet(HandlerError):
    """A policy is not put in force; the message says what to do first."""
