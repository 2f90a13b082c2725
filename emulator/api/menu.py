"""Menus (自定义菜单): the default one, those for some, and which one a person sees."""

from __future__ import annotations

from typing import Any

from emulator.errors import ApiError
from emulator.menus import MOST_DOMAINS, Button, Conditional, hosts, read_buttons, read_rule

from .call import Answer, Call, Endpoint

_OK = {"errcode": 0, "errmsg": "ok"}


def create(call: Call) -> Answer:
    """Replace the default menu; those for some stay."""
    buttons, world = read_buttons(call.body().get("button")), call.world
    with world.lock:
        menus = world.state.menus[call.account.app_id]
        menus.default, menus.menuid = buttons, menus.new_id()
        world.changed()
    return dict(_OK)


def get(call: Call) -> Answer:
    """All menus of the account."""
    with call.world.lock:
        menus = call.world.state.menus[call.account.app_id]
        if menus.default is None:
            raise ApiError(46003)
        answer: dict[str, Any] = {"menu": {"button": menus.default, "menuid": menus.menuid}}
        if menus.conditional:
            answer["conditionalmenu"] = [
                {"button": menu.buttons, "matchrule": menu.rule, "menuid": menu.menuid}
                for menu in menus.conditional
            ]
        return answer


def delete(call: Call) -> Answer:
    """Remove every menu, those for some too."""
    with call.world.lock:
        menus = call.world.state.menus[call.account.app_id]
        menus.default = None
        menus.conditional.clear()
        call.world.changed()
    return dict(_OK)


def add_conditional(call: Call) -> Answer:
    """Add a menu for the people whom its rule fits; it goes before all older ones."""
    body, world = call.body(), call.world
    buttons, rule = read_buttons(body.get("button")), read_rule(body.get("matchrule"))
    with world.lock:
        menus = world.state.menus[call.account.app_id]
        if menus.default is None:
            raise ApiError(65303)
        if "group_id" in rule:
            world.state.tags[call.account.app_id].known(rule["group_id"])
        if len(menus.domains() | hosts(buttons)) > MOST_DOMAINS:
            raise ApiError(65316)
        menu = Conditional(menus.new_id(), buttons, rule)
        menus.conditional.append(menu)
        world.changed()
    return {"menuid": str(menu.menuid)}


def delete_conditional(call: Call) -> Answer:
    """Remove one menu for some."""
    wanted = str(call.body().get("menuid", ""))
    with call.world.lock:
        menus = call.world.state.menus[call.account.app_id]
        left = [menu for menu in menus.conditional if str(menu.menuid) != wanted]
        if len(left) == len(menus.conditional):
            raise ApiError(65301)
        menus.conditional = left
        call.world.changed()
    return dict(_OK)


def try_match(call: Call) -> Answer:
    """The menu that a person sees."""
    openid = call.body().get("user_id")
    with call.world.lock:
        try:
            person = call.world.addressee(call.account, openid)
        except ApiError as exc:
            raise ApiError(65302) from exc
        menus = call.world.state.menus[call.account.app_id]
        if menus.default is None:
            raise ApiError(65303)
        return {"button": menus.seen_with(person.tags)}


def current(call: Call) -> Answer:
    """The default menu in the other of the platform's two shapes."""
    with call.world.lock:
        buttons = call.world.state.menus[call.account.app_id].default
    if buttons is None:
        return {"is_menu_open": 0}
    shaped = [_shaped(button) for button in buttons]
    return {"is_menu_open": 1, "selfmenu_info": {"button": shaped}}


def _shaped(button: Button) -> Button:
    plain = {name: value for name, value in button.items() if name != "sub_button"}
    if not button["sub_button"]:
        return plain
    return {**plain, "sub_button": {"list": [_shaped(item) for item in button["sub_button"]]}}


ENDPOINTS = {
    "/cgi-bin/menu/create": Endpoint("POST", create),
    "/cgi-bin/menu/get": Endpoint("GET", get),
    "/cgi-bin/menu/delete": Endpoint("GET", delete),
    "/cgi-bin/menu/addconditional": Endpoint("POST", add_conditional),
    "/cgi-bin/menu/delconditional": Endpoint("POST", delete_conditional),
    "/cgi-bin/menu/trymatch": Endpoint("POST", try_match),
    "/cgi-bin/get_current_selfmenu_info": Endpoint("GET", current),
}
