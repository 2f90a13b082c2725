"""What a person says or does in WeChat (消息), as values: no name or wording of WeChat is left.

:data:`Spoken` waits for an answer; :data:`handlers.told.News` is what the platform tells, and
nobody waits.
"""

from __future__ import annotations

from enum import StrEnum

from handlers.told import Arrival, News

# ---- what a person sends ------------------------------------------------------------------------


class Text(Arrival, frozen=True):
    """Words (文字). ``tapped`` is the id of the menu message's item that was tapped, if one was."""

    words: str
    tapped: str = ""


class Photo(Arrival, frozen=True):
    """A picture (图片); ``media`` can be fetched for three days."""

    media: str
    url: str = ""


class Voice(Arrival, frozen=True):
    """A voice message (语音); ``clear`` is the same recording at 16 kHz. It brings no words."""

    media: str
    form: str = ""
    clear: str = ""


class Video(Arrival, frozen=True):
    """A video (视频); ``short`` when it was taken inside the chat (小视频)."""

    media: str
    thumb: str = ""
    short: bool = False


class File(Arrival, frozen=True):
    """A file (文件); what of it can be fetched depends on the account."""

    name: str
    media: str = ""
    size: int = 0
    md5: str = ""


class Place(Arrival, frozen=True):
    """A place (位置) that a person has sent; degrees of latitude and longitude."""

    latitude: float
    longitude: float
    label: str = ""
    scale: int = 0


class Link(Arrival, frozen=True):
    """A link (链接)."""

    url: str
    title: str = ""
    description: str = ""


# ---- what a person does -------------------------------------------------------------------------


class Followed(Arrival, frozen=True):
    """Follows the account (关注); ``scene`` and ``ticket`` of the code that was scanned, if any."""

    scene: str = ""
    ticket: str = ""


class Left(Arrival, frozen=True):
    """Follows no longer (取消关注); cannot be answered."""


class Scanned(Arrival, frozen=True):
    """A follower has scanned one of our codes (扫码)."""

    scene: str
    ticket: str = ""


class Clicked(Arrival, frozen=True):
    """Tapped an item of the menu (菜单) that has a key."""

    key: str


class CodeRead(Arrival, frozen=True):
    """Read some code with the menu's scanner; ``waits`` when the phone waits for our answer."""

    key: str
    result: str
    form: str = ""
    waits: bool = False


class PictureSource(StrEnum):
    """Where the pictures chosen from the menu come from."""

    CAMERA = "camera"
    CAMERA_OR_ALBUM = "camera_or_album"
    WECHAT = "wechat"


class PicturesChosen(Arrival, frozen=True):
    """Chose pictures from the menu; each follows as a :class:`Photo`."""

    key: str
    source: PictureSource
    count: int = 0
    md5s: tuple[str, ...] = ()


class PlaceChosen(Arrival, frozen=True):
    """Chose a place from the menu; it follows as a :class:`Place`."""

    key: str
    latitude: float
    longitude: float
    label: str = ""
    name: str = ""
    scale: int = 0


Spoken = (
    Text
    | Photo
    | Voice
    | Video
    | File
    | Place
    | Link
    | Followed
    | Left
    | Scanned
    | Clicked
    | CodeRead
    | PicturesChosen
    | PlaceChosen
)
"""What a person says or does, and waits for an answer to."""


Said = Spoken | News
