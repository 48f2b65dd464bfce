"""Do texts rest on what a source told the newsroom, and does nobody learn who the source is?"""

import json
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from dalel.domain.concern import Weight
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame import sealing
from dalel.newsroom.frame.append_only import free_table
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import proposals, sealed_names, withdrawn_words
from dalel.newsroom.incidents.actions.conversations import NoReasonError, open_seal
from dalel.newsroom.incidents.actions.sealed_names import (
    SealedNameError,
    TriedTooOftenError,
    stands_in,
)
from dalel.newsroom.incidents.models import (
    AutosaveRow,
    ConcernRow,
    ConversationRow,
    ProposalRow,
    RemarkRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.conversations import SealedSource, sealed_of
from newsroom.work_room import KK, RU, Room, texts

pytestmark = pytest.mark.django_db
NAME = "Сәуле Төлегенқызы Жұмаділова"
CONTACT = "+7 701 555 44 33"
WORDS = "Редактора вызвали в полицию 14 мая, изъяли 3 ноутбука."
KAZAKH = "Редакторды 14 мамырда полицияға шақырды, 3 ноутбукті алып қойды."
SAID = f"Собеседник редакции (адвокат редакции) сказал: «{WORDS.rstrip('.')}»."
BOLD = "Редактора вызвали в полицию 14 мая 2026 года, изъяли 3 ноутбука."


def here(at_work: Room) -> str:
    return f"/incidents/{at_work.row.number}/conversations/"


def note(**other: Any) -> dict[str, Any]:
    told = {
        "form": "write",
        "held": "2026-05-15",
        "way": "phone",
        "name": NAME,
        "contact": CONTACT,
        "described-kk": "редакцияның адвокаты",
        "described-ru": "адвокат редакции",
        "words": WORDS,
        "language": "ru",
        "translation": KAZAKH,
        "may_quote": "yes",
    }
    return {key: value for key, value in (told | other).items() if value is not None}


def send(at_work: Room, **other: Any) -> str:
    answer = at_work.reporter.post(here(at_work), note(**other), follow=True)
    return unescape(answer.text)


def write(at_work: Room, ru: str, kk: str = KK) -> Any:
    newest = TextVersionRow.objects.filter(incident=at_work.row, language="ru")
    form = texts(kk, ru, seen=newest.count())
    return at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", form)


def concerns(at_work: Room, *, language: str = "ru") -> list[tuple[str, str, str]]:
    rows = ConcernRow.objects.filter(incident=at_work.row, language=language, state="open")
    return [(row.rule, row.values.get("of", ""), row.excerpt) for row in rows.order_by("pk")]


def proven(at_work: Room) -> list[tuple[str, str, str]]:
    return [one for one in concerns(at_work) if one[0] in {"fact", "conversation", "unproven"}]


@pytest.fixture
def kept(at_work: Room) -> ConversationRow:
    send(at_work)
    return ConversationRow.objects.get()


def test_words_that_may_be_quoted_bear_out_what_is_told_as_theirs_and_ask_once(
    at_work: Room, kept: ConversationRow
) -> None:
    ConversationRow.objects.update(is_told=False)
    write(at_work, f"{RU} {SAID}")
    assert proven(at_work) == [("conversation", "alone", SAID)]
    row = ConcernRow.objects.get(rule="conversation")
    assert row.weight == Weight.WARNING


def test_the_same_words_told_as_a_fact_are_borne_out_by_nothing(at_work: Room) -> None:
    write(at_work, f"{RU} {BOLD}")
    before = proven(at_work)
    assert before
    send(at_work)
    assert proven(at_work) == before


def test_told_as_somebody_elses_words_they_bear_out_nothing(at_work: Room) -> None:
    said = f"По словам представителя акимата, «{WORDS.rstrip('.')}»."
    write(at_work, f"{RU} {said}")
    before = proven(at_work)
    assert before
    send(at_work)
    assert proven(at_work) == before


@pytest.mark.parametrize(
    "other", [{"may_quote": None}, {"until": "2026-05-16"}], ids=["not to be quoted", "over"]
)
def test_words_that_may_not_be_quoted_now_bear_out_nothing(
    at_work: Room, other: dict[str, Any]
) -> None:
    write(at_work, f"{RU} {SAID}")
    before = proven(at_work)
    assert before
    send(at_work, **other)
    assert proven(at_work) == before
    panel = at_work.page(at_work.reporter, "notes/")
    assert "data-into" not in panel


def test_two_notes_ask_once_a_passage_and_raise_no_other_concern(at_work: Room) -> None:
    """Seven sentences, of which two are told by sources: each asks once, nothing else is new."""
    other = "По словам сотрудницы редакции, 20 мая компьютеры ещё не вернули."
    free = "По словам адвоката, 5 журналистов допросили дважды."
    write(at_work, f"{RU} {SAID}\n\n{other} {free}\n\n{RU}")
    before = concerns(at_work)
    send(at_work)
    first = concerns(at_work)
    send(
        at_work,
        words="20 мая компьютеры ещё не вернули.",
        translation="",
        name="Ерлан Бақытұлы Сейдахметов",
        contact="",
        **{"described-ru": "сотрудница редакции", "described-kk": "редакция қызметкері"},
    )
    second = concerns(at_work)
    assert len(first) <= len(before)
    # Nothing doubted the day that the second source tells; now it is asked about, once.
    assert len(second) == len(first) + 1
    asked = [one for one in second if one[0] == "conversation"]
    assert [excerpt for _, _, excerpt in asked] == [SAID, other]
    # What no note says is doubted as before.
    assert [one for one in second if one[0] == "fact"]
    assert set(second) - set(asked) <= set(before)


def test_without_an_article_only_what_is_told_as_theirs_has_a_base(at_work: Room) -> None:
    from dalel.newsroom.incidents.models import LinkRow  # noqa: PLC0415
    from dalel.newsroom.stories.models import MembershipRow  # noqa: PLC0415

    LinkRow.objects.all().delete()
    MembershipRow.objects.all().delete()
    write(at_work, SAID)
    assert ("unproven", "", "") in proven(at_work)
    before = len(concerns(at_work))
    send(at_work)
    title = [one for one in proven(at_work) if one[0] == "unproven"]
    assert title == [("unproven", "beside", "")]
    assert [one for one in proven(at_work) if one[0] == "conversation"] == [
        ("conversation", "alone", SAID)
    ]
    assert len(concerns(at_work)) == before + 1


def test_in_the_editor_the_words_are_one_press_away_in_both_languages(
    at_work: Room, kept: ConversationRow
) -> None:
    panel = unescape(at_work.page(at_work.editor, "notes/"))
    assert SAID in panel
    assert f"Редакциямен сөйлескен адам (редакцияның адвокаты) былай деді: «{KAZAKH[:-1]}»" in panel
    assert 'data-into="kk"' in panel
    assert NAME.split()[-1] not in panel


def test_only_who_wrote_it_sees_the_source_and_an_editor_who_says_why(
    at_work: Room, kept: ConversationRow
) -> None:
    for who in (at_work.reporter, at_work.editor, at_work.publisher):
        assert "Жұмаділова" not in at_work.page(who, "conversations/")
    mine = at_work.reporter.post(here(at_work), {"form": "look", "note": kept.pk}).text
    assert NAME in mine
    assert CONTACT in unescape(mine)
    assert "Жұмаділова" not in at_work.page(at_work.reporter, "conversations/")
    theirs = at_work.editor.post(here(at_work), {"form": "look", "note": kept.pk})
    assert (theirs.status_code, "Жұмаділова" in theirs.text) == (422, False)
    asked = {"form": "open", "note": kept.pk, "reason": " "}
    assert at_work.editor.post(here(at_work), asked).status_code == 422
    repeats = {**asked, "reason": "Это Жұмаділова?"}
    refused = at_work.editor.post(here(at_work), repeats)
    assert (refused.status_code, "Жұмаділова" in refused.text) == (422, False)
    assert not AuditRow.objects.filter(action="opened a sealed source").exists()
    opened = at_work.editor.post(here(at_work), {**asked, "reason": "Позвонить о сроке"})
    assert NAME in opened.text
    line = AuditRow.objects.get(action="opened a sealed source")
    assert line.detail == "Позвонить о сроке"
    assert line.member == at_work.members[Role.EDITOR]


@pytest.mark.parametrize("reason", ["\u200b\u202e", "\u2060 \u00ad", "\u3164", "\u0301"])
def test_a_reason_that_nobody_sees_opens_no_seal(
    at_work: Room, kept: ConversationRow, reason: str
) -> None:
    asked = {"form": "open", "note": kept.pk, "reason": reason}
    answer = at_work.editor.post(here(at_work), asked)
    assert (answer.status_code, "Жұмаділова" in answer.text) == (422, False)
    with pytest.raises(NoReasonError):
        open_seal(at_work.row.number, kept.pk, reason, at_work.act(Role.EDITOR))
    assert not AuditRow.objects.filter(action="opened a sealed source").exists()


def test_of_a_reason_no_more_is_kept_than_its_field_takes(
    at_work: Room, kept: ConversationRow
) -> None:
    open_seal(at_work.row.number, kept.pk, "надо " * 4000, at_work.act(Role.EDITOR))
    assert len(AuditRow.objects.get(action="opened a sealed source").detail) == 500


def test_a_reporter_opens_nobody_elses_seal(at_work: Room, kept: ConversationRow) -> None:
    other = Member.objects.create_user("another", role=Role.REPORTER, reads=["kk", "ru"])
    client = Client()
    client.force_login(other)
    for form, status in (({"form": "look"}, 422), ({"form": "open", "reason": "надо"}, 403)):
        answer = client.post(here(at_work), {**form, "note": kept.pk})
        assert (answer.status_code, "Жұмаділова" in answer.text) == (status, False)
    client.post(here(at_work), {"form": "withdraw", "note": kept.pk})
    kept.refresh_from_db()
    assert kept.withdrawn is None
    stolen = client.post(here(at_work), note(corrects=str(kept.pk), name=None))
    assert stolen.status_code == 422
    assert ConversationRow.objects.count() == 1


def test_a_correction_is_a_row_of_its_own_and_keeps_the_seal(
    at_work: Room, kept: ConversationRow
) -> None:
    send(at_work, corrects=str(kept.pk), name=None, contact=None, words="Изъяли 4 ноутбука.")
    first, second = ConversationRow.objects.order_by("pk")
    assert (first.words, second.words) == (WORDS, "Изъяли 4 ноутбука.")
    assert second.corrects == first
    assert sealed_of(second) == SealedSource(name=NAME, contact=CONTACT)
    assert "3 ноутбука" not in at_work.page(at_work.editor, "notes/")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConversationRow.objects.filter(pk=first.pk).update(held="2026-01-01")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConversationRow.objects.filter(pk=first.pk).update(words="Другое")


@pytest.mark.parametrize(
    "typed",
    [
        "Звонила Сәуле Жұмаділова.",
        "Говорил с Жумадиловой.",
        "Жұмаділованың айтуынша",
        "позвонить сәуле төлегенқызы жұмаділова",
        "ЖҰМАДІЛОВА",
        "тел. 87015554433",
    ],
)
def test_the_sealed_name_is_refused_in_any_form_before_anything_is_kept(
    at_work: Room, kept: ConversationRow, typed: str
) -> None:
    number = at_work.row.number
    at = f"/incidents/{number}/"
    versions = TextVersionRow.objects.count()
    remark = at_work.editor.post(f"{at}remarks/", {"text": typed}, follow=True)
    assert "стоит скрытое имя" in remark.text
    saved = write(at_work, f"{RU} {typed}")
    assert saved.status_code == 422
    # What was typed is not lost; only its writer has it on the screen.
    assert typed in unescape(saved.text)
    form = texts(KK, f"{RU} {typed}")
    told = at_work.reporter.post(f"{at}autosave/", form).text
    assert "стоит скрытое имя" in told
    headed = {**texts(), "ru-title": typed}
    assert at_work.reporter.post(f"{at}edit/", headed).status_code == 422
    back = at_work.editor.post(f"{at}send-back/", {"reason": typed}, follow=True)
    assert "стоит скрытое имя" in back.text
    handed = at_work.editor.post("/handover/", {"text": typed, "seen": "0"})
    assert "стоит скрытое имя" in handed.text
    assert TextVersionRow.objects.count() == versions
    assert not AutosaveRow.objects.exists()
    assert not RemarkRow.objects.exists()
    lines = AuditRow.objects.filter(action="typed a sealed name")
    assert {line.detail for line in lines} == {""}
    # Who types on is written down once, not every few seconds.
    assert lines.filter(member=at_work.members[Role.REPORTER], subject=number).count() == 1
    assert "Вводили скрытое имя" in at_work.page(at_work.editor, "conversations/")


@pytest.mark.parametrize(
    "typed", ["Сәуле Ерланова пришла в суд.", "Төлегенқызы", "Оштрафовали на 78 640 тенге."]
)
def test_a_given_name_that_others_bear_too_is_no_secret(
    at_work: Room, kept: ConversationRow, typed: str
) -> None:
    source = SealedSource(name="Анна Петровна Кузнецова", contact=CONTACT)
    assert not stands_in(source, "Анна Иванова и Петровна пришли.")
    assert stands_in(source, "Встретились с Кузнецовой.")
    if "Сәуле" not in typed:
        at_work.editor.post(f"/incidents/{at_work.row.number}/remarks/", {"text": typed})
        assert RemarkRow.objects.count() == 1


def test_a_name_that_the_entry_tells_already_is_no_secret_in_it(at_work: Room) -> None:
    write(at_work, f"{RU} Кузнецова выступила в суде.")
    send(at_work, name="Анна Кузнецова", words="Изъяли 3 ноутбука.", translation="")
    assert write(at_work, f"{RU} Кузнецова снова выступила в суде.").status_code == 302


def test_the_name_stands_in_no_open_field_of_its_own_note(at_work: Room) -> None:
    for other in (
        {"words": "Я, Жұмаділова, видела всё."},
        {"described-ru": "адвокат Жумадилова"},
        {"translation": "Жұмаділова айтты"},
    ):
        answer = at_work.reporter.post(here(at_work), note(**other))
        assert answer.status_code == 422
        # Neither name nor contact comes back in the page.
        assert CONTACT not in answer.text
        assert f'value="{NAME}"' not in answer.text
    assert not ConversationRow.objects.exists()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "Укажите, с кем"),
        ({"described-kk": ""}, "на всех языках"),
        ({"held": "2040-01-01"}, "ещё не наступил"),
        ({"words": ""}, "точные слова"),
        ({"described-ru": "адвокат Бибигүл Оразова"}, "назван человек"),
    ],
)
def test_what_is_lacking_is_told(at_work: Room, other: dict[str, str], said: str) -> None:
    assert said in send(at_work, **other)
    assert not ConversationRow.objects.exists()


