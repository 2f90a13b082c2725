"""Drafts (草稿箱): articles before they are published."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from emulator.articles import Draft
from emulator.errors import ApiError

from .call import OK, Answer, Call, Endpoint

MOST = 8  # articles of a draft
PAGE = 20  # drafts or publications of one answer
_LIMITS = (("title", 64, 45003), ("digest", 120, 45004))  # characters
_DEFAULTS = {"author": "", "digest": "", "content_source_url": "", "need_open_comment": 0}


def add(call: Call) -> Answer:
    """Keep articles as a draft."""
    articles = read_articles(call.body().get("articles"))
    world, media_id = call.world, secrets.token_urlsafe(48)
    with world.lock:
        draft = Draft(articles, int(world.clock.seconds()))
        world.state.articles[call.account.app_id].keep_draft(media_id, draft)
    return {"media_id": media_id}


def read_articles(value: object) -> list[dict[str, Any]]:
    """Check articles.

    Raises:
        ApiError: 44004 without any or without content, 45008 too many, 45003 or 45004 for a text
            that is too long, 40007 without a cover.
    """
    if not isinstance(value, list) or not value:
        raise ApiError(44004)
    if len(value) > MOST:
        raise ApiError(45008)
    return [_article(item) for item in value]


def _article(item: object) -> dict[str, Any]:
    if not isinstance(item, Mapping) or not item.get("title") or not item.get("content"):
        raise ApiError(44004)
    for name, most, code in _LIMITS:
        if len(str(item.get(name) or "")) > most:
            raise ApiError(code)
    if not item.get("thumb_media_id"):
        raise ApiError(40007)
    return {**_DEFAULTS, **item}


def draft_of(call: Call, media_id: object) -> Draft:
    """A draft of the account; the world's lock is held.

    Raises:
        ApiError: 40007 when there is none.
    """
    found = call.world.state.articles[call.account.app_id].drafts.get(str(media_id))
    if found is None:
        raise ApiError(40007)
    return found


def get(call: Call) -> Answer:
    """One draft."""
    with call.world.lock:
        draft = draft_of(call, call.body().get("media_id"))
        return {"news_item": draft.articles, "update_time": draft.changed}


def update(call: Call) -> Answer:
    """Replace one article of a draft."""
    body = call.body()
    [article] = read_articles([body.get("articles")])
    index = body.get("index", 0)
    with call.world.lock:
        draft = draft_of(call, body.get("media_id"))
        if not isinstance(index, int) or not 0 <= index < len(draft.articles):
            raise ApiError(40114)
        draft.articles[index] = article
        draft.changed = int(call.world.clock.seconds())
    return OK


def delete(call: Call) -> Answer:
    """Forget a draft."""
    media_id = str(call.body().get("media_id", ""))
    with call.world.lock:
        draft_of(call, media_id)
        del call.world.state.articles[call.account.app_id].drafts[media_id]
    return OK


def count(call: Call) -> Answer:
    """How many drafts there are."""
    with call.world.lock:
        return {"total_count": len(call.world.state.articles[call.account.app_id].drafts)}


def page_of(call: Call, items: list[tuple[str, str, dict[str, Any]]]) -> Answer:
    """A page of drafts or publications, as (name of its id, id, the rest)."""
    body = call.body()
    offset, size = body.get("offset", 0), body.get("count", PAGE)
    if not isinstance(offset, int) or not isinstance(size, int) or not 1 <= size <= PAGE:
        raise ApiError(47001)
    shown = items[offset : offset + size]
    return {
        "total_count": len(items),
        "item_count": len(shown),
        "item": [{name: value, **rest} for name, value, rest in shown],
    }


def batch(call: Call) -> Answer:
    """Drafts, the newest first."""
    bare = call.body().get("no_content") == 1
    with call.world.lock:
        drafts = list(call.world.state.articles[call.account.app_id].drafts.items())
    return page_of(
        call,
        [
            (
                "media_id",
                media_id,
                {
                    "content": {"news_item": shown(draft.articles, bare=bare)},
                    "update_time": draft.changed,
                },
            )
            for media_id, draft in reversed(drafts)
        ],
    )


def shown(articles: list[dict[str, Any]], *, bare: bool) -> list[dict[str, Any]]:
    """The articles, without their content when that is not wanted."""
    if not bare:
        return articles
    return [{name: v for name, v in item.items() if name != "content"} for item in articles]


ENDPOINTS = {
    "/cgi-bin/draft/add": Endpoint("POST", add),
    "/cgi-bin/draft/get": Endpoint("POST", get),
    "/cgi-bin/draft/update": Endpoint("POST", update),
    "/cgi-bin/draft/delete": Endpoint("POST", delete),
    "/cgi-bin/draft/count": Endpoint("GET", count),
    "/cgi-bin/draft/batchget": Endpoint("POST", batch),
}
