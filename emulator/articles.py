"""Drafts and publications (草稿箱, 发布能力) of one account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KEPT = 1000  # drafts and publications of an account; the oldest go first


@dataclass
class Draft:
    """A draft: its articles as they were given, and when they were last changed."""

    articles: list[dict[str, Any]]
    changed: int


@dataclass
class Publication:
    """A publication job; ``status`` 0 done, 1 on its way, 2 to 6 refused or withdrawn."""

    media_id: str
    articles: list[dict[str, Any]]
    article_id: str
    at: int
    status: int = 1


@dataclass
class Articles:
    """Drafts by media id, publication jobs by publish id."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    jobs: dict[str, Publication] = field(default_factory=dict)

    def keep_draft(self, media_id: str, draft: Draft) -> None:
        """Add a draft."""
        while len(self.drafts) >= KEPT:
            self.drafts.pop(next(iter(self.drafts)))
        self.drafts[media_id] = draft

    def keep_job(self, publish_id: str, job: Publication) -> None:
        """Add a publication job."""
        while len(self.jobs) >= KEPT:
            self.jobs.pop(next(iter(self.jobs)))
        self.jobs[publish_id] = job

    def published(self) -> list[Publication]:
        """What stands published now, the newest first."""
        return [job for job in reversed(self.jobs.values()) if job.status == 0]
