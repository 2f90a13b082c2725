"""Publishing drafts (发布能力): asked for here, done later, told by PUBLISHJOBFINISH."""

from __future__ import annotations

import secrets
from typing import Any

from emulator.articles import Publication
from emulator.errors import ApiError

from .call import OK, Answer, Call, Endpoint
from .draft import draft_of, page_of, shown
from .mass import OPERATOR

_DELETED = 5  # status: the account has deleted every article
_FIRST = "https://mp.weixin.qq.com/s/"


def submit(call: Call) -> Answer:
    """Ask for a draft to be published; it leaves the drafts when that succeeds."""
    world, account = call.world, call.account
    media_id = str(call.body().get("media_id", ""))
    with world.lock:
        draft = draft_of(call, media_id)
        publish_id = str(world.next_id())
        status = account.switches.publish_status
        job = Publication(
            media_id, draft.articles, secrets.token_urlsafe(32), int(world.clock.seconds()), status
        )
        articles = world.state.articles[account.app_id]
        articles.keep_job(publish_id, job)
        if status == 0:
            del articles.drafts[media_id]
    event = {"Event": "PUBLISHJOBFINISH", "PublishEventInfo": _event(publish_id, job)}
    world.send_event(account, OPERATOR, event)
    return {**OK, "publish_id": publish_id, "msg_data_id": world.next_id()}


def _event(publish_id: str, job: Publication) -> dict[str, Any]:
    told: dict[str, Any] = {"publish_id": publish_id, "publish_status": job.status}
    if job.status != 0:
        return told
    urls = [
        {"idx": number, "article_url": f"{_FIRST}{job.article_id}/{number}"}
        for number in range(1, len(job.articles) + 1)
    ]
    detail = {"count": len(urls), "item": urls[0] if len(urls) == 1 else urls}
    return {**told, "article_id": job.article_id, "article_detail": detail}


def get(call: Call) -> Answer:
    """What became of a publication."""
    publish_id = str(call.body().get("publish_id", ""))
    with call.world.lock:
        job = call.world.state.articles[call.account.app_id].jobs.get(publish_id)
        if job is None:
            raise ApiError(53600)
        told = _event(publish_id, job)
        if job.status == 0:
            item = told["article_detail"]["item"]
            told["article_detail"]["item"] = item if isinstance(item, list) else [item]
        return {**told, "fail_idx": []}


def delete(call: Call) -> Answer:
    """Take a published article back; without an index, all of them."""
    body = call.body()
    index = body.get("index", 0)
    with call.world.lock:
        job = _published(call, body.get("article_id"))
        if not isinstance(index, int) or not 0 <= index <= len(job.articles):
            raise ApiError(40114)
        if index:
            job.articles = [*job.articles[: index - 1], *job.articles[index:]]
        if not index or not job.articles:
            job.status = _DELETED
    return OK


def article(call: Call) -> Answer:
    """A published article with its neighbours."""
    with call.world.lock:
        return {"news_item": _published(call, call.body().get("article_id")).articles}


def _published(call: Call, article_id: object) -> Publication:
    standing = call.world.state.articles[call.account.app_id].published()
    found = next((job for job in standing if job.article_id == article_id), None)
    if found is None:
        raise ApiError(53600)
    return found


def batch(call: Call) -> Answer:
    """What stands published, the newest first."""
    bare = call.body().get("no_content") == 1
    with call.world.lock:
        standing = call.world.state.articles[call.account.app_id].published()
    return page_of(
        call,
        [
            (
                "article_id",
                job.article_id,
                {"content": {"news_item": shown(job.articles, bare=bare)}, "update_time": job.at},
            )
            for job in standing
        ],
    )


ENDPOINTS = {
    "/cgi-bin/freepublish/submit": Endpoint("POST", submit),
    "/cgi-bin/freepublish/get": Endpoint("POST", get),
    "/cgi-bin/freepublish/delete": Endpoint("POST", delete),
    "/cgi-bin/freepublish/getarticle": Endpoint("POST", article),
    "/cgi-bin/freepublish/batchget": Endpoint("POST", batch),
}
