"""Is a channel's history looked at without a trace, and brought in once, as drafts?"""

import hashlib
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from channel_exports import CHANNEL, KK, PAGE, RU, export, link, message, pair
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.evidence.models import AddedLinkRow, FindingRow
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.long_works import LongWork, LongWorkState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.models import ChannelPostRow, ConcernRow, IncidentRow, LinkRow
from dalel.newsroom.incidents.queries.incidents import incident as record_of
from dalel.steps.bulletins import channel_export
from newsroom.row_contents import everything
from newsroom.work_room import Room
from story_rows import kept_article

pytestmark = pytest.mark.django_db
LOOK, KEEP, LINKS = "/channel/", "/channel/keep/", "/channel/links/"
ALONE = message(
    9, "Редакция сообщила о давлении\n\nРедакция сообщила о давлении 3 раза.", after=900
)


@pytest.fixture(autouse=True)
def kazakhstan(settings: Settings, pack_folder: Path) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": pack_folder})


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("secret-place/result.json", content)


def look(client: Client, content: bytes, **fields: Any) -> str:
    return client.post(LOOK, {"file": file(content), **fields}).text


def keep(client: Client, content: bytes, **fields: Any) -> str:
    told = {"seen": hashlib.sha256(content).hexdigest(), "section": "1", **fields}
    return client.post(KEEP, {"file": file(content), **told}, follow=True).text


def known_host(at_work: Room) -> None:
    kept_article("other", at_work.act().time, title="Весть")


def test_a_look_tells_posts_by_month_and_leaves_nothing(at_work: Room) -> None:
    before = everything()
    content = export(
        *pair(), message(5, "", photo="x"), ALONE, message(12, "Опрос", poll={}),
        message(13, "", type="service"),
        message(14, "Чужие слова о суде", after=20, forwarded_from="Айгүл Тайная"),
    )  # fmt: skip
    page = look(at_work.reporter, content)
    assert "март 2026" in page
    assert "Суд оштрафовал издание" in page
    assert "Сот «Толқын» басылымына" in page
    assert PAGE in page
    assert "два поста, одна запись" in page
    assert "нет текста" in page
    assert "опрос" in page
    assert "найдите первоисточник" in page
    assert "имя которого не читается" in page
    assert "Тайная" not in page
    assert "Secret" not in page
    after = everything()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_chosen_posts_become_dated_drafts_with_their_links(at_work: Room) -> None:
    known_host(at_work)
    content = export(*pair(), ALONE)
    page = keep(at_work.reporter, content, post=["1", "9"], name="@tolqyn")
    assert "2 поста" in page
    pair_, alone = IncidentRow.objects.filter(channel_posts__isnull=False).distinct().order_by("pk")
    told = record_of(pair_.number)
    assert set(told.versions) == {"kk", "ru"}
    assert told.versions["ru"][0].author == str(at_work.members[Role.REPORTER])
    assert told.versions["ru"][0].text.title == "Суд оштрафовал издание «Толқын»"
    assert pair_.date is not None
    assert pair_.date.iso == "2026-03-02"
    assert [row.canonical for row in pair_.links.all()] == [PAGE]
    assert AddedLinkRow.objects.filter(finding__canonical=PAGE).exists()
    open_rules = ConcernRow.objects.filter(state="open").values_list("incident", "rule")
    assert (alone.pk, "find_original") in open_rules
    assert (pair_.pk, "find_original") not in open_rules
    assert (pair_.pk, "day_of_post") in open_rules
    assert set(ChannelPostRow.objects.values_list("number", flat=True)) == {1, 2, 9}
    assert AuditRow.objects.filter(action="brought in from the channel").count() == 2
    shown = at_work.editor.get(f"/incidents/{alone.number}/").text
    assert "t.me/tolqyn/9" in shown


def test_a_link_to_the_original_ends_the_mark_and_one_to_the_channel_does_not(
    at_work: Room,
) -> None:
    known_host(at_work)
    keep(at_work.reporter, export(ALONE), post="9", name="tolqyn")
    number = IncidentRow.objects.get(channel_posts__number=9).number
    links = f"/incidents/{number}/links/"
    at_work.reporter.post(links, {"url": "https://t.me/tolqyn/9"})
    assert ConcernRow.objects.get(rule="find_original").state == "open"
    at_work.reporter.post(links, {"url": PAGE})
    assert ConcernRow.objects.get(rule="find_original").state == "resolved"


