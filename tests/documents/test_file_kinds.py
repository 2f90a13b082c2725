"""What a file is stands in its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents.file_kinds import FileGroup, kind_of
from tests.documents.photos import photo


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "…")
    return file.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(60)


OFFICE = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "suffix", "group"),
    [
        (photo(), "jpg", FileGroup.PHOTO),
        (photo(form="PNG"), "png", FileGroup.PHOTO),
        (photo(form="WEBP"), "webp", FileGroup.PHOTO),
        (b"GIF89a" + bytes(20), "gif", FileGroup.PHOTO),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "heic", FileGroup.PHOTO),
        (b"\x00\x00\x00\x18ftypisom" + bytes(20), "mp4", FileGroup.VIDEO),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "mp4", FileGroup.VIDEO),
        (b"\x00\x00\x00\x14ftypqt  " + bytes(20), "mov", FileGroup.VIDEO),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(20), "m4a", FileGroup.VOICE),
        (b"#!AMR\n" + bytes(20), "amr", FileGroup.VOICE),
        (b"#!AMR-WB\n" + bytes(20), "amr", FileGroup.VOICE),
        (b"\x02#!SILK_V3" + bytes(20), "silk", FileGroup.VOICE),
        (b"OggS" + bytes(24) + b"Speex   1.2", "spx", FileGroup.VOICE),
        (b"ID3\x04" + bytes(20), "mp3", FileGroup.VOICE),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "wav", FileGroup.VOICE),
        (b"%PDF-1.7\n", "pdf", FileGroup.FILE),
        (archive(OFFICE, "word/document.xml"), "docx", FileGroup.FILE),
        (archive(OFFICE, "xl/workbook.xml"), "xlsx", FileGroup.FILE),
        (archive(OFFICE, "ppt/presentation.xml"), "pptx", FileGroup.FILE),
        (archive("现场/一.jpg"), "zip", FileGroup.FILE),
        (b"Rar!\x1a\x07\x01\x00", "rar", FileGroup.FILE),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z", FileGroup.FILE),
        (ole("WordDocument"), "doc", FileGroup.FILE),
        (ole("Workbook"), "xls", FileGroup.FILE),
    ],
)
def test_what_is_kept_is_known_by_its_content(
    content: bytes, suffix: str, group: FileGroup
) -> None:
    found = kind_of(content)
    assert found is not None
    assert (found.suffix, found.group) == (suffix, group)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00" + bytes(60),  # a program of Windows
        b"\x7fELF" + bytes(60),
        b"\xca\xfe\xba\xbe" + bytes(60),
        b"#!/bin/sh\nrm -rf /\n",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b'{"errcode":40007}',
        archive(OFFICE, "word/document.xml", "word/vbaProject.bin"),  # macros
        archive("a/VBAPROJECT.BIN"),
        archive(OFFICE, "unknown/thing.xml"),
        b"PK\x03\x04 and no archive",
        ole("Something"),
        b"\x00\x00\x00\x18ftypxxxx" + bytes(20),
        b"RIFF\x24\x00\x00\x00AVI LIST",
    ],
)
def test_programs_pages_macros_and_unknown_things_are_not_kept(content: bytes) -> None:
    assert kind_of(content) is None
