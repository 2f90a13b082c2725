"""From the fields of an event that nobody waits for (平台事件) to what the platform tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.fields import as_whole, inside, many, seconds, text, whole
from handlers.said import Said
from handlers.told import (
    Certification,
    CertificationStep,
    Consent,
    MassReceipt,
    Privacy,
    PrivacyAct,
    PublishReceipt,
    SubscriptionChanged,
    SubscriptionChosen,
    SubscriptionOutcome,
    SubscriptionSent,
    TemplateReceipt,
)

Fields = Mapping[str, Any]
Hear = Callable[[Fields, int], Said]
"""From the fields and their CreateTime to a value."""


def _template_receipt(fields: Fields, at: int) -> Said:
    openid = text(fields, "FromUserName")
    return TemplateReceipt(_msgid(fields), text(fields, "Status"), openid, created=at)


def _mass_receipt(fields: Fields, at: int) -> Said:
    return MassReceipt(
        _msgid(fields),
        text(fields, "Status"),
        whole(fields, "TotalCount"),
        whole(fields, "FilterCount"),
        whole(fields, "SentCount"),
        whole(fields, "ErrorCount"),
        created=at,
    )


def _publish_receipt(fields: Fields, at: int) -> Said:
    info = inside(fields, "PublishEventInfo")
    places = info.get("fail_idx")
    listed = places if isinstance(places, list) else [] if places is None else [places]
    failed = tuple(as_whole(place) for place in listed)
    status, article = whole(info, "publish_status"), text(info, "article_id")
    return PublishReceipt(text(info, "publish_id"), status, article, failed, created=at)


def _msgid(fields: Fields) -> str:
    return text(fields, "MsgID") or text(fields, "MsgId")


WRAPPERS = ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent")
"""In XML the list stands in one of these, once seen under another's name; in JSON in none."""


def _listed(fields: Fields) -> list[Fields]:
    return [
        one for at in (fields, *(inside(fields, w) for w in WRAPPERS)) for one in many(at, "List")
    ]


def _consents(fields: Fields) -> tuple[Consent, ...]:
    return tuple(
        Consent(
            text(one, "TemplateId"),
            text(one, "SubscribeStatusString").lower() == "accept",
            text(one, "PopupScene"),
        )
        for one in _listed(fields)
    )


def _subscription_chosen(fields: Fields, at: int) -> Said:
    return SubscriptionChosen(_consents(fields), text(fields, "FromUserName"), created=at)


def _subscription_changed(fields: Fields, at: int) -> Said:
    return SubscriptionChanged(_consents(fields), text(fields, "FromUserName"), created=at)


def _subscription_sent(fields: Fields, at: int) -> Said:
    outcomes = tuple(
        SubscriptionOutcome(
            text(one, "TemplateId"),
            _msgid(one),
            whole(one, "ErrorCode"),
            text(one, "ErrorStatus"),
        )
        for one in _listed(fields)
    )
    return SubscriptionSent(outcomes, created=at)


def _privacy(fields: Fields, at: int, *, act: PrivacyAct) -> Said:
    openid = text(fields, "OpenID") or text(fields, "FromUserName")
    return Privacy(act, openid, text(fields, "RevokeInfo"), created=at)


def _certification(
    fields: Fields, at: int, *, step: CertificationStep, naming: bool = False
) -> Said:
    until = seconds(fields, "ExpiredTime") or seconds(fields, "FailTime")
    return Certification(step, naming, until, text(fields, "FailReason"), created=at)


NEWS: Mapping[str, Hear] = {
    "templatesendjobfinish": _template_receipt,
    "masssendjobfinish": _mass_receipt,
    "publishjobfinish": _publish_receipt,
    "subscribe_msg_popup_event": _subscription_chosen,
    "subscribe_msg_change_event": _subscription_changed,
    "subscribe_msg_sent_event": _subscription_sent,
    "user_info_modified": partial(_privacy, act=PrivacyAct.MODIFIED),
    "user_authorization_revoke": partial(_privacy, act=PrivacyAct.REVOKED),
    "user_authorization_cancellation": partial(_privacy, act=PrivacyAct.CANCELLED),
    "qualification_verify_success": partial(_certification, step=CertificationStep.PASSED),
    "qualification_verify_fail": partial(_certification, step=CertificationStep.REFUSED),
    "naming_verify_success": partial(_certification, step=CertificationStep.PASSED, naming=True),
    "naming_verify_fail": partial(_certification, step=CertificationStep.REFUSED, naming=True),
    "annual_renew": partial(_certification, step=CertificationStep.RENEWAL_DUE),
    "verify_expired": partial(_certification, step=CertificationStep.EXPIRED),
}
