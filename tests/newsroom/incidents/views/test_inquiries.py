"""Are those asked of whom an entry speaks, and does what they answer come into it by a press?"""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dalel.domain.conduct import InquiryState, PublicInquiry
from dalel.domain.holder import Holder
from dalel.domain.states import DiaryState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import proposals, withdrawn_words
from dalel.newsroom.incidents.actions.hand_over import hand_over
from dalel.newsroom.incidents.actions.parties import conduct
from dalel.newsroom.incidents.models import DiaryRow, InquiryRow, TextVersionRow
from dalel.newsroom.incidents.queries.inquiries import public_inquiries
from newsroom.work_room import Room, texts

pytestmark = pytest.mark.django_db
WHOM = "Алатау аудандық соты"
ANSWER = "Шешім заңды, «Толқын» оған шағым жасай алады."
TRANSLATION = "Решение законно, «Толқын» может его обжаловать."


def letters(at_work: Room, **sent: object) -> str:
    client = at_work.reporter
    page = f"/incidents/{at_work.row.number}/letters/"
    answer = client.post(page, sent, follow=True) if sent else client.get(page)
    return unescape(answer.text)


@pytest.fixture
def asked(at_work: Room) -> InquiryRow:
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts())
    letters(at_work, form="send", whom=WHOM)
    return InquiryRow.objects.get()


def over(row: InquiryRow) -> None:
    """The deadline was yesterday."""
    now = datetime.now(UTC)
    InquiryRow.objects.filter(pk=row.pk).update(
        sent=(now - timedelta(days=9)).date(), due=(now - timedelta(days=2)).date()
    )


def test_the_letter_tells_what_the_entry_says_in_both_languages_and_nothing_else(
    at_work: Room,
) -> None:
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts())
    page = letters(at_work, form="write", whom=WHOM, due="2027-06-10")
    kazakh, russian = re.findall(r"<textarea id=\"text-..\".*?>\n(.*?)</textarea>", page, re.S)
    for letter in (kazakh, russian):
        assert letter.startswith(WHOM)
        assert "78 640" in letter
        assert "%(" not in letter
        # The sentence of the article that is in no text of the entry.
        assert "намерена обжаловать" not in letter
    assert "2027 жылғы 10 маусымға дейін" in kazakh
    assert "до 10 июня 2027 года включительно" in russian
    address = urlsplit(re.findall(r'href="(mailto:[^"]*)"', page)[1])
    assert address.path == ""
    assert parse_qs(address.query)["body"] == [russian]
    # Nothing is noted of a letter that was only written.
    assert not InquiryRow.objects.exists()


def test_the_usual_day_is_that_of_the_pack_and_none_before_today_is_taken(at_work: Room) -> None:
    letters(at_work, form="send", whom=WHOM)
    row = InquiryRow.objects.get()
    assert row.due > row.sent + timedelta(days=5)
    assert "Последний день раньше сегодняшнего" in letters(
        at_work, form="send", whom=WHOM, due="2020-01-01"
    )
    assert "Укажите, у кого" in letters(at_work, form="write", whom=" ")
    assert InquiryRow.objects.count() == 1


def test_a_letter_counts_as_comment_sought_and_its_deadline_stands_in_the_diary(
    at_work: Room, asked: InquiryRow
) -> None:
    day = DiaryRow.objects.get()
    assert (day.day, day.kind, day.state) == (asked.due, "deadline", DiaryState.CONFIRMED)
    # The diary goes into calendars outside: it names nobody.
    assert WHOM not in day.words
    comment = conduct(at_work.row.number).comments[0]
    assert (comment.whom, comment.asked, comment.answer) == (WHOM, asked.sent, "")


def test_today_reminds_once_the_day_has_come_and_until_somebody_says_what_came(
    at_work: Room, asked: InquiryRow
) -> None:
    due = f"#letter-{asked.pk}"
    assert due not in at_work.reporter.get("/").text
    assert "Срок ещё не истёк" in letters(at_work, form="silence", letter=asked.pk)
    over(asked)
    assert due in at_work.reporter.get("/").text
    page = letters(at_work, form="silence", letter=asked.pk)
    assert "ответа в срок нет" in page
    assert due not in at_work.reporter.get("/").text
    assert DiaryRow.objects.get().state == DiaryState.DISMISSED


