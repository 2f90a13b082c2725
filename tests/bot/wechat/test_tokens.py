"""The token keeper: one fetch for all, no loop, nothing private in an error."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.wechat.errors import ConfigurationError, QuotaExceeded, Transient, WeChatError
from bot.wechat.token_pace import BREAKER_SECONDS, DAY_BUDGET, gap_after
from bot.wechat.tokens import ALONE_SECONDS, ASK_AGAIN_SECONDS, TokenKeeper
from storage.lease import Lease
from storage.store import Store
from storage.tokens import Hold, TokenRecord, Tokens
from tests.bot.platform_rig import (
    SECRET,
    TOKEN,
    Rig,
    everything_logged,
)


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.at = time.time()

    def __call__(self) -> float:
        return self.at


def test_one_fetch_serves_every_process(rig: Rig) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(rig.keeper().get())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), rig.calls(TOKEN)) == (12, 1, 1)


def test_a_token_near_its_end_is_asked_for_again_but_not_at_every_call(rig: Rig) -> None:
    hands = Hands()
    keeper = rig.keeper(hands)
    first = keeper.get()
    hands.at += 7200 - 500
    # To the platform no time has passed: it gives the same token.
    assert [keeper.get() for _ in range(5)] == [first] * 5
    assert rig.calls(TOKEN) == 2
    hands.at += ASK_AGAIN_SECONDS + 6700
    keeper.get()
    assert rig.calls(TOKEN) == 3


def test_while_another_process_fetches_the_old_token_is_used_to_its_end(rig: Rig) -> None:
    hands = Hands()
    keeper = rig.keeper(hands)
    first = keeper.get()
    hands.at += 7200 - 500
    assert Lease(rig.store.redis, rig.store.keys, "token", 20).acquire()
    assert keeper.get() == first
    assert rig.calls(TOKEN) == 1


def test_a_refused_token_is_forgotten_only_while_it_is_the_stored_one(rig: Rig) -> None:
    keeper = rig.keeper()
    old = keeper.get()
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": {"token_kill": True}, "times": 1}])
    new = keeper.rejected(old)
    assert new != old
    fetches = rig.calls(TOKEN)
    assert rig.keeper().rejected(old) == new
    assert rig.calls(TOKEN) == fetches
    assert Tokens(rig.store.redis, rig.store.keys).read().generation == 2


def test_a_platform_that_repeats_the_refused_token_is_forced_once(rig: Rig) -> None:
    keeper = rig.keeper()
    old = keeper.get()
    new = keeper.rejected(old)
    assert new != old
    assert rig.calls(TOKEN) == 3
    # Forcing again within 30 s changes nothing, so it is not tried, and nobody asks meanwhile.
    for _ in range(3):
        with pytest.raises(Transient, match="token_still_refused") as caught:
            keeper.rejected(new)
        assert caught.value.retry_after
        assert 25 < caught.value.retry_after <= 30
    assert rig.calls(TOKEN) == 4


@pytest.mark.parametrize("code", [40001, 40013, 40125, 40164, 40243, 48001, 61004])
def test_a_refusal_that_only_a_person_can_mend_stops_the_asking(
    rig: Rig, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    message = "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 66b5fb8f-0001"
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": {"errcode": code, "errmsg": message}}])
    hands = Hands()
    keepers = [rig.keeper(hands), rig.keeper(hands)]
    for keeper in keepers * 3:
        with pytest.raises(ConfigurationError, match=rf"{code} ip=203\.0\.113\.9"):
            keeper.get()
    assert rig.calls(TOKEN) == 1
    asked = []
    for _ in range(40):  # half a minute each
        hands.at += 30
        with pytest.raises(ConfigurationError):
            keepers[0].get()
        asked.append(rig.calls(TOKEN))
    assert asked[2] == 2
    assert asked[-1] == 5, "after 1, 2, 4 and 8 minutes"
    alarms = [record for record in caplog.records if record.message == "platform_alarm"]
    assert [vars(record)["reason"] for record in alarms] == [
        f"{code} ip=203.0.113.9 rid=66b5fb8f-0001"
    ]


@pytest.mark.parametrize("effect", [{"errcode": 40164}, {"errcode": 45009}, {"http": 502}])
def test_the_token_in_hand_is_used_to_its_end_when_there_is_no_next_one(
    rig: Rig, effect: dict[str, object]
) -> None:
    hands = Hands()
    keeper = rig.keeper(hands)
    first = keeper.get()
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": effect}])
    hands.at += 7200 - 500
    assert [keeper.get() for _ in range(20)] == [first] * 20
    assert rig.calls(TOKEN) == 2
    hands.at += 501
    with pytest.raises(WeChatError):
        keeper.get()


def test_past_the_budget_of_a_day_fetches_come_ever_further_apart(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    hands = Hands()
    hands.at -= hands.at % 86400 - 3600  # nine in the morning in Beijing: the day does not turn
    keeper = rig.keeper(hands)
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": {"token_kill": True}}])
    refused = set()
    for _ in range(12 * 60 * 2):  # twelve hours, and every half minute the token is revoked
        hands.at += 30
        token = rig.store.redis.hget(rig.store.keys.token(), "token")
        try:
            keeper.rejected(str(token)) if token else keeper.get()
        except Transient as exc:
            refused.add(exc.reason)
    assert refused == {"token_budget"}
    fetches = int(str(rig.store.redis.hget(rig.store.keys.token(), "fetches")))
    assert DAY_BUDGET < fetches == rig.calls(TOKEN) < DAY_BUDGET + 70
    assert [vars(r)["reason"] for r in caplog.records if r.message == "platform_alarm"][:1] == [
        "token_budget"
    ]
    hands.at += 86400
    assert keeper.get()


def test_the_gap_past_the_budget_grows_to_an_hour() -> None:
    assert [gap_after(n) for n in (0, 99, 100, 110, 120, 1000)] == [0, 0, 60, 120, 240, 3600]


def test_a_wrong_secret_is_a_configuration_error(rig: Rig) -> None:
    wrong = replace(rig.settings, secret="another-secret")
    with pytest.raises(ConfigurationError, match="40125"):
        TokenKeeper(rig.store, wrong).get()


@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        ({"errcode": -1}, Transient),
        ({"errcode": 45009}, QuotaExceeded),
        ({"http": 502}, Transient),
        ({"http": 200, "body": "<html>"}, Transient),
        ({"http": 200, "body": "[1]"}, Transient),
        ({"http": 200, "body": "{}"}, Transient),
        ({"http": 302, "body": ""}, Transient),
        ({"half_json": True}, Transient),
        ({"reset": True}, Transient),
    ],
)
def test_a_platform_in_trouble_is_asked_again_later(
    rig: Rig, effect: dict[str, object], kind: type[WeChatError]
) -> None:
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": effect, "times": 1}])
    hands = Hands()
    keeper = rig.keeper(hands)
    for _ in range(3):
        with pytest.raises(kind):
            keeper.get()
    assert rig.calls(TOKEN) == 1
    hands.at += BREAKER_SECONDS * 10 + 1
    assert keeper.get()


class Flickering:
    """Lets Redis fail in a store when it is told to; what it failed at is counted."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fails: tuple[str, ...] = ()
        self.failed = 0
        whole = store.redis.execute_command

        def execute(*args: object, **options: object) -> object:
            if str(args[0]) in self.fails or "*" in self.fails:
                self.failed += 1
                raise RedisConnectionError("flicker")
            return whole(*args, **options)

        monkeypatch.setattr(store.redis, "execute_command", execute)


