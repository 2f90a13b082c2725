"""What is read for the same result is the same in a ledger four times as large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import redis

from benchmarks.ledgers import PLAN, Shape, fill
from storage.change import Change
from storage.store import Store
from supervision.acceptance.spot_check import Draw
from supervision.acceptance.table import Stage
from supervision.decisions import Decision, Reason, Recipient, Step
from supervision.documents import Document, State
from supervision.inspections import BEHIND_POINTS
from supervision.requests import Request, RequestKind
from supervision.terms import RHYTHMS

NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
FEW, PAGE = 4, 6
LEADER = "王某"
SMALL, LARGE = 80, 320
EXTENSION = RequestKind.EXTENSION


def city(client: redis.Redis, measures: int) -> Store:
    """Four measures behind and four overdue, all of one leader; the rest were reported on."""
    store = Store(client, f"size{measures}")
    few = range(measures // 8, measures + 1, measures // 8)
    shape = Shape(
        measures,
        measures // 10,
        date(2027, 1, 1),
        20,
        behind=frozenset(few[::2]),
        overdue=frozenset(few[1::2]),
        reported_at=NOW - timedelta(days=3),
        led=frozenset(few),
        leader=LEADER,
    )
    fill(store, shape)
    change = Change()
    store.lists.forget_ended(change, NOW)
    for n in range(1, measures // 4):
        store.documents.add(change, waits(n))
        at = NOW - timedelta(hours=n)
        asked = Request(f"r{n}", EXTENSION, at, shape.unit(n), PLAN.id, str(n))
        store.requests.add(change, asked)
        change.rank(store.keys.acceptance_in(Stage.PASSED), f"{PLAN.id}:{n}", n)
    among = tuple(f"{PLAN.id}:{n}" for n in range(measures))
    store.spot_checks.add(change, Draw("2026Q3", NOW, "seed", 50, among, among[::2]))
    store.commit(change)
    return store


def waits(n: int) -> Document:
    hour = datetime(2026, 11, 2, 7, tzinfo=UTC)
    made = Decision(
        step=Step.CRITICISM,
        reason=Reason.OVERDUE_AT_BULLETIN,
        clause="T8",
        unit=f"第{n}局",
        at=hour,
        to=(Recipient.UNIT_HEAD,),
        needs_signature=False,
        cause="TB-CAUSE" if n < FEW else None,
        plan=PLAN.id,
    )
    number = f"TB-20261102-{n:04X}{n * 7919 % 65536:04X}"
    return Document(number, made, date(2026, 11, 2), State.DRAWN_UP, NOW, issue_at=hour)


def overdue(store: Store) -> int:
    return len(store.lists.overdue_at(NOW))


def behind(store: Store) -> int:
    return len(store.lists.behind_at(NOW, 15))


def silent(store: Store) -> int:
    return len(store.lists.silent_since(NOW - timedelta(days=30)))


def in_rhythm(store: Store) -> int:
    return sum(len(store.lists.silent_in_rhythm(PLAN.id, one, NOW)) for one in RHYTHMS)


def inspection(store: Store) -> int:
    return len(store.lists.worth_a_look(NOW, BEHIND_POINTS))


def office_overdue(store: Store) -> int:
    return len(store.lists.overdue_page(NOW, 0, 3)[0])


def due_page(store: Store) -> int:
    window = datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    return len(store.lists.due_page(*window, 0, 3)[0])


def led(store: Store) -> int:
    sums = store.leaders.stand([LEADER], NOW)
    items = store.leaders.open_items([LEADER], 0, PAGE)
    return sums.overdue + sums.behind + len(store.ledger.entries(items))


def desk(store: Store) -> int:
    page, total = store.documents.on_the_desk(0, PAGE)
    assert total > 2 * PAGE
    return len(page) + len(store.documents.numbers_on_the_desk(PAGE))


def named_on_the_desk(store: Store) -> int:
    last = waits(9).number
    documents = store.documents
    return (
        len(documents.on_the_desk_as(last))
        + len(documents.on_the_desk_as(last[-6:]))
        + len(documents.following("TB-CAUSE"))
    )


def requests(store: Store) -> int:
    assert store.requests.waiting_count(EXTENSION) > 2 * PAGE
    return len(store.requests.first(EXTENSION, PAGE))


def accepted(store: Store) -> int:
    assert store.acceptance.waiting_count(Stage.PASSED) > 2 * PAGE
    return len(store.acceptance.first_waiting(Stage.PASSED, PAGE))


def spot_checks(store: Store) -> int:
    head = store.spot_checks.last()
    assert head is not None
    assert head.drawn > 2 * PAGE
    return len(store.spot_checks.open(PAGE)) + len(head.first)


def units(store: Store) -> int:
    return len(store.ledger.directory().members_of("第1局"))


READS = (
    *(overdue, behind, silent, in_rhythm, inspection, office_overdue, due_page),
    *(led, desk, named_on_the_desk, requests, accepted, spot_checks, units),
)


@pytest.fixture(scope="module")
def cities(redis_server: object) -> tuple[Store, Store]:
    from storage.connect import connect

    client = connect(None, redis_server.folder)  # type: ignore[attr-defined]
    client.flushall()
    return city(client, SMALL), city(client, LARGE)


def cost(store: Store, read: Callable[[Store], int]) -> tuple[int, int, int]:
    """The result's size, the commands inside and outside scripts, and the bytes Redis sent."""
    read(store)  # what a process keeps is kept now
    store.redis.config_resetstat()
    empty = store.redis.info("stats")["total_net_output_bytes"]
    before = store.redis.info("stats")["total_net_output_bytes"]
    result = read(store)
    after = store.redis.info("stats")["total_net_output_bytes"]
    calls = store.redis.info("commandstats")
    commands = sum(one["calls"] for name, one in calls.items() if name != "cmdstat_info")
    return result, commands, after - before - (before - empty)


@pytest.mark.parametrize("read", READS)
def test_the_same_result_costs_the_same_in_a_larger_ledger(
    cities: tuple[Store, Store], read: Callable[[Store], int]
) -> None:
    (found, commands, sent), (found_too, commands_too, sent_too) = (
        cost(store, read) for store in cities
    )
    assert found == found_too
    assert commands_too == commands
    # The numbers of measures have a digit more.
    assert sent_too <= sent * 1.1 + 64


def test_what_the_count_sees_grows_when_a_ledger_is_read_whole(
    cities: tuple[Store, Store],
) -> None:
    def whole(store: Store) -> int:
        return len(list(store.ledger.all_entries(PLAN.id)))

    small, large = (cost(store, whole) for store in cities)
    assert large[1] > 3 * small[1]
    assert large[2] > 3 * small[2]
