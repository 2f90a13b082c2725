"""Pictures: their place never leaves the office, and a reused one is known again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from documents.pictures import (
    PUBLIC_SIDE,
    BadPicture,
    alike,
    check,
    fingerprint,
    place_of,
    public_copy,
)
from tests.documents.photos import TIANSHUI, bomb, encoded, opened, photo


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    latitude=st.floats(-89, 89),
    longitude=st.floats(-179, 179),
    form=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    turned=st.integers(1, 8),
)
def test_no_public_copy_tells_where_it_was_taken_or_by_what(
    latitude: float, longitude: float, form: str, turned: int
) -> None:
    original = photo(
        size=(96, 64), form=form, place=(latitude, longitude), turned=turned, comment="家门口"
    )
    found = place_of(original)
    assert found is not None
    assert (found.latitude, found.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
    copy = public_copy(original)
    assert place_of(copy) is None
    shown = opened(copy)
    assert dict(shown.getexif()) == {}
    assert {"exif", "icc_profile", "comment", "photoshop", "xmp"} & set(shown.info) == set()
    for trace in (b"Exif", b"Phone of the liaison", "家门口".encode(), b"http://ns.adobe.com"):
        assert trace not in copy


def test_the_original_keeps_its_place_for_the_office() -> None:
    found = place_of(photo(place=TIANSHUI))
    assert found is not None
    assert (found.latitude, found.longitude) == pytest.approx(TIANSHUI, abs=1e-6)
    assert place_of(photo()) is None


def test_a_southern_and_western_place_is_negative() -> None:
    found = place_of(photo(place=(-12.5, -77.25)))
    assert found is not None
    assert (found.latitude, found.longitude) == (-12.5, -77.25)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_public_copy_stands_upright(turned: int) -> None:
    upright = Image.new("RGB", (60, 40), "blue")
    upright.paste("red", (0, 0, 30, 20))  # the corner at the top left
    marks = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # the turn that undoes the mark
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    held = upright if turned == 1 else upright.transpose(turns[marks[turned]])
    shown = opened(public_copy(encoded(held, quality=95, turned=turned)))
    assert shown.size == (60, 40)
    red, _, blue = shown.getpixel((6, 6))  # type: ignore[misc]
    assert red > 200
    assert blue < 60
    assert shown.getpixel((50, 30))[2] > 200  # type: ignore[index]


def test_a_public_copy_is_no_larger_than_a_page_needs() -> None:
    shown = opened(public_copy(photo(size=(4000, 3000))))
    assert shown.size == (PUBLIC_SIDE, 1200)
    assert shown.format == "JPEG"
    assert opened(public_copy(photo(size=(320, 200)))).size == (320, 200)


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    pixel = opened(public_copy(encoded(clear, "PNG"))).getpixel((20, 20))
    assert min(pixel) > 250  # type: ignore[type-var, arg-type]


@pytest.mark.parametrize("scene", range(1, 13))
def test_the_same_picture_is_known_again_after_scaling_compressing_and_turning(scene: int) -> None:
    original = photo(scene, size=(1600, 1200), quality=95)
    look = fingerprint(original)
    picture = opened(original)
    copies = {
        "scaled": encoded(picture.resize((800, 600)), quality=80),
        "compressed": encoded(picture, quality=25),
        "as png": encoded(picture.resize((1000, 750)), "PNG"),
        "turned by the camera": encoded(picture.transpose(Image.Transpose.ROTATE_90), turned=6),
        "brighter": encoded(ImageOps.autocontrast(picture, cutoff=1)),
        "stripped": public_copy(original),
    }
    assert {name for name, copy in copies.items() if not alike(look, fingerprint(copy))} == set()


def test_different_pictures_are_not_alike() -> None:
    looks = [fingerprint(photo(scene, size=(320, 240))) for scene in range(150)]
    pairs = [(a, b) for a in range(150) for b in range(a) if alike(looks[a], looks[b])]
    assert pairs == []


def test_a_picture_that_shows_nothing_is_like_no_other() -> None:
    dark = encoded(Image.new("RGB", (640, 480), (3, 3, 3)))
    assert fingerprint(dark) == ""
    assert not alike(fingerprint(dark), fingerprint(dark))


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 9_000), (8_000, 8_000)])
@pytest.mark.parametrize("work", [check, fingerprint, public_copy])
def test_a_picture_that_would_fill_the_memory_is_refused_undecoded(
    size: tuple[int, int], work: object
) -> None:
    content = bomb(*size)
    assert len(content) < 10_000
    with pytest.raises(BadPicture) as caught:
        work(content)  # type: ignore[operator]
    assert caught.value.reason == "too_many_pixels"


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", photo()[:900], b"%PDF-1.7", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBP"],
    ids=["empty", "words", "half", "pdf", "gif", "webp"],
)
def test_what_is_no_picture_is_said_to_be_broken(content: bytes) -> None:
    with pytest.raises(BadPicture) as caught:
        check(content)
    assert caught.value.reason == "broken_picture"


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 4000), noise=st.binary(min_size=1, max_size=40))
def test_damaged_bytes_are_read_or_refused_but_never_break_anything(cut: int, noise: bytes) -> None:
    whole = photo(size=(96, 64), place=TIANSHUI)
    damaged = whole[: cut % len(whole)] + noise + whole[cut % len(whole) + len(noise) :]
    for work in (check, fingerprint, public_copy, place_of):
        with suppress(BadPicture):
            work(damaged)