def test_while_redis_is_away_the_last_good_token_is_used(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = rig.keeper()
    first = keeper.get()
    redis = Flickering(rig.store, monkeypatch)
    redis.fails = ("*",)
    assert [keeper.get() for _ in range(50)] == [first] * 50
    assert rig.calls(TOKEN) == 1
    assert redis.failed >= 50


def test_a_token_that_could_not_be_stored_is_not_fetched_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = rig.keeper()
    redis = Flickering(rig.store, monkeypatch)
    save = Tokens.save

    def lose(self: Tokens, *args: object, **kwargs: object) -> int:
        raise RedisConnectionError("flicker")

    monkeypatch.setattr(Tokens, "save", lose)
    found = {keeper.get() for _ in range(20)}
    assert (len(found), rig.calls(TOKEN)) == (1, 1)
    monkeypatch.setattr(Tokens, "save", save)
    assert redis.failed == 0
    # Now that Redis takes it, the others have it, too.
    assert {keeper.get(), rig.keeper().get()} == found
    assert rig.calls(TOKEN) == 1


def test_a_process_without_redis_and_without_a_token_asks_once_a_minute(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    keeper = rig.keeper(hands)
    redis = Flickering(rig.store, monkeypatch)
    redis.fails = ("*",)
    token = keeper.get()
    assert keeper.get() == token
    assert rig.calls(TOKEN) == 1
    for _ in range(5):
        with pytest.raises(Transient, match="redis_away"):
            keeper.rejected(token)
    assert rig.calls(TOKEN) == 1
    hands.at += ALONE_SECONDS + 1
    assert keeper.get()
    assert rig.calls(TOKEN) == 2


def test_a_token_refused_while_redis_was_away_is_not_put_back(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = rig.keeper()
    old = keeper.get()
    redis = Flickering(rig.store, monkeypatch)
    redis.fails = ("*",)
    with pytest.raises(Transient):
        keeper.rejected(old)
    redis.fails = ()
    rig.store.redis.delete(rig.store.keys.token())  # it comes back without its data
    rig.driver.faults([{"match": {"path": TOKEN}, "effect": {"token_kill": True}, "times": 1}])
    assert keeper.get() != old


def test_two_workers_at_the_end_of_a_token_make_one_refresh(rig: Rig) -> None:
    rig.driver.switch(rig.settings.app_id, token_life=660)
    hands = Hands()
    workers = [rig.keeper(hands) for _ in range(2)]
    for round_ in range(1, 6):
        threads = [threading.Thread(target=worker.get) for worker in workers * 4]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert rig.calls(TOKEN) == round_
        hands.at += 661
        rig.driver.advance(661)


def test_an_error_of_a_fetch_carries_neither_secret_nor_address(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = replace(rig.settings, api_base="http://127.0.0.1:9")
    with pytest.raises(Transient) as caught:
        TokenKeeper(rig.store, nowhere).get()
    assert caught.value.__suppress_context__
    assert not caught.value.unknown
    assert SECRET not in repr(caught.value) + everything_logged(caplog.records)
    assert "127.0.0.1" not in str(caught.value)


def test_a_fetch_that_lost_its_lease_stores_nothing(store: Store) -> None:
    tokens = Tokens(store.redis, store.keys)
    lease = Lease(store.redis, store.keys, "token", 20)
    fence = lease.acquire()
    assert fence
    store.redis.delete(lease.key)
    hold = Hold(lease.key, fence)
    assert not tokens.save(hold, "t1", expires_at=9e9, now=0)
    assert not tokens.count(hold, "2017-08-31", 0)
    assert not tokens.note_failure(hold, "40164", 40164, 9e9)
    assert not tokens.note_forced(hold, 9e9)
    assert tokens.read() == TokenRecord()
