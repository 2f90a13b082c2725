"""A small ledger for the command line, and what a refused command looks like."""

from __future__ import annotations

from click.testing import Result

PLAN = [
    {"kind": "region", "name": "云溪市", "office": "市整改办"},
    {
        "kind": "unit",
        "name": "市水务局",
        "aliases": ["水务局"],
        "level": "department",
        "parent": None,
    },
    {"kind": "plan", "id": "yx2017", "title": "云溪市整改方案", "issued": "2017-07-05"},
]


MEASURE = {
    "kind": "measure",
    "plan": "yx2017",
    "number": "1",
    "printed": "(一)1.",
    "problem": None,
    "category": "水污染防治",
    "title": "治理黑臭水体。",
    "text": "治理黑臭水体。2017年底前完成。",
    "goal": None,
    "lead_units": ["市水务局"],
    "responsible_units": [],
    "cooperating_units": [],
    "supervising_units": [],
    "verifying_units": [],
    "leaders": [],
    "deadlines": [{"phrase": "2017年底前", "due": "2017-12-31", "what": "完成"}],
    "term": "dated",
    "inherited": [],
}


def refused(result: Result, says: str) -> bool:
    """One clear line on stderr, exit code 2, nothing on stdout."""
    lines = result.stderr.splitlines()
    return result.exit_code == 2 and result.stdout == "" and len(lines) == 1 and says in lines[0]
