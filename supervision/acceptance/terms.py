"""Terms (验收规定): which stages the acceptance of a city has; the section [acceptance]."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from supervision.acceptance.publicity import Counting
from supervision.policy_table import Table
from supervision.policy_words import not_quoted


class Opinions(StrEnum):
    """Whose opinions an acceptance needs."""

    ONE = "one"  # one of those who may verify
    EACH = "each"  # every verifying unit that the plan names


class Agreement(StrEnum):
    """Who agrees after the verifiers (领导小组审定)."""

    NONE = "none"
    LEADER = "leader"  # a leader by chat, or the office that records what they decided
    OFFICE = "office"  # the office alone records it


class Filing(StrEnum):
    """What closes a case whose publicity has ended (备案销号)."""

    AUTOMATIC = "automatic"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Terms:
    """``evidence``: pieces that an application needs at the least; ``self_check``: also 自验说明.

    ``site_check``: no opinion before a visit was recorded. ``four``: nothing closes while one of
    the four is open (四个不放过). Every opinion goes through the five criteria (验收五条).
    ``publicity_days``: 0 when the city has no publicity. ``spot_check``: percent of the closed
    measures that are drawn each quarter, 0 for none; ``draw_reminders``: working days before
    the end of a quarter on which the office is reminded that nothing was drawn. ``clauses``: what
    all this rests on.
    """

    clauses: tuple[str, ...] = ()
    evidence: int = 0
    self_check: bool = False
    site_check: bool = False
    opinions: Opinions = Opinions.ONE
    agreement: Agreement = Agreement.NONE
    publicity_days: int = 10
    counting: Counting = Counting.WORKING
    filing: Filing = Filing.AUTOMATIC
    four: bool = False
    spot_check: int = 5
    draw_reminders: tuple[int, ...] = (15, 3)


def take_terms(parts: dict[str, Any], clauses: Container[str]) -> Terms:
    """The terms in the tables of a policy file, taken out of them; absent means the defaults.

    Raises PolicyError naming the table and the key.
    """
    values = parts.pop("acceptance", None)
    if values is None:
        return Terms()
    table, known = Table("acceptance", values), Terms()

    def clause(found: object) -> str:
        if found not in clauses:
            table.refuse("clauses", not_quoted(str(found)))
        return str(found)

    def whole(key: str, default: int, high: int) -> int:
        found = table.optional_number(key, 0, high)
        return default if found is None else found

    terms = Terms(
        clauses=table.each("clauses", clause),
        evidence=whole("evidence", known.evidence, 20),
        self_check=table.flag("self_check", default=known.self_check),
        site_check=table.flag("site_check", default=known.site_check),
        opinions=table.one_of("opinions", Opinions, known.opinions),
        agreement=table.one_of("agreement", Agreement, known.agreement),
        publicity_days=whole("publicity_days", known.publicity_days, 60),
        counting=table.one_of("counting", Counting, known.counting),
        filing=table.one_of("filing", Filing, known.filing),
        four=table.flag("four", default=known.four),
        spot_check=whole("spot_check", known.spot_check, 100),
        draw_reminders=table.numbers("draw_reminders", 1, 60) or known.draw_reminders,
    )
    table.done()
    return terms
