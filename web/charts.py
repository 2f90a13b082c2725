"""The progress chart (进度图): drawn on the server, with nothing for a browser to load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

from handlers.words import pages as words

WIDTH = 320
"""Pixels: what a small phone leaves for it, so that its words keep their size there."""

ROW_HEIGHT = 46
FRAME_HEIGHT = 34
LABEL_ROOM = 19.0
"""Font size for which pygal reserves room; it counts a character as 0.6 wide, ours are 1.0."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_DRAWN = {"defs", "desc", "script", "style", "title"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the chart: percents 0 to 100, None where nothing is known."""

    label: str
    verified: float | None
    claimed: float | None


def progress_chart(bars: Sequence[Bar], title: str) -> Markup:
    """Two bars a row, verified above claimed, rows in the order given, as inline SVG.

    Colours and fonts come from the page's own style sheet; the drawing holds no script, no style
    and no link.
    """
    chart = pygal.HorizontalBar(
        width=WIDTH,
        height=FRAME_HEIGHT + ROW_HEIGHT * max(1, len(bars)),
        range=(0, 100),
        show_legend=False,
        margin=6,
        margin_right=14,
        js=(),
        css=(),
        disable_xml_declaration=True,
        title=None,
        style=Style(label_font_size=LABEL_ROOM, major_label_font_size=12),
    )
    chart.uuid = "progress"  # otherwise random: the same numbers shall give the same page
    rows = list(reversed(bars))  # pygal draws upwards
    # A sign that XML cannot hold is none that anybody reads either.
    chart.x_labels = [_UNWRITABLE.sub("", row.label) for row in rows]
    chart.y_labels = [0, 25, 50, 75, 100]
    chart.add(words.VERIFIED, [row.verified for row in rows])
    chart.add(words.CLAIMED, [row.claimed for row in rows])
    chart.add_xml_filter(lambda root: _plain(root, title))
    return Markup(chart.render(is_unicode=True))  # noqa: S704 - pygal escapes what it is given


def _plain(root: Any, title: str) -> Any:
    """The drawing without what a page must not hold, and with a name for a screen reader."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not _is_drawing(child):
                parent.remove(child)
    root.attrib["role"] = "img"
    root.attrib["aria-label"] = title
    return root


def _is_drawing(node: Any) -> bool:
    """Whether a node is drawn; comments have no text as their tag, overlays are for a script."""
    if not isinstance(node.tag, str) or node.tag in _NOT_DRAWN:
        return False
    return "overlay" not in node.attrib.get("class", "")
