"""How many planted private numbers are found, and how many look-alikes are taken for one?"""

import pytest

from dalel.pack import Pack
from dalel.steps.check.privacy import find_private
from steps.check.privacy_exam import Text, exam

#: Texts of one exam; the seed is new for each language pair of generated numbers.
COUNT = 500


@pytest.fixture(scope="module", params=[7, 2026])
def texts(request: pytest.FixtureRequest) -> list[Text]:
    return exam(COUNT, request.param)


@pytest.fixture(scope="module")
def counted(kz_pack: Pack) -> tuple[str, ...]:
    formats = kz_pack.formats
    zeros = [w for m in formats.multipliers for words in m.words.values() for w in words]
    return (*formats.currency.labels.values(), formats.currency.symbol, *zeros)


def test_every_planted_number_is_found_and_nearly_nothing_else(
    texts: list[Text], kz_pack: Pack, counted: tuple[str, ...]
) -> None:
    missed, right, wrong, mistaken = [], 0, 0, 0
    for text in texts:
        found = find_private(text.text, text.language, kz_pack.privacy, counted)
        for start, end, kind in text.planted:
            met = [f for f in found if f.span.start < end and start < f.span.end]
            missed += [] if met else [text.text[start:end]]
            mistaken += any(str(one.kind) != kind for one in met)
        for one in found:
            is_planted = any(
                one.span.start < end and s < one.span.end for s, end, _ in text.planted
            )
            right, wrong = right + is_planted, wrong + (not is_planted)
    assert missed == []
    assert right / (right + wrong) >= 0.98
    assert mistaken <= right * 0.02


def test_the_exam_is_the_same_for_the_same_seed_and_holds_every_kind() -> None:
    assert exam(20, 3) == exam(20, 3)
    kinds = {kind for text in exam(COUNT, 7) for _, _, kind in text.planted}
    assert kinds == {"identity", "phone", "email", "card", "account", "address", "plate"}
    assert all(
        text.text[start:end].strip() for text in exam(COUNT, 7) for start, end, _ in text.planted
    )
