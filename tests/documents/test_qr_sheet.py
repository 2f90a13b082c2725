"""The printed sheet: everything inside its card, names whole, codes that a phone reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from documents.errors import NoFont
from documents.qr_sheet import (
    CARD_HEIGHT,
    CARD_WIDTH,
    FOOT,
    HEAD,
    MARGIN,
    PAGE_HEIGHT,
    Card,
    Sheet,
    code_picture,
    draw_pdf,
    draw_pictures,
)

POINTS = 72 / 25.4
LONGEST = "天水经济技术开发区管理委员会生态环境与自然资源和农业农村综合保护局"
UNITS = ("市水务局", "张家川回族自治县人民政府", LONGEST, "市大气污染防治工作领导小组办公室")


def card(unit: str, place: int = 0) -> Card:
    return Card(
        url=f"http://weixin.qq.com/q/02aBcDeFgHiJkLmNoPqR{place:04d}",
        heading=unit,
        tag="单位负责人",
        how="微信扫码关注，回复姓名或 1",
        otherwise="扫不了，就在公众号里发送：",
        code="WWMM8888",  # the widest signs there are
        until="有效至 2026年12月31日（周四） 23:59",
    )


def sheet(*cards: Card) -> Sheet:
    return Sheet("天水市", "市整改办", ("一个码只绑定一人",), cards, lambda n, of: f"{n}/{of}")


def boxes(pdf: bytes) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Page, sign, and its left, top, right, bottom in millimetres from the upper left corner."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number].get_textpage()
        for place in range(page.count_chars()):
            left, bottom, right, top = (edge / POINTS for edge in page.get_charbox(place))
            sign = page.get_text_range(place, 1)
            yield number, sign, left, PAGE_HEIGHT - top, right, PAGE_HEIGHT - bottom
        page.close()
    document.close()


def text_of(pdf: bytes) -> str:
    return "".join(sign for _, sign, *_ in boxes(pdf)).replace("\r\n", "")


def test_no_sign_stands_outside_its_card() -> None:
    pdf = draw_pdf(sheet(*(card(unit, n) for n, unit in enumerate(UNITS * 2))))
    first = MARGIN + HEAD
    last = PAGE_HEIGHT - MARGIN - FOOT
    seen = 0
    for _, sign, left, top, right, bottom in boxes(pdf):
        if not sign.strip() or not first <= top <= last:
            continue
        seen += 1
        assert int((left - MARGIN) // CARD_WIDTH) == int((right - MARGIN) // CARD_WIDTH), sign
        assert int((top - first) // CARD_HEIGHT) == int((bottom - first) // CARD_HEIGHT), sign
    assert seen > 8 * 40


@pytest.mark.parametrize("unit", UNITS)
def test_the_name_of_a_unit_is_never_cut(unit: str) -> None:
    assert unit in text_of(draw_pdf(sheet(card(unit))))


def test_every_card_is_on_a_page_and_every_page_is_numbered() -> None:
    pdf = draw_pdf(sheet(*(card("市水务局", n) for n in range(17))))
    assert len(draw_pictures(pdf)) == 3
    said = text_of(pdf)
    assert said.count("市水务局") == 17
    for number in ("1/3", "2/3", "3/3"):
        assert number in said


def test_a_phone_reads_every_code_off_the_picture() -> None:
    cards = [card(unit, n) for n, unit in enumerate(UNITS * 2)]
    [picture] = draw_pictures(draw_pdf(sheet(*cards)))
    with Image.open(io.BytesIO(picture)) as opened:
        read = {found.text for found in zxingcpp.read_barcodes(opened.convert("L"))}
    assert read == {one.url for one in cards}


def test_a_code_alone_is_read_too() -> None:
    with Image.open(io.BytesIO(code_picture("http://weixin.qq.com/q/02x"))) as opened:
        [found] = zxingcpp.read_barcodes(opened.convert("L"))
    assert found.text == "http://weixin.qq.com/q/02x"


def test_a_missing_font_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pylopdf_fonts_zh_cn, "sans_path", lambda: tmp_path / "none.otf")
    with pytest.raises(NoFont, match="pip install"):
        draw_pdf(sheet(card("市水务局")))
