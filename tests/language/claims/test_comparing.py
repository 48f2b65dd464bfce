"""Is each slot of a claim held against the claim of the evidence that it could be?"""

from collections.abc import Callable, Mapping

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.aligning import Slot, SlotOutcome
from dalel.language.claims.comparing import Compared, comparisons
from dalel.language.claims.placed_values import ValueKind
from dalel.language.claims.read_texts import ReadEvidence, read_text

Compare = Callable[[str, str], list[Compared]]


@pytest.fixture
def compare(kz_lexicon: Lexicon) -> Compare:
    """The comparisons of a text with its evidence, each written as ``ru Полиция ...``."""

    def _compare(text: str, evidence: str) -> list[Compared]:
        language, _, mine = text.partition(" ")
        its, _, theirs = evidence.partition(" ")
        told = ReadEvidence(texts=(read_text(theirs, its, kz_lexicon, source="evidence"),))
        return list(comparisons(read_text(mine, language, kz_lexicon), told, kz_lexicon))

    return _compare


def slots(found: list[Compared]) -> Mapping[Slot, SlotOutcome]:
    return {one.slot.slot: one.slot.outcome for one in found if one.slot is not None}


#: A text, its evidence, and what is wrong with the text.
WRONG = [
    (
        "ru Прокуратура оштрафовала блогера Ноянова.",
        "ru Суд оштрафовал блогера Ноянова. Прокуратура молчит.",
        Slot.AGENT,
    ),
    (
        "en The prosecutor's office searched the Zhailau newsroom.",
        "ru Полиция обыскала редакцию «Жайлау».",
        Slot.AGENT,
    ),
    (
        "ru Полиция задержала журналиста Ноянова.",
        "ru Журналист Ноянов задержал полицейского.",
        Slot.PATIENT,
    ),
    (
        "kk Сот редактор Сәуле Әлімбековаға айыппұл салды.",
        "ru Суд оштрафовал блогера Сержана Ноянова.",
        Slot.PATIENT,
    ),
    ("ru Суд оштрафовал блогера Ноянова.", "ru Суд не оштрафовал блогера Ноянова.", Slot.POLARITY),
    ("kk Сайт бұғатталған жоқ.", "ru Сайт заблокировали.", Slot.POLARITY),
    (
        "ru Суд оштрафовал блогера Ноянова.",
        "ru Прокурор попросил оштрафовать блогера Ноянова.",
        Slot.MODE,
    ),
    ("ru Сайт заблокируют.", "kk Сайт бұғатталды.", Slot.MODE),
    ("ru Суд оправдал блогера Ноянова.", "ru Суд осудил блогера Ноянова.", Slot.DEED),
    (
        "ru Редактора Алимбекову арестовали, сообщил адвокат.",
        "ru Редактора Алимбекову арестовали, сообщила полиция. Адвокат ответил на вопросы.",
        Slot.VOICE,
    ),
    (
        "ru Прокурор попросил заблокировать сайт «Жайлау».",
        "ru Адвокат попросил заблокировать сайт «Жайлау».",
        Slot.AGENT,
    ),
]


@pytest.mark.parametrize(("text", "evidence", "slot"), WRONG)
def test_what_the_evidence_tells_otherwise_is_contradicted(
    text: str, evidence: str, slot: Slot, compare: Compare
) -> None:
    found = compare(text, evidence)
    assert slots(found).get(slot) is SlotOutcome.CONTRADICTED
    assert all(one.against for one in found if one.slot is not None and one.slot.slot is slot)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("ru Полиция задержала Ноянова.", "ru Журналист Ноянов задержан полицией."),
        ("ru Сайт «Жайлау» заблокировали.", "kk «Жайлау» сайты бұғатталды."),
        ("kk Сот блогер Сержан Ноянға айыппұл салды.", "ru Суд оштрафовал блогера Сержана Нояна."),
        ("en Police searched the Zhailau newsroom.", "ru Полиция обыскала редакцию «Жайлау»."),
        (
            "ru Прокурор попросил оштрафовать блогера Ноянова.",
            "ru Прокурор просит оштрафовать блогера Ноянова.",
        ),
        ("ru Ноянова арестовали, сообщил адвокат.", "ru По словам адвоката, Ноянов арестован."),
        ("ru Ноянова признали виновным.", "ru Суд приговорил Ноянова к трём годам."),
        ("ru Платформа скрыла запись.", "ru Платформа удалила запись."),
        ("ru Ноянов прогулялся по парку.", "ru Ноянов прогуливался по парку вечером."),
    ],
)
def test_the_same_in_other_words_contradicts_nothing(
    text: str, evidence: str, compare: Compare
) -> None:
    assert SlotOutcome.CONTRADICTED not in slots(compare(text, evidence)).values()


