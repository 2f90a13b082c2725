"""From the fields of the platform to what was said (:mod:`handlers.said`): one function a kind.

This file and :mod:`bot.hearing_news` alone know the platform's names of types, events and fields.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import partial

from bot.fields import degrees, inside, many, number, seconds, text, whole
from bot.hearing_news import NEWS, Fields, Hear
from handlers.said import (
    Clicked,
    CodeRead,
    File,
    Followed,
    Left,
    Link,
    Photo,
    PicturesChosen,
    PictureSource,
    Place,
    PlaceChosen,
    Said,
    Scanned,
    Text,
    Video,
    Voice,
)
from handlers.told import Located, Unknown, Viewed

SCENE_PREFIX = "qrscene_"
PLAIN_KIND = re.compile(r"[a-z0-9_]{1,40}")


def heard(fields: Fields, message_type: str) -> Said:
    """What was said. Raises :class:`bot.reading.Unreadable` when its type needs more."""
    created = seconds(fields, "CreateTime")
    if message_type != "event":
        return MESSAGES.get(message_type, partial(_unknown, message_type))(fields, created)
    event = text(fields, "Event").lower()
    return EVENTS.get(event, partial(_unknown, f"event_{event}"))(fields, created)


def _unknown(kind: str, _fields: Fields, at: int) -> Said:
    # Logged and counted by this name, so it must stay short, and nobody may write a line with it.
    return Unknown(kind if PLAIN_KIND.fullmatch(kind) else "unnamed", created=at)


# ---- messages -----------------------------------------------------------------------------------


def _text(fields: Fields, at: int) -> Said:
    return Text(text(fields, "Content"), text(fields, "bizmsgmenuid"), created=at)


def _photo(fields: Fields, at: int) -> Said:
    return Photo(text(fields, "MediaId"), text(fields, "PicUrl"), created=at)


def _voice(fields: Fields, at: int) -> Said:
    # The platform's recognition of speech has ended; its field stays away or empty.
    media, clear = text(fields, "MediaId"), text(fields, "MediaId16K")
    return Voice(media, text(fields, "Format"), clear, created=at)


def _video(fields: Fields, at: int, *, short: bool) -> Said:
    return Video(text(fields, "MediaId"), text(fields, "ThumbMediaId"), short, created=at)


def _file(fields: Fields, at: int) -> Said:
    name, media = text(fields, "Title"), text(fields, "MediaId") or text(fields, "FileKey")
    return File(name, media, whole(fields, "FileTotalLen"), text(fields, "FileMd5"), created=at)


def _place(fields: Fields, at: int) -> Said:
    latitude, longitude = _at(fields, "Location_X", "Location_Y")
    return Place(latitude, longitude, text(fields, "Label"), whole(fields, "Scale"), created=at)


def _link(fields: Fields, at: int) -> Said:
    title, about = text(fields, "Title"), text(fields, "Description")
    return Link(text(fields, "Url"), title, about, created=at)


MESSAGES: Mapping[str, Hear] = {
    "text": _text,
    "image": _photo,
    "voice": _voice,
    "video": partial(_video, short=False),
    "shortvideo": partial(_video, short=True),
    "file": _file,
    "location": _place,
    "link": _link,
}


# ---- what a person does -------------------------------------------------------------------------


def _followed(fields: Fields, at: int) -> Said:
    scene = text(fields, "EventKey").removeprefix(SCENE_PREFIX)
    return Followed(scene, text(fields, "Ticket"), created=at)


def _left(_fields: Fields, at: int) -> Said:
    return Left(created=at)


def _scanned(fields: Fields, at: int) -> Said:
    scene = text(fields, "EventKey").removeprefix(SCENE_PREFIX)
    return Scanned(scene, text(fields, "Ticket"), created=at)


def _clicked(fields: Fields, at: int) -> Said:
    return Clicked(text(fields, "EventKey"), created=at)


def _viewed(fields: Fields, at: int, *, program: bool) -> Said:
    return Viewed(text(fields, "EventKey"), text(fields, "MenuId"), program, created=at)


def _code_read(fields: Fields, at: int, *, waits: bool) -> Said:
    code = inside(fields, "ScanCodeInfo")
    result, form = text(code, "ScanResult"), text(code, "ScanType")
    return CodeRead(text(fields, "EventKey"), result, form, waits, created=at)


def _pictures(fields: Fields, at: int, *, source: PictureSource) -> Said:
    info = inside(fields, "SendPicsInfo")
    md5s = tuple(text(item, "PicMd5Sum") for item in many(inside(info, "PicList"), "item"))
    return PicturesChosen(text(fields, "EventKey"), source, whole(info, "Count"), md5s, created=at)


def _place_chosen(fields: Fields, at: int) -> Said:
    info = inside(fields, "SendLocationInfo")
    latitude, longitude = _at(info, "Location_X", "Location_Y")
    return PlaceChosen(
        text(fields, "EventKey"),
        latitude,
        longitude,
        text(info, "Label"),
        text(info, "Poiname"),
        whole(info, "Scale"),
        created=at,
    )


def _located(fields: Fields, at: int) -> Said:
    latitude, longitude = _at(fields, "Latitude", "Longitude")
    precision = number(fields, "Precision")
    return Located(latitude, longitude, precision if math.isfinite(precision) else 0.0, created=at)


def _at(fields: Fields, latitude: str, longitude: str) -> tuple[float, float]:
    return degrees(fields, latitude, 90), degrees(fields, longitude, 180)


EVENTS: Mapping[str, Hear] = {
    "subscribe": _followed,
    "unsubscribe": _left,
    "scan": _scanned,
    "click": _clicked,
    "view": partial(_viewed, program=False),
    "view_miniprogram": partial(_viewed, program=True),
    "location": _located,
    "scancode_push": partial(_code_read, waits=False),
    "scancode_waitmsg": partial(_code_read, waits=True),
    "pic_sysphoto": partial(_pictures, source=PictureSource.CAMERA),
    "pic_photo_or_album": partial(_pictures, source=PictureSource.CAMERA_OR_ALBUM),
    "pic_weixin": partial(_pictures, source=PictureSource.WECHAT),
    "location_select": _place_chosen,
    **NEWS,
}
