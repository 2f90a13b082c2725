"""What the platform sends every day (推送类型): one example of each message and event."""

from __future__ import annotations

from typing import Any

_MEDIA = "media-id-of-an-example"
_PICTURES = {"Count": 1, "PicList": {"item": [{"PicMd5Sum": "0" * 32}]}}
_PLACE = {
    "Location_X": "34.58",
    "Location_Y": "105.72",
    "Scale": "16",
    "Label": "天水",
    "Poiname": "",
}
_NOTICE = {"TemplateId": "NTC", "SubscribeStatusString": "accept", "PopupScene": "1"}
_REJECTED = {"TemplateId": "NTC-2", "SubscribeStatusString": "reject"}


def _event(name: str, **fields: Any) -> dict[str, Any]:
    return {"MsgType": "event", "Event": name, **fields}


def _message(kind: str, **fields: Any) -> dict[str, Any]:
    return {"MsgType": kind, **fields}


def _scan(name: str) -> dict[str, Any]:
    info = {"ScanType": "qrcode", "ScanResult": "1"}
    return _event(name, EventKey="K", ScanCodeInfo=info)


def _pictures(name: str) -> dict[str, Any]:
    return _event(name, EventKey="K", SendPicsInfo=_PICTURES)


EVERYDAY: dict[str, dict[str, Any]] = {
    # Messages.
    "text": _message("text", Content="帮助"),
    "text_from_msgmenu": _message("text", Content="已到岗", bizmsgmenuid="on"),
    "text_from_article": _message("text", Content="帮助", MsgDataId=7, Idx=1),
    "text_empty": _message("text", Content=""),
    "text_with_cdata_end": _message("text", Content="14-2 ]]> 完成80%"),
    "text_with_emoji": _message("text", Content="👍🏽 完成80% 🇨🇳"),
    "text_with_markup": _message("text", Content="<b>&amp;</b> 完成80%"),
    "text_with_largest_id": _message("text", Content="帮助", MsgId=2**63 - 1),
    "image": _message("image", PicUrl="http://mmbiz.qpic.cn/0", MediaId=_MEDIA),
    "voice": _message("voice", MediaId=_MEDIA, Format="amr", Recognition=""),
    "voice_16k": _message("voice", MediaId=_MEDIA, Format="amr", MediaId16K=_MEDIA),
    "video": _message("video", MediaId=_MEDIA, ThumbMediaId=_MEDIA),
    "shortvideo": _message("shortvideo", MediaId=_MEDIA, ThumbMediaId=_MEDIA),
    "location": _message("location", **{k: v for k, v in _PLACE.items() if k != "Poiname"}),
    "link": _message("link", Title="通报", Description="", Url="https://e.example"),
    "file": _message("file", Title="a.pdf", FileMd5="0" * 32, FileTotalLen=7, MediaId=_MEDIA),
    "unknown_message": _message("hologram", Content="?"),
    # A person's finger.
    "subscribe": _event("subscribe", EventKey=""),
    "subscribe_by_code": _event("subscribe", EventKey="qrscene_bind-7f", Ticket="T"),
    "subscribe_after_payment": _event("subscribe", EventKey="last_trade_no_42"),
    "unsubscribe": _event("unsubscribe", EventKey=""),
    "scan": _event("SCAN", EventKey="bind-7f", Ticket="T"),
    "location_report": _event("LOCATION", Latitude="34.58", Longitude="105.72", Precision="30"),
    "click": _event("CLICK", EventKey="MY_TASKS"),
    "view": _event("VIEW", EventKey="https://e.example", MenuId="7"),
    "view_miniprogram": _event("view_miniprogram", EventKey="pages/w", MenuId="7"),
    "scancode_push": _scan("scancode_push"),
    "scancode_waitmsg": _scan("scancode_waitmsg"),
    "pic_sysphoto": _pictures("pic_sysphoto"),
    "pic_photo_or_album": _pictures("pic_photo_or_album"),
    "pic_weixin": _pictures("pic_weixin"),
    "location_select": _event("location_select", EventKey="K", SendLocationInfo=_PLACE),
    # What became of messages.
    "receipt_success": _event("TEMPLATESENDJOBFINISH", MsgID=1, Status="success"),
    "receipt_block": _event("TEMPLATESENDJOBFINISH", MsgID=2, Status="failed:user block"),
    "receipt_failed": _event("TEMPLATESENDJOBFINISH", MsgID=3, Status="failed: system failed"),
    "receipt_frequency": _event("TEMPLATESENDJOBFINISH", MsgID=4, Status="failed:freq limit"),
    "mass_finished": _event(
        "MASSSENDJOBFINISH",
        MsgID=5,
        Status="send success",
        TotalCount=3,
        FilterCount=3,
        SentCount=3,
        ErrorCount=0,
    ),
    "mass_refused": _event("MASSSENDJOBFINISH", MsgID=6, Status="err(10001)"),
    "published": _event(
        "PUBLISHJOBFINISH",
        PublishEventInfo={
            "publish_id": "7",
            "publish_status": 0,
            "article_id": "A",
            "article_detail": {"count": 1, "item": [{"idx": 1, "article_url": "https://e"}]},
        },
    ),
    # Consent.
    "consent_one": _event("subscribe_msg_popup_event", SubscribeMsgPopupEvent={"List": [_NOTICE]}),
    "consent_many": _event(
        "subscribe_msg_popup_event", SubscribeMsgPopupEvent={"List": [_NOTICE, _REJECTED]}
    ),
    "consent_withdrawn": _event(
        "subscribe_msg_change_event", SubscribeMsgChangeEvent={"List": [_REJECTED]}
    ),
    "consent_withdrawn_old_wrapper": _event(
        "subscribe_msg_change_event", SubscribeMsgPopupEvent={"List": [_REJECTED]}
    ),
    "notice_sent": _event(
        "subscribe_msg_sent_event",
        SubscribeMsgSentEvent={
            "List": [{"TemplateId": "NTC", "MsgID": 8, "ErrorCode": 0, "ErrorStatus": "success"}]
        },
    ),
    "user_info_modified": _event("user_info_modified", OpenID="o", AppID="wx", RevokeInfo="1"),
    "authorization_revoked": _event(
        "user_authorization_revoke", OpenID="o", AppID="wx", RevokeInfo="1"
    ),
    "authorization_cancelled": _event("user_authorization_cancellation", OpenID="o", AppID="wx"),
    # The account itself.
    "qualification_verified": _event("qualification_verify_success", ExpiredTime=1_900_000_000),
    "qualification_failed": _event("qualification_verify_fail", FailTime=1, FailReason="材料"),
    "naming_verified": _event("naming_verify_success", ExpiredTime=1_900_000_000),
    "naming_failed": _event("naming_verify_fail", FailTime=1, FailReason="名称"),
    "annual_renew": _event("annual_renew", ExpiredTime=1_900_000_000),
    "verify_expired": _event("verify_expired", ExpiredTime=1_700_000_000),
    "unknown_event": _event("hologram", EventKey="K"),
}
