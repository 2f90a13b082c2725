"""The checklist of an application (申请验收清单): what must be there before a unit applies."""

from __future__ import annotations

from supervision.acceptance.case import Case
from supervision.acceptance.table import Event, Refusal, follows
from supervision.acceptance.terms import Terms
from supervision.progress import Progress


def cannot_apply(
    case: Case, progress: Progress, terms: Terms, *, answers: bool, evidence: int
) -> Refusal | None:
    """Why the unit cannot apply now, or None when only the self-check may be missing.

    ``answers``: the unit answers for the measure; ``evidence``: pieces that it has handed in. What
    came back on the list (重新纳入) has to be reported anew: what was done then has not lasted.
    """
    if not answers:
        return Refusal.NOT_YOURS
    stage = follows(case.stage, Event.APPLIED)
    if isinstance(stage, Refusal):
        return stage
    if progress.accepted:
        return Refusal.ACCEPTED_BEFORE
    if progress.claim is None or progress.claim.percent < 100:
        return Refusal.NOT_DONE
    if progress.rebound_at and progress.claim.at < progress.rebound_at:
        return Refusal.NOT_DONE_ANEW
    return Refusal.NO_EVIDENCE if evidence < terms.evidence else None
