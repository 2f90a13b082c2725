"""Following (关注): coming, scanning one of our codes, leaving."""

from __future__ import annotations

from handlers.credit import CLICK_CREDIT, give_credit
from handlers.help import welcome
from handlers.said import Followed, Left, Scanned
from handlers.turn import Reply, Turn
from handlers.use_cases import run
from language.acts import Act, Intent

BIND_SCENE = "bind-"
"""What stands before a binding code in the scene of a QR code."""


def followed(turn: Turn, said: Followed) -> Reply:
    """Somebody new, or back again; a code of an invitation asks at once whether to bind."""
    give_credit(turn, CLICK_CREDIT)
    turn.become(subscribed=True)
    return _bind_by_scene(turn, said.scene) or welcome(turn)


def scanned(turn: Turn, said: Scanned) -> Reply:
    """A follower has scanned a code."""
    give_credit(turn, CLICK_CREDIT)
    return _bind_by_scene(turn, said.scene) or welcome(turn)


def left(turn: Turn, said: Left) -> Reply:  # noqa: ARG001 - who left is in the turn
    """Nobody can be reached any more; WeChat takes no answer."""
    turn.become(subscribed=False, credit_left=0)
    return Reply("")


def _bind_by_scene(turn: Turn, scene: str) -> Reply | None:
    if not scene.startswith(BIND_SCENE):
        return None
    act = Act(Intent.BIND, {"code": scene.removeprefix(BIND_SCENE)})
    return run(turn, act, confirmed=False)
