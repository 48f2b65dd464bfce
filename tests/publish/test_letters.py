"""Is every letter shown that can be, and something readable where it cannot?"""

import re

import pytest

from dalel.publish.letters import OMITTED, Strange, clusters, strange
from dalel.publish.typefaces import OTHERS, READ, WORK, families, letters

SHOWN = (
    "ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸ № «»—– …",
    "кеңес и\u0306 и\u0301",
    "🚨 👩🏽‍💻 🏴‍☠️ 🇰🇿 1️⃣ ☎️ 🕊",
    "قازاقستان «مرحبا» ٴ ئۇيغۇر",
    "שלום עולם",
    "\u200bЗ\u200dА\ufeff\u00ad",
)


def set_as(text: str) -> str:
    """What a typesetter shows of it; the pattern is in Rust's words, which differ in one escape."""
    found = strange([text])
    if not found.pattern:
        return text
    pattern = re.sub(r"\\x\{(\w+)\}", lambda one: re.escape(chr(int(one[1], 16))), found.pattern)
    return re.sub(pattern, lambda one: found.instead.get(one[0], found.omitted), text)


@pytest.mark.parametrize("text", SHOWN)
def test_what_a_typeface_has_is_left_alone(text: str) -> None:
    assert strange([text]) == Strange()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("𝐁𝐨𝐥𝐝 Ⅷ ①", "Bold VIII 1"),
        ("Ғ\u0306\u0301 сөз", "Ғ сөз"),
        ("й\u0363 мен й", "й мен й"),
        ("Қытай 中国 上海 сайты", f"Қытай {OMITTED} сайты"),
        ("中国, 上海", f"{OMITTED}, {OMITTED}"),
        ("a ∮ b", f"a {OMITTED} b"),
        ("\u0363сөз", "сөз"),
        ("а\U000e0001б\U00013430в", "а\U000e0001бв"),
    ],
)
def test_the_rest_becomes_the_nearest_that_can_be_read(text: str, shown: str) -> None:
    assert set_as(text) == shown


def test_nothing_of_a_longer_cluster_is_taken_for_a_shorter_one() -> None:
    assert set_as("Ⅷ Ⅷ\u0363 Ғ\u0363 Ғ") == "VIII VIII Ғ Ғ"


def test_several_texts_have_one_answer() -> None:
    assert strange(["Ⅷ", "①", "сөз"]).instead == {"Ⅷ": "VIII", "①": "1"}
    assert strange([]) == Strange()


def test_what_is_drawn_as_one_is_not_divided() -> None:
    assert list(clusters("")) == []
    assert list(clusters("а👩🏽‍💻☠️и\u0306")) == ["а", "👩🏽‍💻", "☠️", "и\u0306"]


@pytest.mark.parametrize("face", [WORK, READ])
def test_a_letter_is_looked_for_in_the_same_order_as_its_families_stand(face: str) -> None:
    assert len(letters(face)) == len(families(face))
    assert families(face)[-len(OTHERS) :] == tuple(OTHERS)
    assert ord("ә") in letters(face)[families(face).index(f"{face} cyrillic-ext")]
    assert ord("🕊") in letters(face)[families(face).index("noto-emoji")]
