"""Do the lists let one act on what is ticked, with and without a script?"""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from dalel.cli import logs
from dalel.domain.several import Several, SeveralDeed
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import several as acting
from dalel.newsroom.incidents.models import IncidentRow, SeveralRow
from dalel.newsroom.releases.actions import editions
from dalel.newsroom.stories.models import StoryRow
from story_rows import incident, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(hours=5)


def test_the_inbox_offers_ticks_and_tells_what_became_of_them(reporter: Client) -> None:
    keys = [story_of([name], NOW).key for name in "abc"]
    page = reporter.get("/inbox/").text
    for key in keys:
        assert f'value="{key}" form="several"' in page
    assert 'href="/inbox/?ticked=all"' in page
    assert "checked" not in page
    assert reporter.get("/inbox/?ticked=all").text.count(" checked") == 3
    sent = {"item": keys[:2], "do": "reject:abroad", "words": "", "next": "/inbox/?ticked=all"}
    answer = reporter.post("/several/stories/", sent)
    act = SeveralRow.objects.get().pk
    assert answer["Location"] == f"/inbox/?several={act}"
    told = reporter.get(answer["Location"]).text
    assert "сделано: 2" in told
    assert f"/several/{act}/undo/" in told
    again = reporter.post("/several/stories/", sent)
    told = reporter.get(again["Location"]).text
    assert "сделано: 0, нет: 2" in told
    assert "решение уже принято (Айгүл (reporter))" in told
    back = reporter.post(f"/several/{act}/undo/", {"next": f"/inbox/?several={act}"})
    assert "отменено: 2" in reporter.get(back["Location"]).text
    assert set(StoryRow.objects.values_list("state", flat=True)) == {"new"}


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"do": "later"}, "Сначала отметьте"),
        ({"item": "x", "do": ""}, "Выберите, что сделать"),
        ({"item": "x", "do": "reject:nonsense"}, "Выберите, что сделать"),
        ({"item": "x", "do": "assign:nobody-here"}, "Выберите, что сделать"),
        ({"item": "x", "do": "reject:other"}, "Укажите причину"),
        ({"item": [str(one) for one in range(201)], "do": "later"}, "Не больше 200"),
    ],
)
def test_what_is_amiss_is_told_and_nothing_is_done(
    reporter: Client, sent: dict[str, object], told: str
) -> None:
    answer = reporter.post("/several/stories/", sent)
    assert told in reporter.get(answer["Location"]).text
    assert not SeveralRow.objects.exists()


def test_the_list_of_entries_offers_what_one_may_and_sifts_by_it(
    client: Client, cast: dict[str, Member]
) -> None:
    act = Act(member=cast["editor"], time=NOW)
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    numbers = [incident(f"XT-2031-{900 + one:04}", NOW, title="Весть").number for one in range(3)]
    client.force_login(cast["reporter"])
    page = client.get("/incidents/").text
    assert 'value="section:2"' in page
    assert f'value="edition:{edition}"' not in page
    sent = {"item": numbers[:2], "do": f"edition:{edition}"}
    assert client.post("/several/entries/", sent).status_code == 403
    client.force_login(cast["editor"])
    page = client.get("/incidents/").text
    assert f'value="edition:{edition}"' in page
    answer = client.post("/several/entries/", sent)
    assert f"Выпуск № {edition}: сделано: 2" in client.get(answer["Location"]).text
    for do in ("assign:the-editor", "later"):
        client.post("/several/entries/", {"item": numbers[2], "do": do})
    for whose in ("mine", "later"):
        shown = client.get("/incidents/", {"whose": whose}).text
        assert numbers[2] in shown
        assert numbers[0] not in shown
    assert "для: Айгүл (editor)" in client.get("/incidents/").text


def test_who_only_reads_gets_no_ticks(client: Client, cast: dict[str, Member]) -> None:
    incident("XT-2031-0900", NOW)
    client.force_login(cast["administrator"])
    assert 'form="several"' not in client.get("/incidents/").text


