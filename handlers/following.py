"""Following (关注): coming, scanning one of our codes, leaving.

The platform delivers in parallel and repeats, so a follow can arrive after the leave that came
later. The second at which it happened decides: what is older than what is known changes nothing.
"""

from __future__ import annotations

from handlers.credit import CLICK_CREDIT, give_credit
from handlers.help import welcome
from handlers.leave import leave
from handlers.said import Followed, Left, Said, Scanned
from handlers.tagging import tag_on_coming
from handlers.turn import Reply, Turn
from handlers.use_cases import run
from language.acts import Act, Intent

BIND_SCENE = "bind-"
"""What stands before a binding code in the scene of a QR code."""


def followed(turn: Turn, said: Followed) -> Reply:
    """Somebody new, or back again; a code of an invitation asks at once whether to bind."""
    if turn.person.outdates(said.created):
        turn.office.store.counts.tally("stale:follow")
        return Reply("")
    note_follower(turn, said)
    tag_on_coming(turn)
    give_credit(turn, CLICK_CREDIT)
    return _bind_by_scene(turn, said.scene) or welcome(turn)


def scanned(turn: Turn, said: Scanned) -> Reply:
    """A follower has scanned a code."""
    note_follower(turn, said)
    give_credit(turn, CLICK_CREDIT)
    return _bind_by_scene(turn, said.scene) or welcome(turn)


def left(turn: Turn, said: Left) -> Reply:
    """Nobody can be reached any more, and nothing personal is kept; WeChat takes no answer."""
    if turn.person.outdates(said.created):
        turn.office.store.counts.tally("stale:leave")
        return Reply("")
    leave(turn)
    turn.become(subscribed_at=_known_at(turn, said))
    return Reply("")


def note_follower(turn: Turn, said: Said) -> None:
    """Only a follower can do this, whatever events were lost or came late."""
    if not turn.person.outdates(said.created):
        turn.become(subscribed=True, subscribed_at=_known_at(turn, said))


def _known_at(turn: Turn, said: Said) -> int:
    return max(turn.person.subscribed_at, said.created)


def _bind_by_scene(turn: Turn, scene: str) -> Reply | None:
    if not scene.startswith(BIND_SCENE):
        return None
    act = Act(Intent.BIND, {"code": scene.removeprefix(BIND_SCENE), "scene": 1})
    return run(turn, act, confirmed=False)
