"""A city whose phones write sealed messages to the real application, at any instant we choose."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import redis
from flask import Flask
from wechatpy.crypto import WeChatCrypto

from bot.app import create_app
from bot.reading import fields_of
from bot.settings import Settings
from bot.wiring import Wiring
from bot.workshop import Patience
from documents.document import PlanDocument
from documents.plan import read_plan
from handlers.import_plan import import_plan
from handlers.invite import invite
from handlers.office import Office
from handlers.schedule.tick import tick
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.people import Group
from supervision.records import Role

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "001_fef0e02e472affd1.txt"
CALLBACK = "/wechat"

UNHURRIED = Patience(work=60.0, answer=61.0, hang_up=62.0)
"""A message is answered with what it does, however busy the machine is; the tests of what happens
when time runs out set a patience of their own."""


class City:
    """The application of one city; time stands where :meth:`at` has put it."""

    def __init__(self, folder: Path, redis_url: str, env: Mapping[str, str] | None = None) -> None:
        self._env = {"ZGT_DATA": str(folder), "REDIS_URL": redis_url, **(env or {})}
        self._message = itertools.count(24_512_345_678_901_234)
        self._latest = 0
        self.at("2017-07-06T10:00:00+08:00")

    @classmethod
    def beside(cls, city: City) -> City:
        """The same city in another process, as far as its data is concerned."""
        found = cls.__new__(cls)
        found._env, found._message, found._latest = city._env, city._message, city._latest
        return found.at(city.now.isoformat())

    def at(self, instant: str) -> City:
        """Move to an instant."""
        self.now = datetime.fromisoformat(instant)
        settings = Settings.from_env(self._env | {"ZGT_NOW": instant})
        self.account = settings.regions[0]
        self.app: Flask = create_app(settings)
        self.wiring: Wiring = self.app.extensions["zgt"]
        self.wiring.workshop.patience = UNHURRIED
        return self

    @property
    def office(self) -> Office:
        """The office behind the account."""
        return self.wiring.office()

    def say(self, openid: str, words: str, *, attempts: int = 1) -> str:
        """Send a text message so many times; gives the words of the reply, which must agree."""
        number, created = next(self._message), self._later(0)
        content = words.replace("]]>", "]]]]><![CDATA[>")
        replies = {
            self.post(
                f"<xml><ToUserName><![CDATA[gh_1]]></ToUserName>"
                f"<FromUserName><![CDATA[{openid}]]></FromUserName>"
                f"<CreateTime>{created}</CreateTime>"
                f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content>"
                f"<MsgId>{number}</MsgId></xml>"
            )
            for _ in range(attempts)
        }
        assert len(replies) == 1, replies
        return replies.pop()

    def photo(self, openid: str, name: str) -> str:
        """A photo from a phone."""
        return self.post(
            f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{openid}</FromUserName>"
            f"<CreateTime>{self._later(1)}</CreateTime><MsgType>image</MsgType>"
            f"<PicUrl>http://127.0.0.1/{name}</PicUrl><MediaId>{name}</MediaId>"
            f"<MsgId>{next(self._message)}</MsgId></xml>"
        )

    def event(self, openid: str, event: str, key: str = "", *, created: int = 0) -> str:
        """Send an event, a second after the last one; gives the words of the reply."""
        return self.post(
            f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{openid}</FromUserName>"
            f"<CreateTime>{created or self._later(1)}</CreateTime><MsgType>event</MsgType>"
            f"<Event>{event}</Event><EventKey>{key}</EventKey></xml>"
        )

    def post(self, message: str) -> str:
        """Seal and post a message as the platform does, and open the reply."""
        query, sealed = self.seal(message)
        answer = self.app.test_client().post(CALLBACK, query_string=query, data=sealed)
        assert answer.status_code == 200, answer.status_code
        if answer.text == "success":
            return ""
        parts = fields_of(answer.data)
        opened = self._crypto.decrypt_message(
            answer.data, parts["MsgSignature"], parts["TimeStamp"], parts["Nonce"]
        )
        return str(fields_of(opened.encode())["Content"])

    def seal(self, message: str, *, nonce: str = "") -> tuple[dict[str, str], str]:
        """Query and body as the platform sends them."""
        stamp, nonce = str(int(self.now.timestamp())), nonce or os.urandom(6).hex()
        sealed = str(self._crypto.encrypt_message(message, nonce, stamp))
        query = {
            "signature": self._sign(stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": "o",
            "encrypt_type": "aes",
            "msg_signature": str(fields_of(sealed.encode())["MsgSignature"]),
        }
        return query, sealed

    @property
    def _crypto(self) -> WeChatCrypto:
        return WeChatCrypto(self.account.token, self.account.aes_key, self.account.app_id)

    def bind(
        self, openid: str, unit: str, role: Role = Role.LIAISON, group: Group | None = None
    ) -> None:
        """Bind a person with a one-time code, through the chat."""
        code = invite(self.office, unit, role, self.now, group=group).code
        assert "您将绑定" in self.say(openid, code)
        assert "已绑定" in self.say(openid, "1")

    def tick(self) -> None:
        """Let the clock do what it has to do up to now, in as many ticks as it takes."""
        while tick(self.office, self.now, None).behind:
            continue

    def pushed(self, openid: str) -> list[str]:
        """The texts of the notices queued for a person, oldest first."""
        pid = self.office.store.people.pid(openid)
        client, keys = self.office.store.redis, self.office.store.keys
        names = client.zrange(keys.outbox_waiting(), 0, -1)
        found = [client.hgetall(keys.notice(str(name))) for name in names]
        mine = [n for n in found if n["pid"] == pid]
        return [n["text"] for n in sorted(mine, key=lambda n: str(n["queued_at"]))]

    def _later(self, seconds: int) -> int:
        """An instant for a message: now, or so long after the last one."""
        self._latest = max(int(self.now.timestamp()), self._latest + seconds)
        return self._latest

    def _sign(self, stamp: str, nonce: str) -> str:
        parts = "".join(sorted([self.account.token, stamp, nonce]))
        return hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()


@pytest.fixture
def city(tmp_path: Path, redis_server: EmbeddedServer, redis_client: redis.Redis) -> Iterator[City]:
    """An empty city on a real Redis."""
    found = City(tmp_path, f"unix://{socket_path(redis_server.folder)}")
    yield found
    found.wiring.close()


@pytest.fixture
def tianshui(city: City) -> City:
    """The city of the first seed, its plan imported the day after it was issued."""
    import_plan(city.office, seed_plan(), city.now)
    city.tick()
    return city


@cache
def seed_plan() -> PlanDocument:
    """The plan of the first seed, which nobody can change; reading it takes 50 ms."""
    return read_plan(SEED.read_bytes(), name=SEED.name, plan_id="ts2017")
