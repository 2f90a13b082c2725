"""What the rectification office (整改办) of a region is called."""

from __future__ import annotations

from handlers.office import Office

COMMON = "整改办"


def office_name(office: Office) -> str:
    """Its name as the plan gives it."""
    region = office.store.ledger.region()
    return region.office if region else COMMON
