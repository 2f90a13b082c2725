"""Who left was not quite forgotten: what they had agreed to receive stayed with their pseudonym."""

from __future__ import annotations

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.identity import code_for, code_in, everything_stored, person

LIAISON, HEIR, OFFICE = "oLiaison-of-the-story", "oHeir-of-the-story", "oOffice"


def consent(city: City, openid: str) -> None:
    entry = (
        "<List><TemplateId>T1</TemplateId><SubscribeStatusString>accept</SubscribeStatusString>"
        "</List>"
    )
    city.post(
        f"<xml><ToUserName>gh_1</ToUserName><FromUserName>{openid}</FromUserName>"
        f"<CreateTime>{int(city.now.timestamp())}</CreateTime><MsgType>event</MsgType>"
        "<Event>subscribe_msg_popup_event</Event>"
        f"<SubscribeMsgPopupEvent>{entry}</SubscribeMsgPopupEvent></xml>"
    )


def test_consents_go_with_the_person(tianshui: City) -> None:
    consent(tianshui, LIAISON)
    pid, optins = tianshui.office.store.people.pid(LIAISON), tianshui.office.store.optins
    assert optins.left(pid, "T1") == 1
    tianshui.event(LIAISON, "unsubscribe")
    assert optins.left(pid, "T1") == 0


def test_after_a_full_life_no_trace_is_stored(tianshui: City) -> None:
    city = tianshui
    city.bind(OFFICE, "整改办", Role.OFFICE)
    city.say(LIAISON, code_for(city, "市建设局", name="欧阳震华", phone="13900001111"))
    city.say(LIAISON, "1")
    city.say(LIAISON, "14-2 完成60%")
    consent(city, LIAISON)
    city.say(OFFICE, "人员 市建设局")
    city.say(HEIR, code_in(city.say(LIAISON, "移交")))
    city.say(HEIR, "司马青衫")
    city.say(HEIR, "1")
    assert person(city, HEIR).name == "司马青衫"
    for openid in (LIAISON, HEIR):
        city.event(openid, "unsubscribe")
    stored = everything_stored(city)
    for trace in (LIAISON, HEIR, "欧阳", "司马", "13900001111"):
        assert trace not in stored, [line[:300] for line in stored.splitlines() if trace in line]