def test_silence_is_offered_as_a_sentence_in_both_languages_and_written_nowhere(
    at_work: Room, asked: InquiryRow
) -> None:
    versions = TextVersionRow.objects.count()
    over(asked)
    InquiryRow.objects.update(sent=date(2026, 6, 1), due=date(2026, 6, 8))
    letters(at_work, form="silence", letter=asked.pk)
    panel = unescape(at_work.page(at_work.reporter, "notes/"))
    assert (
        f"Редакция 1 июня 2026 года направила запрос (адресат: {WHOM}). "
        "До 8 июня 2026 года ответ не поступил." in panel
    )
    assert "2026 жылғы 8 маусымға дейін жауап келген жоқ." in panel
    assert TextVersionRow.objects.count() == versions


def test_an_answer_is_quoted_as_it_came_and_as_a_translation_only_where_there_is_one(
    at_work: Room, asked: InquiryRow
) -> None:
    sent = {"form": "answer", "letter": asked.pk, "answer": ANSWER, "language": "kk"}
    letters(at_work, **sent)
    panel = unescape(at_work.page(at_work.reporter, "notes/"))
    assert "былай делінген: «Шешім заңды, „Толқын“ оған шағым жасай алады»." in panel
    assert "В ответе говорится" not in panel
    # An answer is corrected in the same place.
    letters(at_work, **sent, translation=TRANSLATION)
    panel = unescape(at_work.page(at_work.reporter, "notes/"))
    assert "(перевод редакции): «Решение законно, „Толқын“ может его обжаловать»." in panel
    assert conduct(at_work.row.number).comments[0].answer == ANSWER


def test_an_answer_that_comes_late_takes_the_place_of_silence(
    at_work: Room, asked: InquiryRow
) -> None:
    over(asked)
    letters(at_work, form="silence", letter=asked.pk)
    letters(at_work, form="answer", letter=asked.pk, answer=ANSWER, language="kk")
    asked.refresh_from_db()
    assert asked.state == "answered"
    # Silence is not said over it again.
    letters(at_work, form="silence", letter=asked.pk)
    asked.refresh_from_db()
    assert asked.state == "answered"


@pytest.mark.parametrize("field", ["whom", "answer", "translation"])
def test_withdrawn_words_leave_letters_and_are_not_taken_in_again(
    at_work: Room, asked: InquiryRow, field: str
) -> None:
    told = {"whom": WHOM, "answer": ANSWER, "translation": TRANSLATION}
    name = "Ермек Нұрланов"
    told[field] = f"{told[field]} {name}"
    InquiryRow.objects.update(state="answered", language="kk", **told)
    withdrawn_words.withdraw([name], "По решению суда.", at_work.act(Role.PUBLISHER))
    kept = InquiryRow.objects.values("whom", "answer", "translation").get()
    assert kept == {**told, field: ""}
    sent = {
        "form": "answer",
        "letter": asked.pk,
        "answer": "Оны Ермек Нұрлановқа айтты.",
        "language": "kk",
    }
    assert "отозванные слова" in letters(at_work, **sent)
    assert "отозванные слова" in letters(at_work, form="send", whom=name)
    assert InquiryRow.objects.values("whom", "answer", "translation").get() == kept


def test_a_letter_never_tells_words_that_were_withdrawn(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.row.number}/edit/", texts())
    withdrawn_words.withdraw(["Толқын"], "По решению суда.", at_work.act(Role.PUBLISHER))
    page = letters(at_work, form="write", whom=WHOM)
    assert "Толқын" not in "".join(re.findall(r"<textarea.*?</textarea>", page, re.S))
    assert "впишите, что будет опубликовано" in page


def test_letters_of_another_entry_are_not_answered_here(at_work: Room, asked: InquiryRow) -> None:
    sent = {"form": "answer", "letter": asked.pk + 1, "answer": ANSWER, "language": "kk"}
    page = f"/incidents/{at_work.row.number}/letters/"
    assert at_work.reporter.post(page, sent).status_code == 404
    assert "ничего не сохранено" in letters(at_work, form="other")
    assert "Введите слова ответа" in letters(at_work, form="answer", letter=asked.pk, answer=" ")


