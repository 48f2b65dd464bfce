import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from dalel.domain.content_encoding import BombError, CodingError, Inflater, TooLargeError, inflate

NOISE = random.Random(7).randbytes(300_000)


@pytest.mark.parametrize("step", [1, 2, 3, 1000, 10**6])
def test_the_pieces_in_which_a_body_comes_do_not_matter(step: int) -> None:
    content = NOISE[:2000] + b"a" * 2000
    # Two gzip members and padding after them.
    body = gzip.compress(content) + gzip.compress(b"more") + b"\0" * 20
    inflater = Inflater("gzip", max_size=10**6, max_ratio=100)
    for start in range(0, len(body), step):
        inflater.feed(body[start : start + step])
    assert inflater.end() == content + b"more"


def test_no_byte_is_lost_where_output_comes_in_full_pieces() -> None:
    for size in (2**16, 2**17, 2**17 + 1):
        content = b"\0" * size
        assert inflate(zlib.compress(content), "deflate", max_size=2**20) == content
    assert inflate(gzip.compress(NOISE), "x-gzip", max_size=2**20) == NOISE


@pytest.mark.parametrize("coding", ["", "identity", " , "])
def test_a_body_without_coding_is_its_own_content(coding: str) -> None:
    assert inflate(b"plain", coding, max_size=5) == b"plain"


def test_an_empty_body_has_no_content_whatever_its_coding() -> None:
    assert inflate(b"", "gzip", max_size=5) == b""


def test_the_coding_applied_last_is_undone_first() -> None:
    body = gzip.compress(zlib.compress(b"news"))
    assert inflate(body, "deflate, gzip", max_size=100) == b"news"
    with pytest.raises(CodingError):
        inflate(b"news", "gzip, gzip, gzip", max_size=100)


def test_what_is_not_so_coded_is_an_error() -> None:
    for body, coding in ((b"plain", "gzip"), (b"plain", "deflate"), (b"x", "compress")):
        with pytest.raises(CodingError):
            inflate(body, coding, max_size=100)
    with pytest.raises(CodingError, match="breaks off"):
        inflate(gzip.compress(NOISE)[:-4], "gzip", max_size=10**6)


def test_a_stream_that_turns_bad_in_the_middle_is_not_tried_again_as_raw() -> None:
    body = bytearray(zlib.compress(NOISE))
    body[-1] ^= 1
    with pytest.raises(CodingError, match="not deflate"):
        inflate(bytes(body), "deflate", max_size=10**6)


def test_limits_hold_while_streaming() -> None:
    with pytest.raises(TooLargeError):
        inflate(gzip.compress(NOISE), "gzip", max_size=1000)
    with pytest.raises(TooLargeError):
        inflate(NOISE, "", max_size=1000)
    bomb = gzip.compress(b"\0" * 10_000_000)
    with pytest.raises(BombError):
        inflate(bomb, "gzip", max_size=10**9)
    half = Inflater("gzip", max_size=10**9, max_ratio=200)
    with pytest.raises(BombError):
        half.feed(bomb[: len(bomb) // 2])
    # The inner layer is judged too, though the outer one is harmless.
    with pytest.raises((BombError, TooLargeError)):
        inflate(gzip.compress(bomb), "gzip, gzip", max_size=5_000_000)


def test_what_has_come_out_so_far_can_be_taken() -> None:
    inflater = Inflater("gzip", max_size=10**6, max_ratio=100)
    assert inflater.codes
    inflater.feed(gzip.compress(NOISE)[:-4])
    assert inflater.so_far()[:1000] == NOISE[:1000]
    assert inflater.size > 1000


@pytest.mark.parametrize("step", [1, 1000, 10**6])
def test_brotli_is_read_as_gzip_is(step: int) -> None:
    content = NOISE[:3000] + b"a" * 200_000
    body = brotli.compress(content)
    inflater = Inflater("br", max_size=10**6, max_ratio=1000)
    for start in range(0, len(body), step):
        inflater.feed(body[start : start + step])
    assert inflater.end() == content
    assert inflate(gzip.compress(body), "br, gzip", max_size=10**6, max_ratio=1000) == content


@pytest.mark.parametrize(("coding", "pack"), [("br", brotli.compress), ("zstd", zstd.compress)])
def test_newer_codings_have_the_limits_of_gzip(coding: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(b"\0" * 2**22)
    with pytest.raises(BombError):
        inflate(body, coding, max_size=2**23)
    with pytest.raises(TooLargeError):
        inflate(body, coding, max_size=2**18, max_ratio=10**9)
    for bad in (b"\x91\x92 no such coding", pack(b"news") + b"\x91 behind its end"):
        with pytest.raises(CodingError, match=f"not {coding}"):
            inflate(bad, coding, max_size=100)
    with pytest.raises(CodingError, match="breaks off"):
        inflate(pack(NOISE)[:-9], coding, max_size=10**6)


def test_nothing_stands_behind_the_end_of_brotli() -> None:
    body = brotli.compress(b"news")
    inflater = Inflater("br", max_size=100, max_ratio=1000)
    inflater.feed(body)
    for feed in (lambda: inflater.feed(b"x"), lambda: inflate(body + b"x", "br", max_size=100)):
        with pytest.raises(CodingError, match="not br"):
            feed()


@pytest.mark.parametrize("step", [1, 1000, 10**6])
def test_zstandard_is_read_as_gzip_is(step: int) -> None:
    content = NOISE[:3000] + b"a" * 200_000
    # Two frames, and between them one of those that every reader passes over (RFC 8878).
    body = zstd.compress(content) + b"\x50\x2a\x4d\x18\x03\0\0\0any" + zstd.compress(b"more")
    inflater = Inflater("zstd", max_size=10**6, max_ratio=1000)
    for start in range(0, len(body), step):
        inflater.feed(body[start : start + step])
    assert inflater.end() == content + b"more"
    twice = gzip.compress(body)
    assert inflate(twice, "zstd, gzip", max_size=10**6, max_ratio=1000) == content + b"more"


def test_a_frame_that_asks_for_more_memory_than_browsers_give_is_refused() -> None:
    options: dict[int, int] = {
        zstd.CompressionParameter.window_log: 24,
        zstd.CompressionParameter.content_size_flag: 0,
    }
    packer = zstd.ZstdCompressor(options=options)
    body = packer.compress(NOISE) + packer.flush()
    with pytest.raises(CodingError, match="not zstd"):
        inflate(body, "zstd", max_size=10**6)
