"""Is a Kazakh verb taken apart into stem, voice, negation, tense and ending?"""

import pytest

from dalel.language.kk.cases import Case
from dalel.language.kk.verbs import Tense, VerbForm, VerbForms, guessed

_FORMS = VerbForms(("ұста", "тап", "қой", "таны", "айт", "бұз", "сал", "тінт", "тара", "тарат"))


def _first(word: str) -> VerbForm:
    return _FORMS.known(word)[0]


@pytest.mark.parametrize(
    ("word", "stem", "tense"),
    [
        ("ұстады", "ұста", Tense.PAST), ("ұстаған", "ұста", Tense.PERFECT),
        ("ұстап", "ұста", Tense.CONVERB), ("ұстайды", "ұста", Tense.PRESENT),
        ("ұстамақшы", "ұста", Tense.INTENTION), ("ұстаса", "ұста", Tense.CONDITION),
        ("ұстау", "ұста", Tense.NOUN), ("ұстайтын", "ұста", Tense.HABITUAL),
        ("ұстағысы", "ұста", Tense.WISH), ("ұстасын", "ұста", Tense.OPTATIVE),
        ("табады", "тап", Tense.PRESENT), ("қояды", "қой", Tense.PRESENT),
        ("қою", "қой", Tense.NOUN), ("тануы", "таны", Tense.NOUN),
        ("таратты", "тарат", Tense.PAST), ("айтты", "айт", Tense.PAST),
    ],
)  # fmt: skip
def test_a_stem_and_its_tense_are_found(word: str, stem: str, tense: Tense) -> None:
    form = _first(word)
    assert (form.stem, form.tense) == (stem, tense)


@pytest.mark.parametrize("word", ["ұсталды", "бұзылған", "салынып", "табылды", "тінтілген"])
def test_a_passive_is_seen(word: str) -> None:
    assert _first(word).passive


@pytest.mark.parametrize("word", ["ұстамады", "бұзбаған", "айтпай", "салынбайды", "тінтпесе"])
def test_a_negation_is_seen(word: str) -> None:
    assert _first(word).negated


def test_a_causative_is_seen() -> None:
    assert _first("бұзғызды").causative


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ұсталғанын", Case.ACC), ("бұзуға", Case.DAT), ("айтуынша", Case.AS_SAID),
        ("тінтуден", Case.ABL), ("салғанымен", Case.INS), ("бұзғаны", Case.NOM),
    ],
)  # fmt: skip
def test_a_verb_that_is_a_noun_has_a_case(word: str, case: Case) -> None:
    assert _first(word).case is case


@pytest.mark.parametrize("word", ["алты", "адам", "салық", "тапсырма", "айып", "ұстаз"])
def test_a_noun_is_no_form_of_a_verb(word: str) -> None:
    assert not _FORMS.known(word)


def test_a_verb_made_from_a_noun_is_guessed() -> None:
    form = guessed("белгіленген")
    assert form is not None
    assert (form.stem, form.passive, form.tense) == ("белгіле", True, Tense.PERFECT)


@pytest.mark.parametrize("word", ["балалар", "ақпаратты", "қаладан"])
def test_a_noun_is_not_guessed_to_be_a_verb(word: str) -> None:
    assert guessed(word) is None
