"""Are saved files drawn anew, pixels alone, and do hostile ones end as their own failure?"""

import subprocess
import time
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import Box, SavedKind
from dalel.newsroom.frame.sandbox import pictures
from dalel.newsroom.frame.sandbox.pictures import draw
from dalel.steps.extract.picture_head import kind_of
from newsroom.incidents import saved_pictures as made


def test_a_picture_comes_out_pixel_for_pixel_and_without_what_it_tells_beside_them() -> None:
    given = made.noise(90, 120)
    told = made.png(given, made.chunk(b"tEXt", b"Comment\0taken at home"))
    one = draw(told, SavedKind.PNG)[0]
    assert (one.width, one.height) == (90, 120)
    assert (made.pixels_of(one.content) == given).all()
    assert b"tEXt" not in one.content
    assert b"home" not in one.content


def test_what_boxes_cover_is_black_and_nothing_else_changes() -> None:
    given = made.noise(80, 60)
    box = Box(x=10, y=20, width=30, height=15)
    out = made.pixels_of(draw(made.png(given), SavedKind.PNG, [box])[0].content)
    expected = given.copy()
    expected[20:35, 10:40] = 0
    assert (out == expected).all()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(made.jpeg_with_place(), SavedKind.JPEG), (made.WEBP, SavedKind.WEBP)],
    ids=["jpeg", "webp"],
)
def test_jpeg_and_webp_are_taken_and_lose_where_they_were_taken(
    content: bytes, kind: SavedKind
) -> None:
    assert kind_of(content) is kind
    one = draw(content, kind)[0]
    assert (one.width, one.height) == (1, 1)
    assert made.EXIF_PLACE not in one.content


def test_every_page_of_a_document_is_drawn() -> None:
    pages = draw(made.document("Үкім", "Екінші бет", "Үшінші бет"), SavedKind.PDF)
    assert len(pages) == 3
    assert (pages[0].width, pages[0].height) == (944, 708)
    assert (made.pixels_of(pages[0].content) < 128).any()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.claims_size(1, 10**9), SavedKind.PNG),
        (made.claims_size(30_000, 30_000), SavedKind.PNG),
        (made.claims_size(7000, 7000), SavedKind.PNG),
        (made.png(made.noise(200, 200))[:9000], SavedKind.PNG),
        (made.jpeg_with_place()[:60], SavedKind.JPEG),
        (made.WEBP[:20], SavedKind.WEBP),
        (b"\x89PNG\r\n\x1a\n", SavedKind.PNG),
        (b"%PDF-1.7\nrubbish", SavedKind.PDF),
        (
            b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj " * 999,
            SavedKind.PDF,
        ),
        (made.document("Бет")[:900], SavedKind.PDF),
    ],
    ids=[
        "a thousand million rows",
        "nine hundred million pixels",
        "pixels that are not there",
        "cut off",
        "a cut JPEG",
        "a cut WebP",
        "a head alone",
        "no document",
        "pages within themselves",
        "a cut document",
    ],
)
def test_hostile_files_are_refused_soon_with_a_reason(content: bytes, kind: SavedKind) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableError, match=r"\w"):
        draw(content, kind)
    assert time.monotonic() - began < 30


def test_a_document_of_ten_thousand_pages_is_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 40 pages"):
        draw(made.document(*["бет"] * 10_000), SavedKind.PDF)


def test_kinds_are_told_by_the_bytes_and_others_are_not_taken() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    for content in (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<html>",
        b"GIF89a",
        b"MM\0*",
        packed.getvalue(),
        b"",
    ):
        assert kind_of(content) is None
    # A picture with an archive behind it is a picture: only its pixels are taken.
    given = made.noise(20, 20)
    both = made.png(given) + packed.getvalue()
    assert kind_of(both) is SavedKind.PNG
    one = draw(both, SavedKind.PNG)[0]
    assert b"PK" not in one.content or (made.pixels_of(one.content) == given).all()
    assert b"a.txt" not in one.content


def test_a_child_that_says_what_no_picture_is_is_not_believed() -> None:
    plain = draw(made.png(made.noise(9, 9)), SavedKind.PNG)[0].content
    with_text = plain[:33] + made.chunk(b"tEXt", b"a\0b") + plain[33:]
    for wrong in (with_text, plain + b"x", plain[:-12], plain[:40] + b"?" + plain[41:], b""):
        with pytest.raises(UnreadableError):
            pictures._refuse_more_than_pixels(wrong, 9, 9)  # noqa: SLF001
    with pytest.raises(UnreadableError):
        pictures._refuse_more_than_pixels(plain, 9, 8)  # noqa: SLF001


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def hangs(_command: object, **options: object) -> "subprocess.Popen[bytes]":
        return started(["sleep", "60"], **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", hangs)
    monkeypatch.setattr(pictures, "_PATIENCE", 0.5)
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="too long"):
        draw(made.png(made.noise(9, 9)), SavedKind.PNG)
    assert time.monotonic() - began < 20


def test_noise_has_no_black() -> None:
    assert made.noise(9, 9).min() > 0
    assert np.array_equal(made.pixels_of(made.png(made.noise(9, 9))), made.noise(9, 9))
