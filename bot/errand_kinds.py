"""Every kind of errand, by the name under which it is queued."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.jobs import Job

JOBS: Mapping[str, Job] = MappingProxyType({})
"""Kind → job. One that is missing here waits until its deadline for a program that knows it."""
