"""Does the desk speak its languages throughout?"""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import formats, translation
from pytest_django import Settings

from dalel.domain.states import ConcernState, EditionState, IncidentState, VersionState
from dalel.language.wording import catalogue
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.labels import STATES, label
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.upstream_messages import BORROWED, BORROWED_COUNTS
from dalel.pack import default_folder


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_djangos_sentences_on_our_screens_are_translated(language: str) -> None:
    with translation.override(language):
        for sentence in BORROWED:
            ours = catalogue(language).gettext(sentence)
            assert translation.gettext(sentence) == ours != sentence
        for one, many in BORROWED_COUNTS:
            assert translation.ngettext(one, many, 5) not in {one, many}


@pytest.mark.parametrize("noun", [VersionState, IncidentState, EditionState, ConcernState])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_state_has_a_word_of_its_own(
    noun: type[VersionState | IncidentState | EditionState | ConcernState], language: str
) -> None:
    with translation.override(language):
        words = [label(state) for state in noun]
    assert len(set(words)) == len(noun)
    assert not set(words) & {str(state) for state in noun}


def test_every_state_is_worded() -> None:
    assert all(set(words) == set(noun) for noun, words in STATES.items())


def test_roles_are_worded_in_kazakh() -> None:
    with translation.override("kk"):
        assert [str(role.label) for role in Role] == ["тілші", "редактор", "шығарушы", "әкімші"]


def test_short_dates_and_numbers_are_written_as_kazakh_writes_them() -> None:
    with translation.override("kk"):
        assert formats.date_format(date(2025, 11, 17)) == "17.11.2025"
        assert formats.number_format(16.4) == "16,4"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_language_of_the_desk_has_its_screens(
    settings: Settings, client: Client, language: str
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    client.force_login(Member.objects.create_user("aigul", language=language))
    page = client.get("/incidents/").text
    assert f'<html lang="{language}">' in page
    assert {"kk": "Оқиғалар", "ru": "Инциденты", "en": "Incidents"}[language] in page


def test_the_newsroom_speaks_kazakh_unless_told_otherwise() -> None:
    assert settings.LANGUAGE_CODE == "kk"
