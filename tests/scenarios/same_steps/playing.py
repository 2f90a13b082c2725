"""A story played through the running product: phones, the office's commands, and the clock.

Every fact goes through the door by which it comes about: a liaison reports, applies and asks for
more time, a verifier verifies, the office grants, accepts, sends back and records, a file brings
rankings and complaints. The product rightly refuses some of what a story tells (an extension when
the date has passed, a rebound while the publicity runs); such a fact is then entered behind its
back by :func:`_by_hand`, with the journal's own word for it. How many went which way is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from documents.facts_jsonl import Numbers, fact_to_json, read_facts
from documents.plan import read_plans
from handlers.import_plan import import_plan
from storage.change import Change
from supervision.acceptance.terms import Agreement, Terms
from supervision.answering import answering_units
from supervision.decisions import Step
from supervision.documents import State
from supervision.effects import after
from supervision.facts import Fact, FactKind
from supervision.progress import Entry, Lifecycle
from supervision.records import Role
from supervision.times import at_hour, start_of, to_iso
from tests.scenarios.conftest import City
from tests.supervision.stories.reading import Story
from tests.supervision.stories.running import jsonl

OFFICE = "oOffice"
HOURS = ((9, 0), (15, 0))
"""The hours at which the clock ticks, half a minute late, as a clock does."""

LAST_HOUR = 15

SIGNED_BY_CHAT = 6
"""So many proposals of a story are signed by chat; the rest wait on the desk."""

SAID = {
    FactKind.FALSE_REPORT: "反馈失实",
    FactKind.RESULT_NOT_REPORTED: "未报送结果",
    FactKind.NOT_PUBLISHED: "未公开",
}
BY = {"state": "国家", "province": "省级"}
TARGETS = {"air": "空气", "water": "水"}


@dataclass(slots=True)
class Played:
    """The city in which a story is played, and by which way its facts came about."""

    city: City
    folder: Path
    ways: Counter[str] = field(default_factory=Counter)
    signed: int = 0
    photos: Iterator[int] = field(default_factory=count)

    # ---- the story ------------------------------------------------------------------------------

    def play(self, story: Story) -> None:
        """Found the city on the first day, and let the year happen."""
        founded(self.city, story)
        self._bind(story)
        coming = iter(self._facts(story))
        fact = next(coming, None)
        for moment in _moments(story.first, story.last):
            while fact is not None and fact.at <= moment:
                self.city.at(fact.at.isoformat())
                self._happen(fact)
                fact = next(coming, None)
            self.city.now = moment + timedelta(seconds=30)
            self.city.tick()
            if moment.hour == LAST_HOUR:
                self._sign()  # what follows from a criticism is decided after its issue
        assert fact is None, "a fact after the last day"

    def _facts(self, story: Story) -> list[Fact]:
        ledger = self.city.office.store.ledger
        plan = ledger.current_plan()
        assert plan is not None
        measures = [entry.measure for entry in ledger.all_entries(plan.id)]
        return read_facts(jsonl(story.facts), Numbers.of(measures, [plan.id]))

    def _bind(self, story: Story) -> None:
        self.city.at(at_hour(story.first, 7).isoformat())
        self.city.bind(OFFICE, "整改办", Role.OFFICE)
        for line in story.ledger:
            if line["kind"] == "unit":
                self.city.bind(_phone(line["name"]), line["name"])
                self.city.bind(_verifier(line["name"]), line["name"], Role.VERIFIER)

    def _happen(self, fact: Fact) -> None:
        way = WAYS.get(fact.kind)
        if way and way(self, fact):
            self.ways["door"] += 1
        elif fact.kind in (FactKind.REPLIED, FactKind.REPORT):
            self.ways[f"refused {fact.kind}"] += 1
        else:
            self.ways[f"hand {fact.kind}"] += 1
            self._by_hand(fact)

    def _by_hand(self, fact: Fact) -> None:
        entry, change = self.entry(fact), Change()
        ledger = self.city.office.store.ledger
        ledger.save_progress(change, entry, after(entry.progress, fact))
        until = fact.until.isoformat() if fact.until else ""
        change.journal(
            {
                "at": to_iso(fact.at),
                "pid": "",
                "role": "office",
                "unit": fact.unit,
                "act": fact.kind,
                "measure": fact.measure,
                "before": None,
                "after": {"percent": fact.percent, "until": until},
                "source": "test",
            }
        )
        self.city.office.store.commit(change)

    def _sign(self) -> None:
        """The office signs some of what is proposed, by chat, in the afternoon."""
        if self.signed >= SIGNED_BY_CHAT:
            return
        # A signed criticism counts and is followed by more: a simulation signs nothing.
        waiting = [
            document
            for document in self.city.office.store.documents.proposed()
            if document.decision.step is not Step.CRITICISM
        ]
        for document in waiting[: SIGNED_BY_CHAT - self.signed]:
            self.city.at(self.city.now.isoformat())
            asked = self.say(OFFICE, f"签发 {document.number}")
            said = self.say(OFFICE, "1")
            assert "已" in said, (asked, said)
            signed = self.city.office.store.documents.get(document.number)
            assert signed is not None
            assert signed.state in (State.ISSUED, State.DECIDED)
            self.signed += 1

    # ---- hands ----------------------------------------------------------------------------------

    def say(self, who: str, words: str) -> str:
        """A message of somebody's, and the answer."""
        return self.city.say(who, words)

    def yes(self, who: str, words: str, asked: str, done: str) -> bool:
        """Say something that is asked about and confirmed; False when it is refused instead."""
        answer = self.say(who, words)
        if asked not in answer:
            return done in answer
        return done in self.say(who, "1")

    def photo(self, who: str) -> str:
        """A photo of somebody's, and the answer."""
        return self.city.photo(who, f"m{next(self.photos)}")

    @property
    def terms(self) -> Terms:
        """What the city wants before anything is accepted and closed."""
        return self.city.office.policy_at(self.city.now).acceptance

    def entry(self, fact: Fact) -> Entry:
        """The measure of a fact, as it stands."""
        found = self.city.office.store.ledger.entry(fact.item)
        assert found is not None, fact
        return found

    def phone(self, fact: Fact) -> str:
        """Somebody of a unit that answers for the measure of a fact."""
        units = self.city.office.store.ledger.units()
        [first, *_] = answering_units(self.entry(fact).measure, units)
        return _phone(first)


