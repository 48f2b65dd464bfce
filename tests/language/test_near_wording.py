"""Is the nearest wording told as near as it is, with what differs in it lit?"""

import pytest

from dalel.language.near_wording import (
    PieceKind,
    differing,
    echoed,
    likeness,
    pair_terms,
    query_stems,
)
from dalel.language.sentence_pairs import paired

BEFORE = "Алматы соты блогер Айдос Сарымовқа 78 640 теңге айыппұл салды."
NOW = "Алматы соты блогер Ерлан Нұровқа 43 252 теңге айыппұл салды."
TRANSLATED = "Суд Алматы оштрафовал блогера Айдоса Сарымова на 78 640 тенге."


def lit(stretches: object) -> list[tuple[str, str]]:
    assert isinstance(stretches, tuple)
    return [(str(one.kind), one.text) for one in stretches if one.kind is not PieceKind.SAME]


def test_only_the_same_sentence_is_wholly_alike() -> None:
    assert likeness(BEFORE, BEFORE) == 100
    assert 90 <= likeness(BEFORE, BEFORE.replace("78 640", "78 641")) < 100
    assert likeness("а" * 400, "а" * 399 + "б") == 50
    assert likeness(NOW, BEFORE) > 60
    assert likeness("Сайт ашылмады.", BEFORE) < 45


def test_numbers_and_names_that_differ_are_told_apart_from_words() -> None:
    assert lit(differing(NOW, BEFORE)) == [("name", "Айдос Сарымовқа"), ("number", "78 640")]
    assert lit(differing("Сайт ашылмады.", "Сайт қайта ашылды.")) == [("words", "қайта ашылды")]


def test_stretches_give_the_whole_sentence() -> None:
    for now, before in ((NOW, BEFORE), (BEFORE, NOW), ("", BEFORE), (BEFORE, "x")):
        assert "".join(one.text for one in differing(now, before)) == before


def test_the_translation_lights_the_same_numbers_and_names() -> None:
    differences = differing(NOW, BEFORE)
    assert lit(echoed(TRANSLATED, differences)) == [
        ("name", "Айдоса Сарымова"),
        ("number", "78 640"),
    ]
    assert "".join(one.text for one in echoed(TRANSLATED, differences)) == TRANSLATED


def test_terms_carry_their_language_and_are_letters_and_digits() -> None:
    terms = pair_terms("Сот 20 АЕК айыппұл салды!", "kk")
    assert "kk_сот" in terms
    assert any(term.startswith("kk_сот_") for term in terms)
    assert all(term.replace("_", "").isalnum() for term in terms)
    assert set(pair_terms("СОТ — 20 АЕК: айыппұл салды", "kk")) == set(terms)


def test_a_query_finds_a_word_in_either_language() -> None:
    (word,) = query_stems("сайттар", ("kk", "ru"))
    assert {"kk_сайт", "ru_сайт"} <= set(word)


@pytest.mark.parametrize(
    ("kk", "ru", "expected"),
    [
        (
            ["Сот шешім шығарды. Айыппұл 20 АЕК болды."],
            ["Суд вынес решение. Штраф составил 20 МРП."],
            [
                ("Сот шешім шығарды.", "Суд вынес решение."),
                ("Айыппұл 20 АЕК болды.", "Штраф составил 20 МРП."),
            ],
        ),
        # One sentence more: it stays without a pair, and the others find theirs.
        (
            ["Сайт 3 желтоқсанда бұғатталды.", "Редакция 15 желтоқсанда сотқа шағым түсірді."],
            [
                "Сайт заблокировали 3 декабря. Причины ведомство не назвало, на запросы "
                "журналистов оно не отвечает. Редакция подала жалобу в суд 15 декабря."
            ],
            [
                ("Сайт 3 желтоқсанда бұғатталды.", "Сайт заблокировали 3 декабря."),
                (
                    "Редакция 15 желтоқсанда сотқа шағым түсірді.",
                    "Редакция подала жалобу в суд 15 декабря.",
                ),
            ],
        ),
        ([], ["Суд."], []),
    ],
)
def test_sentences_find_their_translation(
    kk: list[str], ru: list[str], expected: list[tuple[str, str]]
) -> None:
    assert list(paired(kk, ru)) == expected


def test_sentences_that_say_nothing_alike_are_no_pair() -> None:
    assert list(paired(["Иә."], ["Суд " + "очень долго рассматривал это дело " * 5 + "."])) == []