def test_a_letter_holds_its_entry_until_somebody_notes_what_came(
    at_work: Room, asked: InquiryRow
) -> None:
    number = at_work.row.number
    today = unescape(at_work.reporter.get("/").text)
    assert f"{WHOM} <span" in today.partition('id="asked-by-you"')[2].partition("</ul>")[0]
    # Another's is counted, and is not one's own.
    assert 'id="asked-by-you"' not in at_work.editor.get("/").text
    assert WHOM in unescape(at_work.editor.get("/waiting/").text)
    letters(at_work, form="answer", letter=asked.pk, answer=ANSWER, language="kk")
    assert 'id="asked-by-you"' not in at_work.reporter.get("/").text
    hand_over(number, Holder.LAWYER, at_work.act())
    assert "юрист" in at_work.reporter.get("/").text.partition('id="asked-by-you"')[2][:400]


CALLED = {"called-kk": WHOM, "called-ru": "Алатауский районный суд"}


def proposed(at_work: Room, row: InquiryRow, **more: object) -> str:
    return letters(at_work, form="tell", letter=row.pk, **CALLED, **more)


def approved(at_work: Room) -> None:
    (waiting,) = proposals.waiting()
    at_work.editor.post(f"/proposals/{waiting.key}/", {"do": "approve"})


def told(at_work: Room) -> tuple[PublicInquiry, ...]:
    return public_inquiries().get(at_work.row.number, ())


def test_the_public_learns_whom_we_asked_only_by_a_second_person(
    at_work: Room, asked: InquiryRow
) -> None:
    proposed(at_work, asked, actor="court")
    assert told(at_work) == ()
    (waiting,) = proposals.waiting()
    at_work.reporter.post(f"/proposals/{waiting.key}/", {"do": "approve"})
    assert told(at_work) == ()
    assert "Алатауский районный суд" in unescape(at_work.editor.get("/proposals/").text)
    approved(at_work)
    (one,) = told(at_work)
    assert one.whom == {"kk": WHOM, "ru": "Алатауский районный суд"}
    assert (one.asked, one.due, one.state) == (asked.sent, asked.due, InquiryState.WAITING)
    assert (one.answer, one.actor) == ({}, "court")


def test_a_letter_is_told_in_every_language_or_not_at_all(at_work: Room, asked: InquiryRow) -> None:
    letters(at_work, form="tell", letter=asked.pk, **{"called-kk": WHOM})
    answered = {"letter": asked.pk, "answer": ANSWER, "language": "kk", "translation": TRANSLATION}
    letters(at_work, form="answer", **answered)
    proposed(at_work, asked)
    proposed(at_work, asked, **{"reply-kk": ANSWER})
    assert not proposals.waiting()
    proposed(at_work, asked, **{"reply-kk": ANSWER, "reply-ru": TRANSLATION})
    approved(at_work)
    (one,) = told(at_work)
    assert one.state is InquiryState.ANSWERED
    assert one.answer == {"kk": ANSWER, "ru": TRANSLATION}


def test_what_is_not_so_any_more_leaves_the_public_at_once(
    at_work: Room, asked: InquiryRow
) -> None:
    proposed(at_work, asked)
    approved(at_work)
    # Another proposal is overtaken by the answer.
    proposed(at_work, asked, actor="court")
    letters(at_work, form="answer", letter=asked.pk, answer=ANSWER, language="kk")
    assert told(at_work) == ()
    approved(at_work)
    assert told(at_work) == ()


def test_withdrawn_words_leave_what_is_told_of_a_letter(at_work: Room, asked: InquiryRow) -> None:
    proposed(at_work, asked)
    approved(at_work)
    withdrawn_words.withdraw(
        ["Алатауский районный суд"], "По решению суда.", at_work.act(Role.PUBLISHER)
    )
    assert told(at_work) == ()
    proposed(at_work, asked)
    assert not proposals.waiting()


def test_whom_we_asked_is_no_way_around_the_naming_rule(at_work: Room, asked: InquiryRow) -> None:
    letters(
        at_work,
        form="tell",
        letter=asked.pk,
        **{"called-kk": "ИИН 850101300123", "called-ru": "ИИН 850101300123"},
    )
    assert not proposals.waiting()
