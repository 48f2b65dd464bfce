"""Does the desk speak its languages throughout?"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client
from django.utils import formats, translation
from pytest_django import Settings

from dalel import newsroom
from dalel.cli.catalogue import collected, written
from dalel.domain.states import ConcernState, EditionState, IncidentState, VersionState
from dalel.language.wording import catalogue
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.labels import label, states
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.upstream_messages import BORROWED, BORROWED_COUNTS
from dalel.pack import default_folder

#: What desk and site call one and the same thing, in small letters: the word, and none of these.
RECORD: Final = {"kk": ("жазба", ""), "ru": ("запис", "инцидент")}
#: Commands and files of whoever keeps the machine.
INTERNAL: Final = re.compile(r"\bdalel [a-z-]+\b|dalel\.toml|dalel\.cli")
#: Told to that very person, who stands before the machine: the paper code is printed there.
AT_THE_MACHINE: Final = {"dalel user"}


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Each message and its translation, the forms of a number as one."""
    for message in written(language):
        one, many = (
            " ".join(said) if isinstance(said, tuple | list) else str(said)
            for said in (message.id, message.string)
        )
        yield one, many.lower()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_desk_and_site_call_an_entry_by_one_word(language: str) -> None:
    word, other = RECORD[language]
    of_entries = [
        (english, said)
        for english, said in sentences(language)
        if re.search(r"\bincidents?\b", english, re.IGNORECASE)
    ]
    assert len(of_entries) > 50
    assert [english for english, said in of_entries if word not in said] == []
    assert not other or not [said for _, said in sentences(language) if other in said]


def test_no_screen_of_the_desk_tells_a_command_or_a_file_of_settings() -> None:
    told = {str(message.id) for message in collected()}
    in_messages = {found for one in told for found in INTERNAL.findall(one)}
    folder = Path(newsroom.__file__).parent
    in_templates = {
        found
        for template in folder.rglob("templates/**/*.html")
        for found in INTERNAL.findall(re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.S))
    }
    assert in_messages | in_templates <= AT_THE_MACHINE


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
    assert all(set(words) == set(noun) for noun, words in states().items())


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
    assert {"kk": "Жазбалар", "ru": "Записи", "en": "Incidents"}[language] in page


def test_the_newsroom_speaks_kazakh_unless_told_otherwise() -> None:
    assert settings.LANGUAGE_CODE == "kk"
