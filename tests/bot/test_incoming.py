"""Every message and event of the platform becomes a typed value, whatever its fields hold."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import EVENTS, MESSAGES
from bot.incoming import Incoming, incoming_of
from bot.reading import Unreadable, fields_of
from handlers import said, told
from handlers.said import Said

WHO = {"ToUserName": "gh_1", "FromUserName": "oA", "CreateTime": "1755500000"}
AT = 1_755_500_000


def hear(message_type: str, **fields: Any) -> Said:
    return incoming_of(WHO | {"MsgType": message_type, "MsgId": "7"} | fields).said


def event(name: str, **fields: Any) -> Said:
    return incoming_of(WHO | {"MsgType": "event", "Event": name} | fields).said


def test_what_people_send_becomes_typed_values() -> None:
    assert hear("text", Content="好") == said.Text("好", created=AT)
    assert hear("text", Content=None) == said.Text("", created=AT)
    tapped = hear("text", Content="已到岗", bizmsgmenuid="on")
    assert tapped == said.Text("已到岗", tapped="on", created=AT)
    assert hear("image", MediaId="m", PicUrl="http://p") == said.Photo("m", "http://p", created=AT)
    voice = hear("voice", MediaId="m", Format="amr", MediaId16K="c", Recognition="")
    assert voice == said.Voice("m", "amr", "c", created=AT)
    assert hear("video", MediaId="m", ThumbMediaId="t") == said.Video("m", "t", created=AT)
    assert hear("shortvideo", MediaId="m") == said.Video("m", short=True, created=AT)
    file = hear("file", Title="a.pdf", FileKey="k", FileTotalLen="12", FileMd5="d")
    assert file == said.File("a.pdf", "k", 12, "d", created=AT)
    place = hear("location", Location_X="34.5", Location_Y="105.7", Scale="15", Label="街")
    assert place == said.Place(34.5, 105.7, "街", 15, created=AT)
    link = hear("link", Url="http://x", Title="t", Description="d")
    assert link == said.Link("http://x", "t", "d", created=AT)


def test_what_people_do_becomes_typed_values() -> None:
    assert event("subscribe", EventKey=None) == said.Followed(created=AT)
    by_code = event("subscribe", EventKey="qrscene_bind-7", Ticket="t")
    assert by_code == said.Followed("bind-7", "t", created=AT)
    assert event("unsubscribe") == said.Left(created=AT)
    assert event("SCAN", EventKey="bind-7", Ticket="t") == said.Scanned("bind-7", "t", created=AT)
    assert event("CLICK", EventKey="MY") == said.Clicked("MY", created=AT)
    assert event("VIEW", EventKey="http://x", MenuId="9") == told.Viewed(
        "http://x", "9", created=AT
    )
    code = {"ScanCodeInfo": {"ScanType": "qrcode", "ScanResult": "r"}}
    waits = event("scancode_waitmsg", EventKey="k", **code)
    assert waits == said.CodeRead("k", "r", "qrcode", waits=True, created=AT)
    located = event("LOCATION", Latitude="34.5", Longitude="105.7", Precision="30")
    assert located == told.Located(34.5, 105.7, 30.0, created=AT)
    info = {"Location_X": "34.5", "Location_Y": "105.7", "Scale": "15", "Poiname": "水闸"}
    chosen = event("location_select", EventKey="k", SendLocationInfo=info)
    assert chosen == said.PlaceChosen("k", 34.5, 105.7, "", "水闸", 15, created=AT)


@pytest.mark.parametrize(
    ("items", "md5s"),
    [({"PicMd5Sum": "a"}, ("a",)), ([{"PicMd5Sum": "a"}, {"PicMd5Sum": "b"}], ("a", "b"))],
)
def test_one_picture_and_several_are_read_alike(items: Any, md5s: tuple[str, ...]) -> None:
    info = {"Count": str(len(md5s)), "PicList": {"item": items}}
    chosen = event("pic_weixin", EventKey="k", SendPicsInfo=info)
    source = said.PictureSource.WECHAT
    assert chosen == said.PicturesChosen("k", source, len(md5s), md5s, created=AT)


def test_pictures_that_are_none_are_none() -> None:
    chosen = event("pic_weixin", EventKey="k", SendPicsInfo="1")
    assert chosen == said.PicturesChosen("k", said.PictureSource.WECHAT, created=AT)


ENTRY = {"TemplateId": "t", "SubscribeStatusString": "accept", "PopupScene": "1"}
OTHER = {"TemplateId": "u", "SubscribeStatusString": "reject", "PopupScene": "1"}


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"SubscribeMsgPopupEvent": {"List": ENTRY}}, 1),
        ({"SubscribeMsgPopupEvent": {"List": [ENTRY, OTHER]}}, 2),
        ({"List": [ENTRY, OTHER]}, 2),
        ({"List": ENTRY}, 1),
        ({"SubscribeMsgPopupEvent": {"List": "no entry"}}, 0),
        ({}, 0),
    ],
)
def test_one_consent_and_several_are_read_alike(fields: dict[str, Any], count: int) -> None:
    both = (
        told.Consent("t", accepted=True, scene="1"),
        told.Consent("u", accepted=False, scene="1"),
    )
    found = event("subscribe_msg_popup_event", **fields)
    assert found == told.SubscriptionChosen(both[:count], "oA", created=AT)


def test_a_change_of_consent_under_the_wrong_wrapper_is_read_too() -> None:
    found = event("subscribe_msg_change_event", SubscribeMsgPopupEvent={"List": OTHER})
    consents = (told.Consent("u", accepted=False, scene="1"),)
    assert found == told.SubscriptionChanged(consents, "oA", created=AT)


def test_what_the_platform_tells_becomes_typed_values() -> None:
    receipt = event("TEMPLATESENDJOBFINISH", MsgID="34", Status="failed:user block")
    assert receipt == told.TemplateReceipt("34", "failed:user block", "oA", created=AT)
    counts = {"TotalCount": 9, "FilterCount": 8, "SentCount": 7, "ErrorCount": 1}
    mass = event("MASSSENDJOBFINISH", MsgID="5", Status="send success", **counts)
    assert mass == told.MassReceipt("5", "send success", 9, 8, 7, 1, created=AT)
    info = {"publish_id": "p", "publish_status": "2", "fail_idx": ["1", "2"]}
    published = event("PUBLISHJOBFINISH", PublishEventInfo=info)
    assert published == told.PublishReceipt("p", 2, "", (1, 2), created=AT)
    outcome = {"TemplateId": "t", "MsgID": "8", "ErrorCode": "3", "ErrorStatus": "user refuse"}
    sent = event("subscribe_msg_sent_event", SubscribeMsgSentEvent={"List": outcome})
    outcomes = (told.SubscriptionOutcome("t", "8", 3, "user refuse"),)
    assert sent == told.SubscriptionSent(outcomes, created=AT)
    revoked = event("user_authorization_revoke", OpenID="oB", RevokeInfo="1")
    assert revoked == told.Privacy(told.PrivacyAct.REVOKED, "oB", "1", created=AT)
    expired = event("verify_expired", ExpiredTime="1755600000")
    step = told.CertificationStep
    assert expired == told.Certification(step.EXPIRED, until=1_755_600_000, created=AT)
    refused = event("naming_verify_fail", FailTime="5", FailReason="r")
    assert refused == told.Certification(step.REFUSED, True, 5, "r", created=AT)


def test_every_kind_of_value_comes_from_some_message_or_event() -> None:
    kinds = {type(hear(name, Location_X="1", Location_Y="1")) for name in (*MESSAGES, "sticker")}
    place = {"Location_X": "1", "Location_Y": "1"}
    kinds |= {
        type(event(name, Latitude="1", Longitude="1", SendLocationInfo=place)) for name in EVENTS
    }
    assert kinds == set(get_args(Said))


@pytest.mark.parametrize("kind", ["brand_new_2030", "x" * 500, "a b\nforged line", "中文", ""])
def test_an_unknown_event_has_a_short_plain_name(kind: str) -> None:
    found = event(kind)
    assert isinstance(found, told.Unknown)
    assert found.kind.isascii()
    assert len(found.kind) <= 40
    assert not set(found.kind) & set(" \n=")


NAMES = sorted(
    {
        *("ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey"),
        *("Content", "MediaId", "Location_X", "Location_Y", "Latitude", "Longitude", "Scale"),
        *("List", "SubscribeMsgPopupEvent", "ScanCodeInfo", "SendPicsInfo", "PicList", "item"),
        *("SendLocationInfo", "PublishEventInfo", "fail_idx", "MsgID", "Status", "ErrorCode"),
    }
)
SINGLE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]), max_size=8)
    | st.sampled_from([*MESSAGES, *EVENTS, "event", "9" * 400, "-1", "²", "1e999", "nan"])
)
ANYTHING = st.recursive(
    SINGLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(NAMES), ANYTHING),
    st.sampled_from([*MESSAGES, "event", "hologram"]),
    st.sampled_from(sorted(EVENTS)),
)
def test_any_fields_give_a_value_or_are_unreadable(
    fields: dict[str, Any], message_type: str, name: str
) -> None:
    for given_fields in (
        fields,
        fields | {"FromUserName": "oA", "MsgType": message_type, "Event": name},
    ):
        try:
            found = incoming_of(given_fields)
        except Unreadable:
            continue
        assert isinstance(found, Incoming)
        assert isinstance(found.said, get_args(Said))
        assert len(found.key) == len(found.order) == 32


def test_a_place_that_is_none_is_unreadable() -> None:
    for wrong in ("", "nan", "91", "north"):
        with pytest.raises(Unreadable):
            hear("location", Location_X=wrong, Location_Y="105.7")


def test_messages_are_ordered_by_second_then_by_id() -> None:
    def order(created: str, number: str) -> str:
        fields = WHO | {"MsgType": "text", "CreateTime": created, "MsgId": number}
        return incoming_of(fields).order

    told = [("9", "99"), ("10", ""), ("10", "9"), ("10", "10"), ("10", "24512345678901234567")]
    assert [order(*one) for one in told] == sorted(order(*one) for one in reversed(told))


def test_json_and_xml_give_the_same_value() -> None:
    xml = (
        "<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName>"
        "<CreateTime>1755500000</CreateTime><MsgType>location</MsgType>"
        "<Location_X>34.5</Location_X><Location_Y>105.7</Location_Y><Scale>15</Scale>"
        "<Label>街</Label><MsgId>24512345678901234</MsgId></xml>"
    )
    as_json = (
        '{"ToUserName":"gh_1","FromUserName":"oA","CreateTime":1755500000,"MsgType":"location",'
        '"Location_X":34.5,"Location_Y":105.7,"Scale":15,"Label":"街","MsgId":24512345678901234}'
    )
    assert incoming_of(fields_of(xml.encode())) == incoming_of(fields_of(as_json.encode()))


def test_ids_repeat_between_people_so_the_sender_counts() -> None:
    one = incoming_of({"FromUserName": "oA", "MsgType": "text", "MsgId": "1", "CreateTime": "5"})
    other = incoming_of({"FromUserName": "oB", "MsgType": "text", "MsgId": "1", "CreateTime": "5"})
    assert one.key != other.key


def test_events_of_one_second_are_told_apart() -> None:
    fields = {"FromUserName": "oA", "MsgType": "event", "CreateTime": "5", "Event": "CLICK"}
    keys = {incoming_of(fields | {"EventKey": key}).key for key in ("a", "b")}
    assert len(keys) == 2
