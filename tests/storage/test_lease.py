from __future__ import annotations

import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.keys import Keys
from storage.lease import Lease
from tests.waiting import until


def test_only_one_of_two_holds_a_lease(redis_client: redis.Redis, keys: Keys) -> None:
    first, second = Lease(redis_client, keys, "clock", 10), Lease(redis_client, keys, "clock", 10)

    assert first.acquire() == 1
    assert second.acquire() is None
    assert (first.held, second.held) == (True, False)


def test_a_holder_that_asks_again_keeps_its_token(redis_client: redis.Redis, keys: Keys) -> None:
    lease = Lease(redis_client, keys, "clock", 10)

    assert (lease.acquire(), lease.acquire()) == (1, 1)


def test_renewing_gives_the_full_time_again(redis_client: redis.Redis, keys: Keys) -> None:
    lease = Lease(redis_client, keys, "clock", 10)
    lease.acquire()
    redis_client.pexpire(lease.key, 5_000)

    assert lease.renew()
    assert int(redis_client.pttl(lease.key)) > 9000


def test_who_lost_a_lease_neither_renews_nor_releases_its_successors(
    redis_client: redis.Redis, keys: Keys
) -> None:
    slow, next_one = Lease(redis_client, keys, "clock", 0.02), Lease(redis_client, keys, "clock", 9)
    slow.acquire()
    assert until(lambda: next_one.acquire() is not None)

    assert not slow.renew()
    assert not slow.held
    slow.fence = 1
    assert not slow.release()
    assert redis_client.get(keys.lease("clock")) == str(next_one.fence)


def test_a_released_lease_is_free_at_once(redis_client: redis.Redis, keys: Keys) -> None:
    first, second = Lease(redis_client, keys, "clock", 60), Lease(redis_client, keys, "clock", 60)
    first.acquire()

    assert first.release()
    assert not first.held
    assert second.acquire() == 2


def test_leases_of_other_names_do_not_meet(redis_client: redis.Redis, keys: Keys) -> None:
    clock, token = Lease(redis_client, keys, "clock", 9), Lease(redis_client, keys, "token", 9)

    assert clock.acquire() == 1
    assert token.acquire() == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["acquire", "renew", "release", "lapse"])),
        max_size=30,
    )
)
def test_whatever_happens_tokens_grow_and_the_stored_one_is_the_last(
    redis_client: redis.Redis, keys: Keys, steps: list[tuple[int, str]]
) -> None:
    redis_client.flushdb()
    leases = [Lease(redis_client, keys, "clock", 60) for _ in range(3)]
    given_out: list[int] = []
    for who, what in steps:
        lease = leases[who]
        if what == "lapse":
            redis_client.delete(lease.key)
        elif what == "acquire":
            token = lease.acquire()
            if token is not None and token not in given_out:
                assert token > max(given_out, default=0)
                given_out.append(token)
        else:
            getattr(lease, what)()

        stored = redis_client.get(keys.lease("clock"))
        assert stored in (None, str(given_out[-1]) if given_out else None)
