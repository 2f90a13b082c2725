"""What a test looks at (记录查询): journal, deliveries, counts, chats."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from .world import World


def add_records(blueprint: Blueprint, world: World) -> None:
    """All paths that only show something."""

    @blueprint.get("/journal")
    def journal() -> Response:
        after = request.args.get("after", 0, type=int)
        return jsonify(world.journal.entries(after, request.args.get("path")))

    @blueprint.get("/deliveries")
    def deliveries() -> Response:
        after = request.args.get("after", 0, type=int)
        found = world.postbox.deliveries.entries(after, request.args.get("openid"))
        return jsonify(found)

    @blueprint.get("/counts")
    def counts() -> Response:
        with world.lock:
            sent, receipts = len(world.state.sent), world.courier.pending()
        return jsonify({"calls": world.journal.counts(), "sent": sent, "pending": receipts})

    @blueprint.get("/sent")
    def sent() -> Response:
        with world.lock:
            return jsonify([sent._asdict() for sent in world.state.sent])

    @blueprint.get("/pending")
    def pending() -> Response:
        return jsonify({"receipts": world.courier.pending()})

    @blueprint.get("/inbox/<openid>")
    def inbox(openid: str) -> Response:
        after = request.args.get("after", 0, type=int)
        with world.lock:
            person = world.state.people.get(openid)
            entries = list(person.inbox) if person else []
        return jsonify([entry for entry in entries if entry["seq"] > after])
