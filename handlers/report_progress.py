"""Report progress (上报进展): the one way by which a percent gets into the ledger."""

from __future__ import annotations

from dataclasses import replace

from handlers.hand_in import place_waiting
from handlers.lookup import named_for_unit
from handlers.move_evidence import move_evidence
from handlers.report_unchanged import report_unchanged
from handlers.speaking import speaking_unit
from handlers.store_report import report_of, store_report
from handlers.turn import Asks, Option, Question, Reply, Turn, as_option
from handlers.withdraw import take_back
from handlers.words import chat, evidence
from language.acts import Act
from supervision.progress import Entry, Lifecycle, Report
from supervision.reporting import Refusal, must_confirm, refusal_of

UNSURE = frozenset(
    {
        *("bare_number", "just_passed", "part_of", "no_sign", "unsure", "several_figures"),
        *("several_items", "no_such_day", "more_was_said", "tiny", "common_words"),
    }
)
"""Doubts of the engine that a yes of the sender settles."""


def report_progress(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Store what a unit says of its measure, or say in one line why not and what to send."""
    if act.flag("no_change") and not act.text("item"):
        return report_unchanged(turn, act, confirmed=confirmed)
    checked = _checked(turn, act)
    if isinstance(checked, Reply):
        return checked
    entry, percent, unit = checked
    known = _known(turn, act, entry, unit)
    asked = None if confirmed else _asked_first(turn, entry, known, percent)
    if asked:
        return asked
    wrong = _wrong(turn, act)
    return wrong if isinstance(wrong, Reply) else Reply(_recorded(turn, act, checked, wrong))


def _recorded(
    turn: Turn, act: Act, checked: tuple[Entry, int, str], wrong: tuple[Report, Entry] | None
) -> str:
    """Store the report, the wrong one taken back in the same change; what is said of it."""
    entry, percent, unit = checked
    report = report_of(turn, entry, act, percent, unit)
    handed_in = [] if turn.reported else place_waiting(turn, entry, unit, report.id)
    if wrong:
        handed_in = [*move_evidence(turn, wrong[0], report, entry), *handed_in]
    report = replace(report, evidence=len(handed_in))
    if wrong:
        take_back(turn, *wrong, keeps_standing=wrong[1].measure.id == entry.measure.id)
    store_report(turn, entry, report)
    with_it = f"\n{evidence.with_report(handed_in)}" if handed_in else ""
    if wrong:
        return chat.put_right(entry, report, wrong[0], turn.now) + with_it
    if act.flag("no_change"):
        return chat.recorded_unchanged(entry.measure, percent) + with_it
    if "percent" not in act.slots and act.text("status") in ("not_started", "in_progress"):
        return chat.recorded_state(entry, report, turn.now) + with_it
    return chat.recorded(entry, report, turn.now) + with_it


def _known(turn: Turn, act: Act, entry: Entry, unit: str) -> Act:
    """The act as a question remembers it: the item by its id, and the unit where there are more."""
    slots = {**act.slots, "item": entry.measure.id}
    if len(turn.person.own_units) > 1:
        slots["unit"] = unit
    return Act(act.intent, slots, act.rule, doubts=act.doubts)


def _wrong(turn: Turn, act: Act) -> tuple[Report, Entry] | Reply | None:
    """The report that this one takes the place of, if it is one and still stands."""
    store = turn.office.store
    name = act.text("replaces")
    of = act.text("wrong")
    report = store.reports.last_of(turn.person.pid, turn.person.own_units, of) if name else None
    entry = store.ledger.entry(report.item) if report and report.id == name else None
    if report is None or entry is None:
        return None
    if entry.progress.lifecycle is not Lifecycle.OPEN:
        return Reply(chat.cannot_put_right(entry.measure))
    return report, entry


def _checked(turn: Turn, act: Act) -> tuple[Entry, int, str] | Reply:
    """The item, the percent and the unit that reports it, or why nothing can be reported so."""
    entry, is_yours = named_for_unit(turn, act)
    if isinstance(entry, Reply):
        return entry
    if entry.measure.id in turn.reported:
        return Reply(chat.said_twice(entry.measure))
    percent = _percent(entry, act)
    refusal = refusal_of(entry.progress, percent, is_yours=is_yours)
    if refusal is Refusal.BELOW_VERIFIED and act.flag("no_change") and entry.progress.claim:
        refusal = None  # what stands is said again; it was not lower when it was reported
    if refusal:
        return Reply(_refused(turn, entry, refusal))
    unit = speaking_unit(turn, act, entry)
    if isinstance(unit, Reply):
        return unit
    if not _says_how_far(entry, act):
        return _how_far(turn, act, entry, unit)
    return entry, percent, unit


def _how_far(turn: Turn, act: Act, entry: Entry, unit: str) -> Reply:
    """The question for the percent; 0 means none, since 0 is no in every question."""
    about = as_option(_known(turn, act, entry, unit))
    again = chat.how_far_again(entry.measure)
    claim, more = entry.progress.claim, act.number("change") or 0
    options = {"0": Option()}
    text = chat.how_far(entry.measure)
    if "only_change" in act.doubts:
        text = chat.how_far_after(entry.measure, claim.percent if claim else None, more)
    if claim and more and claim.percent + more < 100:  # 1 is the sum that is suggested
        slots = {**about.slots, "percent": claim.percent + more}
        options["1"] = Option(about.intent, slots)
    question = Question(options, turn.now, asks=Asks.PERCENT, about=about, again=again)
    return Reply(text, question)


def _asked_first(turn: Turn, entry: Entry, act: Act, percent: int) -> Reply | None:
    measure = entry.measure
    if "may_be_a_day" in act.doubts:
        words = chat.confirm_unsure(measure, percent)
    elif must_confirm(percent) and not act.flag("no_change"):
        words = chat.confirm_done(measure)
    elif set(act.doubts) & UNSURE:
        words = chat.confirm_figure(measure, percent)
    else:
        return None
    return Reply(words, turn.ask_to_confirm(act, chat.confirm_again(measure, percent)))


def _says_how_far(entry: Entry, act: Act) -> bool:
    """A figure, 无变化, or a state that says it with what stands in the ledger.

    未开工 is 0 % where nothing was reported yet; 正在施工 keeps the figure that stands.
    A state that does not fit what stands is asked about.
    """
    if act.flag("no_change") or "percent" in act.slots or act.text("status") == "done":
        return True
    claimed = entry.progress.claimed_percent
    if "no_percent" in act.doubts:
        return False
    if act.text("status") == "not_started":
        return claimed == 0
    return act.text("status") == "in_progress" and 0 < claimed < 100


def _percent(entry: Entry, act: Act) -> int:
    if act.flag("no_change"):
        return entry.progress.claimed_percent
    if act.text("status") == "done":
        return 100
    return int(act.slots.get("percent", entry.progress.claimed_percent))


def _refused(turn: Turn, entry: Entry, refusal: Refusal) -> str:
    if refusal is Refusal.NOT_YOURS:
        return chat.not_yours(entry.measure, "、".join(turn.person.own_units))
    if refusal is Refusal.CLOSED:
        return chat.already_closed(entry.measure)
    if refusal is Refusal.UNDER_CHECK:
        return chat.under_check(entry.measure)
    if refusal is Refusal.OUT_OF_RANGE:
        return chat.out_of_range(entry.measure)
    return chat.below_verified(entry.measure, entry.progress.verified_percent)
