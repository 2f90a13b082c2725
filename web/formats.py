"""Dates and percents as people read them on a page (Asia/Shanghai)."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from handlers.words.causes import cause
from handlers.words.pages import full_day
from handlers.words.steps import STEP_NAMES, measures
from supervision.documents import Document
from supervision.times import SHANGHAI


def day(value: date | None) -> str:
    """A date with its weekday; an instant gives the day on which people lived it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return full_day(value)


def moment(value: datetime | None) -> str:
    """An instant to the minute, with its weekday."""
    if value is None:
        return ""
    return f"{day(value)} {value.astimezone(SHANGHAI):%H:%M}"


def iso_day(value: date | None) -> str:
    """A date for the ``datetime`` attribute of a time element."""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat() if value else ""


def average(value: float | None) -> str:
    """A mean percent with one decimal; a dash while there is none."""
    return "—" if value is None else f"{value:.1f}%"


def step_name(document: Document) -> str:
    """通报批评, 挂牌督办."""
    return STEP_NAMES[document.decision.step]


def install(app: Flask) -> None:
    """Make these known to the templates."""
    for filter_ in (day, moment, iso_day, average, measures, cause, step_name):
        app.add_template_filter(filter_)
