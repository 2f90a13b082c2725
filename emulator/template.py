"""Message templates (模板), as an account's description gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import BadAccount


@dataclass(frozen=True)
class Template:
    """A message template (模板): its fields in printed order, as (key, label) pairs."""

    id: str
    title: str
    fields: tuple[tuple[str, str], ...]

    def content(self) -> str:
        """The template text as ``get_all_private_template`` returns it."""
        return "\n".join(f"{label}:{{{{{key}.DATA}}}}" for key, label in self.fields)


def read_template(data: Mapping[str, Any]) -> Template:
    """Read one template from JSON.

    Raises:
        BadAccount: naming what is missing.
    """
    if not isinstance(data, Mapping) or not data.get("id"):
        raise BadAccount("account: every template has an id")
    fields = []
    for item in data.get("fields") or ():
        key = item if isinstance(item, str) else str(item.get("key", ""))
        label = key if isinstance(item, str) else str(item.get("label") or key)
        if not key:
            raise BadAccount("account: every template field has a key")
        fields.append((key, label))
    return Template(str(data["id"]), str(data.get("title") or data["id"]), tuple(fields))