def test_a_longer_export_brings_only_what_is_new(at_work: Room) -> None:
    keep(at_work.reporter, export(*pair()), month="2026-03")
    count = IncidentRow.objects.count()
    longer = export(*pair(), ALONE)
    assert "уже внесено" in look(at_work.editor, longer)
    page = keep(at_work.editor, longer, month="2026-03", post=["1", "2"])
    assert "1 пост " in page
    assert IncidentRow.objects.count() == count + 1
    assert "Ничего нового не выбрано" in keep(at_work.editor, longer, month="2026-03")


def test_another_channel_with_the_same_numbers_is_another(at_work: Room) -> None:
    keep(at_work.reporter, export(ALONE), post="9")
    other = export(message(9, KK), id=CHANNEL + 1)
    assert "1 пост " in keep(at_work.reporter, other, post="9")


def test_the_same_text_and_the_same_page_are_told_and_not_taken_with_the_month(
    at_work: Room,
) -> None:
    keep(at_work.reporter, export(*pair()), post="1")
    same = export(message(71, RU, after=5000), id=CHANNEL + 1)
    assert "тот же текст есть" in look(at_work.reporter, same)
    other = "Иное событие в другом городе, о нём писали все газеты страны."
    page = export(message(72, [other, link("тут", f"{PAGE}?utm_source=x")]), id=CHANNEL + 1)
    known_host(at_work)
    LinkRow.objects.create(
        incident=at_work.row, order=1, printed=PAGE, url=PAGE, canonical=PAGE, host="lake.test"
    )
    assert "цитируется та же страница" in look(at_work.reporter, page)
    assert "Ничего нового не выбрано" in keep(at_work.reporter, page, month="2026-03")
    assert "1 пост " in keep(at_work.reporter, page, post="72")


def test_what_is_asked_about_is_visited_only_when_somebody_says_so(at_work: Room) -> None:
    strange = "https://strange.test/a"
    told = message(9, [RU, link("a", strange), link("b", "javascript:alert(1)")])
    keep(at_work.reporter, export(told), post="9")
    number = IncidentRow.objects.get(channel_posts__number=9).number
    assert not FindingRow.objects.filter(url__contains="strange").exists()
    assert not LinkRow.objects.filter(incident__number=number).exists()
    assert f'value="{number} {strange}"' in at_work.editor.get(LOOK).text
    at_work.editor.post(LINKS, {"link": f"{number} https://never.test/asked"})
    assert not FindingRow.objects.filter(url__contains="never").exists()
    at_work.editor.post(LINKS, {"link": f"{number} {strange}"})
    assert FindingRow.objects.filter(url=strange).exists()
    assert LinkRow.objects.filter(incident__number=number, url=strange).exists()
    assert ChannelPostRow.objects.get(number=9).asked == []


def test_links_are_left_out_or_withdrawn(at_work: Room) -> None:
    urls = ["https://strange.test/Тайное-Слово-Одно", "https://other.test/b"]
    keep(at_work.reporter, export(message(9, [RU, *(link("a", url) for url in urls)])), post="9")
    row = ChannelPostRow.objects.get(number=9)
    assert len(row.asked) == 2
    withdrawn_words.withdraw(["Тайное-Слово-Одно"], "опасно", at_work.act(Role.PUBLISHER))
    row.refresh_from_db()
    assert len(row.asked) == 1
    at_work.reporter.post(LINKS, {"link": f"{row.incident.number} {row.asked[0]}", "do": "leave"})
    row.refresh_from_db()
    assert row.asked == []
    assert not FindingRow.objects.filter(url__contains="other.test").exists()


def test_a_pair_that_is_none_becomes_two(at_work: Room) -> None:
    before = IncidentRow.objects.count()
    keep(at_work.reporter, export(*pair()), post=["1", "2"], apart="1")
    assert IncidentRow.objects.count() == before + 2


