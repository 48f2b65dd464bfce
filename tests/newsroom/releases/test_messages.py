"""Does everything that is said get said once, stay true, and never in secret fail?"""

from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import NoReturn

import pytest

from dalel.domain.message import LEASE, Lane, MessageKind, Voices
from dalel.domain.states import IncidentState, MessageState, VersionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from dalel.newsroom.releases.actions import notice_publication, outbox, send
from dalel.newsroom.releases.actions import release_record as publishing
from dalel.newsroom.releases.actions.release import publish, renew
from dalel.newsroom.releases.actions.send import Sender, send_on
from dalel.newsroom.releases.models import MessageRow
from dalel.newsroom.releases.queries import messages
from dalel.outside import telegram
from dalel.pack import Pack
from newsroom.channel_desk import FIRST, Desk, states
from released import PLACES, announce, channels

pytestmark = pytest.mark.django_db


def test_an_edition_is_said_in_each_language_once_entries_first_and_then_the_whole(
    told: Desk,
) -> None:
    count = IncidentRow.objects.count()
    for language in PLACES:
        said = told.read(language)
        assert len(said) == count + 1
        assert all(one.is_picture for one in said[:-1])
        assert not said[-1].is_picture
        assert said[-1].page == f"https://rights.ozernia.test/{language}/e/1/"
    first = told.about(FIRST)[0]
    assert "The Shore blocked by order of the ministry" in first.text
    assert f'href="https://rights.ozernia.test/en/i/{FIRST}/"' in first.html
    before = len(told.api.calls)
    announce(told.pack, told.sender.voices, told.now)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert len(told.api.calls) == before
    assert set(states().values()) == {MessageState.SENT}


def test_nothing_is_said_of_a_preview_nor_of_a_site_without_an_address(
    desk: Desk, tiny_pack: Pack
) -> None:
    nowhere = replace(tiny_pack, profile=replace(tiny_pack.profile, address=None))
    announce(nowhere, desk.sender.voices, desk.now)
    assert states() == {}
    outbox.queue("x", Lane.TELEGRAM, MessageKind.DIGEST, "1", "ru", now=desk.now)
    IncidentRow.objects.update(state=IncidentState.UNPUBLISHED)
    EditionRow.objects.update(state="frozen", released=None)
    publish(desk.pack, desk.site, now=desk.now, preview=True)
    desk.send()
    assert desk.api.calls == []


def test_a_newsroom_without_channels_is_silent(desk: Desk) -> None:
    announce(desk.pack, Voices(), desk.now)
    assert states() == {}
    assert Sender(desk.pack, channels()).send(desk.clock).total() == 0


def test_a_corrected_text_changes_the_same_post(told: Desk) -> None:
    row = TextVersionRow.objects.get(incident__number=FIRST, language="en")
    row.state = VersionState.SUPERSEDED
    row.save(update_fields=["state"])
    TextVersionRow.objects.create(
        incident=row.incident,
        language="en",
        number=row.number + 1,
        title="Another title & <more>",
        paragraphs=row.paragraphs,
        time=told.now,
        state=VersionState.APPROVED,
    )
    told.act().note("approved", FIRST)
    before = len(told.api.said)
    for _ in range(2):
        renew(told.pack, told.site, now=told.now)
        told.send()
    assert len(told.api.said) == before
    assert "Another title & <more>" in told.about(FIRST)[0].text
    assert told.api.calls.count("editMessageMedia") == 1
    assert "Another title" in told.read("en")[-1].text


def test_what_was_withdrawn_before_its_turn_is_never_said(desk: Desk) -> None:
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(1)
    notice_publication.withdraw(
        "XT-2031-0002", "a danger", desk.site, act=desk.act(), pack=desk.pack
    )
    desk.send()
    assert desk.about("XT-2031-0002") == []
    assert set(states().values()) == {MessageState.SENT}


def test_a_withdrawal_in_the_last_moment_is_seen_before_the_call(desk: Desk) -> None:
    announce(desk.pack, desk.sender.voices, desk.now)
    stand = outbox.stand()
    key = f"telegram:en:incident:{FIRST}"
    publishing.take_back(FIRST, IncidentState.WITHDRAWN, "a danger", desk.act())
    assert not outbox.claim(key, stand, desk.now)
    assert outbox.claim(key, outbox.stand(), desk.now)


