"""Pictures (照片): checked, compared, and copied for the public without where they were taken.

Only the four forms that phones send are opened, and none whose pixels would fill the memory.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import ExifTags, Image, ImageOps

from documents.errors import BadPicture

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
SUFFIXES = frozenset({"jpg", "png", "gif", "webp"})
"""What can be opened; others are kept as they are, uncompared and without a public copy."""

MOST_PIXELS = 60_000_000
"""More than the cameras of phones make, and 180 MB of memory when decoded."""

PUBLIC_SIDE = 1600
"""Pixels of the longer side of a public copy."""

PUBLIC_QUALITY = 85

FLATTEST = 12
"""A picture whose grey values differ by less shows nothing that could be compared."""

MOST_DIFFERENT = 6
"""Of 64 bits in each direction: what re-compressing, scaling and a light edit change."""


BROKEN = (
    *(OSError, ValueError, TypeError, SyntaxError, ArithmeticError, LookupError),
    *(struct.error, EOFError),
)
"""What the decoders raise for bytes that are no picture, or half of one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture was taken (拍摄位置), in degrees; south and west are negative."""

    latitude: float
    longitude: float


def check(content: bytes) -> None:
    """Decode the whole picture. Raises BadPicture."""
    with _opened(content) as picture:
        picture.load()


def fingerprint(content: bytes) -> str:
    """How a picture looks (感知指纹), 32 hexadecimal digits; "" for one that shows nothing.

    The first half compares each spot with its right neighbour, the second with the one below.
    Copies that were scaled, re-compressed or turned by their camera's mark have fingerprints that
    are :func:`alike`. Raises BadPicture.
    """
    with _opened(content) as picture:
        picture.draft("L", (64, 64))
        grey = ImageOps.exif_transpose(picture).convert("L")
        across = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
        down = grey.resize((8, 9), Image.Resampling.BOX).tobytes()
    if max(across) - min(across) < FLATTEST:
        return ""
    rows = [across[y * 9 + x] > across[y * 9 + x + 1] for y in range(8) for x in range(8)]
    columns = [down[y * 8 + x] > down[(y + 1) * 8 + x] for y in range(8) for x in range(8)]
    return f"{_number(rows):016x}{_number(columns):016x}"


def alike(first: str, second: str) -> bool:
    """Whether two fingerprints are those of the same picture, perhaps re-compressed or scaled."""
    if not first or not second:
        return False
    return all(
        (int(first[half], 16) ^ int(second[half], 16)).bit_count() <= MOST_DIFFERENT
        for half in (slice(0, 16), slice(16, 32))
    )


def public_copy(content: bytes) -> bytes:
    """The picture as the public may see it: upright, smaller, JPEG, and nothing but its pixels.

    Raises BadPicture.
    """
    with _opened(content) as picture:
        picture.draft("RGB", (PUBLIC_SIDE, PUBLIC_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((PUBLIC_SIDE, PUBLIC_SIDE), Image.Resampling.LANCZOS)
        shown = upright.convert("RGBA")
        # A new picture takes over pixels alone: no place, no camera, no comment, no thumbnail.
        clean = Image.new("RGB", shown.size, "white")
        clean.paste(shown, mask=shown.getchannel("A"))
    copy = io.BytesIO()
    clean.save(copy, "JPEG", quality=PUBLIC_QUALITY, optimize=True)
    return copy.getvalue()


def place_of(content: bytes) -> Place | None:
    """Where the original was taken, for the office; None when it does not say.

    Raises BadPicture.
    """
    with _opened(content) as picture:
        found = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    try:
        latitude = _degrees(found[ExifTags.GPS.GPSLatitude])
        longitude = _degrees(found[ExifTags.GPS.GPSLongitude])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    if found.get(ExifTags.GPS.GPSLatitudeRef) == "S":
        latitude = -latitude
    if found.get(ExifTags.GPS.GPSLongitudeRef) == "W":
        longitude = -longitude
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return Place(round(latitude, 6), round(longitude, 6)) if inside else None


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """The picture, whose size is known to be bearable before anything is decoded."""
    try:
        with _unwarned(), Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _bear(picture)
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture("too_many_pixels") from None
    except BadPicture:
        raise
    except BROKEN as exc:
        raise BadPicture("broken_picture") from exc


@contextmanager
def _unwarned() -> Iterator[None]:
    """Damaged marks of a camera are nobody's concern; too many pixels are an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _bear(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise BadPicture("too_many_pixels")


def _degrees(parts: object) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    return degrees + minutes / 60 + seconds / 3600


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
