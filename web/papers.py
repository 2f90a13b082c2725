"""Papers (公文) as files to be saved."""

from __future__ import annotations

import io

from flask import send_file
from werkzeug.wrappers import Response

from documents.paper import Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(paper: Paper, name: str) -> Response:
    """A paper as a docx file of this name."""
    from documents.paper_docx import write_paper  # noqa: PLC0415 - heavy, and for this alone

    content = io.BytesIO(write_paper(paper))
    return send_file(content, mimetype=DOCX, as_attachment=True, download_name=f"{name}.docx")
