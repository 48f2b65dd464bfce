"""Do the forms of a word share a stem?"""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from dalel.language.names import are_same, skeleton
from dalel.language.stems import _snowball, stem


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("сот соттың сотқа сотта соттан сотпен соты сотының соттар соттарға", "сот"),
        ("құқық құқығы құқықтары құқығының құқыққа", "құқық"), ("бап бабы баптың баптары", "бап"),
        ("журналист журналистер журналистердің журналисі журналисті", None),
        ("министрлік министрлігі министрлігінің министрлікке", "министрлік"),
        ("тілші тілшісі тілшілер тілшінің", "тілші"), ("қала қаласы қаласында қалалар", "қала"),
        ("ІІМ ІІМ-нің ІІМ-ге", "іім"), ("ел елдің елде елдер", "ел"),
        ("адам адамды адамдар", "адам"),
        ("тұрғын тұрғынға тұрғындар", "тұрғын"), ("аспан аспанда", "аспан"), ("б с", None),
    ],
)  # fmt: skip
def test_kazakh_forms_share_their_stem(forms: str, expected: str | None) -> None:
    found = {stem(form, "kk") for form in forms.split()}
    assert expected is None or found == {expected}


def test_russian_and_english_have_snowball_and_others_their_words() -> None:
    assert stem("судами", "ru") == stem("суда", "ru")
    assert stem("Courts", "en") == "court"
    assert stem("Gerichte", "de") == "gerichte"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Жанболат Тұмарбековті", "kk"), ("Жанболата Тумарбекова", "ru"), True),
        (("Ерасыл Бөкеновтің", "kk"), ("Yerasyl Bokenov", "en"), True),
        (("Мәдина Тілеужан", "kk"), ("Мадину Тлеужан", "ru"), True),
        (("Тұмарбеков", "kk"), ("Жанболат Тумарбеков", "ru"), True),
        (("Тоқаев", "kk"), ("Бокаев", "ru"), False), (("Рысев", "ru"), ("Рысов", "ru"), False),
        (("Ли", "ru"), ("Ло", "ru"), False), (("МВД", "ru"), ("ІІМ", "kk"), False),
    ],
)  # fmt: skip
def test_a_name_is_the_same_in_another_case_or_language(
    one: tuple[str, str], other: tuple[str, str], *, same: bool
) -> None:
    assert are_same(skeleton(*one), skeleton(*other)) is same


def test_threads_at_once_get_the_stems_that_one_gets() -> None:
    ends = ("ереводчик", "арандаш", "убличн")
    words = [f"{first}{end}ами" for first in "бвгдклмнпрст" for end in ends]
    _snowball.cache_clear()
    alone = [stem(word, "ru") for word in words]
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(20):
                _snowball.cache_clear()
                assert [*pool.map(lambda word: stem(word, "ru"), words * 4)] == alone * 4
    finally:
        sys.setswitchinterval(pause)
