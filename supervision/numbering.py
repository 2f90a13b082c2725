"""Numbers of documents (文书编号): derived, never counted.

The same region, rule, unit and period give the same number, so a second clock, a restart or a
replay makes no second document (design §5). A step by fact has one document per fact (reading 7).
"""

from __future__ import annotations

import hashlib
from datetime import date

from supervision.decisions import Decision, Step

CODES = {
    Step.REMINDER: "TX",
    Step.WARNING: "YJ",
    Step.CRITICISM: "TB",
    Step.YELLOW_CARD: "HP",
    Step.MONTHLY_SUPERVISION: "DB",
    Step.LISTED_SUPERVISION: "GP",
    Step.SUMMONS: "YT",
    Step.ADMONITION: "JM",
    Step.ACCOUNTABILITY: "WZ",
    Step.REFERRAL: "YS",
    Step.SPECIAL_INSPECTION: "DC",
    Step.LOOK_BACK: "HT",
    Step.VETO: "FJ",
    Step.SELF_CRITICISM: "JC",
}
"""The initials of the Chinese names of the steps."""

SHORTEST, LONGEST = 6, 32
"""Length of the digest in a number: six signs can be read out; more only when two would meet."""


def document_number(region: str, decision: Decision, period: date, length: int = SHORTEST) -> str:
    """For example ``HP-20170831-3F2A9C``.

    One document names all measures and deadlines of its unit, so these are not part of it: they
    may change between two readings of the same period, and the document must not double.
    """
    parts = (
        region,
        decision.step,
        decision.reason,
        decision.clause,
        decision.plan,
        decision.unit,
        period.isoformat(),
        *((decision.fact,) if decision.fact else ()),
    )
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest().upper()
    return f"{CODES[decision.step]}-{period:%Y%m%d}-{digest[:length]}"
