"""Are corrections, replies and retractions heard wherever the entry was?"""

from dataclasses import replace

import pytest

from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.releases.actions import notice_publication as noticing
from dalel.newsroom.releases.actions import notices
from dalel.newsroom.releases.actions.release import renew
from newsroom.channel_desk import FIRST, Desk, notice
from released import PICTURE

pytestmark = pytest.mark.django_db


def test_a_correction_and_a_reply_wait_for_a_second_person_and_are_then_heard_where_the_entry_was(
    told: Desk,
) -> None:
    writer, second = told.act("editor", Role.EDITOR), told.act()
    answer = notice(NoticeKind.REPLY, "as it was", "the port of the lake")
    noticing.propose(FIRST, answer, act=writer, pack=told.pack)
    noticing.propose(FIRST, answer, act=writer, pack=told.pack)
    assert len(notices.notices(FIRST)) == 1
    with pytest.raises(notices.SecondReaderError):
        notices.approve(FIRST, answer.key, writer)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert "the port of the lake" not in "".join(one.text for one in told.api.said)
    noticing.approve(FIRST, answer.key, told.site, act=second, pack=told.pack, alone=False)
    noticing.approve(FIRST, answer.key, told.site, act=second, pack=told.pack, alone=False)
    told.send()
    for language, words in (("en", "in English"), ("ru", "по-русски")):
        entry, reply = told.about(FIRST, language)
        assert "the port of the lake" in entry.text
        assert words in reply.text
        assert reply.is_picture == entry.is_picture
        page = (told.site / language / "i" / FIRST / "index.html").read_text("utf-8")
        assert words in page
        assert "the port of the lake" in page
    fixed = notice(NoticeKind.CORRECTION, "the sum was another")
    noticing.propose(FIRST, fixed, act=writer, pack=told.pack)
    noticing.approve(FIRST, fixed.key, told.site, act=second, pack=told.pack, alone=False)
    told.send()
    assert "the sum was another" in told.about(FIRST)[0].text
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.CORRECTED


def test_what_is_said_in_public_is_said_in_every_language_and_exposes_nobody(told: Desk) -> None:
    act = told.act()
    half = replace(notice(NoticeKind.CORRECTION), texts={"ru": "по-русски", "en": ""})
    with pytest.raises(notices.LanguageMissingError, match="en"):
        noticing.propose(FIRST, half, act=act, pack=told.pack)
    nameless = replace(notice(NoticeKind.REPLY, by="X"), by={"ru": "X"})
    with pytest.raises(notices.LanguageMissingError):
        noticing.propose(FIRST, nameless, act=act, pack=told.pack)
    with pytest.raises(notices.LanguageMissingError):
        noticing.retract(FIRST, half, "why", told.site, act=act, pack=told.pack)
    IncidentRow.objects.filter(number=FIRST).update(state=IncidentState.UNPUBLISHED)
    with pytest.raises(notices.NotPublicError):
        noticing.propose(FIRST, notice(NoticeKind.CORRECTION), act=act, pack=told.pack)


def test_a_retracted_entry_says_why_and_nothing_else_wherever_it_was_said(told: Desk) -> None:
    title = "The Shore blocked by order of the ministry"
    why = notice(NoticeKind.RETRACTION, "no order was found")
    noticing.retract(FIRST, why, "for us alone", told.site, act=told.act(), pack=told.pack)
    told.send()
    [post] = told.about(FIRST)
    assert "no order was found" in post.text
    assert post.picture.endswith(b"of nothing")
    page = (told.site / "en" / "i" / FIRST / "index.html").read_text("utf-8")
    assert "no order was found" in page
    everywhere = [one.text for one in told.api.standing()]
    everywhere += [file.read_text("utf-8") for file in told.site.rglob("*.html")]
    everywhere += [file.read_text("utf-8") for file in told.site.rglob("*.xml")]
    for text in everywhere:
        assert title not in text
        assert "for us alone" not in text


@pytest.mark.parametrize("age", ["new", "old"])
def test_a_withdrawn_entry_is_deleted_or_says_nothing_any_more(told: Desk, age: str) -> None:
    told.api.is_old = is_old = age == "old"
    noticing.withdraw(FIRST, "a danger", told.site, act=told.act(), pack=told.pack)
    told.send()
    left = told.about(FIRST)
    assert [one.text for one in left] == (
        [f"{FIRST}\n\nThis entry was withdrawn."] if is_old else []
    )
    assert all("The Shore blocked" not in one.text for one in told.api.standing())
    assert all(one.picture != PICTURE for one in left)
    before = len(told.api.calls)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert len(told.api.calls) == before
