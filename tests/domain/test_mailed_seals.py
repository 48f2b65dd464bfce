"""Are seals found in what persons kept of them, and is wrong typing told for what it is?"""

import random
from datetime import date
from time import perf_counter

import pytest

from dalel.domain.mailed_seals import given_in, likest
from dalel.domain.public_seal import PublicSeal, written_seals

LINK = "ab12cd34ef56789001122334455667788990aabbccddeeff0123456789abcdef"
OTHER = "0f" * 32
DAY = date(2031, 6, 12)
GROUPS = " ".join(LINK[at : at + 4] for at in range(0, 64, 4))


@pytest.mark.parametrize(
    "kept",
    [
        f"Seal of 12 June 2031: {GROUPS}.",
        f"> > Seal of 12 June 2031:\r\n> > {GROUPS[:39]}\r\n> > {GROUPS[40:]}\r\n",
        f'Saule wrote:\n> "Seal of June 12th, 2031: {LINK.upper()}."\n',
        f"2031-06-12 {LINK[:40]}\n{LINK[40:]}",
        f"12.06.2031: {LINK[:30]}\u00ad\u200b{LINK[30:]}.",
        f"12.06.2031: {LINK[:60]}=\r\n{LINK[60:]}",
        f"Печать от 12 июня 2031 г.: «{LINK}».",
        f"2031 жылғы 12 маусымдағы мөр: {GROUPS}",
        f"Seal of 12\u00a0June 2031 - **{LINK}**",
        f"dalel verify --seal 2031-06-12T09:30:00Z  {LINK}",
    ],
)
def test_a_seal_is_taken_out_of_a_mail_with_its_day(kept: str) -> None:
    found = given_in(kept)
    assert found.seals == (PublicSeal(day=DAY, link=LINK),)
    assert found.misread == ()


@pytest.mark.parametrize(
    "kept",
    [
        LINK,
        f"the seal is {LINK}, so keep it",
        f"in the year 2031 {GROUPS}",
        f"99.99.2031: {LINK}",
        f"12 June 2031 is a day of which much is said, and here it goes on {'and on ' * 9}: {LINK}",
    ],
)
def test_a_seal_without_a_day_near_it_has_none(kept: str) -> None:
    assert given_in(kept).seals == (PublicSeal(day=None, link=LINK),)


def test_seals_of_several_days_are_all_taken() -> None:
    text = f"On 12 June 2031 it was\n{GROUPS}\nand on 13 June 2031:\n> {OTHER[:32]}\n> {OTHER[32:]}"
    assert given_in(text).seals == (
        PublicSeal(day=DAY, link=LINK),
        PublicSeal(day=date(2031, 6, 13), link=OTHER),
    )
    assert [one.link for one in given_in(f"{LINK}\n{GROUPS}\n{OTHER} {OTHER}").seals] == [
        LINK,
        OTHER,
    ]
    listed = (PublicSeal(day=DAY, link=LINK), PublicSeal(day=date(2031, 6, 13), link=OTHER))
    assert given_in(written_seals(listed).decode()).seals == listed


def test_a_day_that_stands_somewhere_in_the_text_is_noted_for_the_seal() -> None:
    assert given_in(f"{LINK}\nonce more, of 12 June 2031: {GROUPS}").seals[0].day == DAY


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (LINK[:-1], "63 digits, and a seal has 64"),
        (f"{LINK}0", "65 digits"),
        (f"Seal of 12 June 2031: {GROUPS[:-1]}.", "63 digits"),
        (LINK[:32], "32 digits"),
        (LINK.replace("0", "o", 1), "and this has o"),
        (f"seal: {GROUPS.replace('7890', '789l')}", "and this has l"),
    ],
)
def test_what_was_typed_wrong_is_told(typed: str, why: str) -> None:
    found = given_in(typed)
    assert found.seals == ()
    [misread] = found.misread
    assert why in misread.why


def test_beside_a_seal_only_what_is_nearly_one_is_told() -> None:
    found = given_in(f"{LINK}\ncommit {OTHER[:40]}, and {OTHER[:62]}.")
    assert [one.link for one in found.seals] == [LINK]
    assert [len(one.digits) for one in found.misread] == [62]


@pytest.mark.parametrize(
    "other",
    [
        "",
        "Dear colleague, the seal of 12 June 2031 follows tomorrow.",
        "a bad deed faced a dead cafe",
        "/srv/dalel/saved/seals-2031.txt",
        f"<p>sha256 {LINK} and more</p>",
        f'{{"sha256": "{LINK}", "x": "{GROUPS}"}}',
    ],
)
def test_where_nothing_is_like_a_seal_nothing_is_found(other: str) -> None:
    found = given_in(other)
    assert (found.seals, found.misread) == ((), ())


def test_few_wrong_letters_lead_to_the_seal_that_was_meant() -> None:
    seals = [PublicSeal(day=DAY, link=LINK), PublicSeal(day=None, link=OTHER)]
    assert likest(f"00{LINK[2:]}", seals) == seals[0]
    assert likest(LINK[:20] + LINK[21:], seals) == seals[0]
    assert likest(LINK[:63], seals) == seals[0]
    assert likest(f"{OTHER[:30]}aa{OTHER[32:]}", seals) == seals[1]
    assert likest("9" * 64, seals) is None
    assert likest(f"{LINK[:30]}{'9' * 34}", seals) is None


def test_other_seals_are_never_taken_for_wrong_typing() -> None:
    chance = random.Random(7)
    made = [f"{chance.getrandbits(256):064x}" for _ in range(400)]
    seals = [PublicSeal(day=None, link=link) for link in made[:200]]
    assert [likest(link, seals) for link in made[200:]] == [None] * 200
    for link in made[:200]:
        at = chance.randrange(60)
        assert likest(f"{link[:at]}zz{link[at + 2 :]}", seals) is not None


@pytest.mark.parametrize("piece", ["a ", "ab12 ", "x1 ", "12 june ", "> ", "2031-06-12 ", "=\n"])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    began = perf_counter()
    given_in(piece * (200_000 // len(piece)))
    assert perf_counter() - began < 5
