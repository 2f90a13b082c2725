"""When the notices of these tests go out, and how fast."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.envelopes import Terms

SEND_AT = datetime(2017, 9, 11, 1, 0, tzinfo=UTC)
TERMS = Terms(rate=1000)
