"""What a person does on the phone (用户操作): each action becomes a callback to the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .accounts import Account
from .deliveries import APOLOGY, SILENT_EVENTS, Delivery
from .errors import BadControl
from .people import Change, Person
from .world import World

# Events of a person's finger, which open the window of one minute.
_TOUCHES = {"CLICK", "SCAN", "subscribe", "scancode_push", "scancode_waitmsg"}


def say(world: World, account: Account, openid: str, text: str) -> Delivery:
    """Send a text message; a person not known yet follows silently.

    Raises:
        BadControl: when the person does not follow the account, or the text is empty.
    """
    if not text:
        raise BadControl("text is missing")
    person = _follower(world, account, openid)
    with world.lock:
        person.open_window("message", world.clock.seconds())
        person.record(world.clock.now(), "user", "text", text)
    world.changed(Change(person))
    return _deliver(
        world, account, person, {"MsgType": "text", "Content": text, "MsgId": world.next_id()}
    )


def send_thing(
    world: World,
    account: Account,
    openid: str,
    kind: str,
    fields: Mapping[str, Any],
    *,
    shown: str,
) -> Delivery:
    """Send something that is no text; ``shown`` is what stands in the chat.

    Raises:
        BadControl: when the person does not follow the account.
    """
    person = _follower(world, account, openid)
    with world.lock:
        person.open_window("message", world.clock.seconds())
        person.record(world.clock.now(), "user", kind, shown)
    world.changed(Change(person))
    message = {"MsgType": kind, **fields, "MsgId": world.next_id()}
    return _deliver(world, account, person, message)


def choose(world: World, account: Account, openid: str, choice: str) -> Delivery:
    """Tap an item of the newest msgmenu; it reaches the product as a text with ``bizmsgmenuid``.

    Raises:
        BadControl: when the person sees no msgmenu with such an item.
    """
    person = _follower(world, account, openid)
    with world.lock:
        menus = [entry["choices"] for entry in person.inbox if entry.get("choices")]
        if not menus or choice not in menus[-1]:
            raise BadControl("choose: the person sees no such item")
        text = menus[-1][choice]
        person.open_window("touch", world.clock.seconds())
        person.record(world.clock.now(), "user", "text", text)
    world.changed(Change(person))
    message = {"MsgType": "text", "Content": text, "bizmsgmenuid": choice}
    return _deliver(world, account, person, {**message, "MsgId": world.next_id()})


def pay(world: World, account: Account, openid: str) -> Delivery:
    """Pay the account something; only the credit of it shows here."""
    person = _follower(world, account, openid)
    with world.lock:
        person.open_window("payment", world.clock.seconds())
    world.changed(Change(person))
    return Delivery(None)


def click(world: World, account: Account, openid: str, key: str) -> Delivery:
    """Tap a menu item (CLICK)."""
    person = _follower(world, account, openid)
    with world.lock:
        person.open_window("touch", world.clock.seconds())
    return _deliver(world, account, person, _event("CLICK", EventKey=key))


def view(world: World, account: Account, openid: str, url: str) -> Delivery:
    """Tap a menu item that opens a page (VIEW); the product is told and cannot answer."""
    person = _follower(world, account, openid)
    with world.lock:
        number = str(world.state.menus[account.app_id].menuid)
    return _deliver(world, account, person, _event("VIEW", EventKey=url, MenuId=number))


def menu(world: World, account: Account, openid: str) -> list[dict[str, Any]]:
    """The menu at the bottom of a person's chat; none for who does not follow."""
    with world.lock:
        person = world.state.people.get(openid)
        if person is None or not person.subscribed:
            return []
        return world.state.menus[account.app_id].seen_with(person.tags)


def follow(world: World, account: Account, openid: str, scene: str = "") -> Delivery:
    """Follow the account, by scanning a code when ``scene`` is given.

    A person who follows already and scans sends SCAN; one who does not scan, nothing.
    """
    person = world.person(account, openid, subscribed=False)
    ticket = _ticket(world, account, scene)
    with world.lock:
        already = person.subscribed
        if not already:
            person.follow(world.clock.seconds(), scene)
        elif scene:
            person.open_window("touch", world.clock.seconds())
    world.changed(Change(person))
    if already and not scene:
        return Delivery(None)
    if already:
        return _deliver(world, account, person, _event("SCAN", EventKey=scene, Ticket=ticket))
    if scene:
        event = _event("subscribe", EventKey=f"qrscene_{scene}", Ticket=ticket)
        return _deliver(world, account, person, event)
    return _deliver(world, account, person, _event("subscribe", EventKey=""))


def unfollow(world: World, account: Account, openid: str) -> Delivery:
    """Stop following; the product is told and cannot answer."""
    person = _follower(world, account, openid)
    with world.lock:
        person.unfollow()
    world.changed(Change(person))
    return _deliver(world, account, person, _event("unsubscribe", EventKey=""))


def send_raw(world: World, account: Account, openid: str, fields: Mapping[str, Any]) -> Delivery:
    """Deliver any message or event with these elements; missing common ones are added."""
    person = world.person(account, openid)
    message = {"MsgType": "event", **fields}
    if message.get("Event") in _TOUCHES:
        with world.lock:
            person.open_window("touch", world.clock.seconds())
    if message["MsgType"] != "event":
        message.setdefault("MsgId", world.next_id())
        with world.lock:
            person.open_window("message", world.clock.seconds())
            shown = str(message.get("Content", ""))
            person.record(world.clock.now(), "user", str(message["MsgType"]), shown)
    return _deliver(world, account, person, message)


def _follower(world: World, account: Account, openid: str) -> Person:
    person = world.person(account, openid)
    if not person.subscribed:
        raise BadControl("the person does not follow the account")
    return person


def _event(name: str, **fields: str) -> dict[str, str]:
    return {"MsgType": "event", "Event": name, **fields}


def _ticket(world: World, account: Account, scene: str) -> str:
    with world.lock:
        for value, ticket in world.state.tickets.items():
            if ticket.app_id == account.app_id and ticket.scene == scene:
                return value
    return ""


def _deliver(world: World, account: Account, person: Person, fields: Mapping[str, Any]) -> Delivery:
    message = {
        "ToUserName": account.account,
        "FromUserName": person.openid,
        "CreateTime": int(world.clock.seconds()),
        **fields,
    }
    delivery = world.postbox.post(account, message, world.postbox.draw(account, message))
    if message.get("Event") in SILENT_EVENTS:
        return delivery
    with world.lock:
        if delivery.failure is not None:
            person.record(world.clock.now(), "system", "system", APOLOGY)
        elif delivery.reply is not None:
            reply = delivery.reply
            person.record(world.clock.now(), "account", reply.kind, reply.text, url=reply.url)
    world.changed(Change(person))
    return delivery
