"""Publish (发布): let citizens see where a measure stands, as it stands now."""

from __future__ import annotations

import hashlib

from handlers.building import build_lists
from handlers.lookup import named_entry
from handlers.publication import add_publication
from handlers.turn import Reply, Turn
from handlers.words import publishing as words
from language.acts import Act
from storage.outbox import Notice, notice_id
from supervision.progress import Entry, Publication
from supervision.publishing import is_stale, snapshot_of
from supervision.quiet import not_before


def publish(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Name exactly what citizens will see, and publish it when that is confirmed."""
    if act.flag("all"):
        return _publish_all(turn, act, confirmed=confirmed)
    entry = named_entry(turn, act)
    if isinstance(entry, Reply):
        return entry
    if not is_stale(entry.progress):
        return Reply(words.unchanged(entry.measure))
    snapshot = snapshot_of(entry.progress, turn.now)
    if not confirmed or act.text("shown") != _versions([entry]):
        # What was reported since the question was asked is not published unseen.
        shown = Act(act.intent, {**act.slots, "shown": _versions([entry])})
        return Reply(words.confirm(entry, snapshot), turn.ask_to_confirm(shown))
    followers = _publish(turn, entry, snapshot)
    link = f"{turn.office.base_url}/measures/{entry.measure.number}"
    return Reply(words.published(entry.measure, followers, link))


def _publish(turn: Turn, entry: Entry, snapshot: Publication) -> int:
    """Add one publication with its journal entry and notices; gives how many are told."""
    published = add_publication(turn.office, turn.change, entry, snapshot)
    turn.journal(
        "publish",
        measure=entry.measure.number,
        before=_figures(entry.progress.publication),
        after=_figures(snapshot),
    )
    return _tell_followers(turn, published)


def _publish_all(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    plan = turn.office.store.ledger.current_plan()
    build_lists(turn.office)
    listed = turn.office.store.lists.stale(plan.id) if plan else []
    stale = [e for e in listed if is_stale(e.progress)]
    if not stale:
        return Reply(words.nothing_new())
    if not confirmed or act.text("shown") != _versions(stale):
        new = sum(1 for e in stale if e.progress.publication is None)
        shown = Act(act.intent, {**act.slots, "shown": _versions(stale)})
        return Reply(words.confirm_all(new, len(stale) - new), turn.ask_to_confirm(shown))
    for entry in stale:
        _publish(turn, entry, snapshot_of(entry.progress, turn.now))
    return Reply(words.published_all(len(stale), turn.office.base_url))


def _versions(entries: list[Entry]) -> str:
    """What stands for these entries as they are now, short enough to be kept with a question."""
    told = ",".join(f"{entry.measure.id}@{entry.progress.version}" for entry in entries)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _tell_followers(turn: Turn, entry: Entry) -> int:
    store, measure = turn.office.store, entry.measure
    snapshot = entry.progress.publication
    if snapshot is None:
        return 0
    pids = store.people.subscribed(store.publication.followers(measure.id))
    occasion = f"publish:{measure.id}:{entry.progress.version}"
    hour = not_before(turn.now, turn.policy, turn.working_days())
    for pid in pids:
        notice = Notice(
            id=notice_id(occasion, pid),
            pid=pid,
            kind="publication",
            document=occasion,
            text=words.to_follower(measure, snapshot),
            fields=words.follower_fields(measure),
            url=f"{turn.office.base_url}/measures/{measure.number}",
            queued_at=turn.now,
            not_before=hour,
        )
        store.outbox.enqueue(turn.change, notice)
    return len(pids)


def _figures(snapshot: Publication | None) -> dict[str, int | None] | None:
    if snapshot is None:
        return None
    return {"claimed": snapshot.claimed_percent, "verified": snapshot.verified_percent}
