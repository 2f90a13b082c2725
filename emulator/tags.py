"""Tags (标签) of an account: names for groups of followers; who has one stands with the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError

RESERVED = {0, 1, 2}  # ids of the platform's own groups
STARRED = {"id": 2, "name": "星标组", "count": 0}
MOST_TAGS = 100  # of one account
MOST_OF_A_PERSON = 20
LONGEST_NAME = 30  # bytes
_FIRST_ID = 100


@dataclass
class Tags:
    """The tags of one account by id."""

    names: dict[int, str] = field(default_factory=dict)
    last_id: int = _FIRST_ID - 1

    def create(self, name: object) -> int:
        """Add a tag; its id.

        Raises:
            ApiError: 45157 empty or known already, 45158 too long, 45056 too many.
        """
        text = self._checked(name)
        if len(self.names) >= MOST_TAGS:
            raise ApiError(45056)
        self.last_id += 1
        self.names[self.last_id] = text
        return self.last_id

    def rename(self, tag_id: object, name: object) -> None:
        """Give a tag another name.

        Raises:
            ApiError: as :meth:`create` and :meth:`known`.
        """
        self.names[self.known(tag_id)] = self._checked(name)

    def drop(self, tag_id: object) -> int:
        """Remove a tag; its id.

        Raises:
            ApiError: as :meth:`known`.
        """
        found = self.known(tag_id)
        del self.names[found]
        return found

    def known(self, tag_id: object) -> int:
        """The id of a tag that may be changed, given as a number or as its digits.

        Raises:
            ApiError: 45058 one of the platform's own, 45159 no such tag.
        """
        digits = str(tag_id)
        number = int(digits) if digits.isdigit() and not isinstance(tag_id, bool) else -1
        if number in RESERVED:
            raise ApiError(45058)
        if number not in self.names:
            raise ApiError(45159)
        return number

    def to_json(self) -> dict[str, Any]:
        """All of it, for the state file."""
        return {"names": list(self.names.items()), "last_id": self.last_id}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tags:
        """What ``to_json`` wrote."""
        return cls({int(number): name for number, name in data["names"]}, data["last_id"])

    def _checked(self, name: object) -> str:
        if not isinstance(name, str) or not name or name in self.names.values():
            raise ApiError(45157)
        if len(name.encode()) > LONGEST_NAME:
            raise ApiError(45158)
        return name