def test_the_public_learns_of_it_only_when_a_second_person_agrees(
    at_work: Room, kept: ConversationRow
) -> None:
    (proposal,) = ProposalRow.objects.filter(kind="conversation")
    assert json.dumps(proposal.after, ensure_ascii=False).count("Жұмаділова") == 0
    at_work.reporter.post(f"/proposals/{proposal.pk}/", {"approve": "1"})
    assert not ConversationRow.objects.filter(is_told=True).exists()
    proposals.approve(proposal.pk, at_work.act(Role.EDITOR))
    assert ConversationRow.objects.get(is_told=True) == kept
    send(at_work, corrects=str(kept.pk), name=None, contact=None, words="Изъяли 4 ноутбука.")
    # What was corrected waits again, and the earlier one is told no more.
    assert not ConversationRow.objects.filter(is_told=True).exists()


def test_taken_back_everything_leaves_and_the_text_is_asked_about(
    at_work: Room, kept: ConversationRow
) -> None:
    send(at_work, corrects=str(kept.pk), name=None, contact=None)
    write(at_work, f"{RU} {SAID}")
    newest = ConversationRow.objects.get(corrected=None)
    at_work.reporter.post(here(at_work), {"form": "withdraw", "note": newest.pk})
    for row in ConversationRow.objects.all():
        assert (row.words, row.translation, row.sealed, row.described) == ("", "", "", {})
    found = proven(at_work)
    assert ("conversation", "withdrawn", SAID) in found
    assert ConcernRow.objects.get(rule="conversation", state="open").weight == Weight.ERROR
    page = at_work.page(at_work.editor, "conversations/")
    assert "ноутбука" not in page
    line = AuditRow.objects.get(action="took a conversation back")
    assert line.detail == ""
    write(at_work, RU)
    assert not [one for one in proven(at_work) if one[0] == "conversation"]


