"""Are participants of a text found in its evidence, and are their rivals seen?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.claims.placed_values import ValueComparison, ValueKind
from dalel.language.claims.read_texts import ReadEvidence, read_text
from dalel.language.claims.values import compare_values


def actors(text: str, evidence: str, words: Lexicon) -> dict[str, ValueComparison]:
    """The comparison of each participant by its words; texts are written as ``ru Полиция ...``."""
    language, _, mine = text.partition(" ")
    its, _, theirs = evidence.partition(" ")
    told = ReadEvidence(texts=(read_text(theirs, its, words, source="evidence"),))
    values = read_text(mine, language, words).values
    found: dict[str, ValueComparison] = {}
    for one in compare_values(values, told.values, words):
        if one.value.kind is ValueKind.PARTICIPANT:
            found.setdefault(mine[one.value.span.start : one.value.span.end], one)
    return found


def named(one: str, found: dict[str, ValueComparison]) -> ValueComparison:
    """The comparison of the participant whose words have these ones."""
    return next(each for words, each in found.items() if one in words)


EVIDENCE = (
    "ru Суд Алматы оштрафовал блогера Сержана Ноянова. Адвокат Ильяс Жамбулов обжаловал решение. "
    "О заседании написала газета «Жайлау тынысы»."
)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("ru Суд оштрафовал Ноянова.", EVIDENCE),
        ("kk Сот блогер Сержан Ноянға айыппұл салды.", "ru Суд оштрафовал блогера Сержана Нояна."),
        ("ru Суд оштрафовал активистку Сауле Маратову.", "kk Сот Сәуле Маратқызына айыппұл салды."),
        ("ru КНБ допросил блогера.", "kk Үкімет пен ҰҚК-дан пікір сұралды. Блогер жауап берді."),
        (
            "ru Сотрудник сайта «Жайлау тынысы» Ноянов задержан.",
            "kk «Жайлау тынысы» сайтының тілшісі Ноянов ұсталды.",
        ),
        (
            "en Police searched the newspaper Zhailau Tynysy.",
            "ru Полиция обыскала редакцию газеты «Жайлау тынысы».",
        ),
        ("ru Полиция Павлодара задержала Ноянова.", "kk Ноянов ұсталды. Бұл Павлодар полициясы."),
    ],
)
def test_whoever_the_evidence_names_is_found(text: str, evidence: str, kz_lexicon: Lexicon) -> None:
    found = actors(text, evidence, kz_lexicon)
    assert found
    assert [words for words, one in found.items() if one.same is None] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ru Суд оштрафовал Сержана Ибраева.", "Ибраева"),
        ("ru Адвокат Динара Сулейменова обжаловала решение.", "Сулейменова"),
        ("ru Адвокат Ильяс Жамбул обжаловал решение.", "Жамбул"),
        ("kk Прокурор шешімге шағымданды.", "Прокурор"),
    ],
)
def test_whoever_the_evidence_does_not_name_is_absent(
    text: str, who: str, kz_lexicon: Lexicon
) -> None:
    assert named(who, actors(text, EVIDENCE, kz_lexicon)).same is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ru Суд оштрафовал адвоката Ильяса Жамбулова.", "Жамбулова"),
        ("kk Сот адвокат Ильяс Жамбуловқа айыппұл салды.", "Жамбулов"),
        ("ru Блогер Сержан Ноянов обжаловал решение.", "Ноянов"),
    ],
)
def test_whoever_takes_anothers_part_is_behind_him(
    text: str, who: str, kz_lexicon: Lexicon
) -> None:
    one = named(who, actors(text, EVIDENCE, kz_lexicon))
    assert one.same is not None
    assert one.rivalry > one.likeness


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ru Суд оштрафовал блогера Сержана Ноянова.", "Ноянова"),
        ("kk Адвокат Ильяс Жамбулов шешімге шағымданды.", "Жамбулов"),
        ("ru Адвокат Жамбулов обжаловал решение.", "Жамбулов"),
    ],
)
def test_whoever_has_his_own_part_is_ahead_of_others(
    text: str, who: str, kz_lexicon: Lexicon
) -> None:
    one = named(who, actors(text, EVIDENCE, kz_lexicon))
    assert one.likeness > one.rivalry


@pytest.mark.parametrize(
    "text",
    [
        "kk Үкімет теріс қорытынды берді.",
        "ru У двери оставили венок с надписью «Прощай».",
        "kk Зейнеткер депутатты «сатқын» деп атады.",
        "ru Павлодарского чиновника оштрафовали по статье 274 УК.",
        "en The court lifted the ban on Saule Alimbekova's posting.",
        "ru Экспертизу назначили.",
    ],
)
def test_things_and_words_are_nobody(text: str, kz_lexicon: Lexicon) -> None:
    nobody = {"теріс қорытынды", "венок", "«сатқын»", "274 УК", "posting", "Экспертизу"}
    found = actors(text, EVIDENCE, kz_lexicon)
    assert not [words for words in found if any(each in words for each in nobody)]
