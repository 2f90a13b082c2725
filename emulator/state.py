"""What the platform knows (平台状态) and a reset throws away. In memory only."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .articles import Articles
from .logins import Logins
from .mass import Masses
from .menus import Menus
from .people import Person
from .quota import Quota
from .subscriptions import Subscriptions
from .tags import Tags
from .template import Template
from .tokens import Register, Tokens

MEDIA_LIFE = 3 * 86400  # seconds
MEDIA_KEPT = 200  # files; the oldest go first
SENT_KEPT = 200_000  # accepted template messages; the oldest go first
REVIEWED_KEPT = 1000  # messages that content review has intercepted
CLIENT_ID_LIFE = 600  # seconds that a client_msg_id is remembered


@dataclass(frozen=True)
class Media:
    """A temporary file (临时素材)."""

    app_id: str
    kind: str
    content_type: str
    filename: str
    content: bytes
    created: float


@dataclass(frozen=True)
class Ticket:
    """A QR code with a scene (带参数二维码); ``expires`` None means permanent."""

    app_id: str
    scene: str
    expires: float | None
    url: str


class Sent(NamedTuple):
    """A template message that was accepted."""

    msgid: int
    client_msg_id: str | None
    template_id: str
    openid: str
    outcome: str


@dataclass
class Shelf:
    """Templates of an account beside those of its description (模板库)."""

    added: dict[str, Template] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)


@dataclass
class State:
    """Everything but the accounts and the clock; what goes by account has its app id as key."""

    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, Tokens] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    quotas: dict[str, Quota] = field(default_factory=dict)
    tags: dict[str, Tags] = field(default_factory=lambda: defaultdict(Tags))
    menus: dict[str, Menus] = field(default_factory=lambda: defaultdict(Menus))
    shelves: dict[str, Shelf] = field(default_factory=lambda: defaultdict(Shelf))
    subscriptions: dict[str, Subscriptions] = field(
        default_factory=lambda: defaultdict(Subscriptions)
    )
    articles: dict[str, Articles] = field(default_factory=lambda: defaultdict(Articles))
    masses: dict[str, Masses] = field(default_factory=lambda: defaultdict(Masses))
    js_tickets: dict[str, tuple[str, float]] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    logins: Logins = field(default_factory=Logins)
    client_ids: dict[tuple[str, str, str], tuple[int, float]] = field(default_factory=dict)
    sent: deque[Sent] = field(default_factory=lambda: deque(maxlen=SENT_KEPT))
    reviewed: deque[tuple[str, dict[str, Any]]] = field(
        default_factory=lambda: deque(maxlen=REVIEWED_KEPT)
    )
