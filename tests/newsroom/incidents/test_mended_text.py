"""Does a suggestion that is taken leave a text that can be printed?"""

from dataclasses import replace

import pytest

from dalel.domain.concern import Concern, Weight
from dalel.domain.incident import IncidentText
from dalel.language.wording import catalogue
from dalel.newsroom.incidents.concern_labels import advice
from dalel.newsroom.incidents.views.texts import mended_text
from dalel.steps.check.passages import SUMMARY, TITLE


def concern(excerpt: str, suggestion: str, field: str = SUMMARY) -> Concern:
    return Concern(
        rule="name_form",
        weight=Weight.ERROR,
        excerpt=excerpt,
        field=field,
        suggestion=suggestion,
        values={"of": "initials", "why": "Потому."},
    )


TEXT = IncidentText(
    language="ru",
    title="Рысев осуждён",
    paragraphs=("Приговор Антону Рысеву.", "Рысевский суд. Рысев молчит..."),
)


def test_no_two_stops_stand_where_a_sentence_ends() -> None:
    mended = mended_text(TEXT, concern("Антону Рысеву", "А. Р."))
    assert mended == replace(TEXT, paragraphs=("Приговор А. Р.", TEXT.paragraphs[1]))
    kept = mended_text(TEXT, concern("Рысев молчит", "А. Р."))
    assert kept.paragraphs[1] == "Рысевский суд. А. Р...."


def test_whole_words_are_replaced_in_the_field_that_is_meant() -> None:
    mended = mended_text(TEXT, concern("Рысев", "А. Р."))
    assert mended.title == TEXT.title
    assert mended.paragraphs[1] == "Рысевский суд. А. Р. молчит..."
    assert mended_text(TEXT, concern("Рысев", "А. Р.", TITLE)).title == "А. Р. осуждён"
    # Words that stand only in the other field are mended there.
    assert mended_text(TEXT, concern("осуждён", "оправдан")).title == "Рысев оправдан"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_advice_to_write_initials_has_one_stop(language: str) -> None:
    say = catalogue(language).gettext
    assert "А. Р. Потому." in advice(concern("Рысеву", "А. Р."), say)
    assert "журналисту. Потому." in advice(concern("Рысеву", "журналисту"), say)
