"""Who does something in these tests."""

from __future__ import annotations

from handlers.schedule.desk import Hand

OFFICER = Hand("office", "office", "message")
