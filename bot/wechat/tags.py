"""Tags (用户标签): names for groups of followers, and who belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.wechat.client import PlatformClient, expected

AT_ONCE = 50
"""Openids that one call may name (platform rule)."""

NO_SUCH_TAG = 45159
NAME_TAKEN = 45157
NOT_A_FOLLOWER = frozenset({40003, 49003})
"""One of the openids of a call is none of this account's; then nobody was tagged."""


def all_tags(client: PlatformClient) -> dict[str, int]:
    """Name → id of every tag of the account."""
    found = client.get("tags/get").get("tags") or ()
    return {str(tag["name"]): int(tag["id"]) for tag in found}


def create_tag(client: PlatformClient, name: str) -> int:
    """Make a tag; its id. The name has at most 30 bytes."""
    made = expected(client.call("tags/create", {"tag": {"name": name}}), "tag")
    return int(made["id"]) if isinstance(made, dict) else 0


def tags_of(client: PlatformClient, openid: str) -> frozenset[int]:
    """Ids of the tags of one follower."""
    found = client.call("tags/getidlist", {"openid": openid})
    return frozenset(int(tag) for tag in found.get("tagid_list") or ())


def members(client: PlatformClient, tag: int) -> Iterator[str]:
    """The openids that have a tag."""
    after = ""
    while True:
        page = client.call("user/tag/get", {"tagid": tag, "next_openid": after})
        openids = (page.get("data") or {}).get("openid") or ()
        yield from openids
        following = str(page.get("next_openid") or "")
        # The last page names its last openid too; only an empty one is the end.
        if not openids or following in ("", after):
            return
        after = following


def give_tag(client: PlatformClient, tag: int, openids: Sequence[str]) -> None:
    """Give a tag to at most AT_ONCE followers; who has it already keeps it."""
    client.call("tags/members/batchtagging", {"openid_list": list(openids), "tagid": tag})


def take_tag(client: PlatformClient, tag: int, openids: Sequence[str]) -> None:
    """Take a tag from at most AT_ONCE followers; who has it not stays without."""
    client.call("tags/members/batchuntagging", {"openid_list": list(openids), "tagid": tag})
