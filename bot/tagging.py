"""Tags follow roles (标签): which tag of the platform a person has, so that they see their menu.

The roles in our own records are what holds; the platform is brought into line with them, one
person at a time when a binding changes, or all of them at once by ``menu push``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.jobs import Desk
from bot.wechat import tags as platform
from bot.wechat.client import PlatformClient
from bot.wechat.errors import WeChatError
from handlers.words.menus import TAG_NAMES
from storage.change import Change
from storage.errands import Errand
from storage.store import Store
from supervision.people import Person
from supervision.records import Role


def tag(desk: Desk, errand: Errand) -> Change:
    """Give one person the tags of what they are now; who has left has none."""
    people, pid = desk.store.people, errand.about["pid"]
    person, tagger = people.get(pid), Tagger(desk.client)
    if person is not None and person.subscribed and person.openid:
        tagger.fit(person.openid, roles_of(person))
    elif person is not None and person.subscribed:
        # Follows, and has withdrawn the consent to be known: only the platform knows the openid.
        for openid in tagger.tagged():
            if people.pid(openid) == pid:
                tagger.fit(openid, ())
    return Change()


Send = Callable[[PlatformClient, int, Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was changed: tags given and taken, and people whom the platform did not know."""

    given: int = 0
    taken: int = 0
    refused: int = 0


def roles_of(person: Person) -> frozenset[Role]:
    """The roles for which a person has a tag."""
    return person.roles & set(TAG_NAMES) if person.subscribed else frozenset()


class Tagger:
    """The tags of one account; ``made`` are the names of those that it had not."""

    def __init__(self, client: PlatformClient) -> None:
        self._client = client
        self._ids: dict[Role, int] = {}
        self.made: list[str] = []

    def id_of(self, role: Role) -> int:
        """The tag of a role; made when the account has none."""
        if role not in self._ids:
            self._read()
        if role not in self._ids:
            self._create(role)
        return self._ids[role]

    def _create(self, role: Role) -> None:
        try:
            self._ids[role] = platform.create_tag(self._client, TAG_NAMES[role])
        except WeChatError as exc:
            if exc.code != platform.NAME_TAKEN:
                raise
            self._read()  # somebody else has just made it
            if role not in self._ids:
                raise
        else:
            self.made.append(TAG_NAMES[role])

    def role_of(self, tag: int | None) -> Role | None:
        """The role whose tag this is, None for a tag that is none of ours."""
        if not self._ids:
            self._read()
        return next((role for role, ours in self._ids.items() if ours == tag), None)

    def _read(self) -> None:
        known = platform.all_tags(self._client)
        self._ids = {role: known[name] for role, name in TAG_NAMES.items() if name in known}

    def fit(self, openid: str, roles: Collection[Role]) -> None:
        """Give one follower exactly the tags of these roles; tags of others are left alone.

        Raises WeChatError.
        """
        try:
            self._fit(openid, roles)
        except WeChatError as exc:
            if exc.code != platform.NO_SUCH_TAG:
                raise
            # Somebody has removed a tag on the account: what we know of its tags is old.
            self._ids = {}
            self._fit(openid, roles)

    def _fit(self, openid: str, roles: Collection[Role]) -> None:
        if not self._ids:
            self._read()
        has = platform.tags_of(self._client, openid)
        wanted = {self.id_of(role) for role in sorted(roles)}
        for tag in sorted(wanted - has):
            platform.give_tag(self._client, tag, [openid])
        for role in TAG_NAMES:
            known = self._ids.get(role)
            if known is not None and known in has - wanted:
                platform.take_tag(self._client, known, [openid])

    def tagged(self) -> set[str]:
        """Everybody who has a tag of ours."""
        if not self._ids:
            self._read()
        tags = list(self._ids.values())
        return {openid for tag in tags for openid in platform.members(self._client, tag)}

    def fit_all(self, store: Store) -> Tagged:
        """Bring everybody into line, in as few calls as there can be. Raises WeChatError."""
        given = taken = refused = 0
        for role in TAG_NAMES:
            wanted = {person.openid for person in store.people.with_role(role)}
            tag = self.id_of(role)
            has = set(platform.members(self._client, tag))
            missing, left = wanted - has, has - wanted
            failed = self._batches(platform.give_tag, tag, missing)
            given, refused = given + len(missing) - failed, refused + failed
            taken += len(left) - self._batches(platform.take_tag, tag, left)
        return Tagged(given, taken, refused)

    def _batches(self, send: Send, tag: int, openids: Iterable[str]) -> int:
        """Send all of them; how many the platform does not know as followers."""
        ordered, size = sorted(openids), platform.AT_ONCE
        batches = [ordered[at : at + size] for at in range(0, len(ordered), size)]
        return sum(self._batch(send, tag, batch) for batch in batches)

    def _batch(self, send: Send, tag: int, batch: Sequence[str]) -> int:
        try:
            send(self._client, tag, batch)
        except WeChatError as exc:
            if exc.code not in platform.NOT_A_FOLLOWER:
                raise
            if len(batch) == 1:
                return 1
        else:
            return 0
        # One stranger fails a whole call: halves find it in a few calls more.
        middle = len(batch) // 2
        return self._batch(send, tag, batch[:middle]) + self._batch(send, tag, batch[middle:])