def test_another_file_than_the_one_looked_at_is_not_kept(at_work: Room) -> None:
    before = IncidentRow.objects.count()
    assert "не тот файл" in keep(at_work.reporter, export(ALONE), post="9", seen="0" * 64)
    assert "Выберите раздел" in keep(at_work.reporter, export(ALONE), post="9", section="")
    assert "Выберите раздел" in keep(at_work.reporter, export(ALONE), post="9", section="77")
    assert IncidentRow.objects.count() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Файл пуст"),
        (b"no json", "не машиночитаемый"),
        (b"[" * 100_000, "так экспорт не устроен"),
        (b'{"id":' + b"1" * 100_000 + b"}", "не экспорт канала"),
        (export(ALONE, type="personal_chat"), "не канала"),
        (export(ALONE, type="public_supergroup"), "не канала"),
        (b'{"chats": {}, "contacts": {}}', "целого аккаунта"),
        (b"[" + b'{"":0},' * 5_500_000 + b"0]", "слишком"),
        (b" " * (64 * 2**20 + 1), "больше 64"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_channel_is_refused_in_a_sentence_and_not_kept(
    at_work: Room, content: bytes, reason: str
) -> None:
    before = everything()
    answer = at_work.reporter.post(LOOK, {"file": file(content)})
    assert answer.status_code == 422
    assert reason in answer.text
    assert everything() == before


@pytest.mark.parametrize("number", [0, -1, 2**53, 10**400, 1.5, "7", None, True, [1]])
def test_numbers_that_are_none_bring_nothing_in(at_work: Room, number: object) -> None:
    told = message(9, RU) | {"id": number}
    assert at_work.reporter.post(LOOK, {"file": file(export(told))}).status_code == 422


@pytest.mark.parametrize("field", ["post", "month", "apart", "opened", "name", "section", "seen"])
def test_fields_that_are_none_do_no_harm(at_work: Room, field: str) -> None:
    for value in ("", "x" * 5000, "9" * 400, "-1", "2026-13", "\x00", "<script>"):
        told: dict[str, Any] = {"seen": hashlib.sha256(export(ALONE)).hexdigest(), "section": "1"}
        for path in (LOOK, KEEP):
            sent = {"file": file(export(ALONE)), **told, field: value}
            assert at_work.reporter.post(path, sent).status_code in {200, 302, 422}


def test_markup_in_a_post_stays_text(at_work: Room) -> None:
    evil = "<script>alert(1)</script> Слово о суде и о штрафе"
    content = export(message(9, [evil, link("a", '"><img src=x>')]), name=evil)
    page = look(at_work.reporter, content)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_long_history_is_told_by_month_and_a_month_is_opened(at_work: Room) -> None:
    posts = [message(n, f"{RU} {n}", after=n * 720) for n in range(1, 1500)]
    begun = process_time()
    page = look(at_work.reporter, export(*posts))
    assert process_time() - begun < 10
    assert page.count('name="post"') <= 300
    assert 'name="opened" value="2026-03"' in page
    assert 'id="posts-2026-03"' in look(at_work.reporter, export(*posts), opened="2026-03")


def test_the_limits_hold_of_the_file_and_of_one_import(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dalel.newsroom.incidents.actions.import_channel.MOST", 2)
    posts = [message(n, f"{RU} {n}{n}", after=n * 200) for n in range(1, 5)]
    page = keep(at_work.reporter, export(*posts), month="2026-03")
    assert "Выбрано ещё 2" in page
    assert ChannelPostRow.objects.count() == 2
    assert channel_export.LARGEST == 64 * 2**20


def test_who_may_not_write_does_not_enter(client: Client) -> None:
    assert client.get(LOOK).status_code == 302


def test_the_way_leads_there_from_editions_and_the_last_bulletin(at_work: Room) -> None:
    for path in ("/editions/", "/editions/bulletin/"):
        assert f'href="{LOOK}"' in at_work.reporter.get(path).text


def test_an_import_shows_how_far_it_is_and_what_came_before_a_cancelling_stays(
    at_work: Room, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
    told: list[tuple[str, int, int]] = []

    def go_on(step: str, done: int = 0, total: int = 0, *, may_cancel: bool = True) -> None:
        told.append((step, done, total))
        if may_cancel and len(told) == 3:
            raise long_works.WorkCancelledError

    monkeypatch.setattr(long_works, "go_on", go_on)
    posts = [message(one, f"Суд вынес решение номер {one}.", after=one) for one in (1, 2, 3)]
    page = keep(at_work.reporter, export(*posts), post=["1", "2", "3"])
    assert told == [("writing", 0, 3), ("writing", 1, 3), ("writing", 2, 3)]
    assert "Отменено: уже созданные черновики остаются" in page
    assert ChannelPostRow.objects.count() == 2
    [work] = long_works.long_works(tmp_path)
    assert (work.kind, work.state) == (LongWork.CHANNEL, LongWorkState.CANCELLED)
    assert "Внесение постов отменено" in at_work.reporter.get(LOOK).text
    monkeypatch.undo()
    keep(at_work.reporter, export(*posts), post=["3"])
    assert ChannelPostRow.objects.count() == 3
    states = [one.state for one in long_works.long_works(tmp_path)]
    assert states == [LongWorkState.DONE, LongWorkState.CANCELLED]
