"""Evidence of somebody who speaks for several units, and of somebody who leaves."""

from __future__ import annotations

from tests.documents.photos import photo
from tests.scenarios.evidence.town import Town
from tests.scenarios.identity import everything_stored, person

ME = "oLiaison"


def number_of_trade(town: Town) -> str:
    """An open item of 市商务局 on which 市建设局 does not report."""
    ledger = town.office.store.ledger
    entries, _ = ledger.open_of("市商务局", 0, 50)
    return next(
        e.measure.number for e in entries if not ledger.is_reported_by("市建设局", e.measure.id)
    )


def test_evidence_is_the_units_that_answers_for_the_item(town: Town) -> None:
    town.bind(ME, "市商务局")
    number = number_of_trade(town)
    town.say(ME, f"{number} 完成60%")
    assert f"作为 {number}" in town.send(ME, "image", photo(1))
    town.work()
    [piece] = town.pieces()
    assert (piece.unit, piece.measure) == ("市商务局", number)
    sent = [e.body for e in town.office.store.journal.entries() if e.body["act"] == "send_evidence"]
    assert [body["unit"] for body in sent] == ["市商务局"]


def test_a_photo_without_a_report_may_be_of_any_of_the_units(town: Town) -> None:
    town.bind(ME, "市商务局")
    number = number_of_trade(town)
    assert "哪一项" in town.send(ME, "image", photo(1))
    town.say(ME, number)
    town.work()
    assert [(piece.unit, piece.measure) for piece in town.pieces()] == [("市商务局", number)]


def test_who_speaks_for_no_unit_any_more_hands_in_nothing(town: Town) -> None:
    town.say(ME, "14-2 完成60%")
    town.send(ME, "image", photo(1))
    town.say(ME, "解绑")
    town.say(ME, "1")
    assert "佐证" not in town.send(ME, "image", photo(2))
    assert len(town.pieces()) == 1


def test_what_waits_for_its_item_goes_with_who_leaves(town: Town) -> None:
    town.send(ME, "image", photo(1))
    keys, pid = town.office.store.keys, person(town, ME).pid
    assert town.office.store.redis.exists(keys.unplaced(pid))
    town.event(ME, "unsubscribe", created=int(town.now.timestamp()) + 5)
    assert not town.office.store.redis.exists(keys.unplaced(pid), keys.handed_in(pid))
    assert ME not in everything_stored(town)
