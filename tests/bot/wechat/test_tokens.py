"""The token keeper: one fetch for all, no loop, nothing private in an error."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from bot.wechat.errors import ConfigurationError, QuotaExceeded, Transient, WeChatError
from bot.wechat.tokens import ASK_AGAIN_SECONDS, BREAKER_SECONDS, TokenKeeper
from storage.lease import Lease
from storage.store import Store
from storage.tokens import Tokens
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
    # Forcing again within 30 s changes nothing, so it is not tried.
    assert keeper.rejected(new) == new
    assert rig.calls(TOKEN) == 4


@pytest.mark.parametrize("code", [40001, 40013, 40125, 40164, 40243, 61004])
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
    hands.at += BREAKER_SECONDS + 1
    with pytest.raises(ConfigurationError):
        keepers[0].get()
    assert rig.calls(TOKEN) == 2
    assert sum(record.message == "token_refused" for record in caplog.records) == 1


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
    keeper = rig.keeper()
    with pytest.raises(kind):
        keeper.get()
    assert keeper.get()


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
    assert not tokens.save(lease.key, fence, "t1", expires_at=9e9, now=0)
    assert tokens.read().token == ""
