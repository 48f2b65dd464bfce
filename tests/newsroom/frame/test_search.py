"""Does an inflected query find inflected text?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.newsroom.frame import search_index
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.search_index import Text

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
TEXTS = {
    1: ("kk", "Өзенқала соты журналистке айыппұл салды"),
    2: ("ru", "Суд оштрафовал журналиста в Озёрном"),
    3: ("kk", "Сайтты бұғаттау туралы ІІМ-нің түсіндірмесі, 456-2-бап"),
    4: ("ru", "Журналистская премия вручена за расследование"),
}


@pytest.fixture(autouse=True)
def texts() -> None:
    search_index.index(
        Text(
            kind=Searched.ARTICLE,
            owner=owner,
            language=language,
            time=NOW + timedelta(hours=owner),
            text=text,
        )
        for owner, (language, text) in TEXTS.items()
    )


def found(query: str) -> list[int]:
    return [hit.owner for hit in search_index.find(query).hits]


@pytest.mark.parametrize(
    ("query", "owners"),
    [
        ("журналистердің айыппұлы", [1]),
        ("журналистами", [2, 1]),
        ("сайттарды бұғаттаудан", [3]),
        ("ІІМ-ге", [3]),
        ("456-2", [3]),
        ("озерный", [2]),
        ("озерном", [2]),
        ("Озенкала", [1]),
        ("штраф журналист", []),
    ],
)
def test_a_query_finds_other_forms_of_its_words(query: str, owners: list[int]) -> None:
    assert found(query) == owners


@pytest.mark.parametrize("query", ["Тестов", "Тестова", "Тестовым", "Тестовты"])
def test_a_surname_is_found_in_every_form_by_every_form(query: str) -> None:
    for owner, text in ((5, "Тестов подал жалобу"), (6, "Тестова оправдали")):
        one = Text(kind=Searched.ARTICLE, owner=owner, language="ru", time=NOW, text=text)
        search_index.index([one])
    assert set(found(query)) == {5, 6}


def test_of_words_in_very_many_texts_the_latest_are_ranked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_index, "RANKED", 2)
    hits = search_index.find("журналистами")
    assert [hit.owner for hit in hits.hits] == [2, 1]
    assert (hits.total, hits.is_more) == (2, True)
    # The very word is looked for by itself: it is not lost among the others.
    assert found("журналистке") == [1, 2]
    assert search_index.find("журналистами", [Searched.INCIDENT]).hits == ()
    page = search_index.find("журналистами", offset=50)
    assert (page.hits, page.total) == ((), 2)


def test_letters_typed_as_their_neighbours_are_found() -> None:
    assert found("бугаттау") == [3]


def test_the_very_words_come_first_then_the_newest() -> None:
    assert found("журналиста") == [2, 1]


@pytest.mark.parametrize(
    "query", ["", "  ", "«»", '"', "' OR 1=1 --", "журналист* NEAR(", "a:b", "\x00", "NOT AND OR"]
)
def test_no_query_breaks_anything(query: str) -> None:
    assert found(query) == []


def test_a_new_version_replaces_the_old_one() -> None:
    newer = Text(kind=Searched.ARTICLE, owner=2, language="ru", time=NOW, text="Приговор отменён")
    search_index.index([newer])
    assert found("оштрафовал") == []
    assert found("приговоры") == [2]
    SearchRow.objects.filter(owner=2).delete()
    assert found("приговоры") == []


def test_something_in_two_languages_is_found_once() -> None:
    for language, text in (("kk", "Домен бұғатталды"), ("ru", "Домен заблокирован")):
        incident = Text(kind=Searched.INCIDENT, owner=7, language=language, time=NOW, text=text)
        search_index.index([incident])
    hits = search_index.find("домен")
    assert (hits.total, len(hits.hits)) == (1, 1)


def test_a_page_tells_how_much_there_is_in_all() -> None:
    page = search_index.find("журналист", limit=1, offset=1)
    assert (page.total, len(page.hits)) == (2, 1)


def test_only_the_kinds_that_are_asked_for_are_found() -> None:
    assert search_index.find("журналист", [Searched.INCIDENT]).total == 0
