"""Every kind of errand, by the name under which it is queued."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot import evidence_jobs
from bot.jobs import Job
from bot.tagging import tag
from bot.upkeep import CHECK_TEMPLATES, PUSH_MENUS, check_templates, push_menus
from handlers import evidence_errands
from handlers.tagging import TAG

JOBS: Mapping[str, Job] = MappingProxyType(
    {
        TAG: Job(tag),
        CHECK_TEMPLATES: Job(check_templates),
        PUSH_MENUS: Job(push_menus),
        evidence_errands.DOWNLOAD: evidence_jobs.DOWNLOAD,
        evidence_errands.SWEEP: evidence_jobs.SWEEP,
    }
)
"""Kind → job. One that is missing here waits until its deadline for a program that knows it."""
