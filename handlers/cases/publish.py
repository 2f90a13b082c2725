"""Publish a case (公开举报件): in the office's own words, never in those of its sender."""

from __future__ import annotations

from dataclasses import replace

from handlers.cases.finding import case_named
from handlers.cases.keeping import keep_case
from handlers.turn import Reply, Turn
from handlers.words import case_publishing as words
from language.acts import Act
from supervision.complaints import without_numbers

LONGEST = 300


def publish_case(turn: Turn, act: Act, *, confirmed: bool) -> Reply:
    """Let everybody read a case; confirmed with exactly what will stand on the page."""
    found = case_named(turn, act)
    if isinstance(found, Reply):
        return found
    summary = without_numbers(act.text("text"))[:LONGEST] or found.summary
    if not summary:
        return Reply(words.summary_wanted(found.number))
    after = replace(found, summary=summary, published=turn.now)
    version = f"{len(found.steps)}|{summary}"
    if not confirmed or act.text("shown") != version:
        shown = Act(act.intent, {**act.slots, "shown": version})
        return Reply(words.confirm_publication(after), turn.ask_to_confirm(shown))
    after = keep_case(turn, found, after, "publish", {"state": str(after.state)})
    return Reply(words.published(after, f"{turn.office.base_url}/complaints/{after.number}"))
