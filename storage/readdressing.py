"""Readdressing (改发): a notice that has not gone yet goes to somebody else."""

from __future__ import annotations

from storage.change import Change
from storage.keys import Keys
from storage.notices import NoticeRecord, NoticeState


def readdress(change: Change, keys: Keys, record: NoticeRecord, pid: str) -> bool:
    """Send a queued notice to ``pid`` instead; False when it is no longer queued.

    The change fails when a sender claims the notice meanwhile.
    """
    if record.state is not NoticeState.QUEUED:
        return False
    key = keys.notice(record.notice.id)
    change.expect(key, "state", NoticeState.QUEUED)
    change.put(key, {"pid": pid})
    return True
