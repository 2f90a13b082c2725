"""What reaches us from WeChat (消息、事件), as values: no name or wording of the platform is left.

:data:`Spoken` is what a person says or does and waits for an answer to; :data:`News` is what the
platform tells, and nobody waits. Every value carries ``created``, the second at which WeChat says
that it happened, 0 when WeChat does not say.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class _Said(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    created: int = 0


# ---- what a person sends ------------------------------------------------------------------------


class Text(_Said, frozen=True):
    """Words (文字). ``tapped`` is the id of the menu message's item that was tapped, if one was."""

    words: str
    tapped: str = ""


class Photo(_Said, frozen=True):
    """A picture (图片); ``media`` can be fetched for three days."""

    media: str
    url: str = ""


class Voice(_Said, frozen=True):
    """A voice message (语音); ``clear`` is the same recording at 16 kHz. It brings no words."""

    media: str
    form: str = ""
    clear: str = ""


class Video(_Said, frozen=True):
    """A video (视频); ``short`` when it was taken inside the chat (小视频)."""

    media: str
    thumb: str = ""
    short: bool = False


class File(_Said, frozen=True):
    """A file (文件); what of it can be fetched depends on the account."""

    name: str
    media: str = ""
    size: int = 0
    md5: str = ""


class Place(_Said, frozen=True):
    """A place (位置) that a person has sent; degrees of latitude and longitude."""

    latitude: float
    longitude: float
    label: str = ""
    scale: int = 0


class Link(_Said, frozen=True):
    """A link (链接)."""

    url: str
    title: str = ""
    description: str = ""


# ---- what a person does -------------------------------------------------------------------------


class Followed(_Said, frozen=True):
    """Follows the account (关注); ``scene`` and ``ticket`` of the code that was scanned, if any."""

    scene: str = ""
    ticket: str = ""


class Left(_Said, frozen=True):
    """Follows no longer (取消关注); cannot be answered."""


class Scanned(_Said, frozen=True):
    """A follower has scanned one of our codes (扫码)."""

    scene: str
    ticket: str = ""


class Clicked(_Said, frozen=True):
    """Tapped an item of the menu (菜单) that has a key."""

    key: str


class Viewed(_Said, frozen=True):
    """Opened a page from the menu, or a page of a mini program (``program``)."""

    url: str
    menu: str = ""
    program: bool = False


class CodeRead(_Said, frozen=True):
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


class PicturesChosen(_Said, frozen=True):
    """Chose pictures from the menu; each follows as a :class:`Photo`."""

    key: str
    source: PictureSource
    count: int = 0
    md5s: tuple[str, ...] = ()


class PlaceChosen(_Said, frozen=True):
    """Chose a place from the menu; it follows as a :class:`Place`."""

    key: str
    latitude: float
    longitude: float
    label: str = ""
    name: str = ""
    scale: int = 0


class Located(_Said, frozen=True):
    """Where the phone is, told by itself while the chat is open; ``precision`` in metres."""

    latitude: float
    longitude: float
    precision: float = 0.0


# ---- what the platform tells --------------------------------------------------------------------


class TemplateReceipt(_Said, frozen=True):
    """What became of a template message (模板消息); ``status`` as the platform words it."""

    msgid: str
    status: str
    openid: str = ""


class MassReceipt(_Said, frozen=True):
    """What became of a message to many (群发)."""

    msgid: str
    status: str
    total: int = 0
    filtered: int = 0
    sent: int = 0
    failed: int = 0


class PublishReceipt(_Said, frozen=True):
    """What became of an article that was published (发布); ``failed`` are places of articles."""

    publish: str
    status: int
    article: str = ""
    failed: tuple[int, ...] = ()


class Consent(msgspec.Struct, frozen=True):
    """Whether notices of one template are wanted; ``scene`` is where that was asked."""

    template: str
    accepted: bool
    scene: str = ""


class SubscriptionChosen(_Said, frozen=True):
    """Answered the question whether notices (订阅通知) are wanted."""

    consents: tuple[Consent, ...] = ()
    openid: str = ""


class SubscriptionChanged(_Said, frozen=True):
    """Changed that answer in the settings; the platform tells refusals only."""

    consents: tuple[Consent, ...] = ()
    openid: str = ""


class SubscriptionOutcome(msgspec.Struct, frozen=True):
    """What became of one subscription notice; code 0 when it arrived."""

    template: str
    msgid: str
    code: int
    status: str = ""


class SubscriptionSent(_Said, frozen=True):
    """What became of subscription notices."""

    outcomes: tuple[SubscriptionOutcome, ...] = ()


class PrivacyAct(StrEnum):
    """What a person did with what they had allowed us to know."""

    MODIFIED = "modified"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


class Privacy(_Said, frozen=True):
    """A person changed or took back what they had allowed; ``scope`` names what, if anything."""

    act: PrivacyAct
    openid: str
    scope: str = ""


class CertificationStep(StrEnum):
    """Where the account's certification (认证) stands; all but the first endanger sending."""

    PASSED = "passed"
    REFUSED = "refused"
    RENEWAL_DUE = "renewal_due"
    EXPIRED = "expired"


class Certification(_Said, frozen=True):
    """The account's certification, or its name (``naming``); ``until`` in unix seconds, 0: none."""

    step: CertificationStep
    naming: bool = False
    until: int = 0
    reason: str = ""


class Unknown(_Said, frozen=True):
    """Something of a kind that the program does not know; ``kind`` is short and plain."""

    kind: str


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

News = (
    Viewed
    | Located
    | TemplateReceipt
    | MassReceipt
    | PublishReceipt
    | SubscriptionChosen
    | SubscriptionChanged
    | SubscriptionSent
    | Privacy
    | Certification
    | Unknown
)
"""What the platform tells, and nobody waits for an answer."""

Said = Spoken | News
