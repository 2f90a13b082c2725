"""Short words that were read before are not read again; what decides their reading tells them."""

from __future__ import annotations

from language.again import LONGEST, MOST, Again


def test_the_same_words_of_the_same_role_are_read_once() -> None:
    again: Again[int] = Again()
    found = iter(range(9))
    for _ in range(3):
        assert again.get("我的任务", "liaison", lambda: next(found)) == 0
    assert again.get("我的任务", "office", lambda: next(found)) == 1


def test_long_words_are_read_each_time() -> None:
    again: Again[int] = Again()
    found = iter(range(3))
    text = "长" * (LONGEST + 1)
    assert [again.get(text, None, lambda: next(found)) for _ in range(3)] == [0, 1, 2]


def test_what_is_remembered_does_not_grow_without_end() -> None:
    again: Again[int] = Again()
    for n in range(MOST * 2 + 1):
        again.get(str(n), None, lambda: 1)
    found = again.get("0", None, lambda: 2)
    assert found == 2
