"""What a file is, by its content (魔数): its name and what the sender calls it prove nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class FileGroup(StrEnum):
    """What a person calls it: 照片, 视频, 录音, 文件."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept; ``suffix`` is the one it is stored under."""

    suffix: str
    group: FileGroup


def _kind(suffix: str, group: FileGroup) -> FileKind:
    return FileKind(suffix, group)


PHOTO, VIDEO, VOICE, FILE = FileGroup

BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", _kind("jpg", PHOTO)),
    (b"\x89PNG\r\n\x1a\n", _kind("png", PHOTO)),
    (b"GIF87a", _kind("gif", PHOTO)),
    (b"GIF89a", _kind("gif", PHOTO)),
    (b"#!AMR", _kind("amr", VOICE)),
    (b"\x02#!SILK_V3", _kind("silk", VOICE)),
    (b"#!SILK_V3", _kind("silk", VOICE)),
    (b"ID3", _kind("mp3", VOICE)),
    (b"\xff\xfb", _kind("mp3", VOICE)),
    (b"\xff\xf3", _kind("mp3", VOICE)),
    (b"\xff\xf2", _kind("mp3", VOICE)),
    (b"%PDF-", _kind("pdf", FILE)),
    (b"Rar!\x1a\x07", _kind("rar", FILE)),
    (b"7z\xbc\xaf\x27\x1c", _kind("7z", FILE)),
)

HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
VIDEO_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "}
    | {b"3gp4", b"3gp5", b"3gp6", b"mmp4", b"MSNV", b"dash", b"hvc1"}
)

OOXML = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
OLE_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "PowerPoint Document": "ppt"}
MACROS = "vbaproject.bin"

MOST_NAMES = 10_000
"""Entries of an archive whose names are read."""


def kind_of(content: bytes) -> FileKind | None:
    """The kind of a file, None for one that is not kept: programs, scripts, pages, unknown ones."""
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    for look in LOOKS:
        found = look(content)
        if found:
            return found
    return None


def _riff(content: bytes) -> FileKind | None:
    if content[:4] != b"RIFF":
        return None
    kinds = {b"WEBP": _kind("webp", PHOTO), b"WAVE": _kind("wav", VOICE)}
    return kinds.get(content[8:12])


def _ogg(content: bytes) -> FileKind | None:
    is_speech = content[:4] == b"OggS" and content[28:36] == b"Speex   "
    return _kind("spx", VOICE) if is_speech else None


def _boxes(content: bytes) -> FileKind | None:
    """The family of MPEG-4; its brand says which member."""
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    if brand in HEIC_BRANDS:
        return _kind("heic", PHOTO)
    if brand == b"qt  ":
        return _kind("mov", VIDEO)
    if brand == b"M4A ":
        return _kind("m4a", VOICE)
    return _kind("mp4", VIDEO) if brand in VIDEO_BRANDS else None


def _archive(content: bytes) -> FileKind | None:
    """A zip, or an Office document, which is one; none that carries macros."""
    if content[:4] != b"PK\x03\x04":
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if len(names) > MOST_NAMES or any(name.lower().endswith(MACROS) for name in names):
        return None
    if "[Content_Types].xml" not in names:
        return _kind("zip", FILE)
    for folder, suffix in OOXML.items():
        if any(name.startswith(folder) for name in names):
            return _kind(suffix, FILE)
    return None


def _ole(content: bytes) -> FileKind | None:
    """An Office document of the old form, told by the streams in its directory."""
    if content[:8] != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return None
    for stream, suffix in OLE_STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return _kind(suffix, FILE)
    return None


LOOKS: tuple[Callable[[bytes], FileKind | None], ...] = (_riff, _ogg, _boxes, _archive, _ole)