def test_another_member_is_not_told_of_the_act_and_cannot_take_it_back(
    client: Client, cast: dict[str, Member]
) -> None:
    key = story_of(["a"], NOW).key
    client.force_login(cast["reporter"])
    client.post("/several/stories/", {"item": key, "do": "later"})
    one = SeveralRow.objects.get().pk
    client.force_login(cast["publisher"])
    assert "several-told" not in client.get(f"/inbox/?several={one}").text
    assert client.post(f"/several/{one}/undo/").status_code == 404


def test_an_entry_goes_to_a_place_of_its_section_by_a_number(
    client: Client, cast: dict[str, Member]
) -> None:
    act = Act(member=cast["editor"], time=NOW)
    edition = editions.open_edition(NOW.date(), NOW.date(), act)
    numbers = [incident(f"XT-2031-{900 + one:04}", NOW, title="Весть").number for one in range(4)]
    for number in numbers:
        editions.add(edition, number, act)
    client.force_login(cast["editor"])

    def order() -> list[str]:
        rows = IncidentRow.objects.filter(entries__edition__number=edition)
        return list(rows.order_by("entries__order").values_list("number", flat=True))

    path = f"/editions/{edition}/order/"
    assert 'name="place"' in client.get(f"/editions/{edition}/").text
    client.post(path, {"incident": numbers[3], "way": "to", "place": "1"})
    assert order() == [numbers[3], *numbers[:3]]
    client.post(path, {"incident": numbers[3], "way": "to", "place": "99"})
    assert order() == numbers
    client.post(path, {"incident": numbers[0], "way": "to", "place": "2"})
    assert order() == [numbers[1], numbers[0], *numbers[2:]]
    client.post(path, {"incident": numbers[0], "way": "to", "place": "x"})
    assert order() == [numbers[1], numbers[0], *numbers[2:]]


@pytest.mark.parametrize(("of", "page"), [("entries", "incidents"), ("stories", "inbox")])
@pytest.mark.parametrize("item", ["", "a/b", "\x00", "..", "нет такого", "x" * 65])
def test_what_is_no_number_and_no_key_is_dropped(
    reporter: Client, of: str, page: str, item: str
) -> None:
    incident("XT-2031-0900", NOW, title="Весть")
    sent = {"item": item, "do": "assign:"}
    answer = reporter.post(f"/several/{of}/", sent)
    told = reporter.get(answer["Location"])
    assert told.status_code == 200
    if item == "..":
        assert f"/{page}/../" not in told.text
        assert "сделано: 0, нет: 1" in told.text
    else:
        assert "Сначала отметьте" in told.text
        assert not SeveralRow.objects.exists()


@pytest.mark.parametrize(("of", "page"), [("entries", "incidents"), ("stories", "inbox")])
@pytest.mark.parametrize("subject", ["", "a/b", "gone"])
def test_what_is_not_there_is_told_without_a_link(
    reporter: Client, cast: dict[str, Member], of: str, page: str, subject: str
) -> None:
    act = Act(member=cast["reporter"], time=NOW)
    incident("XT-2031-0900", NOW, title="Весть")
    key = acting.act_on(Several(of), SeveralDeed.ASSIGN, "", [subject], act)
    told = reporter.get(f"/{page}/?several={key}")
    assert told.status_code == 200
    assert "сделано: 0, нет: 1" in told.text
    assert f'href="/{page}/gone/"' not in told.text


def test_thousands_at_once_are_refused_in_a_sentence_and_leave_no_traceback(
    reporter: Client, caplog: pytest.LogCaptureFixture
) -> None:
    sent = {"item": [f"story-{one}" for one in range(5_000)], "do": "later"}
    reporter.raise_request_exception = False
    caplog.set_level(logging.INFO)
    answer = reporter.post("/several/stories/", sent)
    assert answer.status_code == 400
    assert "Это слишком много за один раз: ничего не сохранено." in answer.text
    assert 'href="/"' in answer.text
    [record] = [one for one in caplog.records if one.name.startswith("django.security.")]
    assert logs.NoStoryFilter().filter(record)
    assert (record.levelname, record.exc_info) == ("INFO", None)
    assert f"{record.name}" in logs.logging_of(settings.DALEL)["loggers"]
    assert not SeveralRow.objects.exists()
