"""How things stand (现状): the program's time, what comes next, and what is on its way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.office import Office
from handlers.words.steps import STEP_NAMES
from supervision.documents import Document, State
from supervision.times import SHANGHAI, local_date
from web.formats import day, moment
from web.simulator.personas import seats
from web.simulator.timing import bulletin_issue, next_morning


def standing(office: Office, now: datetime, *, frozen: bool) -> dict[str, Any]:
    """Everything that the simulator's page shows beside the two chats."""
    working_days = office.working_days()
    today = local_date(now)
    cursor = office.store.clock.cursor()
    behind = office.regime().moments(cursor, now, working_days) if cursor else []
    local = now.astimezone(SHANGHAI)
    return {
        "now": {
            "day": day(today),
            "time": f"{local:%H:%M}",
            "date": today.isoformat(),
            "working": working_days.is_working(today),
            "guessed": working_days.guessed(today),
        },
        "next": {
            "morning": moment(next_morning(now)),
            "bulletin": moment(bulletin_issue(now, office.regime(), working_days)),
        },
        "frozen": frozen,
        "behind": len(behind),
        "documents": [_waiting(document) for document in office.store.documents.to_issue()],
        "proposed": len(office.store.documents.proposed()),
        "outbox": _outbox(office, now),
        "seats": [
            {
                "id": seat.persona.id,
                "side": seat.persona.side,
                "name": seat.persona.name,
                "bound": seat.bound,
                "standing": seat.standing,
                "chips": seat.chips,
            }
            for seat in seats(office)
        ],
    }


def _waiting(document: Document) -> dict[str, Any]:
    return {
        "number": document.number,
        "step": STEP_NAMES[document.decision.step],
        "unit": document.decision.unit,
        "held": document.state is State.HELD,
        "issue_at": moment(document.issue_at),
    }


def _outbox(office: Office, now: datetime) -> dict[str, Any]:
    """Notices not yet taken by the platform, those of a later hour, and those given up."""
    store = office.store
    depths = store.outbox.depths(now)
    return {
        "waiting": depths.due + depths.later,
        "later": depths.later,
        "unreachable": store.outbox.unreachable_count(),
    }