def founded(city: City, story: Story) -> City:
    """The city with the ledger of a story, its clock set going on the first day."""
    city.at(start_of(story.first).isoformat())
    [document] = read_plans(jsonl(story.ledger).encode(), name="story")
    import_plan(city.office, document, city.now)
    city.tick()
    return city


def _report(played: Played, fact: Fact) -> bool:
    who, words = _phone(fact.unit), f"{fact.measure} 完成{fact.percent}%"
    return played.yes(who, words, "回复 1 确认", "已记录")


def _apply(played: Played, fact: Fact) -> bool:
    """Only what is reported at 100 % may be applied for, so that is reported first."""
    who, progress = played.phone(fact), played.entry(fact).progress
    since = progress.rebound_at
    anew = since is not None and progress.claim is not None and progress.claim.at < since
    if progress.claimed_percent < 100 or anew:
        played.yes(who, f"{fact.measure} 完成100%", "回复 1 确认", "已记录")
    if played.terms.evidence:
        asked = played.photo(who)
        if "哪一项" in asked:
            played.say(who, f"佐证 {fact.measure}")
    if not played.terms.self_check:
        return played.yes(who, f"{fact.measure} 申请验收", "回复 1 确认", "已提交")
    if "自验说明" not in played.say(who, f"{fact.measure} 申请验收"):
        return False
    return played.yes(who, "已全部完成，安排专人巡查", "回复 1 确认", "已提交")


def _accept(played: Played, fact: Fact) -> bool:
    """What nobody has applied for is applied for first; the publicity opens with the acceptance."""
    if played.entry(fact).progress.lifecycle is Lifecycle.OPEN:
        _apply(played, fact)
    number, terms = fact.measure, played.terms
    if terms.site_check:
        played.yes(OFFICE, f"现场核查 {number} 已完成，现场干净", "回复 1 确认", "已记录")
        said = played.photo(OFFICE)
        assert "现场核查的佐证" in said, said
    if not played.yes(OFFICE, f"同意验收 {number}", "回复 1 确认", "已记录"):
        return False
    if terms.agreement is Agreement.LEADER:
        played.yes(OFFICE, f"领导小组同意 {number}", "回复 1 确认", "已记录")
    if terms.four:
        played.yes(OFFICE, f"不放过 {number} 查清、到位、责任、群众满意", "回复 1 确认", "落实")
    played.yes(OFFICE, f"公示 {number}", "回复 1 确认", "公示")
    return played.entry(fact).progress.lifecycle is Lifecycle.PUBLICITY


def _close(played: Played, fact: Fact) -> bool:
    """Nobody closes by hand: what is accepted is closed when its publicity has ended."""
    if played.entry(fact).progress.lifecycle in (Lifecycle.PUBLICITY, Lifecycle.CLOSED):
        return True
    return _accept(played, fact)


def _verify(played: Played, fact: Fact) -> bool:
    """By somebody of a unit that does not report on the measure."""
    ledger = played.city.office.store.ledger
    others = [
        unit.name for unit in ledger.units() if not ledger.is_reported_by(unit.name, fact.item)
    ]
    words = f"核实 {fact.measure} {fact.percent}%"
    return played.yes(_verifier(others[0]), words, "回复 1 确认", "已记录")