def test_who_asks_us_to_wait_is_obeyed_and_the_order_kept(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    desk.api.wait = 60
    desk.send(10)
    assert desk.api.said == []
    assert len(desk.api.calls) == 1
    desk.now += timedelta(seconds=60)
    desk.send()
    assert [one.number for one in desk.read("en")] == sorted(one.number for one in desk.read("en"))
    assert not desk.read("en")[-1].is_picture


def test_an_unreached_service_is_tried_again_and_a_refusal_rests(
    desk: Desk, tiny_pack: Pack
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    nowhere = Sender(tiny_pack, channels("http://127.0.0.1:1"))
    nowhere.send(desk.clock)
    first = MessageRow.objects.order_by("pk")[0]
    assert (first.state, first.attempts) == (MessageState.QUEUED, 1)
    assert first.not_before > desk.now
    for _ in range(10):
        desk.now += timedelta(hours=2)
        nowhere.send(desk.clock)
    first.refresh_from_db()
    assert first.state == MessageState.FAILED
    assert "not reached" in first.error
    outbox.send_again(first.key, desk.act())
    desk.now += timedelta(hours=3)
    desk.send()
    assert len(desk.about(FIRST)) == 1
    desk.api.channels = ()
    notice_publication.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    desk.send()
    assert MessageRow.objects.get(deed="remove").state == MessageState.FAILED


def test_what_nobody_knows_waits_for_a_person_and_is_never_sent_again_by_itself(
    desk: Desk,
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    desk.api.fault = "silent"
    desk.send(1)
    desk.api.fault = ""
    desk.send()
    [lost] = messages.undecided()
    assert (lost.state, lost.subject) == (MessageState.UNCERTAIN, FIRST)
    assert len(desk.about(FIRST)) == 1
    outbox.it_is_there(lost.key, desk.act(), f"{PLACES['en']}/1")
    desk.send()
    assert len(desk.about(FIRST)) == 1
    with pytest.raises(outbox.NotWaitingError):
        outbox.send_again(lost.key, desk.act())
    notice_publication.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    desk.send()
    assert desk.about(FIRST) == []


def test_a_message_that_a_dead_process_was_sending_becomes_uncertain(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    key = f"telegram:en:incident:{FIRST}"
    assert outbox.claim(key, outbox.stand(), desk.now)
    assert not outbox.claim(key, outbox.stand(), desk.now)
    desk.send(3)
    assert desk.api.calls == []
    desk.now += LEASE
    desk.send()
    assert states()[key] == MessageState.UNCERTAIN
    assert desk.about(FIRST) == []
    outbox.send_again(key, desk.act())
    desk.send()
    assert len(desk.about(FIRST)) == 1
    assert states()[key] == MessageState.SENT


def test_an_answer_that_came_after_the_lease_counts(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    key = f"telegram:en:incident:{FIRST}"
    outbox.claim(key, outbox.stand(), desk.now)
    assert outbox.find_cut_off(desk.now + 2 * LEASE) == 1
    outbox.mark_sent(key, place="x/1", told="d", now=desk.now)
    assert states()[key] == MessageState.SENT


def stumble(*_: object, **__: object) -> NoReturn:
    raise KeyError("odd")


def test_a_message_without_words_is_tried_again_and_rests_at_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    with monkeypatch.context() as patched:
        patched.setattr(send, "in_channel", stumble)
        desk.send(1)
        first = MessageRow.objects.order_by("pk")[0]
        assert (first.state, first.attempts) == (MessageState.QUEUED, 1)
        assert first.error == "unexpected: KeyError: 'odd'"
        for _ in range(10):
            desk.now += timedelta(hours=2)
            desk.send(1)
    first.refresh_from_db()
    assert first.state == MessageState.FAILED
    outbox.send_again(first.key, desk.act())
    desk.now += timedelta(hours=3)
    desk.send()
    assert len(desk.about(FIRST)) == 1


def test_a_call_that_stumbles_leaves_a_message_of_which_nobody_knows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    with monkeypatch.context() as patched:
        patched.setattr(telegram, "post", stumble)
        desk.send(1)
    lost = MessageRow.objects.get(state=MessageState.UNCERTAIN)
    assert (lost.state, lost.error) == (MessageState.UNCERTAIN, "unexpected: KeyError: 'odd'")


def test_a_round_that_stumbles_is_not_the_last(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    stop, rounds = Event(), iter([stumble, lambda _clock: stop.set()])
    monkeypatch.setattr(Sender, "send", lambda _self, clock: next(rounds)(clock))
    monkeypatch.setattr(send, "REST", timedelta())
    send_on(desk.sender, stop, desk.clock, pace=timedelta())
    assert next(rounds, None) is None
