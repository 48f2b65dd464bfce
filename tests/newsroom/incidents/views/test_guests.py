"""Does a guest read exactly what the link shows, and count as a second person?"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions.texts import open_incident
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    GuestReadingRow,
    IncidentRow,
    RemarkRow,
    SavedFileRow,
    SavedPageRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from newsroom.first_desk import Desk, first_desk
from newsroom.work_room import CODES, KK, RU, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(settings: Settings, tiny_desk: None, pack_folder: Path, tmp_path: Path) -> Desk:
    """One who is alone, with an entry in review that nothing but a second reader lacks."""
    desk = first_desk(settings, pack_folder, tmp_path)
    desk.writes()
    for row in ConcernRow.objects.filter(state="open", weight="error"):
        waived = {"state": "waived", "reason": "проверено по телефону"}
        desk.client.post(f"{desk.path}/concerns/{row.key}/", waived)
    return desk


def number(first: Desk) -> str:
    return first.path.rsplit("/", 1)[1]


def link(first: Desk, *numbers: str) -> str:
    form = {"name": "Сәуле", "reads_all": "on", "entries": numbers or (number(first),)}
    page = first.client.post("/guests/", form).text
    [found] = re.findall(r'value="http://testserver(/guest/[\w-]{20,}/)"', page)
    return str(found)


def guest(first: Desk) -> Client:
    browser = Client()
    assert browser.post(link(first))["Location"] == "/guest/"
    return browser


def entry(first: Desk) -> str:
    return f"/guest/entries/{number(first)}/"


def states() -> set[str]:
    rows = TextVersionRow.objects
    return {rows.filter(language=one).latest("number").state for one in ("kk", "ru")}


def test_a_guest_reads_both_texts_with_their_source_and_approves_all_of_it(first: Desk) -> None:
    assert 'href="/guests/"' in first.page()
    browser = guest(first)
    assert entry(first) in browser.get("/guest/").text
    page = browser.get(entry(first)).text
    for words in (KK, RU, "https://lake.test/court"):
        assert words in page
    answer = browser.post(entry(first), {"do": "approve"})
    assert (answer.status_code, answer["Location"]) == (302, "/guest/done/")
    assert states() == {VersionState.APPROVED}
    row = AuditRow.objects.filter(action="approved").latest("pk")
    assert (row.member.is_guest, str(row.member)) == (True, "Сәуле")
    assert "guest-Сәуле-" in first.client.get("/newsroom/audit/").text
    assert browser.get("/guest/").status_code == 410


def test_who_is_sent_the_link_must_press_and_nobody_opens_it_again(first: Desk) -> None:
    address = link(first)
    for _ in range(2):
        assert Client().get(address).status_code == 200
    first_browser, second = Client(), Client()
    assert first_browser.post(address).status_code == 302
    assert second.post(address).status_code == 410
    assert second.get("/guest/").status_code == 410
    assert first_browser.get("/guest/").status_code == 200


def test_a_link_to_texts_that_changed_since_is_not_used_up(first: Desk) -> None:
    address, browser = link(first), Client()
    first.client.post(f"{first.path}/edit/", texts(KK + " Жаңа сөйлем.", seen=2))
    for answer in (browser.get(address), browser.post(address)):
        assert answer.status_code == 410
        assert "Сілтеме жұмсалған жоқ" in answer.text
    assert GuestReadingRow.objects.get().browser == ""


def test_no_link_is_made_to_an_entry_without_any_text(first: Desk) -> None:
    [row] = IncidentRow.objects.all()
    empty = open_incident(
        row.section, "KZ", Act(member=Member.objects.get(), time=datetime.now(UTC))
    )
    first.client.post(f"/incidents/{empty.number}/codes/", CODES)
    first.client.post(f"/incidents/{empty.number}/review/")
    CodesRow.objects.filter(incident=empty).update(state=VersionState.IN_REVIEW)
    form = {"name": "Сәуле", "reads_all": "on", "entries": [empty.number]}
    first.client.post("/guests/", form)
    assert not GuestReadingRow.objects.exists()


def test_a_guest_sees_nothing_else_of_the_desk(first: Desk) -> None:
    browser = guest(first)
    for path in ("/", f"{first.path}/", "/inbox/", "/newsroom/audit/", "/guests/"):
        assert browser.get(path).status_code == 302
    assert browser.get("/guest/entries/KZ-2026-0099/").status_code == 404
    assert browser.post("/guest/entries/KZ-2026-0099/", {"do": "approve"}).status_code == 404


def test_a_guest_reads_no_name_and_no_text_of_a_saved_file(first: Desk) -> None:
    file = SavedFileRow.objects.create(
        incident=incident_row(number(first)),
        name="Қызғалдақнама.pdf",
        kind="pdf",
        size=1,
        member=Member.objects.latest("pk"),
        time=datetime.now(UTC),
        reading="by hand",
    )
    SavedPageRow.objects.create(file=file, number=1, width=1, height=1, text="Сарымсақбұлақ")
    assert "Сарымсақбұлақ" in first.client.get(f"{first.path}/files/{file.pk}/").text
    browser = guest(first)
    for path in ("/guest/", entry(first)):
        page = browser.get(path).text
        assert not [one for one in ("Қызғалдақнама", "Сарымсақбұлақ") if one in page]
    for path in ("", f"{file.pk}/", f"{file.pk}/pages/1/", f"{file.pk}/original/"):
        answer = browser.get(f"{first.path}/files/{path}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_what_a_guest_sends_back_stands_with_its_reason_among_the_comments(first: Desk) -> None:
    browser = guest(first)
    assert browser.post(entry(first), {"do": "return", "reason": " "}).status_code == 422
    assert browser.post(entry(first), {"do": "return", "reason": "Не та сумма."}).status_code == 302
    assert states() == {VersionState.DRAFT}
    remark = RemarkRow.objects.get()
    assert (remark.text, str(remark.member)) == ("Не та сумма.", "Сәуле")


def test_what_changed_since_the_link_was_made_is_not_approved_by_it(first: Desk) -> None:
    browser = guest(first)
    first.client.post(f"{first.path}/edit/", texts(KK + " Жаңа сөйлем.", seen=2))
    first.client.post(f"{first.path}/review/")
    assert 'value="approve"' not in browser.get(entry(first)).text
    assert browser.post(entry(first), {"do": "approve"}).status_code == 422
    assert VersionState.APPROVED not in states()


def test_what_holds_back_holds_a_guest_back_too(first: Desk) -> None:
    browser = guest(first)
    key = ConcernRow.objects.filter(state="waived").first()
    assert key is not None
    opened = {"state": "open", "reason": "проверить ещё раз"}
    first.client.post(f"{first.path}/concerns/{key.key}/", opened)
    page = browser.get(entry(first)).text
    assert 'value="approve"' not in page
    assert 'id="held"' in page
    answer = browser.post(entry(first), {"do": "approve"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert VersionState.APPROVED not in states()
    asked = first.client.get("/guests/").text
    assert re.search(r'name="entries" value="[^"]+" disabled', asked)


def test_who_has_a_colleague_or_lately_had_one_asks_no_guest(first: Desk) -> None:
    Member.objects.create_user("aigul", "x" * 20, role=Role.EDITOR, reads=["kk", "ru"])
    form = {"name": "Сәуле", "reads_all": "on", "entries": [number(first)]}
    page = first.client.post("/guests/", form, follow=True).text
    assert not GuestReadingRow.objects.exists()
    assert not re.search(r"/guest/[\w-]{20,}/", page)
    first.client.post("/newsroom/members/aigul/suspend/", {"reason": "ушла"})
    assert not Member.objects.get(username="aigul").is_active
    first.client.post("/guests/", form)
    assert not GuestReadingRow.objects.exists()


def test_a_reading_is_over_when_it_is_ended_or_too_old(first: Desk) -> None:
    browser = guest(first)
    row = GuestReadingRow.objects.get()
    GuestReadingRow.objects.update(expires=datetime.now(UTC) - timedelta(minutes=1))
    assert browser.get("/guest/").status_code == 410
    GuestReadingRow.objects.update(expires=datetime.now(UTC) + timedelta(minutes=1))
    assert browser.get("/guest/").status_code == 200
    first.client.post(f"/guests/{row.pk}/end/")
    assert browser.post(entry(first), {"do": "approve"}).status_code == 410
    assert VersionState.APPROVED not in states()


def test_a_guest_is_no_member_and_cannot_sign_in(first: Desk) -> None:
    guest(first)
    row = Member.objects.get(is_guest=True)
    assert (row.is_active, row.has_usable_password()) == (False, False)
    assert row.username not in first.client.get("/newsroom/").text
    assert first.client.get(f"/newsroom/members/{row.username}/").status_code == 404


@pytest.mark.parametrize("lacking", ["name", "reads_all", "entries"])
def test_a_link_needs_a_name_a_reader_of_all_languages_and_an_entry(
    first: Desk, lacking: str
) -> None:
    form = {"name": "Сәуле", "reads_all": "on", "entries": [number(first)]}
    first.client.post("/guests/", form | {lacking: ""})
    assert not GuestReadingRow.objects.exists()


def test_the_page_that_shows_a_link_once_offers_no_other_language(first: Desk) -> None:
    form = {"name": "Сәуле", "reads_all": "on", "entries": (number(first),)}
    assert 'class="tongues"' in first.client.get("/guests/").text
    assert 'class="tongues"' not in first.client.post("/guests/", form).text
