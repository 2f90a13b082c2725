"""From the bytes of a file to text, refusing what is not sane Chinese (文字编码)."""

from __future__ import annotations

import codecs
import re

from documents.errors import BadEncoding, EmptyFile, NotText

_MAGIC = (
    (b"PK\x03\x04", "Office 文件或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件"),
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"{\\rtf", "RTF 文件"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMON_SHARE = 0.7
"""Least share of everyday characters (GB 2312 level one) among the Chinese ones of a real text."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    Raises EmptyFile, NotText or BadEncoding.
    """
    if not data.strip():
        raise EmptyFile
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise NotText(kind)
    text = _decode(data)
    if not visible(text).strip():
        raise EmptyFile
    return text


def visible(text: str) -> str:
    """The text without invisible characters, every line end a line feed."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes) -> str:
    if data.startswith(_UTF16):
        return _strict(data, "utf-16")
    if b"\x00" in data:
        raise NotText("二进制文件")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = _strict(data, "gb18030")
    if not _is_everyday(text):
        raise BadEncoding
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadEncoding from error
    if _LONE_SURROGATE.search(text):
        raise BadEncoding
    return text


def _is_everyday(text: str) -> bool:
    """Whether the Chinese of a text is mostly everyday characters.

    Bytes of another code also decode as GB18030, but to rare characters.
    """
    chinese = [char for char in text if char > "\u2e7f" and char.isalpha()]
    common = sum(_is_common(char) for char in chinese)
    return bool(chinese) and common >= _COMMON_SHARE * len(chinese)


def _is_common(char: str) -> bool:
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
