"""Every Redis key of the program, built here and nowhere else.

All keys of a region share the hash tag ``{region}``, so every transaction stays on one shard.
Above each builder: Redis type, members, score, life, and who writes it. An *item* is
``plan:number`` of a measure, or of a problem without measures (``plan:问题3``); a *pid* is the
pseudonym of a person; times in scores are unix seconds unless a line says milliseconds. "Program
time" follows ``ZGT_NOW`` and the trial clock; "server time" is real time, used for leases only.

The chapters, in their order:

- the ledger (台账)
- reports (进展上报)
- facts (事实)
- acceptance (验收销号)
- requests (申请)
- complaints (群众举报)
- duties (应办事项)
- inspections (检查)
- patrols of villages (巡查)
- words left for the office (留言)
- evidence (佐证材料)
- the journal (留痕)
- people (人员)
- messages (消息去重)
- publication (公开)
- documents of the ladder (预警、通报、黄牌)
- public lists (公开名单)
- indicators (指标)
- leaders in charge (领导包抓)
- the clock (时钟)
- the outbox (发件箱)
- errands: what is to be asked of the platform (差事)
- the platform and the machine
- what was not understood (没看懂的)
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """The key builders of one region (地区)."""

    region: str

    def _key(self, *parts: str) -> str:
        return ":".join((f"zgt:{{{self.region}}}", *parts))

    # ---- the ledger (台账) ------------------------------------------------------------------

    # hash: name, office, phone (of the office), plan (id of the current plan), salt (for pids),
    #       calendar (revision of the working-day table), import (mark of the step that last wrote
    #       the ledger from a plan), policy (revision of the policy versions), units (counts the
    #       changes of the unit list), "dating|plan" (while an import gives that plan another
    #       day). For ever. Plan import, start, calendar set, office set, policy set.
    def region_info(self) -> str:
        return self._key("region")

    # hash: unit name → JSON of the unit. For ever. Plan import.
    def units(self) -> str:
        return self._key("units")

    # hash: alias → official unit name. For ever. Plan import.
    def aliases(self) -> str:
        return self._key("aliases")

    # hash: plan id → JSON of the plan. For ever. Plan import.
    def plans(self) -> str:
        return self._key("plans")

    # zset: problem number, score = place in the plan. For ever. Plan import.
    def problems(self, plan: str) -> str:
        return self._key("problems", plan)

    # string: JSON of a problem. For ever. Plan import.
    def problem(self, plan: str, number: str) -> str:
        return self._key("problem", plan, number)

    # zset: number of an item, score = place in the plan. Until it is laid aside. Plan import.
    def items(self, plan: str) -> str:
        return self._key("items", plan)

    # hash: record (JSON of the measure), progress (JSON), version (counts changes of progress),
    #       place (its place in the plan). For ever. Plan import writes record; every use case
    #       that changes progress writes progress and version in one step.
    def item(self, item: str) -> str:
        return self._key("item", item)

    # zset: "item|index of deadline", score = 00:00 of the day after the date (overdue begins).
    #       Only deadlines of measures that are not settled. Plan import, report, close.
    def due(self) -> str:
        return self._key("due")

    # zset: "item|index of deadline", score as in due(). The deadlines of the measures that a unit
    #       reports on and that are not settled. Plan import, close.
    def due_of(self, unit: str) -> str:
        return self._key("due-of", unit)

    # zset: members and score as in due(). Of the measures that are verified at 100 % and not yet
    #       accepted: never overdue, still reminded of. Plan import, verifying, whatever accepts,
    #       closes or re-opens.
    def verified_due(self) -> str:
        return self._key("verified-due")

    # zset: item, score = when its protection from being overdue ended or will end: sent back,
    #       re-opened, or the day after a proper reason (正当理由). Measures that are not settled
    #       since. Plan import, whatever sends back, re-opens, excuses or settles.
    def reopened(self) -> str:
        return self._key("reopened")

    # zset: item, score = closed at (销号). Measures that are closed. Whatever closes or re-opens.
    def closed(self) -> str:
        return self._key("closed")

    # hash: measures, claimed_done, verified_done, published, waiting, undated, the number in each
    #       state ("in:<lifecycle>"), and changes (how often a measure has changed). Of one plan.
    #       For ever. Whatever changes a measure.
    def sums(self, plan: str) -> str:
        return self._key("sums", plan)

    # zset: item, score = from when it counts as overdue as things stand. Of one plan. While there
    #       is such a day. Whatever changes a measure.
    def late_from(self, plan: str) -> str:
        return self._key("late-from", plan)

    # zset: item, score as in late_from(). Those that a unit answers for. As it.
    def late_of(self, plan: str, unit: str) -> str:
        return self._key("late-of", plan, unit)

    # zset: "item|place of the span", score = from when it is behind its pace. As late_from().
    def behind_from(self, plan: str) -> str:
        return self._key("behind-from", plan)

    # zset: the same members, score = from when it no longer is, or is overdue instead.
    #       As late_from().
    def behind_to(self, plan: str) -> str:
        return self._key("behind-to", plan)

    # zset: "item|place of the span", score = from when it is behind by FAR points or more, what was
    #       applied for included. Of one plan. While it is not overdue. Whatever changes a measure;
    #       the schedule takes out what has ended.
    def far_from(self, plan: str) -> str:
        return self._key("far-from", plan)

    # zset: the same members, score = from when it no longer is, or is overdue instead.
    #       As far_from().
    def far_to(self, plan: str) -> str:
        return self._key("far-to", plan)

    # zset: item, score = when its last report that stands was made, 0: never. Of one plan. Measures
    #       with a date that are still to be reported on. Whatever changes a measure.
    def silent(self, plan: str) -> str:
        return self._key("silent", plan)

    # zset: item, score as in silent(). Those without a date, by the rhythm in which they are looked
    #       at (months, and the month of the year). As silent().
    def silent_in_rhythm(self, plan: str, months: int, month: int) -> str:
        return self._key("silent-in-rhythm", plan, str(months), str(month))

    # zset: item, score = reported at. Of one plan. Measures with a date that were reported as done
    #       and nobody has verified. Whatever changes a measure.
    def unverified(self, plan: str) -> str:
        return self._key("unverified", plan)

    # zset: item, score = 0. Of one plan. Measures that citizens do not see as they stand now.
    #       Whatever changes a measure.
    def stale(self, plan: str) -> str:
        return self._key("stale", plan)

    # hash: plan → "1" once every measure was entered in the lists above and in those of leaders;
    #       "plan|next" → the rank from which that goes on; "standing|" → "1" once every document
    #       that stands was entered in standing_for(). For ever. Plan import; whoever first
    #       needs the lists of a plan that an earlier version has written.
    def lists_built(self) -> str:
        return self._key("lists-built")

    # zset: item, score = its first date (00:00 of the day after), or UNDATED. Measures that a unit
    #       answers for and that are not settled. Plan import, close.
    def open_items(self, unit: str) -> str:
        return self._key("open", unit)

    # zset: item, score = place in the plan. Every measure a unit answers for. Plan import.
    def unit_items(self, unit: str) -> str:
        return self._key("unit-items", unit)

    # ---- reports (进展上报) -----------------------------------------------------------------

    # string: JSON of one report. For ever. Report, withdraw.
    def report(self, report: str) -> str:
        return self._key("report", report)

    # zset: report id, score = unix milliseconds. For ever. Report.
    def reports(self) -> str:
        return self._key("reports")

    # zset: report id, score = unix milliseconds. For ever. Report.
    def item_reports(self, item: str) -> str:
        return self._key("reports", item)

    # list: report ids of one person, newest first, at most 50. For ever. Report, withdraw.
    def person_reports(self, pid: str) -> str:
        return self._key("reports-by", pid)

    # ---- facts (事实) -----------------------------------------------------------------------

    # string: JSON of one record of a fact: what happened, when and by whom it was recorded, whether
    #         it was withdrawn. For ever. The office.
    def fact(self, fact: str) -> str:
        return self._key("fact", fact)

    # zset: id of a fact, score = unix time from which it counts. Until withdrawn. The office.
    def facts(self) -> str:
        return self._key("facts")

    # zset: id of a fact, score as in facts(). Those of a kind about a unit. As facts().
    def facts_of(self, kind: str, unit: str) -> str:
        return self._key("facts-of", kind, unit)

    # zset: id of a fact, score as in facts(). Complaints about a place and kind; the two are in
    #       the key as a digest, since a place is free text. As facts().
    def complaints_at(self, digest: str) -> str:
        return self._key("complaints-at", digest)

    # string: number of records and withdrawals so far, so that a draw-up hour that read its facts
    #         before one of them is decided again. For ever. The office.
    def facts_revision(self) -> str:
        return self._key("facts-revision")

    # zset: id of a fact, score = unix time of recording; withdrawn ones too. For ever. The office.
    def fact_records(self) -> str:
        return self._key("fact-records")

    # zset: the same of one unit, or of one measure (plan:number). For ever. The office.
    def fact_records_of(self, about: str) -> str:
        return self._key("fact-records-of", about)

    # ---- acceptance (验收销号) --------------------------------------------------------------

    # hash: place ("0", "1" …) → JSON of one step of the case of a measure; fields are only ever
    #       added. For ever. Whatever moves the acceptance.
    def acceptance(self, item: str) -> str:
        return self._key("acceptance", item)

    # zset: item, score = since when (unix time). Measures whose case stands at this stage and
    #       waits for somebody. Until it moves on. Whatever moves the acceptance.
    def acceptance_in(self, stage: str) -> str:
        return self._key("acceptance-in", stage)

    # set: items that were ever closed (销号). For ever. Whatever closes.
    def ever_closed(self) -> str:
        return self._key("ever-closed")

    # set: items that ever came back on the list (重新纳入). For ever. Whatever re-opens.
    def ever_rebound(self) -> str:
        return self._key("ever-rebound")

    # hash: year → how many publicities (公示) were numbered. For ever. Opening a publicity.
    def publicity_counts(self) -> str:
        return self._key("publicity-counts")

    # string: item that a publicity is about. For ever. Opening a publicity.
    def publicity(self, number: str) -> str:
        return self._key("publicity", number)

    # zset: number, score = opened at. For ever. Opening a publicity.
    def publicities(self) -> str:
        return self._key("publicities")

    # zset: item, score = 00:00 of the day after the last day of its publicity. While it runs.
    #       Opening, reckoning anew, ending, an objection that holds.
    def publicities_running(self) -> str:
        return self._key("publicities-running")

    # hash: year → how many objections (异议) were numbered. For ever. Objection.
    def objection_counts(self) -> str:
        return self._key("objection-counts")

    # string: JSON of one objection, without its sender. For ever. Objection, settling.
    def objection(self, number: str) -> str:
        return self._key("objection", number)

    # string: pid of who objected. Until they leave, or some time after it was settled.
    #         Objection; leave, the schedule.
    def objector(self, number: str) -> str:
        return self._key("objector", number)

    # zset: number, score = settled at. Settled ones whose sender may still be known. Until the
    #       sender is forgotten. Settle, leave, the schedule.
    def objectors_kept(self) -> str:
        return self._key("objectors-kept")

    # zset: number, score = received at. Until they leave. Objection; leave.
    def objections_of(self, pid: str) -> str:
        return self._key("objections-of", pid)

    # zset: number, score = received at. Objections to one publicity. For ever. Objection.
    def objections_to(self, publicity: str) -> str:
        return self._key("objections-to", publicity)

    # zset: number, score = received at. Until it is settled. Objection, settling.
    def objections_open(self) -> str:
        return self._key("objections-open")

    # hash: quarter (2018Q1) → JSON of the draw of its spot checks (抽查). For ever. Draw.
    def spot_draws(self) -> str:
        return self._key("spot-draws")

    # hash: quarter → JSON of the head of its draw: counts, seed, the first of the drawn. For ever.
    #       Draw.
    def spot_draw_heads(self) -> str:
        return self._key("spot-draw-heads")

    # zset: item, score = drawn at. Until its spot check has a result. Draw, result.
    def spot_checks_open(self) -> str:
        return self._key("spot-checks-open")

    # ---- requests (申请) --------------------------------------------------------------------

    # string: JSON of one request. For ever. Whoever asks; then whoever decides.
    def request(self, request: str) -> str:
        return self._key("request", request)

    # zset: request id, score = unix milliseconds. Every request on a measure. For ever. Whoever
    #       asks.
    def item_requests(self, item: str) -> str:
        return self._key("requests", item)

    # hash: item → id of the request of this kind that waits to be decided. Until it is. Whoever
    #       asks, whoever decides.
    def requests_waiting(self, kind: str) -> str:
        return self._key("requests-waiting", kind)

    # zset: item, score = asked at (unix milliseconds). The same requests in the order in which they
    #       wait. As requests_waiting().
    def requests_in_line(self, kind: str) -> str:
        return self._key("requests-in-line", kind)

    # ---- complaints (群众举报) --------------------------------------------------------------

    # string: JSON of one complaint, without its sender. For ever. Complain, handle.
    def complaint(self, number: str) -> str:
        return self._key("complaint", number)

    # zset: number, score = filed at. For ever. Complain.
    def complaints(self) -> str:
        return self._key("complaints")

    # zset: number, score = 00:00 of the day after the last day for an answer. Until it is closed.
    #       Complain, handle.
    def complaints_open(self) -> str:
        return self._key("complaints-open")

    # hash: year → how many numbers were given. For ever. Complain.
    def complaint_counts(self) -> str:
        return self._key("complaint-counts")

    # string: pid of who sent it, for the answer alone. Until the person leaves. Complain, leave.
    def complainant(self, number: str) -> str:
        return self._key("complainant", number)

    # zset: number, score = filed at. A person's own. Until the person leaves. Complain, leave.
    def complaints_of(self, pid: str) -> str:
        return self._key("complaints-of", pid)

    # zset: number, score = filed at. Complaints whose place has the word. For ever. Complain.
    def complaint_word(self, word: str) -> str:
        return self._key("complaint-word", word)

    # ---- duties (应办事项) ------------------------------------------------------------------

    # string: JSON of one duty. For ever. The schedule or the office opens; the unit's proof and the
    #         office's record change.
    def duty(self, number: str) -> str:
        return self._key("duty", number)

    # zset: number, score = opened at. For ever. As duty().
    def duties(self) -> str:
        return self._key("duties")

    # zset: number, score = opened at. Every duty of a unit. For ever. As duty().
    def duties_of(self, unit: str) -> str:
        return self._key("duties-of", unit)

    # zset: number, score = first instant at which it is late. Until it is done. As duty().
    def duties_due(self) -> str:
        return self._key("duties-due")

    # zset: number, score as in duties_due(). Those of a unit. Until it is done. As duty().
    def duties_open_of(self, unit: str) -> str:
        return self._key("duties-open-of", unit)

    # ---- inspections (检查) -----------------------------------------------------------------

    # string: JSON of one inspection. For ever. The office.
    def inspection(self, inspection: str) -> str:
        return self._key("inspection", inspection)

    # hash: day (ISO), items (JSON list of [item, cause]): what the last day of inspection named as
    #       worth a look. Until the next one. The schedule.
    def to_inspect(self) -> str:
        return self._key("to-inspect")

    # zset: id of an inspection, score = when. For ever. The office.
    def inspections(self) -> str:
        return self._key("inspections")

    # zset: id of an inspection, score = when. Those of a unit. For ever. The office.
    def inspections_of(self, unit: str) -> str:
        return self._key("inspections-of", unit)

    # zset: id of an inspection, score = when. Those of a measure. For ever. The office.
    def inspections_at(self, item: str) -> str:
        return self._key("inspections-at", item)

    # zset: number, score = 00:00 of the day after its own deadline. What a unit was assigned and
    #       has not reported on. Until it reports. Assign, report, send back.
    def complaints_with(self, unit: str) -> str:
        return self._key("complaints-with", unit)

    # zset: "number|unit", score as in complaints_with(). The same of all units.
    def assignments_due(self) -> str:
        return self._key("assignments-due")

    # zset: number, score = when a unit's report came. Waits for the office to take it over.
    def complaints_reported(self) -> str:
        return self._key("complaints-reported")

    # zset: number, score = filed at. Everything ever assigned to a unit. For ever. Assign.
    def complaints_ever(self, unit: str) -> str:
        return self._key("complaints-ever", unit)

    # zset: number, score = filed at. What the office has linked to its first one, that included.
    #       Until parted. Link, part.
    def complaints_linked(self, first: str) -> str:
        return self._key("complaints-linked", first)

    # zset: number of the first, score = how many are linked, that included. The ledger of
    #       repeated ones (重复件一览). Link, part.
    def complaints_repeated(self) -> str:
        return self._key("complaints-repeated")

    # zset: number, score = when it was last published. Publish, and whatever changes its state.
    def complaints_published(self) -> str:
        return self._key("complaints-published")

    # zset: number, score = closed at. Closed ones whose sender may still be known. Until the
    #       sender is forgotten. Close, re-open, leave, the schedule.
    def complainants_kept(self) -> str:
        return self._key("complainants-kept")

    # hash: name of a count → number, see supervision/complaint_counts.py. For ever. Whatever
    #       changes a complaint, in the same step.
    def complaint_tally(self) -> str:
        return self._key("complaint-tally")

    # ---- patrols of villages (巡查) ---------------------------------------------------------

    # string: JSON of one patrol report. For ever. Patrol, answer, judge.
    def patrol(self, number: str) -> str:
        return self._key("patrol", number)

    # zset: number, score = reported at. For ever. Patrol.
    def patrols(self) -> str:
        return self._key("patrols")

    # zset: number, score = reported at. Until answered and judged. Patrol, answer, judge.
    def patrols_open(self) -> str:
        return self._key("patrols-open")

    # zset: number, score as in patrols_open(). The open ones of a unit and of all below it.
    def patrols_open_below(self, unit: str) -> str:
        return self._key("patrols-open-below", unit)

    # zset: number, score = reported at. What one person reported. Until the person leaves.
    def patrols_of(self, pid: str) -> str:
        return self._key("patrols-of", pid)

    # zset: number, score = reported at. For ever. Patrols that found nothing. Patrol.
    def patrols_clear(self) -> str:
        return self._key("patrols-clear")

    # zset: number, score as in patrols_clear(). The same of a unit and of all below it.
    def patrols_clear_below(self, unit: str) -> str:
        return self._key("patrols-clear-below", unit)

    # hash: year → how many numbers were given. For ever. Patrol.
    def patrol_counts(self) -> str:
        return self._key("patrol-counts")

    # ---- words left for the office (留言) ---------------------------------------------------

    # string: JSON of one sentence, its sender's pid and its answer. For ever. Leave, answer.
    def left_word(self, number: str) -> str:
        return self._key("left-word", number)

    # zset: number, score = left at. Until it is answered. Leave, answer.
    def left_words_open(self) -> str:
        return self._key("left-words-open")

    # hash: year → how many numbers were given. For ever. Leave.
    def left_word_counts(self) -> str:
        return self._key("left-word-counts")

    # list: JSON of the unit's written replies to a document, newest first, at most 50. For ever.
    #       Reply.
    def document_replies(self, number: str) -> str:
        return self._key("document-replies", number)

    # ---- evidence (佐证材料) ----------------------------------------------------------------

    # string: JSON of one piece. For ever. Whoever sends it; then the errand that fetches it.
    def evidence(self, evidence: str) -> str:
        return self._key("evidence", evidence)

    # zset: evidence id, score = unix milliseconds. For ever. Send.
    def evidences(self) -> str:
        return self._key("evidences")

    # zset: evidence id, score = unix milliseconds. While it stands. Send, refuse, withdraw.
    def item_evidence(self, item: str) -> str:
        return self._key("evidence-of", item)

    # set: ids of the stored pieces with this content (SHA-256); the file may go when it is empty.
    #      Until withdrawn. Fetch, withdraw.
    def content(self, sha256: str) -> str:
        return self._key("content", sha256)

    # set: ids of the stored pictures whose look has these 16 bits in this band (0 to 3).
    #      Until withdrawn. Fetch, withdraw.
    def looks(self, band: int, value: int) -> str:
        return self._key("looks", str(band), f"{value:04x}")

    # list: JSON of what a person has sent and not yet said what it belongs to, newest first, at
    #       most 50. 2 days (server time). Send; deleted when placed.
    def unplaced(self, pid: str) -> str:
        return self._key("unplaced", pid)

    # set: keys that were written in memory only. Until the next second. Any turn that only looks,
    #      keeper.
    def lately(self) -> str:
        return self._key("lately")

    # string: JSON of what a person has placed last. 2 days (server time). Send, withdraw.
    def handed_in(self, pid: str) -> str:
        return self._key("handed-in", pid)

    # ---- the journal (留痕) -----------------------------------------------------------------

    # stream: id "seq-0"; body (canonical JSON), digest (SHA-256 of body), hash (the link).
    #       For ever. The commit script only.
    def journal(self) -> str:
        return self._key("journal")

    # hash: seq, hash of the newest entry. For ever. The commit script only.
    def journal_head(self) -> str:
        return self._key("journal-head")

    # ---- people (人员) ----------------------------------------------------------------------

    # hash: openid, bindings (JSON list of unit, role, group, since, successor), name, phone, chosen
    #       (unit), muted ("1": no reminders), subscribed ("1"/"0"), subscribed_at (second of the
    #       newest follow, leave or message), pending (JSON of the question asked), version (counts
    #       turns), credit_until, credit_left, was_staff ("1"). Of a person who has left only what
    #       is not personal stays: version, subscribed, subscribed_at, was_staff. Records of older
    #       versions have role, units, bound_at instead of bindings. For ever. Every turn.
    def person(self, pid: str) -> str:
        return self._key("person", pid)

    # set: pids bound to a unit. For ever. Whatever changes bindings.
    def unit_people(self, unit: str) -> str:
        return self._key("people-of", unit)

    # string: counts the changes of people-of, so that two who leave at once see each other.
    #         For ever. Whatever changes bindings.
    def unit_people_revision(self, unit: str) -> str:
        return self._key("people-of-revision", unit)

    # set: pids that hold a role. For ever. Whatever changes bindings.
    def role_people(self, role: str) -> str:
        return self._key("people-as", role)

    # zset: unit, score = since when nobody is bound for it. Until somebody is again. Whatever
    #       changes bindings.
    def units_alone(self) -> str:
        return self._key("units-alone")

    # hash: unit, role, until (ISO, program time), and where given group, name, phone, predecessor
    #       (pid). 7 days. Written by an invitation or a hand-over, deleted by the binding.
    def invitation(self, digest: str) -> str:
        return self._key("invitation", digest)

    # zset: digest, score = end, program time. Codes that can be used, and those that ended within
    #       the life of one. Invitation, hand-over; taken out by the binding and by withdrawing.
    def invitations_open(self) -> str:
        return self._key("invitations-open")

    # string: when the code was used (ISO). 30 days. Bind; tells a used code from a wrong one.
    def used_invitation(self, digest: str) -> str:
        return self._key("invitation-used", digest)

    # string: when the code ends (ISO). 37 days. Invitation; tells an ended code from a wrong one.
    def invitation_end(self, digest: str) -> str:
        return self._key("invitation-end", digest)

    # string: how many codes that never were a person has sent. 1 hour from the first (server time).
    #         Bind.
    def wrong_codes(self, pid: str) -> str:
        return self._key("wrong-codes", pid)

    # set: pids that follow a published item. For ever. Follow, unfollow.
    def followers(self, item: str) -> str:
        return self._key("followers", item)

    # set: items that a person follows. For ever. Follow, unfollow.
    def following(self, pid: str) -> str:
        return self._key("following", pid)

    # string: "1". 15 minutes. A state or a code of a login on a web page, once it was used; login.
    def used_login(self, digest: str) -> str:
        return self._key("login-used", digest)

    # string: pid. 12 hours. The reader of a browser's session; login.
    def reader(self, digest: str) -> str:
        return self._key("reader", digest)

    # ---- messages (消息去重) ----------------------------------------------------------------

    # string: "message token", the message of a person that is worked on and the attempt that does
    #         it. 3 s (server time), renewed while it works, never on disk. Admission, take-up;
    #         the commit that answers deletes it.
    def turn(self, pid: str) -> str:
        return self._key("turn", pid)

    # hash: message → "order seen", the messages of a person that wait for their turn: the order in
    #       which they were said, and server time in ms at which somebody last asked for it.
    #       10 s after the last question, never on disk. Admission, take-up.
    def line(self, pid: str) -> str:
        return self._key("line", pid)

    # string: how often a message came again. 1 minute, never on disk. Admission.
    def repeats(self, message: str) -> str:
        return self._key("repeats", message)

    # hash: pid, openid, said (JSON), order, at (ISO, when it arrived), tries. A message that was
    #       answered before its work was done. Until that is done. Deferral; take-up counts tries.
    def late(self, message: str) -> str:
        return self._key("late", message)

    # zset: message, score = arrived at. The messages of late(). Until done. Deferral.
    def late_work(self) -> str:
        return self._key("late-work")

    # hash: order → words still to be said to a person, behind "+" when they may be sent by
    #       themselves and "-" when they wait for the next message. 7 days after the last. Late
    #       work, long replies; deleted by the turn that says them and by whoever sends them.
    def kept(self, pid: str) -> str:
        return self._key("kept", pid)

    # zset: pid, score = program time in milliseconds of what was kept last. Until nothing more can
    #       be sent to the person. As kept().
    def kept_for(self) -> str:
        return self._key("kept-for")

    # string: the words replied ("" for none). 1 hour. The commit script only.
    def reply(self, message: str) -> str:
        return self._key("reply", message)

    # string: digest of the body first seen under this timestamp and nonce. 20 minutes. Admission
    #         (on disk only when answered), and the commit script with the reply.
    def nonce(self, timestamp: str, nonce: str) -> str:
        return self._key("nonce", timestamp, nonce)

    # ---- publication (公开) -----------------------------------------------------------------

    # zset: item, score = place in the plan. For ever. Publish.
    def published(self) -> str:
        return self._key("published")

    # zset: item, score = place in the plan. For ever. Publish.
    def published_of(self, unit: str) -> str:
        return self._key("published-of", unit)

    # zset: item, score = weight of the word in the item (title above text). For ever. Publish.
    def word(self, word: str) -> str:
        return self._key("word", word)

    # set: units, and the problem ("问题 plan:number"), under which a published item is listed and
    #      counted. For ever. Publish.
    def published_units(self, item: str) -> str:
        return self._key("published-units", item)

    # set: words under which an item stands. For ever. Publish.
    def words_of(self, item: str) -> str:
        return self._key("words-of", item)

    # hash: measures, closed, claimed_done, verified_done, claimed_sum, verified_sum, and the
    #       number of measures in each lifecycle ("in:<lifecycle>"). For ever. Publish.
    def totals(self) -> str:
        return self._key("totals")

    # hash: the same for one unit. For ever. Publish.
    def totals_of(self, unit: str) -> str:
        return self._key("totals-of", unit)

    # ---- documents of the ladder (预警、通报、黄牌) -----------------------------------------

    # hash: body (JSON), state, version. For ever. The schedule draws up; sign, hold, issue change.
    def document(self, number: str) -> str:
        return self._key("document", number)

    # zset: number, score = drawn up at. For ever. The schedule.
    def documents(self) -> str:
        return self._key("documents")

    # zset: number, score = drawn up at. For ever. The schedule.
    def documents_of(self, unit: str) -> str:
        return self._key("documents-of", unit)

    # zset: number, score = issued at. Issued criticisms, which everybody may read. For ever. Issue.
    def public_documents(self) -> str:
        return self._key("public-documents")

    # zset: number, score = issued at. Until the unit has signed for it (签收). Issue, acknowledge.
    def unacknowledged(self, unit: str) -> str:
        return self._key("unacknowledged", unit)

    # hash: number → JSON (at, pid): when it was signed for, and by whom. For ever. Acknowledge.
    def acknowledged(self) -> str:
        return self._key("acknowledged")

    # zset: number, score = hour of issue. While drawn up or held (待签发). The schedule, sign.
    def to_issue(self) -> str:
        return self._key("to-issue")

    # hash: step → how many of its documents were issued or decided in a year. For ever. Issue,
    #       sign.
    def issued_steps(self, year: int) -> str:
        return self._key("issued-steps", str(year))

    # zset: number, score = drawn up at. While proposed and undecided (拟办). The schedule, sign.
    def proposed(self) -> str:
        return self._key("proposed")

    # zset: "0 or 1: follows from another|unit|number", score = hour of issue, of what is proposed
    #       PROPOSED + drawn up at. What waits for the office, in its order. As to_issue().
    def desk(self) -> str:
        return self._key("desk")

    # zset: number read backwards, score = 0. The same documents, by their last signs. As desk().
    def desk_ends(self) -> str:
        return self._key("desk-ends")

    # zset: "number of the cause|number", score = 0. Those that follow from another. As desk().
    def desk_causes(self) -> str:
        return self._key("desk-causes")

    # hash: unit → number of criticisms issued under a plan. For ever. Issue of a bulletin.
    def criticisms(self, plan: str) -> str:
        return self._key("criticisms", plan)

    # hash: "step|unit" → number of what a threshold has drawn up under a plan, so that it fires
    #       once. For ever. The schedule, issue of a bulletin.
    def thresholds(self, plan: str) -> str:
        return self._key("thresholds", plan)

    # zset: number, score = issued at. What waits for the unit's written reply. Until it replies, or
    #       until it was reminded and the office told. Issue, reply, the schedule.
    def unreplied(self) -> str:
        return self._key("unreplied")

    # zset: number, score = issued at. What stands until it is lifted (摘牌). Issue, lift.
    def standing(self) -> str:
        return self._key("standing")

    # zset: number, score = when the office was told that its cause is gone. While it stands. The
    #       schedule, lift.
    def liftable(self) -> str:
        return self._key("liftable")

    # zset: number, score = 0. What stands because of a measure. While it stands. Issue, lift.
    def standing_for(self, item: str) -> str:
        return self._key("standing-for", item)

    # zset: number, score = 0. What has begun to stand, or one of whose measures was settled, since
    #       it was looked at last. Issue, whatever settles a measure; the schedule takes out.
    def to_look_at(self) -> str:
        return self._key("to-look-at")

    # zset: unit, score = since when it is supervised monthly (督办计划). Until released. Issue.
    def supervised(self, plan: str) -> str:
        return self._key("supervised", plan)

    # ---- public lists (公开名单) ------------------------------------------------------------

    # string: JSON of an entry. For ever. The office: adds, signs, removes.
    def listing(self, number: str) -> str:
        return self._key("listing", number)

    # zset: number, score = drawn up at. Every entry of a list. For ever. The office.
    def listings(self, kind: str) -> str:
        return self._key("listings", kind)

    # zset: number, score = signed at. Entries that everybody may read. Until removed. The office.
    def listings_public(self, kind: str) -> str:
        return self._key("listings-public", kind)

    # zset: id of a fact, score = recorded at, or when it was taken off. Monthly tables that nobody
    #       has approved for the public. Until approved or withdrawn. facts record, the office.
    def tables_waiting(self) -> str:
        return self._key("tables-waiting")

    # zset: id of a fact, score = approved at. Monthly tables that everybody may read. Until taken
    #       off or withdrawn. The office.
    def tables_public(self) -> str:
        return self._key("tables-public")

    # hash: id of a fact → JSON: who approved it (pid) and when. As tables_public(). The office.
    def tables_approved(self) -> str:
        return self._key("tables-approved")

    # hash: "list:year" → how many numbers were given. For ever. The office.
    def listing_counts(self) -> str:
        return self._key("listing-counts")

    # ---- indicators (指标) ------------------------------------------------------------------

    # list: JSON of the values entered for an indicator, in the order of entering. For ever.
    #       indicators set.
    def indicator(self, name: str) -> str:
        return self._key("indicator", name)

    # hash: "figure|unit" → JSON of a share of a year that the ledger does not know (公众满意度).
    #       For ever. assessment enter.
    def assessment_shares(self, year: int) -> str:
        return self._key("assessment-shares", str(year))

    # ---- leaders in charge (领导包抓) -------------------------------------------------------

    # zset: item, score = place in the plan. Measures that name this leader. For ever. Plan import.
    def led_by(self, name: str) -> str:
        return self._key("led-by", name)

    # zset: item, score = from when it is overdue as things stand; what cannot become so comes after
    #       that by its first date, UNDATED last. Those of a leader that are not settled. Whatever
    #       changes a measure.
    def led_open(self, name: str) -> str:
        return self._key("led-open", name)

    # zset: item, score = applied at. Those of a leader that wait for their acceptance.
    #       As led_open().
    def led_waiting(self, name: str) -> str:
        return self._key("led-waiting", name)

    # zset: "item|place of the span", score as in behind_from(). Those of a leader. As led_open().
    def led_behind_from(self, name: str) -> str:
        return self._key("led-behind-from", name)

    # zset: the same members, score as in behind_to(). As led_open().
    def led_behind_to(self, name: str) -> str:
        return self._key("led-behind-to", name)

    # set: names as plans print them that the office has confirmed to be this person. Until the
    #      office takes them back. Leader confirm.
    def leader_names(self, pid: str) -> str:
        return self._key("leader-names", pid)

    # ---- the clock (时钟) -------------------------------------------------------------------

    # hash: cursor (ISO instant up to which every moment is done), drawn_up (ISO instant of the last
    #       draw-up hour that was done), beat (ISO real time of the last tick), offset (seconds
    #       added to real time, trial mode only). For ever. Clock, simulator.
    def clock(self) -> str:
        return self._key("clock")

    # string: fencing token of the holder. Some seconds (server time). Whoever holds it.
    def lease(self, name: str) -> str:
        return self._key("lease", name)

    # string: counter that gives every holder a higher fencing token. For ever. Lease.
    def fence(self, name: str) -> str:
        return self._key("fence", name)

    # hash: ISO date → "1" working day, "0" day off, as the office entered it.
    #       For ever. calendar set.
    def days(self) -> str:
        return self._key("days")

    # hash: number of a version → JSON of the version of the policy, with its whole text.
    #       For ever. policy set.
    def policies(self) -> str:
        return self._key("policies")

    # ---- the outbox (发件箱) ----------------------------------------------------------------

    # hash: pid, kind, document, carries (JSON list of documents), text, fields (JSON), url,
    #       asked (the person wanted it), state, attempts, msgid, channel, error; instants in
    #       ISO: queued_at, not_before, sent_at, settled_at; seen_to, seen_to_at: how and when the
    #       office told it otherwise. For ever: it is the record of service. Written with the change
    #       that causes it; then sender, receipts, notice done.
    def notice(self, notice: str) -> str:
        return self._key("notice", notice)

    # list: JSON of each try, the newest first, at most TRIES_KEPT. For ever. Sender.
    def tries(self, notice: str) -> str:
        return self._key("tries", notice)

    # zset: notice id, score = program time in milliseconds from which it may go. Until WeChat has
    #       taken it or it was given up, so claims and back-off are in it. Whoever queues; sender.
    def outbox_waiting(self) -> str:
        return self._key("outbox", "waiting")

    # zset: the same for one person. Whoever queues; sender.
    def outbox_of(self, pid: str) -> str:
        return self._key("outbox-of", pid)

    # zset: pid, score = program time in milliseconds at which it is worth looking for a notice to
    #       this person; never later than the first one may go. Whoever queues; sender.
    def outbox_people(self) -> str:
        return self._key("outbox", "people")

    # zset: pid, score = server time in milliseconds at which the claim on the person's envelope
    #       lapses or the back-off after a failure ends. Sender.
    def outbox_held(self) -> str:
        return self._key("outbox", "held")

    # zset: pid, score = since when (server time in milliseconds) every way to this person has been
    #       paused. Sender.
    def outbox_parked(self) -> str:
        return self._key("outbox", "parked")

    # hash: ids (JSON list: the notices that go as one message, the first names it), claim (fencing
    #       token, only while claimed), began, began_at (server and program time in milliseconds of
    #       the first claim), doubt ("1": a try may have had its effect), tried (a way without
    #       client_msg_id that was tried). Until it is taken, given up or opened again. Sender.
    def envelope(self, pid: str) -> str:
        return self._key("envelope", pid)

    # zset: notice id, score = accepted by WeChat at. Until its receipt comes or no longer can.
    #       Sender, receipt.
    def outbox_sent(self) -> str:
        return self._key("outbox", "sent")

    # zset: notice id. Where waiting notices stood before they were kept by person; emptied by the
    #       first sender that starts.
    def outbox_ready(self) -> str:
        return self._key("outbox", "ready")

    # zset: notice id. The same for those that were claimed.
    def outbox_leased(self) -> str:
        return self._key("outbox", "leased")

    # hash: tokens, at (server time in milliseconds), rate and slowed (while slower than set).
    #       For ever. Claims; 45011.
    def pace(self) -> str:
        return self._key("pace")

    # hash: id of a subscription template → how many messages the person has agreed to.
    #       Until used or refused. subscribe_msg events, sender.
    def optins(self, pid: str) -> str:
        return self._key("optins", pid)

    # zset: notice id, score = given up at. Refused ones too. Until the office has dealt with it.
    #       Sender, receipt, notice done.
    def unreachable(self) -> str:
        return self._key("unreachable")

    # zset: number of a document, score = when it should have been told. Nobody of its unit could
    #       hear of it. Until it is signed for or the office has dealt with it. The schedule, sign.
    def unserved(self) -> str:
        return self._key("unserved")

    # zset: notice id, score = queued at. For ever. What was sent because of a document, or carried
    #       it among others.
    def notices_of(self, document: str) -> str:
        return self._key("notices-of", document)

    # string: notice ids, a comma between them. 7 days. Sender.
    def msgid(self, msgid: str) -> str:
        return self._key("msgid", msgid)

    # string: status of a receipt that came before the answer to the send. 1 day. Receipt.
    def early_receipt(self, msgid: str) -> str:
        return self._key("receipt", msgid)

    # zset: msgid of such a receipt, score = program time at which it came. 1 day. Receipt, sender.
    def early_receipts_of(self, pid: str) -> str:
        return self._key("receipts-of", pid)

    # ---- errands: what is to be asked of the platform (差事) ---------------------------------

    # hash: kind, about (JSON of short strings), not_before, deadline (ISO), state, attempts, error,
    #       settled_at (ISO), claim (fencing token, only while claimed). Until it is settled, and
    #       30 days more. Written with the change that causes it; then whoever runs errands.
    def errand(self, errand: str) -> str:
        return self._key("errand", errand)

    # zset: errand id, score = program time in milliseconds from which it may be run. Until claimed.
    def errands_ready(self) -> str:
        return self._key("errands", "ready")

    # zset: errand id, score = server time in milliseconds at which the claim lapses or the back-off
    #       after a failure ends. While claimed, or queued again. Whoever runs errands.
    def errands_leased(self) -> str:
        return self._key("errands", "leased")

    # zset: errand id, score = program time in milliseconds from which it may be run. Until it is
    #       settled, so claims and back-off are in it. Whoever queues or runs errands.
    def errands_waiting(self) -> str:
        return self._key("errands", "waiting")

    # zset: errand id, score = given up at. 30 days, as its record. Whoever runs errands.
    def errands_given_up(self) -> str:
        return self._key("errands", "given-up")

    # ---- the platform and the machine -------------------------------------------------------

    # hash: token, expires_at, asked_at, generation, rejected (the token refused last), forced_at,
    #       error, error_code, error_until, failures (in a row), day (Beijing date), fetches (of
    #       that day), fetched_at; instants in unix seconds, real time. For ever. Token keeper.
    def token(self) -> str:
        return self._key("token")

    # string: "code|reason". As long as nobody asks for it (minutes). Whoever was refused.
    def barred(self, scope: str) -> str:
        return self._key("barred", scope)

    # zset: name of an alarm, score = raised at, real time. An hour each. Every process.
    def alarms(self) -> str:
        return self._key("alarms")

    # hash: name of an event → how often. For ever. Every process.
    def counts(self) -> str:
        return self._key("counts")

    # ---- what was not understood (没看懂的) --------------------------------------------------

    # hash: "role|kind" → how often, in the ISO week (2017-W33) by program time. 400 days. Any turn.
    def unknown_week(self, week: str) -> str:
        return self._key("unknown", "week", week)

    # zset: JSON of an UnknownText, score = said at, program time. 30 days each, at most 2,000 (the
    #       oldest go first), and the key 30 days after the last. Any turn, while the region keeps
    #       words.
    def unknown_words(self) -> str:
        return self._key("unknown", "words")

    # string: "1" while the region keeps the words. Until it is turned off. understand --keep.
    def unknown_consent(self) -> str:
        return self._key("unknown", "consent")


UNDATED = float(2**42)
"""Score of a measure without a date: behind every real instant, so that it sorts last."""
