"""The one door to every format in which a plan or a ledger arrives."""

from __future__ import annotations

from documents.decoding import decode, visible
from documents.document import PlanDocument, is_plan_id
from documents.errors import BadPlanId, SeveralPlans
from documents.ledger_jsonl import from_lines, plans_from_lines
from documents.txt_plan import read_txt_plan


def read_plan(data: bytes, *, name: str, plan_id: str | None = None) -> PlanDocument:
    """The plan in a file, its format told by its content, never by its name.

    ``name`` is the file's name, the title of a plan that prints none; ``plan_id`` replaces the
    id that the document would get. Raises a DocumentError, whose message is fit to be shown;
    nothing else.
    """
    _check(plan_id)
    text = decode(data)
    if text.lstrip().startswith("{"):
        document = from_lines(text)
        return document.under(plan_id) if plan_id is not None else document
    return read_txt_plan(visible(text), name=name, plan_id=plan_id)


def read_plans(data: bytes, *, name: str, plan_id: str | None = None) -> tuple[PlanDocument, ...]:
    """Every plan in a file: one, but as many as there are in a ledger JSONL; as read_plan."""
    _check(plan_id)
    text = decode(data)
    if not text.lstrip().startswith("{"):
        return (read_plan(data, name=name, plan_id=plan_id),)
    documents = plans_from_lines(text)
    if plan_id is None:
        return documents
    if len(documents) > 1:
        raise SeveralPlans(len(documents))
    return (documents[0].under(plan_id),)


def _check(plan_id: str | None) -> None:
    if plan_id is not None and not is_plan_id(plan_id):
        raise BadPlanId
