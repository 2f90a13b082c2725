"""A sheet of QR codes (二维码页): A4, eight cards a page to cut apart, as PDF or as pictures.

The words come from outside; this file knows where they stand and how they fit. Codes are drawn as
areas, so that they stay sharp on every printer, and the Chinese font is embedded, so that no
machine needs to have one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pylopdf_fonts_zh_cn
import pypdfium2
import segno
from fpdf import FPDF

from documents.errors import NoFont

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN = 11.0
HEAD, FOOT = 22.0, 12.0
COLUMNS, ROWS = 2, 4
CARD_WIDTH = (PAGE_WIDTH - 2 * MARGIN) / COLUMNS
CARD_HEIGHT = (PAGE_HEIGHT - 2 * MARGIN - HEAD - FOOT) / ROWS
CODE = 41.0
"""Side of a QR code with its quiet zone; a phone reads it from an arm's length."""

PADDING = 5.0
QUIET_MODULES = 2
"""Beside the white of the card itself; four modules are the rule."""

LEADING = 0.42
"""Millimetres from line to line for a point of type."""

INK, GREY, PALE, ACCENT = (28, 33, 40), (110, 118, 128), (196, 202, 208), (22, 96, 88)
PICTURE_DOTS = 200
"""Dots an inch of a picture: an A4 page of 1654 by 2339."""


@dataclass(frozen=True, slots=True)
class Card:
    """One code to cut out: what it encodes, for whom, and what to do with it.

    ``otherwise`` says how the ``code`` serves where the picture does not.
    """

    url: str
    heading: str
    tag: str
    how: str
    otherwise: str
    code: str
    until: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All the cards with what stands above and below them on every page.

    ``page_of`` words the number of a page among all.
    """

    title: str
    note: str
    foot: tuple[str, ...]
    cards: tuple[Card, ...]
    page_of: Callable[[int, int], str]


def draw_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF. Raises NoFont when the font's package is broken or missing."""
    drawing = _Drawing()
    per_page = COLUMNS * ROWS
    pages = [sheet.cards[n : n + per_page] for n in range(0, len(sheet.cards), per_page)]
    for number, cards in enumerate(pages, 1):
        drawing.page(sheet, cards, sheet.page_of(number, len(pages)))
    return drawing.bytes()


def draw_pictures(pdf: bytes) -> list[bytes]:
    """Every page of a PDF as a PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(document, number) for number in range(len(document))]
    finally:
        document.close()


def code_picture(url: str) -> bytes:
    """One QR code alone as a PNG, large enough to print and to show on a screen."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="png", scale=12, border=4)
    return out.getvalue()


def _png(document: pypdfium2.PdfDocument, number: int) -> bytes:
    out = io.BytesIO()
    page = document[number]
    page.render(scale=PICTURE_DOTS / 72, grayscale=False).to_pil().save(out, format="PNG")
    page.close()
    return out.getvalue()


