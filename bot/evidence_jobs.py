"""The errands of evidence (佐证): a file is fetched and kept, the vault is tidied."""

from __future__ import annotations

from itertools import islice

from bot.jobs import Desk, GiveUp, Job
from bot.wechat.errors import BadNotice
from bot.wechat.media import GONE_CODE, TOO_LARGE, fetch_media
from documents import pictures
from documents.errors import BadPicture
from documents.file_kinds import FileKind, kind_of
from handlers.evidence_errands import sweep_later
from handlers.keep_evidence import Content, refuse_evidence, store_evidence
from storage.change import Change
from storage.errands import Errand
from storage.vault import Vault
from supervision.evidence import EvidenceKind, EvidenceState, Flaw

MEGABYTE = 1024 * 1024
AT_ONCE = 100
"""Files of the vault that are looked at before the claim is renewed."""


def download(desk: Desk, errand: Errand) -> Change:
    """Fetch the file of a piece of evidence, look what it is, and keep it.

    Done twice, it keeps the same content under the same name.
    """
    evidence = desk.store.evidence.get(errand.about["evidence"])
    if evidence is None or evidence.state is not EvidenceState.AWAITED:
        return Change()  # taken back, or done before
    content = _fetched(desk, errand.about["media"])
    desk.keep()
    kind, look = _looked_at(content)
    digest = Vault(desk.data, desk.store.region).put(content, kind.suffix)
    found = Content(EvidenceKind(kind.group), digest, len(content), kind.suffix, look)
    return store_evidence(desk.store, evidence, found, desk.now())


def _fetched(desk: Desk, media: str) -> bytes:
    limit = desk.settings.evidence_mb * MEGABYTE
    try:
        return fetch_media(desk.client, desk.settings, media, limit).content
    except BadNotice as exc:
        if exc.code == GONE_CODE:
            raise GiveUp(Flaw.GONE) from None
        if exc.reason == TOO_LARGE:
            raise GiveUp(Flaw.TOO_LARGE) from None
        raise


def _looked_at(content: bytes) -> tuple[FileKind, str]:
    """The kind of a file by its content, and how it looks when it is a picture."""
    kind = kind_of(content)
    if kind is None:
        raise GiveUp(Flaw.UNKNOWN_TYPE)
    if kind.suffix not in pictures.SUFFIXES:
        return kind, ""
    try:
        pictures.check(content)
        return kind, pictures.fingerprint(content)
    except BadPicture as exc:
        raise GiveUp(exc.reason) from None


def not_downloaded(desk: Desk, errand: Errand, reason: str) -> Change:
    """The piece is refused, and its sender told what to do."""
    evidence = desk.store.evidence.get(errand.about["evidence"])
    if evidence is None:
        return Change()
    known = {flaw.value for flaw in Flaw}
    flaw = Flaw(reason) if reason in known else Flaw.UNFETCHED
    return refuse_evidence(desk.store, evidence, flaw, desk.now())


def sweep(desk: Desk, errand: Errand) -> Change:  # noqa: ARG001 - one sweep is like another
    """Remove what no record refers to: withdrawn contents, and what a killed process left."""
    vault, young, change = Vault(desk.data, desk.store.region), False, Change()
    contents = vault.contents()
    while some := list(islice(contents, AT_ONCE)):
        desk.keep()
        kept = desk.store.evidence.kept(digest for digest, _ in some if digest)
        for digest, path in some:
            if digest not in kept:
                young = not vault.remove(path) or young
    if young:
        sweep_later(desk.store, change, desk.now())
    return change


DOWNLOAD = Job(download, not_downloaded)
SWEEP = Job(sweep)
