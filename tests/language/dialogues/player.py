"""Plays a dialogue through the door: sealed messages in, the words and the stored reports out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import redis

from handlers.import_plan import import_plan
from handlers.turn import Question
from storage.data_folder import socket_path
from storage.embedded import EmbeddedServer
from supervision.progress import Report
from supervision.records import Role
from tests.scenarios.conftest import City, seed_plan

WHO = "oDialogue"
FIELDS = ("percent", "status", "finish_by", "problem")


def dialogues_of(file: Path) -> Iterator[dict[str, Any]]:
    """The dialogues of a file, one a line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def play_all(
    dialogues: list[dict[str, Any]], folder: Path, server: EmbeddedServer, client: redis.Redis
) -> dict[str, list[str]]:
    """What was wrong in each dialogue by its name, every one in a fresh city."""
    document = seed_plan()
    wrong: dict[str, list[str]] = {}
    for dialogue in dialogues:
        client.flushall()
        city = City(folder, f"unix://{socket_path(server.folder)}")
        import_plan(city.office, document, city.now)
        lines = play(city, dialogue)
        city.wiring.close()
        if lines:
            wrong[dialogue["name"]] = lines
    return wrong


def play(city: City, dialogue: dict[str, Any]) -> list[str]:
    """What was not as the dialogue says, a line each; nothing when all of it was."""
    city.at(dialogue["now"])
    role = Role(dialogue["role"])
    if role is Role.OFFICE:
        region = city.office.store.ledger.region()
        city.bind(WHO, region.office if region else "", role)
    elif role is not Role.CITIZEN:
        city.bind(WHO, dialogue["unit"], role)
    wrong = [line for turn in dialogue["turns"] for line in _turn(city, turn)]
    return wrong + _stored(city, dialogue["stored"])


def _turn(city: City, turn: dict[str, Any]) -> list[str]:
    if "later" in turn:
        city.at((city.now + timedelta(minutes=turn["later"])).isoformat())
    if "photo" in turn:
        reply = _photo(city)
    elif "say" in turn:
        reply = city.say(WHO, turn["say"])
    else:
        return []
    said, expect = turn.get("say", "[photo]"), turn["expect"]
    wrong = [f"{said} → {reply!r} lacks {w}" for w in expect.get("has", []) if w not in reply]
    wrong += [f"{said} → {reply!r} holds {w}" for w in expect.get("not", []) if w in reply]
    if expect.get("asks", _asks(city)) != _asks(city):
        wrong.append(f"{said} → {reply!r} asks: {_asks(city)}")
    return wrong


def _photo(city: City) -> str:
    number = next(city._message)
    return city.post(
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{WHO}</FromUserName>"
        f"<CreateTime>{city._later(0)}</CreateTime><MsgType>image</MsgType>"
        f"<PicUrl>http://127.0.0.1/{number}</PicUrl><MediaId>media{number}</MediaId>"
        f"<MsgId>{number}</MsgId></xml>"
    )


def _asks(city: City) -> bool:
    """True when the program waits for an answer without which something is not done."""
    person = city.office.store.people.get(city.office.store.people.pid(WHO))
    if person is None or not person.pending:
        return False
    question = msgspec.json.decode(person.pending, type=Question)
    return question.waits or "0" in question.options


def _stored(city: City, expected: list[dict[str, Any]]) -> list[str]:
    """The reports that stand must be those of the dialogue; withdrawn ones that it names exist."""
    found = list(city.office.store.reports.all())
    standing = Counter(_as_told(r, expected) for r in found if not r.withdrawn)
    wanted = Counter(_told(e) for e in expected if not e.get("withdrawn"))
    wrong = [] if standing == wanted else [f"stored {sorted(standing)}, not {sorted(wanted)}"]
    gone = {(r.measure, r.percent) for r in found if r.withdrawn}
    return wrong + [
        f"not withdrawn: {e}"
        for e in expected
        if e.get("withdrawn") and (e["measure"], e["percent"]) not in gone
    ]


def _told(entry: dict[str, Any]) -> str:
    told = {field: entry[field] for field in FIELDS if field in entry}
    return json.dumps({"measure": entry["measure"], **told}, ensure_ascii=False)


def _as_told(report: Report, expected: list[dict[str, Any]]) -> str:
    """A report in the fields that the dialogue gives for its item, or with its percent."""
    entries = [e for e in expected if e["measure"] == report.measure and not e.get("withdrawn")]
    fields = {field for entry in entries for field in FIELDS if field in entry} or {"percent"}
    found = {
        "percent": report.percent,
        "status": str(report.status),
        "finish_by": report.finish_by.isoformat() if report.finish_by else None,
        "problem": report.problem,
    }
    told = {field: found[field] for field in FIELDS if field in fields}
    return json.dumps({"measure": report.measure, **told}, ensure_ascii=False)
