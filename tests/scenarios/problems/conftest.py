"""The city of these stories with its people."""

from __future__ import annotations

import pytest

from supervision.records import Role
from tests.scenarios.conftest import City
from tests.scenarios.problems.town import BUILDING, OFFICE, WATER, take_in


@pytest.fixture
def town(city: City) -> City:
    """oWater and oBuilding report, oVerifier checks, oOffice decides, oCitizen looks."""
    take_in(city)
    city.office.warm_words()  # so that the first message is answered in time
    city.tick()
    city.bind("oWater", WATER)
    city.bind("oBuilding", BUILDING)
    city.bind("oVerifier", OFFICE, Role.VERIFIER)
    city.bind("oOffice", "市整改办", Role.OFFICE)
    return city
