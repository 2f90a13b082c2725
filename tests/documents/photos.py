"""Pictures for tests, drawn by a program: with a place, turned, re-compressed, or far too big."""

from __future__ import annotations

import io
import random
import struct
import zlib
from fractions import Fraction

from PIL import ExifTags, Image, ImageDraw

TIANSHUI = (34.580863, 105.724947)


def photo(
    scene: int = 1,
    *,
    size: tuple[int, int] = (640, 480),
    form: str = "JPEG",
    quality: int = 90,
    place: tuple[float, float] | None = None,
    turned: int = 1,
    comment: str = "",
) -> bytes:
    """A picture of shapes that depend on ``scene``; ``turned`` is the camera's mark (1 to 8)."""
    draw_random = random.Random(scene)  # noqa: S311  # the same picture every time
    picture = Image.new("RGB", size, (draw_random.randrange(256), 160, draw_random.randrange(256)))
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = draw_random.random() * size[0], draw_random.random() * size[1]
        w, h = draw_random.random() * size[0] / 2, draw_random.random() * size[1] / 2
        colour = tuple(draw_random.randrange(256) for _ in range(3))
        pen.rectangle((x, y, x + w, y + h), fill=colour)
    return encoded(picture, form, quality, place=place, turned=turned, comment=comment)


def encoded(
    picture: Image.Image,
    form: str = "JPEG",
    quality: int = 90,
    *,
    place: tuple[float, float] | None = None,
    turned: int = 1,
    comment: str = "",
) -> bytes:
    """The picture as a file, with what a camera would write into it."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Phone of the liaison"
    exif[ExifTags.Base.Orientation] = turned
    if comment:
        exif[ExifTags.Base.ImageDescription] = comment
    if place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if place[0] >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = angle(place[0])
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if place[1] >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = angle(place[1])
    file = io.BytesIO()
    picture.save(file, form, quality=quality, exif=exif)
    return file.getvalue()


def angle(degrees: float) -> tuple[Fraction, Fraction, Fraction]:
    """Degrees, minutes and seconds, as cameras write them."""
    whole, rest = divmod(abs(degrees) * 3600, 3600)
    minutes, seconds = divmod(rest, 60)
    return Fraction(int(whole)), Fraction(int(minutes)), Fraction(round(seconds * 10000), 10000)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that claims to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * 20)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