def _send_back(played: Played, fact: Fact) -> bool:
    played.yes(OFFICE, f"退回 {fact.measure} 材料不全", "回复 1 确认", "已退回")
    return played.entry(fact).progress.sent_back_at == fact.at


def _extend(played: Played, fact: Fact) -> bool:
    assert fact.until is not None
    until = f"{fact.until.year}年{fact.until.month}月{fact.until.day}日"
    words = f"{fact.measure} 申请延期到{until}，原因：雨季"
    if not played.yes(played.phone(fact), words, "回复 1 确认", "已提交"):
        return False
    return played.yes(OFFICE, f"同意延期 {fact.measure}", "回复 1 确认", "已批准")


def _excuse(played: Played, fact: Fact) -> bool:
    assert fact.until is not None
    until = f"{fact.until.year}年{fact.until.month}月{fact.until.day}日"
    words = f"记录 {fact.measure} 正当理由 到{until} 汛期停工"
    return played.yes(OFFICE, words, "回复 1 确认", "已记录")


def _failure(played: Played, fact: Fact) -> bool:
    words = f"记录 {fact.unit} {fact.measure} {SAID[fact.kind]}"
    return played.yes(OFFICE, words, "回复 1 确认", "已记录")


def _criticised(played: Played, fact: Fact) -> bool:
    words = f"记录 {fact.unit} 被{BY[fact.by]}通报批评"
    return played.yes(OFFICE, words, "回复 1 确认", "已记录")


def _problems(played: Played, fact: Fact) -> bool:
    words = f"记录 {fact.unit} 发现问题 {fact.count} 个 {fact.matter}".strip()
    return played.yes(OFFICE, words, "回复 1 确认", "已记录")


def _missed(played: Played, fact: Fact) -> bool:
    """In chat there is no miss by nothing; a file may hold one."""
    if not fact.ratio:
        return _by_file(played, fact)
    share = f"{round(fact.ratio * 100, 4):g}%"
    words = f"记录 {fact.unit} 年度{TARGETS[fact.target]}目标未完成 {share}"
    return played.yes(OFFICE, words, "回复 1 确认", "已记录")


def _by_file(played: Played, fact: Fact) -> bool:
    path = played.folder / "facts.jsonl"
    path.write_text(json.dumps(fact_to_json(fact), ensure_ascii=False) + "\n", encoding="utf-8")
    result = played.city.app.test_cli_runner().invoke(args=["facts", "record", str(path)])
    return result.exit_code == 0 and "新记录 1 条" in result.output


def _rebound(played: Played, fact: Fact) -> bool:
    played.yes(OFFICE, f"重新纳入 {fact.measure} 问题反弹", "回复 1 确认", "重新纳入整改，将通知")
    return played.entry(fact).progress.rebound_at == fact.at


def _reply(played: Played, fact: Fact) -> bool:
    """A reply to the newest of its kind; what was never issued cannot be answered."""
    found = played.city.office.store.documents.of_unit(fact.unit)
    issued = [d for d in found if d.decision.step == fact.step and d.state is State.ISSUED]
    if not issued:
        return False
    words = f"回复 {issued[0].number} 已整改，8月底前完成"
    return played.yes(_phone(fact.unit), words, "回复 1 确认", "已记录")


WAYS: dict[FactKind, Callable[[Played, Fact], bool]] = {
    FactKind.REPORT: _report,
    FactKind.VERIFIED: _verify,
    FactKind.APPLIED: _apply,
    FactKind.ACCEPTED: _accept,
    FactKind.CLOSED: _close,
    FactKind.SENT_BACK: _send_back,
    FactKind.EXTENSION_GRANTED: _extend,
    FactKind.PROPER_REASON: _excuse,
    FactKind.FALSE_REPORT: _failure,
    FactKind.RESULT_NOT_REPORTED: _failure,
    FactKind.NOT_PUBLISHED: _failure,
    FactKind.CRITICISED_BY_HIGHER_LEVEL: _criticised,
    FactKind.PROBLEM_FOUND: _problems,
    FactKind.ANNUAL_TARGET_MISSED: _missed,
    FactKind.RANKING: _by_file,
    FactKind.COMPLAINT: _by_file,
    FactKind.REBOUND: _rebound,
    FactKind.REPLIED: _reply,
}
"""Kind of fact → how it comes about; True when it did."""


def _phone(unit: str) -> str:
    return f"o-{unit.encode().hex()[:24]}"


def _verifier(unit: str) -> str:
    return f"v-{unit.encode().hex()[:24]}"


def _moments(first: date, last: date) -> Iterator[datetime]:
    """Every hour of the clock, working day or not."""
    day = first
    while day <= last:
        for hour, minute in HOURS:
            yield at_hour(day, hour, minute)
        day += timedelta(days=1)