def test_withdrawn_words_leave_the_notes_and_are_not_taken_in_again(
    at_work: Room, kept: ConversationRow
) -> None:
    withdrawn_words.withdraw(["3 ноутбука"], "просьба", at_work.act(Role.PUBLISHER))
    kept.refresh_from_db()
    assert kept.words == ""
    assert kept.translation == KAZAKH
    assert (
        "отозваны" in send(at_work, name="Другой Человеков") or ConversationRow.objects.count() == 1
    )


def test_the_seal_is_of_the_newsrooms_key_and_of_nothing_in_the_database(
    at_work: Room, kept: ConversationRow
) -> None:
    token = kept.sealed
    assert sealing.unsealed(token)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incidents_conversationrow")
        raw = repr(cursor.fetchall())
    assert "Жұмаділова" not in raw
    assert "555" not in raw
    free_table(ConversationRow)
    ConversationRow.objects.filter(pk=kept.pk).update(sealed=f"{token[:-8]}AAAAAAA=")
    answer = at_work.reporter.post(here(at_work), {"form": "look", "note": kept.pk})
    assert "прочитать его не может никто" in answer.text
    # The desk goes on without it.
    assert write(at_work, RU).status_code == 302


def test_who_tries_sealed_names_is_held_back_and_whoever_noted_them_is_told(
    at_work: Room,
) -> None:
    send(at_work)
    number, now = at_work.row.number, datetime.now(UTC)

    def tries(words: str, role: Role, *, ago: float) -> type[Exception] | None:
        time = now - timedelta(minutes=ago)
        try:
            sealed_names.refuse(number, [words], Act(member=at_work.members[role], time=time))
        except SealedNameError as error:
            return type(error)
        return None

    guesser = Role.PUBLISHER
    assert tries("Это не Асанов?", guesser, ago=30) is None
    for ago in (25, 20, 15):
        assert tries("Это Жумадилова?", guesser, ago=ago) is SealedNameError
    # From now on no text tells whether a name is the one.
    for words in ("Это не Асанов?", "Это Жумадилова?", "Обычное слово"):
        assert tries(words, guesser, ago=5) is TriedTooOftenError
    assert AuditRow.objects.filter(action=sealed_names.HELD).count() == 1
    remarks = f"/incidents/{number}/remarks/"
    refused = at_work.publisher.post(remarks, {"text": "Обычное слово"}, follow=True).text
    assert "ничего из написанного вами в этой записи" in refused
    assert not RemarkRow.objects.exists()
    told = unescape(at_work.reporter.get("/").text)
    assert "несколько раз отказано из-за скрытого имени" in told
    assert "Жумадилова" not in told
    assert "Жұмаділова" not in told
    assert "несколько раз отказано" not in at_work.publisher.get("/").text
    # Others go on, and so does who noted the conversation and knows the name.
    assert tries("Это не Асанов?", Role.EDITOR, ago=5) is None
    for ago in (25, 20, 15, 10):
        assert tries("Жумадилова", Role.REPORTER, ago=ago) is SealedNameError
    assert tries("Дальше без имени", Role.REPORTER, ago=5) is None
    # After a day it is over.
    assert tries("Снова по делу", guesser, ago=-24 * 60) is None
