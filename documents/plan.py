"""The one door to every format in which a plan or a ledger arrives."""

from __future__ import annotations

from dataclasses import replace

from documents.decoding import decode, visible
from documents.document import PlanDocument, is_plan_id
from documents.errors import BadPlanId, NotAPlan, NoTaskList, SeveralPlans
from documents.ledger_jsonl import from_lines, plans_from_lines
from documents.list_plan import read_list_plan
from documents.missing_list import missing_list
from documents.repairing import repair
from documents.tally import Doubt, DoubtKind
from documents.task_list import read_task_list
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
    whole, repaired = repair(visible(text))
    document = _read_txt(whole, name=name, plan_id=plan_id)
    lost = (Doubt("", DoubtKind.TEXT_LOST, place) for place in repaired.lost)
    tally = replace(document.tally, doubts=(*document.tally.doubts, *lost))
    return replace(document, tally=tally, repair=repaired)


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


def _read_txt(text: str, *, name: str, plan_id: str | None) -> PlanDocument:
    """A text with a list of labelled fields, or with a task part that has brackets of units."""
    tasks = read_task_list(text)
    if tasks is not None:
        return read_list_plan(text, tasks, name=name, plan_id=plan_id)
    try:
        return read_txt_plan(text, name=name, plan_id=plan_id)
    except NotAPlan as refusal:
        missing = missing_list(text)
        if missing is None:
            raise
        raise NoTaskList(missing) from refusal


def _check(plan_id: str | None) -> None:
    if plan_id is not None and not is_plan_id(plan_id):
        raise BadPlanId
