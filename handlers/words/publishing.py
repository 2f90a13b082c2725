"""What the office reads when it publishes, and what followers read then."""

from __future__ import annotations

from handlers.words.forms import LIFECYCLE_NAMES, named, short
from supervision.progress import Entry, Publication
from supervision.records import Measure


def confirm(entry: Entry, snapshot: Publication) -> str:
    """Names exactly what citizens will see."""
    return (
        f"将向社会公开 {named(entry.measure)}：\n"
        f"{LIFECYCLE_NAMES[snapshot.lifecycle]}，{_figures(snapshot)}。\n"
        f"回复 1 确认，0 取消。"
    )


def unchanged(measure: Measure) -> str:
    """What is public is what stands; nobody is told again."""
    return f"{named(measure)} 公开的已是最新，没有变化。"


def published(measure: Measure, followers: int, link: str) -> str:
    """Done, and where it can be seen."""
    told = f"，将通知 {followers} 位关注者" if followers else ""
    return f"已公开 {named(measure)}{told}。\n{link}"


def confirm_all(new: int, changed: int) -> str:
    """Names how many items will be shown or renewed."""
    parts = [f"首次公开 {new} 项" if new else "", f"更新 {changed} 项" if changed else ""]
    listed = "，".join(part for part in parts if part)
    return f"将向社会公开全部事项的最新进展：{listed}。\n回复 1 确认，0 取消。"


def published_all(count: int, base_url: str) -> str:
    """Done, for all."""
    return f"已公开 {count} 项的最新进展。\n{base_url}/"


def nothing_new() -> str:
    """Everything is published as it stands."""
    return "没有需要公开的变化，公开页已是最新。"


def to_follower(measure: Measure, snapshot: Publication) -> str:
    """The push to a citizen who follows an item."""
    return (
        f"【进展】您关注的 {named(measure, 20)} 有新进展：\n"
        f"{LIFECYCLE_NAMES[snapshot.lifecycle]}，{_figures(snapshot)}。\n"
        f"回复「看{measure.number}」看详情；不想再收请回复「取消关注{measure.number}」。"
    )


def follower_fields(measure: Measure) -> dict[str, str]:
    """The same, in the fields of a template message."""
    return {
        "item": short(f"{measure.number} {measure.title}", 20),
        "unit": short(measure.duty.answerable[0] if measure.duty.answerable else "", 20),
        "step": "进展",
        "number": measure.number,
    }


def _figures(snapshot: Publication) -> str:
    reported = snapshot.claimed_percent
    claimed = "单位尚未上报" if reported is None else f"单位上报 {reported}%"
    verified = snapshot.verified_percent
    checked = "尚未核实" if verified is None else f"已核实 {verified}%"
    return f"{checked}，{claimed}"
