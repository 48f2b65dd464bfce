"""Is a lawyer asked, waited for and answered for exactly the versions that were read?"""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client

from dalel.domain.conduct import Person
from dalel.domain.legal_advice import AdvisedVersions
from dalel.domain.states import ConcernState, VersionState
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.actions.concern_decisions import LawyerAskedError, waive_rule
from dalel.newsroom.incidents.actions.naming_decisions import record_person
from dalel.newsroom.incidents.models import (
    ConcernRow,
    HolderRow,
    LegalNoteRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.legal_advice import ASKED, legal_turns
from newsroom.edition_steps import approve, approved, let_stand, write
from newsroom.keys import secured
from newsroom.work_room import RU, Room, texts

pytestmark = pytest.mark.django_db
QUESTION = "Можно ли назвать журавлёва обвиняемым?"
WORDS = "Слово «виновен» заменить на «подозревается»: крокус."
OUTSIDE = "Әсел Заңғарова"


@pytest.fixture
def lawyer(at_work: Room) -> Client:
    """A member who answers as the lawyer, a reporter by role."""
    member = Member.objects.create_user(
        "the-lawyer", name="Марат", role=Role.REPORTER, language="ru", may_advise=True
    )
    client = Client()
    client.force_login(member)
    return client


def page_of(at_work: Room) -> str:
    return f"/incidents/{at_work.row.number}/legal/"


def ask(at_work: Room, client: Client | None = None) -> str:
    form = {"form": "ask", "outside": "on", "question": QUESTION}
    return unescape((client or at_work.reporter).post(page_of(at_work), form, follow=True).text)


def versions(client: Client, at_work: Room) -> dict[str, str]:
    """The versions that the page says it shows."""
    page = client.get(page_of(at_work)).text
    return dict(re.findall(r'name="((?:text-\w\w)|codes|naming)" value="(\d+)"', page))


def advise(at_work: Room, lawyer: Client, verdict: str, words: str = "") -> str:
    form = {"form": "advise", "verdict": verdict, "words": words} | versions(lawyer, at_work)
    return unescape(lawyer.post(page_of(at_work), form, follow=True).text)


def asked(at_work: Room) -> ConcernRow | None:
    return ConcernRow.objects.filter(rule=ASKED, state=ConcernState.OPEN).first()


def of(at_work: Room) -> str:
    row = asked(at_work)
    return row.values["of"] if row else ""


def test_whoever_asks_holds_the_entry_back_and_the_lawyer_has_it(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    assert "Юриста спросили" in ask(at_work)
    assert of(at_work) == "waiting"
    page = unescape(at_work.page(at_work.editor))
    assert 'data-holder="lawyer"' in page
    assert "Спросили юриста, ответа ждём с" in page
    assert "Марат" in page.split("legal-line")[1].split("</p>")[0]
    let_stand(at_work)
    assert of(at_work) == "waiting"
    approve(at_work, "kk")
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()
    form = {"text-kk": "1", "text-ru": "1", "codes": "1", "frame": "1"}
    at_work.editor.post(f"/incidents/{at_work.row.number}/approve/all/", form)
    assert not TextVersionRow.objects.filter(state=VersionState.APPROVED).exists()


def test_where_nobody_answers_as_the_lawyer_nobody_is_asked_and_the_page_says_what_to_do(
    at_work: Room,
) -> None:
    path = page_of(at_work)
    answer = at_work.reporter.post(path, {"form": "ask", "question": QUESTION})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert QUESTION in page
    assert "Никто не спрошен" in page
    assert "Приглашает администратор" in page
    assert 'href="/newsroom/invitations/"' not in page
    assert not LegalNoteRow.objects.exists()
    Member.objects.filter(username="the-publisher").update(role=Role.ADMINISTRATOR)
    assert 'href="/newsroom/invitations/"' in at_work.publisher.get(path).text
    # A lawyer without an account may be asked: the answer is noted at the desk.
    at_work.reporter.post(path, {"form": "ask", "question": QUESTION, "outside": "on"})
    assert LegalNoteRow.objects.get().words == QUESTION


def test_nobody_lets_the_question_pass_as_a_concern(at_work: Room, lawyer: Client) -> None:
    write(at_work)
    ask(at_work)
    row = asked(at_work)
    assert row is not None
    path = f"/incidents/{at_work.row.number}/concerns/{row.key}/"
    answer = at_work.publisher.post(path, {"state": "waived", "reason": "так"}, follow=True)
    assert "Спросили юриста: запись отпускает его ответ" in unescape(answer.text)
    assert of(at_work) == "waiting"
    with pytest.raises(LawyerAskedError):
        waive_rule(
            1, ASKED, member=at_work.members[Role.EDITOR], reason="так", now=datetime.now(UTC)
        )


def test_one_press_clears_the_entry_and_it_is_approved_and_released_as_any_other(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    advise(at_work, lawyer, "no objection")
    assert of(at_work) == ""
    assert not HolderRow.objects.exists()
    let_stand(at_work)
    approve(at_work, "kk")
    approve(at_work, "ru")
    assert TextVersionRow.objects.filter(state=VersionState.APPROVED).count() == 2
    note = LegalNoteRow.objects.get(kind="advice")
    assert (note.texts, note.codes) == ({"kk": 1, "ru": 1}, 1)
    # Approving makes no other version: the advice still stands.
    assert of(at_work) == ""


def test_a_later_edit_undoes_the_advice_and_asks_again_with_the_difference(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    advise(at_work, lawyer, "change", WORDS)
    assert of(at_work) == "change"
    number = at_work.row.number
    at_work.reporter.post(f"/incidents/{number}/edit/", texts(ru=RU + " Ещё слово.", seen=1))
    assert of(at_work) == "being changed"
    assert not legal_turns(Member.objects.get(username="the-lawyer"), datetime.now(UTC)).to_read
    at_work.reporter.post(f"/incidents/{number}/review/")
    assert of(at_work) == "outdated"
    assert HolderRow.objects.get().holder == "lawyer"
    page = lawyer.get("/legal/").text
    assert "<ins> Ещё слово.</ins>" in page or "Ещё слово." in page.split("<ins>")[1]
    assert WORDS in unescape(page)
    advise(at_work, lawyer, "no objection")
    assert of(at_work) == ""


def test_a_decision_on_a_name_and_new_codes_undo_it_also_of_what_is_public(
    at_work: Room, lawyer: Client
) -> None:
    approved(at_work)
    ask(at_work)
    advise(at_work, lawyer, "no objection")
    assert of(at_work) == ""
    known = Person(names={"kk": "Айгүл", "ru": "Айгуль"}, role="official", stage="none")
    editor = at_work.members[Role.EDITOR]
    record_person(at_work.row, known, member=editor, now=datetime.now(UTC))
    at_work.reporter.post(f"/incidents/{at_work.row.number}/review/")
    assert of(at_work) == "outdated"


def test_advice_on_versions_that_are_not_those_of_now_is_refused(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    read = versions(lawyer, at_work)
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Ещё.", seen=1))
    form = {"form": "advise", "verdict": "no objection"} | read
    answer = lawyer.post(page_of(at_work), form, follow=True)
    assert "это изменил кто-то другой" in answer.text
    assert not LegalNoteRow.objects.filter(kind="advice").exists()


def test_who_is_no_lawyer_or_wrote_the_text_does_not_advise(at_work: Room, lawyer: Client) -> None:
    write(at_work)
    ask(at_work)
    form = {"form": "advise", "verdict": "no objection"} | versions(lawyer, at_work)
    for client in (at_work.reporter, at_work.editor, at_work.publisher):
        assert client.post(page_of(at_work), form).status_code == 403
    Member.objects.filter(username="the-reporter").update(may_advise=True)
    answer = at_work.reporter.post(page_of(at_work), form, follow=True)
    assert "Часть этого текста написали вы" in answer.text
    assert of(at_work) == "waiting"


def test_a_change_is_wanted_in_words(at_work: Room, lawyer: Client) -> None:
    write(at_work)
    ask(at_work)
    assert "Напишите словами" in advise(at_work, lawyer, "change")
    assert of(at_work) == "waiting"
    assert "Напишите словами" in unescape(
        at_work.reporter.post(page_of(at_work), {"form": "ask", "outside": "on"}, follow=True).text
    )


def test_advice_of_somebody_outside_is_noted_with_name_day_and_way(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    form = {
        "form": "outside",
        "verdict": "do not publish",
        "adviser": OUTSIDE,
        "received": "2026-11-20",
        "way": "phone",
    } | versions(at_work.reporter, at_work)
    at_work.reporter.post(page_of(at_work), form)
    assert of(at_work) == "against"
    page = unescape(at_work.editor.get(page_of(at_work)).text)
    told = page.split(OUTSIDE)[1].split("</")[0]
    assert "получено: 20.11.2026" in told
    assert "по телефону" in page


def test_it_goes_against_the_advice_only_with_a_reason_and_a_second_person(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    advise(at_work, lawyer, "do not publish", WORDS)
    path = f"{page_of(at_work)}overrule/"
    read = versions(at_work.publisher, at_work)
    for client in (at_work.reporter, at_work.editor):
        first = client.post(path, {"form": "overrule", "reason": "Важно."} | read)
        assert first.status_code == 403
    for unseen in ("", "\u200b\u202e", "\u2060"):
        at_work.publisher.post(path, {"form": "overrule", "reason": unseen} | read)
    assert not LegalNoteRow.objects.filter(kind="overruled").exists()
    at_work.publisher.post(path, {"form": "overrule", "reason": "Важно для всех."} | read)
    assert of(at_work) == "against"
    alone = at_work.publisher.post(path, {"form": "second"} | read, follow=True)
    assert "Соглашается другой человек" in alone.text
    at_work.editor.post(path, {"form": "second"} | read)
    assert of(at_work) == ""
    deeds = AuditRow.objects.filter(subject=at_work.row.number, action__contains="legal advice")
    assert [(one.action, one.detail) for one in deeds.order_by("pk")] == [
        ("legal advice recorded", ""),
        ("decided against legal advice", ""),
        ("agreed to go against legal advice", ""),
    ]
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts(ru=RU + " Ещё.", seen=1))
    at_work.reporter.post(f"/incidents/{at_work.number}/review/")
    assert of(at_work) == "outdated"


def test_a_question_is_taken_back_by_who_asked_or_an_editor_and_never_an_answer(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work, at_work.publisher)
    for client, is_done in ((at_work.reporter, False), (at_work.editor, True)):
        client.post(page_of(at_work), {"form": "take-back"})
        assert (of(at_work) == "") is is_done
    ask(at_work)
    advise(at_work, lawyer, "do not publish")
    at_work.editor.post(page_of(at_work), {"form": "take-back"})
    assert of(at_work) == "against"


def test_today_leads_the_lawyer_to_the_sheet_and_tells_who_asked(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    assert "ждёт вас как юриста" not in lawyer.get("/").text
    ask(at_work)
    assert "1 запись ждёт вас как юриста" in lawyer.get("/").text
    assert "ждёт вас как юриста" not in at_work.editor.get("/").text
    assert "Юрист ответил" not in at_work.reporter.get("/").text
    advise(at_work, lawyer, "change", WORDS)
    today = at_work.reporter.get("/").text
    assert "Юрист ответил" in today
    assert WORDS not in unescape(today)
    assert "Юрист ответил" not in at_work.editor.get("/").text
    assert "ждёт вас как юриста" not in lawyer.get("/").text


def test_a_lawyer_is_proposed_and_never_asked_by_itself(at_work: Room, lawyer: Client) -> None:
    write(at_work)
    assert "Стоило бы показать юристу" not in at_work.page(at_work.reporter)
    known = Person(
        names={"kk": "Айгүл", "ru": "Айгуль"}, role="official", stage="charge", public=True
    )
    editor = at_work.members[Role.EDITOR]
    record_person(at_work.row, known, member=editor, now=datetime.now(UTC))
    for page in (at_work.page(at_work.reporter), at_work.reporter.get(page_of(at_work)).text):
        assert "кто-то назван в связи с правовым делом" in page
    assert not LegalNoteRow.objects.exists()
    ask(at_work)
    assert "Стоило бы показать юристу" not in at_work.page(at_work.reporter)


def test_withdrawn_words_leave_question_and_advice_and_are_not_taken_again(
    at_work: Room, lawyer: Client
) -> None:
    write(at_work)
    ask(at_work)
    advise(at_work, lawyer, "change", WORDS)
    publisher = at_work.act(Role.PUBLISHER)
    withdrawn_words.withdraw(["крокус", "журавлёва"], "просьба", publisher)
    assert {*LegalNoteRow.objects.values_list("words", flat=True)} == {""}
    assert of(at_work) == "change"
    ask(at_work)
    assert LegalNoteRow.objects.filter(kind="question").count() == 1


def test_an_administrator_lets_a_member_of_any_role_advise(at_work: Room) -> None:
    admin = Member.objects.create_user("the-admin", role=Role.ADMINISTRATOR, language="ru")
    secured(admin)
    client = Client()
    client.force_login(admin)
    form = {"name": "Айгүл", "role": "reporter", "reads": ["ru"], "may_advise": "on"}
    client.post("/newsroom/members/the-reporter/change/", form)
    assert Member.objects.get(username="the-reporter").may_advise
    assert AuditRow.objects.filter(action="let a member advise").count() == 1
    del form["may_advise"]
    client.post("/newsroom/members/the-reporter/change/", form)
    assert not Member.objects.get(username="the-reporter").may_advise


def test_the_sheet_asks_no_more_of_the_database_as_it_grows(
    at_work: Room, lawyer: Client, django_assert_max_num_queries: object
) -> None:
    write(at_work)
    ask(at_work)
    lawyer.get("/legal/")
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(30):
        assert lawyer.get("/legal/").status_code == 200


def test_versions_are_those_of_the_page(at_work: Room, lawyer: Client) -> None:
    write(at_work)
    ask(at_work)
    shown = versions(lawyer, at_work)
    assert AdvisedVersions(
        texts={"kk": int(shown["text-kk"]), "ru": int(shown["text-ru"])}, codes=int(shown["codes"])
    ) == AdvisedVersions(texts={"kk": 1, "ru": 1}, codes=1)