def test_a_weighty_deed_that_nobody_tells_is_compared(compare: Compare) -> None:
    found = compare("ru Блогера Ноянова арестовали. Он улыбнулся.", "ru Погода испортилась.")
    assert slots(found) == {Slot.DEED: SlotOutcome.NOT_TOLD}
    assert not any(one.against for one in found if one.slot is not None)


def test_like_words_with_another_deed_are_a_hint(compare: Compare) -> None:
    found = compare(
        "ru Министерство ускорило перевод служебной переписки чиновников в мессенджер.",
        "ru Министерство не одобрило перевод служебной переписки чиновников в мессенджер.",
    )
    assert slots(found)[Slot.POLARITY] is SlotOutcome.UNCLEAR


def test_a_general_deed_of_something_else_is_not_held_against_it(compare: Compare) -> None:
    found = compare("ru У редакции есть лицензия.", "ru Погода на юге была. Дождя не было.")
    assert Slot.POLARITY not in slots(found)


@pytest.mark.parametrize(
    ("text", "evidence", "kind"),
    [
        ("ru Жалобу рассмотрели в кассации.", "kk Шағымды апелляция қарады.", "absent step"),
        ("ru Жалобу рассмотрели в апелляции.", "kk Шағымды апелляция қарады.", "step"),
        ("kk Заң бірінші оқылымда қабылданды.", "ru Закон приняли в двух чтениях.", "absent step"),
    ],
)
def test_steps_are_looked_for(text: str, evidence: str, kind: str, compare: Compare) -> None:
    steps = [one for one in compare(text, evidence) if "step" in one.kind]
    assert [one.kind for one in steps] == [kind]


def test_who_is_not_told_in_the_evidence_is_not_contradicted(compare: Compare) -> None:
    found = compare("ru Полиция задержала Ноянова.", "ru Ноянова задержали.")
    assert slots(found)[Slot.AGENT] is SlotOutcome.NOT_TOLD
    assert not any(one.against for one in found if one.slot is not None)


@pytest.mark.parametrize(
    ("text", "evidence", "slot"),
    [
        (
            "ru Сайт заблокировали.",
            "ru Сайт заблокируют. Сайт «Жайлау» заблокировали.",
            Slot.MODE,
        ),
        ("ru Сайт предложили заблокировать.", "ru Сайт планируют заблокировать.", Slot.MODE),
        ("ru Ноянова арестовали.", "ru Ноянова арестовали, сообщил адвокат.", Slot.VOICE),
    ],
)
def test_evidence_that_tells_it_both_ways_or_nearly_so_leaves_it_unclear(
    text: str, evidence: str, slot: Slot, compare: Compare
) -> None:
    assert slots(compare(text, evidence))[slot] is SlotOutcome.UNCLEAR


def test_a_doer_is_known_to_stand_elsewhere_or_beside(compare: Compare) -> None:
    evidence = "ru Суд оштрафовал блогера Ноянова. Прокуратура обжаловала решение."
    found = compare("ru Прокуратура оштрафовала блогера Ноянова.", evidence)
    agent = next(one.slot for one in found if one.slot and one.slot.slot is Slot.AGENT)
    assert agent.elsewhere
    assert not agent.beside


def test_a_value_has_a_rival_where_another_one_is_told_instead(compare: Compare) -> None:
    evidence = (
        "ru 3 марта 2026 года полиция обыскала редакцию. 5 марта 2026 года редактор подал жалобу."
    )
    for day, likelier in ((3, True), (5, False)):
        found = compare(f"en Police searched the newsroom on {day} March 2026.", evidence)
        value = next(one.value for one in found if one.kind == ValueKind.DATE.value)
        assert value is not None
        assert value.same is not None
        assert (value.likeness > value.rivalry) is likelier


def test_a_sum_follows_from_its_parts(compare: Compare) -> None:
    found = compare("ru Всего задержаны 7 человек.", "ru Задержаны 3 журналиста и 4 блогера.")
    value = next(one.value for one in found if one.value and one.value.value.amount)
    assert value is not None
    assert value.same is None
    assert value.derivation is not None


@pytest.mark.parametrize(("text", "evidence", "slot"), WRONG)
def test_features_are_shares(text: str, evidence: str, slot: Slot, compare: Compare) -> None:
    found = compare(text, evidence)
    assert slot in slots(found)
    for one in found:
        assert all(0 <= value <= 1 for value in one.features.values())
