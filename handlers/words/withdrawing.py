"""What is said when a report is taken back (撤回)."""

from __future__ import annotations

from handlers.words.chat import YES_OR_NO
from handlers.words.forms import named, standing
from supervision.progress import Progress, Report
from supervision.records import Measure


def nothing_to_withdraw() -> str:
    """撤回 without a report that stands."""
    return "没有可撤回的上报。回复「我的任务」看现在的进度。"


def too_late_to_withdraw(measure: Measure) -> str:
    """The measure is already being checked or closed."""
    return f"{named(measure)} 已进入验收或销号，不能撤回。请联系整改办。"


def confirm_withdraw(measure: Measure, report: Report) -> str:
    """Names exactly what is taken back."""
    return f"将撤回您对 {named(measure)} 上报的 {report.percent}%。\n{YES_OR_NO}。"


def withdrawn(measure: Measure, percent: int, after: Progress) -> str:
    """What stands now; a report of no change is named as that, since its figure stands on."""
    same = after.claim is not None and after.claim.percent == percent
    what = f"这次上报（{percent}%）" if same else f"{percent}%"
    return f"已撤回 {named(measure)} 的 {what}。现在：{standing(after)}。"
