"""Does an incident go from its writers to the public by the rules, and by no other way?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    IncidentRow,
    ProposalRow,
    RemarkRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.worker.actions.scheduler import tend
from dalel.publish.tree.snapshot_file import frozen, thawed
from newsroom.edition_steps import approve, approved, issue, let_stand, write
from newsroom.work_room import CODES, KK, RU, WRONG_KK, Room, texts

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(TextVersionRow.objects.order_by("language").values_list("state", flat=True))


def test_a_wrong_sum_blocks_until_it_is_mended(at_work: Room) -> None:
    write(at_work, kk=WRONG_KK)
    assert "87 640" in at_work.page(at_work.editor)
    approve(at_work, "kk")
    assert states() == [VersionState.IN_REVIEW] * 2
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(seen=1))
    at_work.reporter.post(f"/incidents/{at_work.number}/review/")
    assert not any("640" in row.excerpt for row in ConcernRow.objects.filter(state="open"))
    let_stand(at_work)
    approve(at_work, "kk", 2)
    assert at_work.row.number.startswith("KZ-2026-")
    assert TextVersionRow.objects.get(state=VersionState.APPROVED).paragraphs == [KK]
    assert CodesRow.objects.get().state == VersionState.APPROVED


@pytest.mark.parametrize(("language", "called"), [("kk", "Қазақша"), ("ru", "Русский")])
def test_an_entry_without_text_in_a_language_is_not_sent_to_review(
    at_work: Room, language: str, called: str
) -> None:
    path = f"/incidents/{at_work.number}"
    at_work.reporter.post(f"{path}/edit/", texts() | {f"{language}-paragraph": ""})
    typed = texts(kk="Жаңа мәтін.", ru="Новый текст.", seen=1)
    at_work.reporter.post(f"{path}/autosave/", typed)
    answer = at_work.reporter.post(f"{path}/review/", follow=True)
    assert set(states()) == {VersionState.DRAFT}
    assert f"Нет текста: {called}." in answer.text
    assert "Жаңа мәтін." in answer.text
    assert "Новый текст." in answer.text
    assert "Отправлено на проверку" not in answer.text


def test_an_old_status_says_what_to_do_and_leads_there(at_work: Room) -> None:
    write(at_work)
    old = ConcernRow.objects.filter(rule="status_old", state="open")
    assert old.exists()
    path = f"/incidents/{at_work.number}/people/"
    concern = at_work.page(at_work.editor).split("Правовому статусу уже")[1].split("</li>")[0]
    assert "нажмите «Проверено сегодня»" in concern
    assert f'href="{path}#stands"' in concern
    page = at_work.editor.get(path).text.split('id="stands"')[1]
    assert "Проверено сегодня" in page
    at_work.reporter.post(path, {"form": "look", "note": "Сайт суда"})
    assert not old.exists()


def test_what_is_approved_tells_when_the_public_reads_it(at_work: Room) -> None:
    def proposed_and_approved(basis: str) -> str:
        path = f"/incidents/{at_work.row.number}/people/"
        form = {"form": "attribution", "actor": "court", "basis": basis, "by": "Суд"}
        at_work.reporter.post(path, form)
        key = ProposalRow.objects.get(state="waiting").pk
        return at_work.editor.post(f"/proposals/{key}/", {"do": "approve"}, follow=True).text

    unpublished = proposed_and_approved("alleged")
    assert (
        "Утверждено: «Кто, как утверждают, это сделал». Сама запись ещё не опубликована"
        in unpublished
    )
    assert "после следующей сборки" not in unpublished
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    assert "Читатели увидят это после следующей сборки" in proposed_and_approved("signed")
    IncidentRow.objects.update(state=IncidentState.WITHDRAWN)
    assert "запись отозвана" in proposed_and_approved("admitted")


def test_a_model_that_does_not_answer_is_told_of_and_stops_nothing(
    at_work: Room, settings: Settings
) -> None:
    settings.DALEL = settings.DALEL.model_copy(
        update={"judge_address": "http://127.0.0.1:9/v1", "judge_model": "small"}
    )
    write(at_work, kk=WRONG_KK)
    assert "Языковая модель не ответила" in at_work.page(at_work.reporter)
    assert ConcernRow.objects.filter(rule="fact", state="open").exists()
    assert states() == [VersionState.IN_REVIEW] * 2


def test_the_page_says_why_one_may_not_approve(at_work: Room) -> None:
    write(at_work)
    member = at_work.members[Role.EDITOR]
    member.reads = ["ru"]
    member.save()
    page = at_work.page(at_work.editor)
    assert 'aria-describedby="why-not-kk"' in page
    assert states() == [VersionState.IN_REVIEW] * 2
    approve(at_work, "kk")
    assert states() == [VersionState.IN_REVIEW] * 2


def test_a_newsroom_of_one_may_and_says_so(at_work: Room, settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"newsroom_of_one": True})
    path = f"/incidents/{at_work.number}"
    at_work.publisher.post(f"{path}/links/", {"url": "https://lake.test/court"})
    at_work.publisher.post(f"{path}/codes/", CODES)
    at_work.publisher.post(f"{path}/edit/", texts())
    at_work.publisher.post(f"{path}/review/")
    let_stand(at_work)
    page = at_work.page(at_work.publisher)
    assert "notice" in page
    at_work.publisher.post(f"{path}/approve/", {"language": "ru", "version": "1"})
    assert VersionState.APPROVED in states()


def test_a_reporter_neither_approves_nor_decides_nor_releases(at_work: Room) -> None:
    write(at_work)
    key = ConcernRow.objects.filter(state="open").first()
    for path, form in (
        (f"incidents/{at_work.number}/approve/", {"language": "ru", "version": "1"}),
        (f"incidents/{at_work.number}/concerns/{key.key if key else 'x'}/", {"reason": "так"}),
        (f"incidents/{at_work.number}/send-back/", {"reason": "так"}),
        ("editions/new/", {"month": "2026-05"}),
        ("flash/KZ-2026-0001/confirm/", {}),
    ):
        assert at_work.reporter.post(f"/{path}", form).status_code == 403
    assert at_work.editor.post("/editions/1/release/").status_code == 403
    assert VersionState.APPROVED not in states()


def test_what_goes_back_says_why(at_work: Room) -> None:
    write(at_work)
    path = f"/incidents/{at_work.number}/send-back/"
    at_work.editor.post(path, {"reason": " "})
    assert states() == [VersionState.IN_REVIEW] * 2
    at_work.editor.post(path, {"reason": "Нет второго источника"})
    assert states() == [VersionState.DRAFT] * 2
    assert RemarkRow.objects.get().text == "Нет второго источника"


def test_an_edition_is_gathered_ordered_and_released(at_work: Room, tmp_path: Path) -> None:
    approved(at_work)
    path = issue(at_work)
    page = at_work.publisher.get(f"{path}/").text
    number = at_work.row.number
    assert f'id="{number}"' in page
    at_work.publisher.post(f"{path}/release/")
    assert EditionRow.objects.get().state == EditionState.RELEASED
    assert at_work.row.state == IncidentState.PUBLISHED
    shown = (tmp_path / "site" / "kk" / "i" / number / "index.html").read_text("utf-8")
    assert "78 640" in shown
    assert "noindex" not in shown.split("</head>")[0]
    assert (tmp_path / "site" / "ru" / "e" / "1" / "index.html").exists()


def test_the_public_sees_what_was_approved_and_never_a_newer_draft(
    at_work: Room, tmp_path: Path
) -> None:
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    number = at_work.row.number
    page = tmp_path / "site" / "ru" / "i" / number / "index.html"
    before = page.read_bytes()
    at_work.reporter.post(
        f"/incidents/{number}/edit/", texts(ru=RU + " Редакция намерена обжаловать.", seen=1)
    )
    at_work.publisher.post("/editions/publish/")
    assert page.read_bytes() == before
    assert 'name="language" value="kk" data-key="v"' in at_work.page(at_work.editor)
    at_work.reporter.post(f"/incidents/{number}/review/")
    let_stand(at_work)
    at_work.editor.post(f"/incidents/{number}/confirm/", {"language": "kk"})
    approve(at_work, "ru", 2)
    at_work.publisher.post("/editions/publish/")
    assert "обжаловать" in page.read_text("utf-8")
    assert at_work.row.state == IncidentState.CORRECTED


def test_a_correction_that_a_closed_account_approved_does_not_go_out(
    at_work: Room, tmp_path: Path
) -> None:
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    number = at_work.row.number
    page = tmp_path / "site" / "ru" / "i" / number / "index.html"
    before = page.read_bytes()
    at_work.reporter.post(
        f"/incidents/{number}/edit/", texts(ru=RU + " Редакция намерена обжаловать.", seen=1)
    )
    at_work.reporter.post(f"/incidents/{number}/review/")
    let_stand(at_work)
    at_work.editor.post(f"/incidents/{number}/confirm/", {"language": "kk"})
    approve(at_work, "ru", 2)
    at_work.publisher.post("/newsroom/members/the-editor/suspend/")
    refused = at_work.publisher.post("/editions/publish/", follow=True)
    assert f"{number}: no text in ru" in refused.text
    assert page.read_bytes() == before
    at_work.publisher.post(f"/incidents/{number}/approve/", {"language": "ru", "version": "2"})
    at_work.publisher.post("/editions/publish/")
    assert "обжаловать" in page.read_text("utf-8")


def test_nothing_is_released_before_the_embargo_or_with_something_lacking(at_work: Room) -> None:
    write(at_work)
    path = issue(at_work)
    later = datetime.now(UTC) + timedelta(days=2)
    at_work.publisher.post(f"{path}/release/")
    assert EditionRow.objects.get().state == EditionState.FROZEN
    let_stand(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")
    at_work.editor.post(f"{path}/state/", {"state": "open"})
    at_work.editor.post(f"{path}/gather/", {"incident": at_work.row.number})
    at_work.editor.post(f"{path}/state/", {"state": "frozen"})
    form = {"state": "embargo", "moment": f"{later:%Y-%m-%dT%H:%M}"}
    at_work.publisher.post(f"{path}/state/", form)
    at_work.publisher.post(f"{path}/release/")
    assert EditionRow.objects.get().state == EditionState.FROZEN
    at_work.publisher.post(f"{path}/state/", {"state": "embargo", "moment": ""})
    at_work.publisher.post(f"{path}/release/")
    assert EditionRow.objects.get().state == EditionState.RELEASED


def test_a_scheduled_edition_is_released_by_itself_when_its_time_has_come(
    at_work: Room, pack_folder: Path, tmp_path: Path
) -> None:
    approved(at_work)
    path = issue(at_work)
    soon = datetime.now(UTC) + timedelta(days=1)
    form = {"state": "scheduled", "moment": f"{soon:%Y-%m-%dT%H:%M}"}
    at_work.editor.post(f"{path}/state/", form)
    assert EditionRow.objects.get().state == EditionState.FROZEN
    at_work.publisher.post(f"{path}/state/", form)
    assert EditionRow.objects.get().state == EditionState.SCHEDULED
    pack = pack_at(pack_folder)
    assert tend(pack, tmp_path / "site", now=datetime.now(UTC)).released == ()
    done = tend(pack, tmp_path / "site", now=soon + timedelta(days=1))
    assert done.released == (1,)
    assert EditionRow.objects.get().state == EditionState.RELEASED
    assert AuditRow.objects.filter(action="released").get().member.role == Role.PUBLISHER


def test_the_preview_is_for_members_and_shows_drafts(at_work: Room) -> None:
    write(at_work)
    let_stand(at_work)
    approve(at_work, "kk")
    at_work.editor.post("/editions/new/", {"month": "2026-05"})
    at_work.editor.post("/editions/1/gather/", {"incident": at_work.row.number})
    answer = at_work.reporter.post("/editions/1/preview/", follow=True)
    assert answer.status_code == 200
    answer.close()
    path = f"/preview/ru/i/{at_work.row.number}/"
    shown = at_work.reporter.get(path)
    assert RU[:30] in shown.getvalue().decode()
    shown.close()
    assert at_work.reporter.get("/preview/../dalel.toml").status_code == 400
    at_work.reporter.logout()
    assert at_work.reporter.get(path).status_code == 302


def test_a_kept_release_comes_back_the_same_and_is_measured_anew(
    at_work: Room, pack_folder: Path
) -> None:
    approved(at_work)
    at_work.publisher.post(f"{issue(at_work)}/release/")
    pack = pack_at(pack_folder)
    snapshot = measured(pack, take(pack, released=True))
    assert snapshot.measures is not None
    assert snapshot.measures.board.cells
    back = thawed(frozen(snapshot))
    assert back.measures is None
    assert measured(pack, back) == snapshot


def test_no_page_of_editions_asks_more_than_thirty_seven_times(
    at_work: Room, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    approved(at_work)
    path = issue(at_work)
    at_work.editor.get("/people/")
    for page in ("/editions/", f"{path}/", f"/incidents/{at_work.row.number}/"):
        with django_assert_max_num_queries(37):
            assert at_work.editor.get(page).status_code == 200
