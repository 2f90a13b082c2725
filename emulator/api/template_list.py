"""The templates of an account (模板管理): its list, and adding from the library."""

from __future__ import annotations

import secrets

from emulator.errors import ApiError
from emulator.library import LIBRARY, MOST, chosen

from .call import OK, Answer, Call, Endpoint


def everything(call: Call) -> Answer:
    """The account's templates."""
    with call.world.lock:
        templates = list(call.world.templates(call.account).values())
    return {
        "template_list": [
            {
                "template_id": template.id,
                "title": template.title,
                "primary_industry": "",
                "deputy_industry": "",
                "content": template.content(),
                "example": "",
            }
            for template in templates
        ]
    }


def add(call: Call) -> Answer:
    """Add a template of the library, with the keywords that are named, in their order."""
    body, world = call.body(), call.world
    entry = LIBRARY.get(str(body.get("template_id_short", "")))
    names = body.get("keyword_name_list")
    if entry is None or not isinstance(names, list):
        raise ApiError(40037)
    template = chosen(entry, [str(name) for name in names], secrets.token_urlsafe(32)[:43])
    if template is None:
        raise ApiError(40037)
    with world.lock:
        if len(world.templates(call.account)) >= MOST:
            raise ApiError(45026)
        world.shelf(call.account).added[template.id] = template
    return {**OK, "template_id": template.id}


def remove(call: Call) -> Answer:
    """Remove a template; messages by it are refused from now on."""
    template_id = str(call.body().get("template_id", ""))
    with call.world.lock:
        if template_id not in call.world.templates(call.account):
            raise ApiError(40037)
        call.world.shelf(call.account).removed.add(template_id)
    return OK


def industry(_call: Call) -> Answer:
    """The industries of the old template library."""
    first = "政府与公共事业"
    return {
        "primary_industry": {"first_class": first, "second_class": "公共事业|非盈利机构"},
        "secondary_industry": {"first_class": first, "second_class": "学术|科研"},
    }


ENDPOINTS = {
    "/cgi-bin/template/get_all_private_template": Endpoint("GET", everything),
    "/cgi-bin/template/api_add_template": Endpoint("POST", add),
    "/cgi-bin/template/del_private_template": Endpoint("POST", remove),
    "/cgi-bin/template/get_industry": Endpoint("GET", industry),
}
