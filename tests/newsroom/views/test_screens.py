"""Do the screens show what is in the record?"""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dalel.domain.concern import Concern, Weight
from dalel.domain.states import ConcernState, IncidentState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions.concern_decisions import decide
from dalel.newsroom.incidents.actions.concerns import write_checked
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    EditionEntryRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack

pytestmark = pytest.mark.django_db


def test_an_empty_record_says_what_will_stand_there(reporter: Client) -> None:
    assert "Откройте выпуск за период" in reporter.get("/editions/").text
    assert "начните запись вручную" in reporter.get("/incidents/").text


@pytest.mark.usefixtures("record")
def test_the_editions_are_listed_with_their_counts(reporter: Client) -> None:
    page = reporter.get("/editions/").text
    assert "Выпуск № 1" in page
    assert "май 2031" in page
    entries = EditionEntryRow.objects.count()
    assert f"{entries} запис" in page
    assert f"{entries} не утвержден" in page
    assert f"{ConcernRow.objects.filter(state='open').count()} замечани" in page


@pytest.mark.usefixtures("record")
def test_an_edition_shows_its_entries_in_the_order_of_print(reporter: Client) -> None:
    page = reporter.get("/editions/1/").text
    numbers = IncidentRow.objects.values_list("number", flat=True)
    places = [page.index(f">{number}<") for number in numbers]
    assert places == sorted(places)
    assert "1. Слово" in page
    assert "Сайт «Берег» заблокирован по решению министерства" in page
    assert "The Shore blocked by order of the ministry" in page
    assert "Перед вами наблюдение" in page


@pytest.mark.usefixtures("record")
def test_incidents_are_sifted_by_section_and_state(reporter: Client) -> None:
    IncidentRow.objects.filter(number="XT-2031-0002").update(state=IncidentState.PUBLISHED)
    every = reporter.get("/incidents/").text
    assert "XT-2031-0001" in every
    second = reporter.get("/incidents/", {"section": "2"}).text
    assert "XT-2031-0003" in second
    assert "XT-2031-0001" not in second
    published = reporter.get("/incidents/", {"section": "1", "state": "published"}).text
    assert "XT-2031-0002" in published
    assert "XT-2031-0001" not in published
    nothing = reporter.get("/incidents/", {"section": "3", "state": "withdrawn"}).text
    assert "Показать все записи" in nothing


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "asked", [{"section": "99"}, {"section": "x"}, {"state": "lost"}, {"page": "x"}, {"page": "99"}]
)
def test_what_does_not_exist_is_left_out_of_the_question(
    reporter: Client, asked: dict[str, str]
) -> None:
    assert "XT-2031-0001" in reporter.get("/incidents/", asked).text


def test_a_long_list_has_pages_that_keep_the_question(reporter: Client, now: datetime) -> None:
    IncidentRow.objects.bulk_create(
        IncidentRow(number=f"XT-2031-{count:04}", section=1, updated=now) for count in range(1, 121)
    )
    first = reporter.get("/incidents/", {"section": "1"}).text
    assert "XT-2031-0120" in first
    assert "section=1&amp;page=2" in first
    assert "страница 1 из 3" in first
    last = reporter.get("/incidents/", {"section": "1", "page": "3"}).text
    assert "XT-2031-0001" in last
    assert 'rel="next"' not in last


@pytest.mark.usefixtures("record")
def test_an_incident_shows_texts_codes_links_concerns_and_places(reporter: Client) -> None:
    page = reporter.get("/incidents/XT-2031-0001/").text
    assert "Сайт «Берег» заблокирован по решению министерства" in page
    assert "The Shore blocked by order of the ministry" in page
    assert "https://shore.test/1001-sait-bereg-zablokirovan" in page
    assert "utm_source=mail" in page
    assert "03.05.2031" in page
    assert 'href="/editions/1/"' in page
    assert "/incidents/XT-2031-" in page
    assert 'aria-current="step">не опубликовано' in page
    assert "tiny-1" in page
    # What is about codes is told in the codebook's words.
    shown = ConcernRow.objects.filter(incident__number="XT-2031-0001").exclude(field="actors")
    for concern in shown:
        assert concern.excerpt in page


@pytest.mark.usefixtures("record")
def test_an_incident_shows_the_history_of_its_texts(
    reporter: Client, cast: dict[str, Member], now: datetime
) -> None:
    old = TextVersionRow.objects.get(incident__number="XT-2031-0001", language="ru")
    old.state = VersionState.SUPERSEDED
    old.save(update_fields=["state"])
    TextVersionRow.objects.create(
        incident=old.incident,
        language="ru",
        number=2,
        title=None,
        paragraphs=["Так написал редактор."],
        author=cast["editor"],
        time=now,
        state=VersionState.IN_REVIEW,
    )
    page = reporter.get("/incidents/XT-2031-0001/").text
    assert "Так написал редактор." in page
    assert "Айгүл (editor)" in page
    assert "версия 2" in page
    assert "Без заголовка · XT-2031-0001" in page
    assert old.paragraphs[0] in page


