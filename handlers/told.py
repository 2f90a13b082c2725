"""What the platform tells (事件), as values; nobody waits for an answer to it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Arrival(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Anything that reaches us; ``created`` is WeChat's second of it, 0 when it does not say."""

    created: int = 0


class Viewed(Arrival, frozen=True):
    """Opened a page from the menu, or a page of a mini program (``program``)."""

    url: str
    menu: str = ""
    program: bool = False


class Located(Arrival, frozen=True):
    """Where the phone is, told by itself while the chat is open; ``precision`` in metres."""

    latitude: float
    longitude: float
    precision: float = 0.0


class TemplateReceipt(Arrival, frozen=True):
    """What became of a template message (模板消息); ``status`` as the platform words it."""

    msgid: str
    status: str
    openid: str = ""


class MassReceipt(Arrival, frozen=True):
    """What became of a message to many (群发)."""

    msgid: str
    status: str
    total: int = 0
    filtered: int = 0
    sent: int = 0
    failed: int = 0


class PublishReceipt(Arrival, frozen=True):
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


class SubscriptionChosen(Arrival, frozen=True):
    """Answered the question whether notices (订阅通知) are wanted."""

    consents: tuple[Consent, ...] = ()
    openid: str = ""


class SubscriptionChanged(Arrival, frozen=True):
    """Changed that answer in the settings; the platform tells refusals only."""

    consents: tuple[Consent, ...] = ()
    openid: str = ""


class SubscriptionOutcome(msgspec.Struct, frozen=True):
    """What became of one subscription notice; code 0 when it arrived."""

    template: str
    msgid: str
    code: int
    status: str = ""


class SubscriptionSent(Arrival, frozen=True):
    """What became of subscription notices."""

    outcomes: tuple[SubscriptionOutcome, ...] = ()


class PrivacyAct(StrEnum):
    """What a person did with what they had allowed us to know."""

    MODIFIED = "modified"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


class Privacy(Arrival, frozen=True):
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


class Certification(Arrival, frozen=True):
    """The account's certification, or its name (``naming``); ``until`` in unix seconds, 0: none."""

    step: CertificationStep
    naming: bool = False
    until: int = 0
    reason: str = ""


class Unknown(Arrival, frozen=True):
    """Something of a kind that the program does not know; ``kind`` is short and plain."""

    kind: str


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
