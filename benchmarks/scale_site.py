"""One ledger of the scale benchmark with its server, and the questions about it.

What a question gives back is of the same size in every ledger; everything else grows with it: the
measures, their units, what waits on the office's desk, what applied for acceptance, what is closed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.ledgers import PLAN, TITLE, Shape, bind, fill
from handlers.office import Office
from handlers.public import search
from handlers.respond import Heard, respond
from handlers.said import Text
from handlers.schedule.desk import Desk
from handlers.schedule.past import RecordedPast
from handlers.working_calendar import working_days
from language.patterns import compile_every
from language.segment import Segmenter
from storage.change import Change
from storage.connect import connect
from storage.errors import Conflict
from storage.inbox import Admission, Claim
from storage.people import to_person
from storage.store import Store
from supervision.acceptance.spot_check import Draw
from supervision.cycles import Moment, Work
from supervision.decisions import Decision, Reason, Recipient, Step
from supervision.documents import Document, State
from supervision.drawing_up import drawn_up
from supervision.inspections import BEHIND_POINTS, to_inspect
from supervision.policy import Policy
from supervision.records import Role
from supervision.requests import Request, RequestKind
from supervision.times import at_hour, overdue_from
from supervision.view import DrawUpHour

OF_ONE_UNIT = 50
A_DAY = 20
RARE = 20
FEW = 20
"""So many measures are behind and silent, so many overdue, in a ledger of any size."""

RARE_WORD = "葫芦河"
HITS = 3
FIRST_DUE = date(2027, 1, 1)
LIAISON, OFFICE, LEADER = (f"oScale{who:0>22}" for who in ("1", "2", "3"))
NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
POLICY = Path(__file__).resolve().parent.parent / "policies" / "tianshui-2017.toml"
LED_BY = "王某"
TRIES = 5


class Site:
    """One ledger with its server, and the questions about it."""

    def __init__(self, folder: Path, measures: int) -> None:
        rare = frozenset(range(measures // RARE, measures + 1, measures // RARE))
        units = measures // OF_ONE_UNIT
        step = measures // (2 * FEW)
        few = range(step, measures + 1, step)
        self._shape = Shape(
            measures,
            units,
            FIRST_DUE,
            A_DAY,
            rare,
            RARE_WORD,
            behind=frozenset(few[::2]),
            overdue=frozenset(few[1::2]),
            reported_at=NOW - timedelta(days=3),
            led=frozenset(few),
            leader=LED_BY,
        )
        self.store = Store(connect(None, folder), "default")
        segmenter = Segmenter(folder / "words", (RARE_WORD,))
        segmenter.warm()
        compile_every()
        policy = Policy.parse(POLICY.read_text(encoding="utf-8"))
        self._office = Office(self.store, policy, segmenter, "http://127.0.0.1")
        fill(self.store, self._shape, segmenter.words_for_index(TITLE, TITLE))
        bind(self.store, {LIAISON: self._shape.unit(1)})
        bind(self.store, {OFFICE: "市整改办"}, Role.OFFICE)
        bind(self.store, {LEADER: self._shape.unit(2)}, Role.LEADER)
        self._fill_desk(measures // 100)
        self._fill_requests(measures // 100)
        self._fill_draws(measures // 10)
        self._confirm_leader()
        self._asked = 0

    # ---- what lies there ----------------------------------------------------------------------

    def _fill_desk(self, count: int) -> None:
        """Criticisms of the bulletin of today, each of another unit."""
        for start in range(0, count, 100):
            change = Change()
            for n in range(start, min(count, start + 100)):
                self.store.documents.add(change, _criticism(n))
            self.store.commit(change)

    def _fill_requests(self, count: int) -> None:
        for start in range(0, count, 100):
            change = Change()
            for n in range(start + 1, min(count, start + 100) + 1):
                at = NOW - timedelta(hours=n)
                unit = self._shape.unit(n)
                asked = Request(f"r{n}", RequestKind.EXTENSION, at, unit, PLAN.id, str(n))
                self.store.requests.add(change, asked)
            self.store.commit(change)

    def _fill_draws(self, count: int) -> None:
        among = tuple(f"{PLAN.id}:{n}" for n in range(1, count + 1))
        change = Change()
        made = Draw("2026Q3", NOW, "seed", 5, among, among[: count // 20])
        self.store.spot_checks.add(change, made)
        self.store.lists.forget_ended(change, NOW)
        self.store.commit(change)

    def _confirm_leader(self) -> None:
        change = Change()
        self.store.leaders.confirm(change, self.store.people.pid(LEADER), LED_BY)
        self.store.commit(change)

    # ---- what is asked by chat ----------------------------------------------------------------

    def my_tasks(self) -> None:
        """我的任务, from admission to the stored reply."""
        self._say(LIAISON, "我的任务", f"有 {OF_ONE_UNIT} 项未完成")

    def to_issue(self) -> None:
        """待签发: eight documents of all that wait."""
        self._say(OFFICE, "待签发", "待办文书")

    def to_decide(self) -> None:
        """待办: six requests of all that wait."""
        self._say(OFFICE, "待办", "待办 ")

    def led_items(self) -> None:
        """我的包抓: forty measures of a leader, eight shown."""
        self._say(LEADER, "我的包抓", f"您包抓 {2 * FEW} 项：超期 {FEW}，滞后 {FEW}")

    def spot_checks(self) -> None:
        """抽查清单: the last draw, twelve without a result shown."""
        self._say(OFFICE, "抽查清单", "项中抽中")

    def overdue(self) -> None:
        """超期清单 of the whole region."""
        self._say(OFFICE, "超期清单", f"{FEW} 项")

    def overview(self) -> None:
        """总览: counts alone."""
        self._say(OFFICE, "总览", f"整改事项 {self._shape.measures} 项")

    def _say(self, openid: str, words: str, wanted: str) -> None:
        reply = ""
        for _ in range(TRIES):
            try:
                reply = self._answer(openid, words)
            except Conflict:
                continue  # nobody renews the turn here, and a busy machine outlasts it
            break
        _must(wanted in reply, reply)

    def _answer(self, openid: str, words: str) -> str:
        store = self.store
        self._asked += 1
        name = str(self._asked)
        pid = store.people.pid(openid)
        claim = Claim(name, name, ("0", name), name, pid)
        admitted = store.inbox.admit(claim)
        _must(admitted.verdict is Admission.YOURS, "admission")
        person = to_person(pid, admitted.person)
        heard = Heard(claim, openid, Text(words), seen=admitted.revisions)
        return respond(self._office, heard, person, NOW)

    # ---- what the clock and citizens ask --------------------------------------------------------

    def due(self) -> None:
        """What becomes due on one day."""
        day = FIRST_DUE.replace(day=11)
        after, until = overdue_from(day.replace(day=10)), overdue_from(day)
        _must(len(self.store.lists.due_between(after, until)) >= A_DAY - 1, "due")

    def dispatch(self) -> None:
        """The draw-up hour of a day of dispatch."""
        found = self._drawn_up(Work.DISPATCH)
        behind = [f for d in found if d.reason is Reason.BEHIND_PACE for f in d.findings]
        _must(len(behind) == FEW, f"dispatch: {len(behind)}")

    def bulletin(self) -> None:
        """The draw-up hour of a day of the bulletin."""
        found = self._drawn_up(Work.BULLETIN)
        late = [f for d in found if d.reason is Reason.OVERDUE_AT_BULLETIN for f in d.findings]
        _must(len(late) == FEW, f"bulletin: {len(late)}")

    def inspection(self) -> None:
        """What a day of inspection names."""
        found = to_inspect(self.store.lists.worth_a_look(NOW, BEHIND_POINTS), NOW)
        _must(len(found) == 2 * FEW, f"inspection: {len(found)}")

    def silent(self) -> None:
        """What nobody has reported on since the last dispatch."""
        found = self.store.lists.silent_since(NOW - timedelta(days=30))
        _must(len(found) == 2 * FEW, f"silent: {len(found)}")

    def _drawn_up(self, work: Work) -> list[Decision]:
        office, store = self._office, self.store
        moment = Moment(at_hour(date(2026, 11, 2), 9), (Work.DAILY, work))
        hour = DrawUpHour(
            moment,
            moment.at - timedelta(days=1),
            office.policy_at(NOW),
            working_days(store),
            store.ledger.directory(),
            store.lists,
            RecordedPast(Desk(office, NOW)),
        )
        return list(drawn_up(hour))

    def search(self) -> None:
        """A rare word together with one that stands in every measure."""
        found = search(self._office, f"{RARE_WORD}污水处理", HITS)
        _must(len(found) == HITS and all(RARE_WORD in item.title for item in found), "search")

    def search_common(self) -> None:
        """Only words that stand in every measure."""
        _must(len(search(self._office, "污水处理厂", HITS)) == HITS, "search")


def _criticism(n: int) -> Document:
    hour = at_hour(date(2026, 11, 2), 15)
    made = Decision(
        step=Step.CRITICISM,
        reason=Reason.OVERDUE_AT_BULLETIN,
        clause="T8",
        unit=f"第{n}局",
        at=hour,
        to=(Recipient.UNIT_HEAD,),
        needs_signature=False,
        plan=PLAN.id,
    )
    number = f"TB-20261102-{n:06X}"
    return Document(number, made, date(2026, 11, 2), State.DRAWN_UP, NOW, issue_at=hour)


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"{what}: a wrong answer; nothing to compare")
