"""Are captions read as what is said, each line once?"""

import pytest

from dalel.domain.errors import UnreadableError
from dalel.domain.extraction import LONGEST_TEXT
from dalel.steps.extract.captions import read_captions

VTT = """WEBVTT
Kind: captions

NOTE not said

00:01.000 --> 00:02.000 align:start
Сот <c>редакцияға</c> айыппұл &amp;

00:00:02.000 --> 00:00:03.000
Сот редакцияға айыппұл &
салды

"""
SRT = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Штраф 91 тенге</i>\r\n\r\n"


def test_both_forms_give_what_is_said() -> None:
    assert read_captions(VTT.encode()) == "Сот редакцияға айыппұл &\nсалды"
    assert read_captions(SRT.encode("utf-8-sig")) == "Штраф 91 тенге"


@pytest.mark.parametrize("content", [b"", b"WEBVTT\n\n", b"\0\xff" * 50, b"00:01.000 --> x"])
def test_what_holds_none_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_captions(content)


def test_endless_captions_are_cut() -> None:
    many = "\n\n".join(f"00:01.000 --> 00:02.000\nслово {n}" for n in range(40_000))
    assert len(read_captions(f"WEBVTT\n\n{many}".encode())) == LONGEST_TEXT
