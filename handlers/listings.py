"""Public lists (企业名单、典型案例、问责结果): drawn up, signed, shown, taken off (T13, G6, J6)."""

from __future__ import annotations

from dataclasses import replace

from handlers.lookup import named_entry
from handlers.office import Office
from handlers.office_groups import may_sign
from handlers.turn import Reply, Turn
from handlers.words import listings as words
from language.acts import Act
from supervision.answering import answering_units
from supervision.listings import (
    LONGEST_TEXT,
    SIGNED_BY,
    Listing,
    ListingKind,
    ListingRefusal,
    ListingState,
    case_refusal,
    removed,
    result_refusal,
    signed,
    signing_refusal,
)
from supervision.progress import Entry
from supervision.times import local_date

SHOWN = 8


def listings(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - nothing to confirm
    """The newest entries of a list, those that wait for a signature first."""
    kind = ListingKind(act.text("kind"))
    found = turn.office.store.listings.latest(kind, SHOWN)
    ordered = sorted(found, key=lambda one: one.state is not ListingState.DRAFT)
    return Reply(words.listed(kind, ordered, turn.office.base_url))


def add_listing(turn: Turn, act: Act, *, confirmed: bool) -> Reply:  # noqa: ARG001 - a draft is seen by the office alone
    """Draw up an entry; nobody outside sees it before it is signed."""
    drawn = _draft(turn, act)
    if isinstance(drawn, Reply):
        return drawn
    store = turn.office.store
    number = store.listings.take_number(turn.change, drawn.kind, local_date(turn.now).year)
    listing = replace(drawn, number=number)
    store.listings.save(turn.change, None, listing)
    _note(turn, "add_listing", None, listing)
    return Reply(words.drawn_up(listing))


def sign_listing(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Say exactly what everybody will read, and show it when that is confirmed."""
    listing = turn.office.store.listings.get(act.text("number"))
    if listing is None:
        return Reply(words.unknown(act.text("number")))
    group = SIGNED_BY[listing.kind]
    if not may_sign(turn.person, group):
        return Reply(words.another_group(group))
    refusal = signing_refusal(listing)
    if refusal:
        return Reply(words.refused(refusal, listing))
    if not confirmed:
        return Reply(words.confirm(listing), turn.ask_to_confirm(act))
    after = signed(listing, turn.now)
    turn.office.store.listings.save(turn.change, listing, after)
    _note(turn, "sign_listing", listing, after)
    return Reply(words.published(after, turn.office.base_url))


def remove_listing(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Take an entry off with a reason; the record of it stays."""
    listing = turn.office.store.listings.get(act.text("number"))
    if listing is None:
        return Reply(words.unknown(act.text("number")))
    if not may_sign(turn.person, SIGNED_BY[listing.kind]):
        return Reply(words.another_group(SIGNED_BY[listing.kind]))
    if listing.state is ListingState.REMOVED:
        return Reply(words.refused(ListingRefusal.REMOVED_BEFORE, listing))
    reason = act.text("reason")
    if not reason:
        return Reply(words.why_remove(listing), turn.ask_for(act, "reason"))
    if not confirmed:
        return Reply(words.confirm_removal(listing, reason), turn.ask_to_confirm(act))
    after = removed(listing, reason, turn.now)
    turn.office.store.listings.save(turn.change, listing, after)
    _note(turn, "remove_listing", listing, after)
    return Reply(words.taken_off(after))


def _draft(turn: Turn, act: Act) -> Listing | Reply:
    kind, text = ListingKind(act.text("kind")), act.text("text")
    if kind is ListingKind.GOOD_CASE:
        entry = named_entry(turn, act)
        if isinstance(entry, Reply):
            return entry
        found = case_of(turn.office, entry)
    elif kind is ListingKind.RESULT:
        found = result_of(turn.office, act.text("number"))
    else:
        found = Listing("", kind, act.text("name"), "", turn.now)
    if isinstance(found, ListingRefusal):
        return Reply(words.cannot_add(kind, found))
    if not text or len(text) > LONGEST_TEXT:
        return Reply(words.text_needed(kind, LONGEST_TEXT), turn.ask_for(act, "text"))
    return replace(found, text=text, at=turn.now)


def case_of(office: Office, entry: Entry) -> Listing | ListingRefusal:
    """A good case about a measure, without its text; or why it cannot be one."""
    refusal = case_refusal(entry.progress)
    if refusal:
        return refusal
    units = answering_units(entry.measure, office.store.ledger.directory())
    at = entry.progress.closed_at
    if at is None:
        return ListingRefusal.NOT_CLOSED
    return Listing(
        "",
        ListingKind.GOOD_CASE,
        entry.measure.title,
        "",
        at,
        about=entry.measure.id,
        unit="、".join(units),
    )


def result_of(office: Office, number: str) -> Listing | ListingRefusal:
    """The result of a document, without its text; or why it cannot be made public."""
    document = office.store.documents.get(number)
    refusal = result_refusal(document) if document else ListingRefusal.NOT_ISSUED
    if document is None or refusal:
        return refusal or ListingRefusal.NOT_ISSUED
    made = document.decision
    name = words.result_name(made.step, made.unit)
    at = document.issued_at or document.drawn_at
    return Listing("", ListingKind.RESULT, name, "", at, about=number, unit=made.unit)


def _note(turn: Turn, act: str, before: Listing | None, after: Listing) -> None:
    turn.journal(
        act,
        measure=after.about.rpartition(":")[2] if after.kind is ListingKind.GOOD_CASE else "",
        before={"state": before.state} if before else None,
        after={"number": after.number, "list": after.kind, "state": after.state},
    )
