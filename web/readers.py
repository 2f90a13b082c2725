"""Pages that are not for everybody (受文单位阅读): opened by their key, or by who reads them.

Inside WeChat a reader is known without doing anything: the browser is sent to WeChat and comes
back. Elsewhere nobody is asked for anything; the page says where to open it. Whether a document
exists is told to none of those who may not read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from urllib.parse import quote

from flask import g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from handlers.links import may_read, may_read_as
from handlers.office import Office
from supervision.documents import Document
from supervision.people import Person
from web.deps import Logins

SIGNED = "signed"
"""Stands in the address after a login, so that a browser that keeps no cookie is not sent again."""


def admit(found: Document | None) -> Response | None:
    """None when whoever asks may read the document; else the answer that they get."""
    office = cast("Office", g.office)
    by_key = found is not None and may_read(office, found, request.args.get("k", ""))
    return admit_reader(lambda who: found is not None and may_read_as(found, who), by_key=by_key)


def admit_reader(may_read_as: Callable[[Person | None], bool], *, by_key: bool) -> Response | None:
    """The same of anything that is not for everybody: by its key, or by who asks."""
    if by_key:
        return None
    office = cast("Office", g.office)
    logins = cast("Logins", g.logins)
    pid = logins.reader(g.region_id)
    if pid is None and SIGNED not in request.args:
        address = logins.begin(g.region_id, quote(request.path))
        if address:
            return redirect(address)
    if pid is not None and may_read_as(office.store.people.get(pid)):
        return None
    why = "outside" if pid is None else "not_yours"
    return make_response(render_template("reader.html", why=why), 404)
