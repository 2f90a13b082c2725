"""Message templates (模板) that an account has been granted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.wechat.client import PlatformClient

LABELLED = re.compile(r"([^\n{}]*?)[:：]?\s*\{\{\s*(\w+)\.DATA\s*\}\}")


@dataclass(frozen=True, slots=True)
class GrantedTemplate:
    """One template of the account; ``fields``: name of a field → its label, as printed."""

    id: str
    title: str
    fields: dict[str, str]


def granted_templates(client: PlatformClient) -> tuple[GrantedTemplate, ...]:
    """Every template of the account; they vanish when the account's categories change."""
    found = client.get("template/get_all_private_template").get("template_list") or ()
    return tuple(
        GrantedTemplate(
            str(told["template_id"]), str(told.get("title", "")), fields_in(told.get("content", ""))
        )
        for told in found
    )


def fields_in(content: str) -> dict[str, str]:
    """Field → label, in the order in which a template prints them: "时间:{{time4.DATA}}"."""
    return {field: label.strip() for label, field in LABELLED.findall(content)}
