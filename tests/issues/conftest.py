"""What the stories of bugs need: the city with its phones, the emulated platform."""

from __future__ import annotations

from tests.bot.conftest import platform, rig
from tests.scenarios.conftest import city, tianshui

__all__ = ["city", "platform", "rig", "tianshui"]
