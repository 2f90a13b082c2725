"""The books of the outbox benchmark: what the platform accepted, beside what our records say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.outbox_ground import Ground
from storage.notices import OUTCOME_UNKNOWN, NoticeRecord, NoticeState


@dataclass(frozen=True, slots=True)
class Books:
    """What became of the notices.

    ``lost``: neither delivered nor on the list. ``doubled``: messages that the platform accepted
    beyond those that the records know. ``in_doubt``: listed because nobody could know, although
    the platform had taken them.
    """

    notices: int
    messages: int
    once: int
    delivered: int
    refused: int
    unreachable: int
    lost: int
    doubled: int
    in_doubt: int
    calls: int

    def show(self) -> None:
        """Print them."""
        lines = {
            "notices": self.notices,
            "messages accepted by the platform": self.messages,
            "  of these exactly once by their client_msg_id": self.once,
            "notices delivered": self.delivered,
            "notices refused, on the office's list": self.refused,
            "notices unreachable, on the office's list": self.unreachable,
            "  of these accepted, but nobody could know": self.in_doubt,
            "lost": self.lost,
            "doubled": self.doubled,
            "calls of the endpoint": self.calls,
        }
        for name, number in lines.items():
            print(f"{name:<52}{number:>10,}")


def compare(at: Ground, names: Sequence[str]) -> Books:
    """Compare the platform's books with ours."""
    records = [record for name in names if (record := at.store.outbox.get(name))]
    states = Counter(record.state for record in records)
    listed = {record.notice.id for record in at.store.outbox.unreachable(len(names))}
    wanted = set(names)
    sent = [entry for entry in at.driver.sent() if entry["client_msg_id"] in wanted]
    by_id = Counter(str(entry["client_msg_id"]) for entry in sent)
    known = {record.msgid for record in records if record.msgid}
    unknown = [entry for entry in sent if str(entry["msgid"]) not in known]
    asked = {r.notice.id for r in records if r.error == OUTCOME_UNKNOWN}
    in_doubt = [entry for entry in unknown if entry["client_msg_id"] in asked]
    return Books(
        notices=len(names),
        messages=len(sent),
        once=sum(1 for times in by_id.values() if times == 1),
        delivered=states[NoticeState.DELIVERED],
        refused=states[NoticeState.REFUSED],
        unreachable=states[NoticeState.UNREACHABLE],
        lost=len(names) - sum(1 for record in records if _ended(record, listed)),
        doubled=sum(times - 1 for times in by_id.values()) + len(unknown) - len(in_doubt),
        in_doubt=len(in_doubt),
        calls=at.calls,
    )


def _ended(record: NoticeRecord, listed: set[str]) -> bool:
    return record.state is NoticeState.DELIVERED or record.notice.id in listed
