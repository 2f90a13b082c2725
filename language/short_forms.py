"""Short forms of the trade (行业简称): 固废 for what a plan writes as 固体废物."""

from __future__ import annotations

from types import MappingProxyType

IN_FULL = MappingProxyType(
    {
        "固废": "固体废物",
        "危废": "危险废物",
        "医废": "医疗废物",
        "排口": "排污口",
    }
)
"""Short forms of the trade, and how a plan writes them."""
