"""Are read claims counted against gold ones slot by slot?"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dalel.domain.claim import Amount, AmountBound, Claim, Mention, Mode, Polarity, When
from dalel.domain.evidence import TextSpan
from dalel.language.claims.score import SLOTS, ClaimScore, same_words

SPAN = TextSpan(start=10, end=16)
LISTED = frozenset({"fine", "detain"})


def _mention(words: str) -> Mention:
    return Mention(words=words, span=TextSpan(start=0, end=len(words)))


READ = Claim(
    deed="fine",
    lemma="fine",
    trigger=SPAN,
    sentence=TextSpan(start=0, end=60),
    agent=_mention("the city court"),
    patient=_mention("the editor"),
    amounts=(
        Amount(
            value=Decimal(200),
            upper=Decimal(300),
            unit="MRP",
            words="200 to 300 MRP",
            span=TextSpan(start=30, end=44),
            bound=AmountBound.RANGE,
        ),
    ),
    when=When(iso="2031-05-03", precision="day", words="on 3 May", span=SPAN),
    law=_mention("Article 5"),
)


def _gold(**changes: Any) -> dict[str, Any]:
    return {
        "deed": "fine",
        "polarity": "done",
        "mode": "done",
        "voice": None,
        "agent": "the city court",
        "patient": "the editor",
        "amounts": [{"value": [200, 300], "unit": "MRP", "bound": "range"}],
        "when": {"iso": "2031-05-03"},
        "where": None,
        "law": "Article 5",
        "trigger_at": [10, 16],
        **changes,
    }


def _wrong(gold: dict[str, Any], *read: Claim) -> set[str]:
    ((_gold_one, _met, wrong),) = ClaimScore(LISTED).add("en", [gold], read)
    return set(wrong)


def test_an_equal_claim_has_every_slot_right() -> None:
    assert _wrong(_gold(), READ) == set()


def test_a_claim_that_none_meets_has_every_slot_wrong() -> None:
    assert _wrong(_gold(trigger_at=[16, 20]), READ) == set(SLOTS)


@pytest.mark.parametrize(
    ("slot", "changed"),
    [
        ("deed", replace(READ, deed="detain")),
        ("polarity", replace(READ, polarity=Polarity.DENIED)),
        ("mode", replace(READ, mode=Mode.ASKED)),
        ("voice", replace(READ, voice=_mention("a lawyer"))),
        ("agent", replace(READ, agent=None)),
        ("patient", replace(READ, patient=_mention("a long way off the mark"))),
        ("amounts", replace(READ, amounts=())),
        ("when", replace(READ, when=None)),
        ("where", replace(READ, where=_mention("in Almaty"))),
        ("law", replace(READ, law=_mention("Article 6 of another act"))),
    ],
)
def test_a_slot_that_differs_is_wrong_alone(slot: str, changed: Claim) -> None:
    assert _wrong(_gold(), changed) == {slot}


def test_a_date_that_cannot_be_known_is_told_all_the_same() -> None:
    open_one = replace(READ, when=When(iso=None, precision="open", words="last year", span=SPAN))
    assert _wrong(_gold(when={"iso": None}), open_one) == set()
    assert _wrong(_gold(when=None), open_one) == {"when"}


def test_any_deed_that_the_gold_does_not_list_is_its_other_one() -> None:
    gold = _gold(deed="other:warn")
    assert _wrong(gold, replace(READ, deed="warn")) == set()
    assert _wrong(gold, replace(READ, deed="other")) == set()
    assert _wrong(gold, READ) == {"deed"}


def test_of_several_the_claim_with_the_same_deed_is_met_and_none_twice() -> None:
    longer = replace(READ, deed="detain", trigger=TextSpan(start=8, end=20))
    counted = ClaimScore(LISTED)
    pairs = counted.add("en", [_gold(), _gold(deed="detain")], [longer, READ])
    assert [met for _gold_one, met, _wrong_ones in pairs] == [READ, longer]
    assert counted.add("en", [_gold(), _gold()], [READ])[1][1] is None


def test_figures_are_shares_by_language() -> None:
    counted = ClaimScore(LISTED)
    counted.add("en", [_gold(), _gold(trigger_at=[50, 51])], [READ])
    counted.add("ru", [_gold(mode="asked")], [READ])
    figures = counted.figures()
    assert (figures["en"]["gold"], figures["en"]["read"], figures["en"]["found"]) == (2, 1, 0.5)
    assert (figures["ru"]["mode"], figures["ru"]["deed"]) == (0, 1)


@pytest.mark.parametrize(
    ("wanted", "read", "same"),
    [
        (None, None, True),
        ("the court", None, False),
        (None, "the court", False),
        ("The Court", "the court", True),
        ("the court", "the city court of Almaty", False),
        ("the city court", "city court", True),
        ("a a b", "a b b", True),
    ],
)
def test_words_are_the_same_when_half_of_them_are(
    wanted: str | None, read: str | None, *, same: bool
) -> None:
    assert same_words(wanted, _mention(read) if read else None) is same
