"""Addresses of pages as they stand in messages: WeChat makes a link of ASCII signs alone."""

from __future__ import annotations

from urllib.parse import quote


def measure_address(base_url: str, number: str) -> str:
    """The public page of a record; the number of a problem (问题3) is no ASCII."""
    return f"{base_url}/measures/{quote(number)}"
