"""Reading (读懂): what the words of this person ask for, with items by their numbers."""

from __future__ import annotations

from handlers.named_items import by_number
from handlers.turn import Turn
from language.acceptance_forms import read_acceptance
from language.acts import Act, Intent
from language.amendment import Amendment
from language.amendments import read_amendment
from language.case_forms import read_case
from language.courtesies import without_courtesies
from language.duty_forms import read_duties
from language.fact_requests import read_fact
from language.formal_requests import read_complaint, read_requests
from language.help_forms import read_help
from language.lexicon import Lexicon
from language.normalise import normalise
from language.office_forms import read_office_forms
from language.step_requests import read_step
from language.understanding import understand
from language.verify_forms import read_verified
from supervision.records import Role
from supervision.times import local_date

LAST_SIGNS = " 。.!！~～,，、;；…"


def read_as_sender(turn: Turn, text: str, *, asked: bool = False) -> tuple[Act, ...]:
    """The acts of the words; who holds several offices is heard as each, reports first.

    ``asked``: a question has just been put to the person.
    """
    voice = turn.person.voice
    acts = read_as(turn, text, voice, asked=asked)
    for role in sorted(turn.person.roles - {voice}):
        if acts[0].intent is not Intent.SMALLTALK_OR_UNKNOWN:
            break
        acts = read_as(turn, text, role, asked=asked)
    return acts


def read_as(turn: Turn, text: str, role: Role, *, asked: bool = False) -> tuple[Act, ...]:
    """The acts of the words if somebody of this role said them."""
    lexicon = turn.office.lexicon()
    about = (role, turn.person.unit, asked, local_date(turn.now))
    return lexicon.again.get(text, about, lambda: _read(turn, text, role, lexicon, asked=asked))


def _read(turn: Turn, text: str, role: Role, lexicon: Lexicon, *, asked: bool) -> tuple[Act, ...]:
    plain = without_courtesies(normalise(text)).rstrip(LAST_SIGNS).strip()
    today, names = local_date(turn.now), lexicon.names
    # Duties first: 回复 XS-… answers a clue and no document of the ladder.
    formal = (
        read_help(plain, role)
        or read_duties(plain, role, names)
        or read_acceptance(plain, role, today, names)
        or read_verified(plain, role)
        or read_case(plain, role, today, names)
        or read_requests(plain, role, today, names)
        or read_office_forms(plain, role, today, names)
        or read_fact(plain, role, today, names)
        or read_step(plain, role, names)
    )
    if formal:
        return formal
    acts = understand(text, role, turn.now, lexicon, unit=turn.person.unit, asked=asked)
    if acts[0].intent is Intent.SMALLTALK_OR_UNKNOWN:
        acts = read_complaint(plain) or acts
    return tuple(by_number(act, lexicon) for act in acts)


def read_as_amendment(turn: Turn, text: str) -> Amendment | None:
    """What the words put right of a report of this person; None when they correct nothing."""
    person = turn.person
    if not person.own_units:
        return None
    lexicon = turn.office.lexicon()
    about = ("amends", person.voice, person.unit, local_date(turn.now))

    def read() -> tuple[Amendment, ...]:
        found = read_amendment(text, person.voice, turn.now, lexicon, unit=person.unit)
        return (found,) if found else ()

    amends = lexicon.amended_again.get(text, about, read)
    return amends[0] if amends else None