@pytest.mark.usefixtures("record")
def test_an_incident_of_which_little_is_known_says_so(reporter: Client, now: datetime) -> None:
    IncidentRow.objects.create(
        number="XT-2031-0099", section=9, updated=now, state=IncidentState.WITHDRAWN
    )
    page = reporter.get("/incidents/XT-2031-0099/").text
    for sentence in (
        "За этой записью пока ничего нет",
        "Ещё не закодировано",
        "ни в один выпуск",
        "Текста на этом",
    ):
        assert sentence in page
    assert 'aria-current="step">изъято' in page
    assert "дата не указана" in page


@pytest.mark.usefixtures("record")
def test_codes_and_rules_that_are_gone_are_shown_as_they_are(reporter: Client) -> None:
    codes = CodesRow.objects.get(incident__number="XT-2031-0001")
    CodesRow.objects.filter(pk=codes.pk).delete()
    codes.event_type, codes.pk = "a_code_of_old", None
    codes.save()
    ConcernRow.objects.filter(incident__number="XT-2031-0001").update(rule="rule_of_old")
    page = reporter.get("/incidents/XT-2031-0001/").text
    assert "a_code_of_old" in page


@pytest.mark.usefixtures("record")
def test_dangerous_words_of_a_source_stay_words(reporter: Client, now: datetime) -> None:
    TextVersionRow.objects.create(
        incident=IncidentRow.objects.get(number="XT-2031-0001"),
        language="ru",
        number=2,
        title="<script>alert(1)</script>",
        paragraphs=["<img src=x onerror=alert(1)>"],
        time=now,
    )
    for path in ("/incidents/", "/incidents/XT-2031-0001/", "/editions/1/"):
        page = reporter.get(path).text
        assert "<script>" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/editions/77/", "Выпуска с таким номером нет"),
        ("/incidents/XT-1999-0001/", "Записи с таким номером нет"),
        ("/nowhere/", "По этому адресу ничего нет"),
    ],
)
def test_a_wrong_address_says_what_is_missing(reporter: Client, path: str, sentence: str) -> None:
    response = reporter.get(path)
    assert response.status_code == 404
    assert sentence in response.text


def test_our_own_mistake_is_owned_up_to(reporter: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall() -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("dalel.newsroom.incidents.queries.incidents.editions", fall)
    reporter.raise_request_exception = False
    response = reporter.get("/editions/")
    assert response.status_code == 500
    assert "сбой на нашей стороне" in response.text
    assert "mistake of ours" not in response.text


@pytest.mark.parametrize(
    ("name", "parts", "queries"),
    [
        ("editions", {}, 7),
        ("edition", {"number": 1}, 36),
        ("incidents", {}, 17),
        ("incident", {"number": "XT-2031-0001"}, 32),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_record(
    reporter: Client,
    tiny_pack: Pack,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    parts: dict[str, object],
    queries: int,
) -> None:
    prepare(tiny_pack, now=now)
    path = reverse(name, kwargs=parts)
    reporter.get(path)
    with django_assert_num_queries(queries):
        assert reporter.get(path).status_code == 200
    _grow(now)
    with django_assert_num_queries(queries):
        assert reporter.get(path).status_code == 200


def _grow(now: datetime) -> None:
    """Forty incidents more in edition 1, each with a text and a link."""
    edition = EditionEntryRow.objects.all()[0].edition
    for count in range(40):
        row = IncidentRow.objects.create(number=f"XT-2040-{count:04}", section=1, updated=now)
        TextVersionRow.objects.create(
            incident=row, language="ru", number=1, paragraphs=["П"], time=now
        )
        LinkRow.objects.create(incident=row, order=1, canonical=f"https://bay.test/{count}")
        EditionEntryRow.objects.create(edition=edition, incident=row, section=1, order=100 + count)


@pytest.mark.usefixtures("record")
def test_an_incident_says_what_holds_it_back_and_who_decided(
    reporter: Client, cast: dict[str, Member], now: datetime
) -> None:
    row = IncidentRow.objects.get(number="XT-2031-0001")
    concern = Concern(rule="private_detail", weight=Weight.ERROR, excerpt="8 701", field="title",
                      language="ru", values={"of": "phone"})  # fmt: skip
    write_checked({row: (concern,)}, {}, frozenset({"private_detail"}))
    page = reporter.get("/incidents/XT-2031-0001/").text
    assert 'class="held"' in page
    assert "Номер телефона" in page
    kept = ConcernRow.objects.get(rule="private_detail")
    [first] = re.findall(r'class="held" role="status"><a href="#(concern-[^"]+)"', page)
    assert f'id="{first}"' in page
    for held in ConcernRow.objects.filter(incident=row, weight="error", state="open"):
        decide(row.number, held.key, ConcernState.WAIVED, member=cast["editor"],
               reason="номер редакции", now=now)  # fmt: skip
    page = reporter.get("/incidents/XT-2031-0001/").text
    assert 'class="held"' not in page
    assert "номер редакции" in page
    assert kept.excerpt in page


@pytest.mark.usefixtures("record")
def test_a_language_that_nobody_confirmed_is_marked(
    reporter: Client, cast: dict[str, Member], now: datetime
) -> None:
    assert 'data-state="stale"' not in reporter.get("/incidents/XT-2031-0001/").text
    row = IncidentRow.objects.get(number="XT-2031-0001")
    TextVersionRow.objects.create(incident=row, language="en", number=2, paragraphs=["Anew."],
                                  author=cast["editor"], time=now + timedelta(hours=1))  # fmt: skip
    assert 'data-state="stale"' in reporter.get("/incidents/XT-2031-0001/").text
