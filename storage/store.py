"""One region's data: the nouns of the storage, and the one way to change any of them."""

from __future__ import annotations

from typing import cast

from redis import Redis

from storage.acceptance import AcceptanceStore
from storage.alarms import Alarms
from storage.assessment import AssessmentShares
from storage.barred import Barred
from storage.calendar import CalendarStore
from storage.change import Change
from storage.clock import ClockStore
from storage.codec import to_json
from storage.complaints import Complaints
from storage.counts import Counts
from storage.documents import Documents
from storage.duties import Duties
from storage.envelopes import Envelopes
from storage.errands import Errands
from storage.errors import Conflict
from storage.evidence import EvidenceStore
from storage.facts import Facts
from storage.handed_in import HandedInStore
from storage.imports import Imports
from storage.inbox import Inbox
from storage.indicators import Indicators
from storage.inspections import Inspections
from storage.invitations import Invitations
from storage.journal import Journal
from storage.kept import Kept
from storage.keys import Keys
from storage.late import LateWork
from storage.lately import Lately
from storage.leaders import Leaders
from storage.ledger import Ledger
from storage.left_words import LeftWords
from storage.listings import Listings
from storage.logins import Logins
from storage.objections import Objections
from storage.optins import OptIns
from storage.outbox import Outbox
from storage.pace import Pace
from storage.patrols import Patrols
from storage.people import People
from storage.policies import Policies
from storage.publication import PublicationStore
from storage.rankings import Tables
from storage.reports import Reports
from storage.requests import Requests
from storage.schedule_lists import ScheduleLists
from storage.scripts import Lines, script
from storage.spot_checks import SpotChecks
from storage.standings import Standings
from storage.tasks import TaskLists
from storage.unknown import UnknownStore


class Store:
    """Everything of one region (地区) in Redis.

    Reading goes through the nouns; they return values of :mod:`supervision`. Writing methods of
    the nouns take a :class:`Change` and add to it; :meth:`commit` applies it as one step.
    """

    def __init__(self, redis: Redis, region: str) -> None:
        self.redis = redis
        self.region = region
        self.keys, lines = Keys(region), Lines(redis)
        self.ledger = Ledger(redis, self.keys, lines)
        self.standings = Standings(redis, self.keys)
        self.lists = ScheduleLists(redis, self.keys, self.ledger)
        self.imports = Imports(redis, self.keys)
        self.people = People(redis, self.keys)
        self.invitations = Invitations(redis, self.keys)
        self.logins = Logins(redis, self.keys)
        self.inbox = Inbox(redis, self.keys, lines)
        self.late = LateWork(redis, self.keys)
        self.lately = Lately(redis, self.keys)
        self.kept = Kept(redis, self.keys)
        self.reports = Reports(redis, self.keys)
        self.facts = Facts(redis, self.keys)
        self.requests = Requests(redis, self.keys)
        self.complaints = Complaints(redis, self.keys)
        self.acceptance = AcceptanceStore(redis, self.keys)
        self.objections = Objections(redis, self.keys)
        self.spot_checks = SpotChecks(redis, self.keys)
        self.duties = Duties(redis, self.keys)
        self.tasks = TaskLists(redis, self.keys, lines, self.ledger, self.duties)
        self.inspections = Inspections(redis, self.keys)
        self.patrols = Patrols(redis, self.keys)
        self.left_words = LeftWords(redis, self.keys)
        self.listings = Listings(redis, self.keys)
        self.tables = Tables(redis, self.keys)
        self.indicators = Indicators(redis, self.keys)
        self.assessment_shares = AssessmentShares(redis, self.keys)
        self.leaders = Leaders(redis, self.keys)
        self.evidence = EvidenceStore(redis, self.keys)
        self.handed_in = HandedInStore(redis, self.keys)
        self.publication = PublicationStore(redis, self.keys)
        self.journal = Journal(redis, self.keys)
        self.documents = Documents(redis, self.keys)
        self.outbox = Outbox(redis, self.keys)
        self.envelopes = Envelopes(redis, self.keys)
        self.optins = OptIns(redis, self.keys)
        self.pace = Pace(redis, self.keys)
        self.errands = Errands(redis, self.keys)
        self.calendar = CalendarStore(redis, self.keys)
        self.policies = Policies(redis, self.keys)
        self.clock = ClockStore(redis, self.keys)
        self.counts = Counts(redis, self.keys)
        self.alarms = Alarms(redis, self.keys)
        self.barred = Barred(redis, self.keys)
        self.unknown = UnknownStore(redis, self.keys)
        self._commit = lines.register(script("commit"))

    def commit(self, change: Change) -> int:
        """Apply all of a change or nothing; give the journal number of its last entry (0: none).

        Raises :class:`Conflict` when an expectation no longer holds. Sending the same change twice
        is safe when it expects what it then replaces: the second finds it changed.
        """
        step = to_json(
            {
                "expectations": change.expectations,
                "writes": change.writes,
                "entries": change.entries,
                "in_memory": change.in_memory,
            }
        )
        keys = [self.keys.journal(), self.keys.journal_head(), *change.keys]
        done, answer = cast("list[int]", self._commit(keys=keys, args=[step]))
        if not done:
            raise Conflict(_kind(change.keys[answer - 1]))
        return answer


def _kind(key: str) -> str:
    """The noun of a key, without the name of anybody or anything."""
    return key.split(":")[2]