class _Drawing:
    """A PDF in the making; every length in millimetres, every size of type in points."""

    def __init__(self) -> None:
        self._pdf = FPDF(unit="mm", format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._size = 0.0
        try:
            self._pdf.add_font("sans", fname=str(pylopdf_fonts_zh_cn.sans_path()))
        except OSError as exc:
            raise NoFont from exc

    def page(self, sheet: Sheet, cards: Sequence[Card], page_of: str) -> None:
        """One page of cards, lines to cut along between them."""
        self._pdf.add_page()
        self._text(MARGIN, MARGIN + 7.5, sheet.title, 17, INK)
        self._text(MARGIN, MARGIN + 14.5, sheet.note, 9.5, GREY)
        self._text(PAGE_WIDTH - MARGIN, MARGIN + 14.5, page_of, 9.5, GREY, right=True)
        top = MARGIN + HEAD
        for place, card in enumerate(cards):
            row, column = divmod(place, COLUMNS)
            self._card(card, MARGIN + column * CARD_WIDTH, top + row * CARD_HEIGHT)
        self._cuts(top, -(-len(cards) // COLUMNS))
        for line, words in enumerate(sheet.foot):
            below = PAGE_HEIGHT - MARGIN - FOOT + 5.5 + 5 * line
            self._text(MARGIN, below, words, 9, GREY)

    def bytes(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())

    def _card(self, card: Card, left: float, top: float) -> None:
        self._code(card.url, left + PADDING - 1, top + (CARD_HEIGHT - CODE) / 2)
        beside = left + PADDING + CODE + 2
        width = CARD_WIDTH - CODE - 2 * PADDING - 2
        below = top + (CARD_HEIGHT - CODE) / 2 + 5.2
        for line in self._fitted(
            card.heading, width, ((14, 2), (12.5, 2), (11, 2), (9.5, 3), (8, 4))
        ):
            self._text(beside, below, line, self._size, INK)
            below += self._size * LEADING
        below = self._tag(card.tag, beside, below - 2.4)
        below = self._small(card.how, beside, below + 5.6, width, INK)
        below = self._small(card.otherwise, beside, below + 1.4, width, GREY)
        self._spaced(beside, below + 1.8, card.code, width)
        self._small(card.until, beside, below + 8, width, GREY)

    def _small(
        self, words: str, left: float, base: float, width: float, colour: tuple[int, int, int]
    ) -> float:
        """A line of small type, or two; gives where the next may stand."""
        for line in self._fitted(words, width, ((9, 1), (8.5, 1), (8, 2))):
            self._text(left, base, line, self._size, colour)
            base += 4.4
        return base

    def _tag(self, words: str, left: float, top: float) -> float:
        """A filled label; gives where it ends."""
        self._pdf.set_font("sans", size=9)
        width = self._pdf.get_string_width(words) + 5
        self._pdf.set_fill_color(*ACCENT)
        self._pdf.rect(left, top, width, 5.6, style="F", round_corners=True, corner_radius=1.4)
        self._text(left + 2.5, top + 4.05, words, 9, (255, 255, 255))
        return top + 5.6

    def _spaced(self, left: float, base: float, code: str, width: float) -> None:
        """A code to be typed: large, its signs apart."""
        self._pdf.set_font("sans", size=15)
        gap = min(1.6, (width - self._pdf.get_string_width(code)) / max(1, len(code)))
        for sign in code:
            self._text(left, base, sign, 15, INK)
            left += self._pdf.get_string_width(sign) + gap

    def _code(self, url: str, left: float, top: float) -> None:
        """Each run of dark modules is one area; they overlap a hair, or viewers show seams."""
        modules = segno.make(url, error="m", micro=False).matrix_iter(border=QUIET_MODULES)
        rows = [bytes(row) for row in modules]
        side = CODE / len(rows)
        self._pdf.set_fill_color(0, 0, 0)
        for y, row in enumerate(rows):
            x = 0
            while x < len(row):
                if not row[x]:
                    x += 1
                    continue
                start = x
                while x < len(row) and row[x]:
                    x += 1
                long, high = (x - start) * side + 0.01, side + 0.01
                self._pdf.rect(left + start * side, top + y * side, long, high, style="F")

    def _cuts(self, top: float, rows: int) -> None:
        self._pdf.set_draw_color(*PALE)
        self._pdf.set_line_width(0.2)
        self._pdf.set_dash_pattern(dash=1.6, gap=1.4)
        for row in range(rows + 1):
            height = top + row * CARD_HEIGHT
            self._pdf.line(MARGIN, height, PAGE_WIDTH - MARGIN, height)
        for column in range(COLUMNS + 1):
            across = MARGIN + column * CARD_WIDTH
            self._pdf.line(across, top, across, top + rows * CARD_HEIGHT)
        self._pdf.set_dash_pattern()

    def _fitted(self, words: str, width: float, sizes: Sequence[tuple[float, int]]) -> list[str]:
        """The words at the first size at which they need at most its number of lines.

        What does not fit at the last size either is cut with ….
        """
        lines: list[str] = []
        most = 0
        for self._size, most in sizes:
            self._pdf.set_font("sans", size=self._size)
            lines = self._wrapped(words, width)
            if len(lines) <= most:
                return lines
        return [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]

    def _wrapped(self, words: str, width: float) -> list[str]:
        lines = [""]
        for sign in words:
            if self._pdf.get_string_width(lines[-1] + sign) > width and lines[-1]:
                lines.append("")
            lines[-1] += sign
        return lines

    def _text(
        self,
        left: float,
        base: float,
        words: str,
        size: float,
        colour: tuple[int, int, int],
        *,
        right: bool = False,
    ) -> None:
        self._pdf.set_font("sans", size=size)
        self._pdf.set_text_color(*colour)
        at = left - self._pdf.get_string_width(words) if right else left
        self._pdf.text(at, base, words)
