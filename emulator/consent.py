"""What a person opts into (订阅): notices, asked for on a page or in an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from . import phone
from .accounts import Account
from .deliveries import Delivery
from .errors import BadControl
from .people import UNLIMITED, Change
from .subscriptions import LONG, one_time
from .world import World

_SCENES = {"page": "1", "article": "2"}


def opt(
    world: World,
    account: Account,
    openid: str,
    answers: Mapping[str, bool],
    where: str = "page",
) -> Delivery:
    """Answer the question for some notices, by template id; a long one needs one yes for ever.

    Raises:
        BadControl: when the account has no such notice, or the place is unknown.
    """
    notices = world.notices(account)
    if not answers or not set(answers) <= set(notices) or where not in _SCENES:
        raise BadControl("subscribe: answers by template id of a notice; where: page or article")
    person = world.person(account, openid, subscribed=False)
    with world.lock:
        for template_id, yes in answers.items():
            if notices[template_id].kind == LONG:
                person.credits[template_id] = UNLIMITED if yes else 0
            elif yes:
                person.credits[template_id] = person.credits.get(template_id, 0) + 1
    world.changed(Change(person))
    told = [
        {
            "TemplateId": template_id,
            "SubscribeStatusString": "accept" if yes else "reject",
            "PopupScene": _SCENES[where],
        }
        for template_id, yes in answers.items()
    ]
    return phone.send_raw(world, account, openid, _event("popup", told))


def withdraw(world: World, account: Account, openid: str, template_id: str) -> Delivery:
    """Take a consent back, in the settings of the chat."""
    person = world.person(account, openid, subscribed=False)
    with world.lock:
        if not person.credits.get(template_id):
            raise BadControl("withdraw: the person has opted into no such notice")
        person.credits[template_id] = 0
    world.changed(Change(person))
    told = [{"TemplateId": template_id, "SubscribeStatusString": "reject"}]
    return phone.send_raw(world, account, openid, _event("change", told))


def _event(name: str, told: list[dict[str, str]]) -> dict[str, Any]:
    """With one entry ``List`` is an element, with several it is repeated."""
    wrapper = f"SubscribeMsg{name.capitalize()}Event"
    return {"Event": f"subscribe_msg_{name}_event", wrapper: {"List": told}}


def add_consent(blueprint: Blueprint, world: World) -> None:
    """``POST /subscribe`` and ``POST /withdraw``."""

    @blueprint.post("/subscribe")
    def subscribe() -> Response:
        data, account, openid = _given(world)
        if "scene" in data:
            person = world.person(account, openid, subscribed=False)
            with world.lock:
                name = one_time(str(data.get("template_id", "")), data["scene"])
                person.credits[name] = person.credits.get(name, 0) + 1
            return jsonify(Delivery(None).to_json())
        answers = data.get("answers")
        if not isinstance(answers, dict) or not all(type(yes) is bool for yes in answers.values()):
            raise BadControl("subscribe: answers, true or false by template id")
        delivery = opt(world, account, openid, answers, str(data.get("where", "page")))
        return jsonify(delivery.to_json())

    @blueprint.post("/withdraw")
    def take_back() -> Response:
        data, account, openid = _given(world)
        delivery = withdraw(world, account, openid, str(data.get("template_id", "")))
        return jsonify(delivery.to_json())


def _given(world: World) -> tuple[Mapping[str, Any], Account, str]:
    data = request.get_json(force=True, silent=True)
    if not isinstance(data, dict):
        raise BadControl("the body is a JSON object")
    openid = str(data.get("openid") or "")
    return data, world.account(data.get("app_id"), openid), openid
