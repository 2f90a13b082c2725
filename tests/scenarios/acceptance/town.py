"""A city in September 2024 with one measure to be accepted, and the people who have a say in it."""

from __future__ import annotations

import json
from pathlib import Path

from documents.plan import read_plan
from handlers.import_plan import import_plan
from supervision.acceptance.case import Case
from supervision.acceptance.table import Stage
from supervision.progress import Entry
from supervision.records import Role
from tests.scenarios.conftest import City

ITEM = "3-1"
VERIFIERS = ("省生态环境厅", "省水利厅")


UNITS = (("兰州市政府", "city"), *((name, "department") for name in VERIFIERS))


def ledger() -> str:
    """The ledger of the city, as JSON lines."""
    lines = [
        {"kind": "region", "name": "甘肃省", "office": "省整改办"},
        *(_unit(name, level) for name, level in UNITS),
        {"kind": "plan", "id": "g2024", "title": "甘肃省整改方案", "issued": "2024-01-05"},
        *(_measure(number) for number in (ITEM, "3-2", "3-3")),
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def _unit(name: str, level: str) -> dict[str, object]:
    return {"kind": "unit", "name": name, "aliases": [], "level": level, "parent": None}


def _measure(number: str) -> dict[str, object]:
    return {
        "kind": "measure",
        "plan": "g2024",
        "number": number,
        "printed": number,
        "problem": None,
        "category": None,
        "title": f"沿河违建清拆工程{number}",
        "text": "拆除沿河违建，恢复岸线植被。",
        "goal": "岸线恢复自然状态",
        "lead_units": ["兰州市政府"],
        "responsible_units": [],
        "cooperating_units": [],
        "supervising_units": [],
        "verifying_units": list(VERIFIERS),
        "leaders": [],
        "deadlines": [{"phrase": "2024年10月底前", "due": "2024-10-31", "what": ""}],
        "term": "dated",
        "inherited": [],
    }


class Town(City):
    """The city with its people: oUnit, oWater and oAir (verifiers), oLeader, oOffice, oCitizen."""

    def settled(self) -> Town:
        """With the ledger imported and everybody bound."""
        document = read_plan(ledger().encode(), name="甘肃省整改方案")
        import_plan(self.office, document, self.now)
        self.tick()
        self.bind("oUnit", "兰州市政府")
        self.bind("oAir", VERIFIERS[0], Role.VERIFIER)
        self.bind("oWater", VERIFIERS[1], Role.VERIFIER)
        self.bind("oLeader", "兰州市政府", Role.LEADER)
        self.bind("oOffice", "省整改办", Role.OFFICE)
        return self

    def entry(self, number: str = ITEM) -> Entry:
        """The entry of a measure."""
        found = self.office.store.ledger.find(number)
        assert found is not None
        return found

    def case(self, number: str = ITEM) -> Case:
        """The case of a measure."""
        return self.office.store.acceptance.case(self.entry(number))

    def stage(self, number: str = ITEM) -> Stage:
        """Where it stands."""
        return self.case(number).stage

    def does(self, openid: str, words: str) -> str:
        """Say something that is confirmed, and confirm it; gives the question and what follows."""
        asked = self.say(openid, words)
        assert "回复 1 确认" in asked, asked
        return f"{asked}\n{self.say(openid, '1')}"

    def applied(self, number: str = ITEM) -> Town:
        """Reported, evidenced and applied for."""
        self.does("oUnit", f"{number} 完成100%")
        assert "照片已收到" in self.photo("oUnit", f"m{number}")
        asked = self.say("oUnit", f"{number} 申请验收")
        assert "自验说明" in asked, asked
        assert "逐条核对" in self.say("oUnit", "违建已全部拆除，岸线已复绿，安排专人巡查")
        assert "已提交" in self.say("oUnit", "1")
        return self

    def passed(self, number: str = ITEM) -> Town:
        """Visited, and both opinions given."""
        self.does("oOffice", f"现场核查 {number} 违建已拆除，植被已恢复")
        self.does("oAir", f"同意验收 {number}")
        self.does("oWater", f"同意 {number}")
        return self

    def in_publicity(self, number: str = ITEM) -> Town:
        """Agreed to by a leader, and published by the office."""
        self.does("oLeader", f"同意 {number}")
        self.does("oOffice", f"公示 {number}")
        return self

    def closed(self, number: str = ITEM) -> Town:
        """All the way to the closing; the clock moves to the day after the period."""
        self.applied(number).passed(number).in_publicity(number)
        self.at("2024-10-17T09:00:30+08:00").tick()
        return self


def make_town(folder: Path, redis_url: str, policy: str) -> Town:
    """The city under one of the policies, on the day of the ledger."""
    found = Town(folder, redis_url, {"ZGT_POLICY": policy})
    found.at("2024-09-29T10:00:00+08:00")
    return found.settled()
