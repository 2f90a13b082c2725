"""When the sender may ring: by the quiet hours of the policy in force."""

from __future__ import annotations

from datetime import date

from bot.accounts import RegionSettings
from bot.sending import opening_hours
from handlers.policy_versions import Wanted, set_policy
from storage.store import Store
from tests.supervision.builders import POLICIES, at

TEXT = (POLICIES / "tianshui-2017.toml").read_text(encoding="utf-8")


def test_the_sender_goes_by_the_quiet_hours_that_are_in_force(store: Store) -> None:
    opens = opening_hours(store, RegionSettings("test", "wx0", "secret", "token"))
    evening = at("2017-08-31 19:30")
    assert opens(evening) == evening
    earlier = TEXT.replace("quiet_from = 20:00:00", "quiet_from = 19:00:00")
    wanted = Wanted("f", earlier, date(2017, 9, 1))
    assert set_policy(store, TEXT, wanted, at("2017-08-31 10:00")).version is not None
    assert opens(evening) == evening
    assert opens(at("2017-09-01 19:30")) == at("2017-09-04 08:00")
