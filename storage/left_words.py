"""Words left for the office (留言), and written replies to documents (书面答复)."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.change import Change
from storage.codec import from_json, to_json
from storage.expecting import expect_record
from storage.keys import Keys
from supervision.replies import LeftWord, WrittenReply

MOST = 50
"""Replies to one document that are kept in sight; a unit replies once or twice."""


class LeftWords:
    """Reads and writes both; none is ever deleted. All methods may raise ``RedisError``."""

    def __init__(self, redis: Redis, keys: Keys) -> None:
        self._redis = redis
        self._keys = keys

    def take_number(self, change: Change, year: int) -> str:
        """The next number of a year (LY2017-0001); of two at once, one commit is refused."""
        key = self._keys.left_word_counts()
        had = cast("str | None", self._redis.hget(key, str(year)))
        count = int(had or 0) + 1
        change.expect(key, str(year), had)
        change.put(key, {str(year): count})
        return f"LY{year}-{count:04d}"

    def add(self, change: Change, left: LeftWord) -> None:
        """Keep a new sentence, which waits for its answer."""
        key = self._keys.left_word(left.number)
        change.expect_value(key, None)
        change.set(key, to_json(left))
        change.rank(self._keys.left_words_open(), left.number, left.at.timestamp())

    def answer(self, change: Change, before: LeftWord, after: LeftWord) -> None:
        """Write the answer to a sentence that was read as ``before``."""
        key = self._keys.left_word(before.number)
        expect_record(self._redis, change, key, before)
        change.set(key, to_json(after))
        change.unrank(self._keys.left_words_open(), before.number)

    def get(self, number: str) -> LeftWord | None:
        """The sentence of this number."""
        text = cast("str | None", self._redis.get(self._keys.left_word(number)))
        return from_json(text, LeftWord) if text else None

    def unanswered(self, most: int) -> list[LeftWord]:
        """What waits for an answer, the oldest first."""
        key = self._keys.left_words_open()
        numbers = cast("list[str]", self._redis.zrange(key, 0, most - 1))
        return [found for number in numbers if (found := self.get(number))]

    def add_reply(self, change: Change, number: str, reply: WrittenReply) -> None:
        """Keep a reply with its document."""
        change.push(self._keys.document_replies(number), to_json(reply), at_most=MOST)

    def replies(self, number: str) -> list[WrittenReply]:
        """The replies to a document, the oldest first."""
        key = self._keys.document_replies(number)
        found = cast("list[str]", self._redis.lrange(key, 0, -1))
        return [from_json(text, WrittenReply) for text in reversed(found)]
