"""Is what the public is told of machine translation true of the text as it stands?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dalel.domain.incident import Incident, IncidentText
from dalel.domain.states import DraftState
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.make_drafts import take_sentences
from dalel.newsroom.incidents.models import DraftJob, DraftRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.machine_translations import machine_translations, marked
from dalel.newsroom.incidents.queries.records import readings
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import default_folder, load
from newsroom.work_room import Room, room

pytestmark = pytest.mark.django_db
PACK = load(default_folder())
OURS = "Қала соты «Толқын» басылымына айыппұл салды."
MACHINES = "Шешім 2026 жылғы 12 мамырда\xa0шығарылды."


@pytest.fixture
def tiny_desk() -> None:
    """Nothing of a desk is needed here."""


@pytest.fixture
def at_work(tiny_desk: None) -> Room:
    return room()


def drafted(at_work: Room, job: DraftJob = DraftJob.DRAFT, by: str = "translation") -> DraftRow:
    """A draft of a sentence that the machine told and one that it translated."""
    place = {"version": None, "start": 0, "end": 0, "doubted": True}
    sentences = [
        {"text": OURS, "translated": False} | place,
        {"text": MACHINES, "translated": job is DraftJob.DRAFT} | place,
    ]
    return DraftRow.objects.create(
        incident=IncidentRow.objects.get(),
        job=job,
        state=DraftState.READY,
        asked=at_work.act().time,
        texts={"kk": {"title": "", "by": by, "model": "tiny", "sentences": sentences}},
    )


def taken(at_work: Room, row: DraftRow, *chosen: int) -> None:
    take_sentences(at_work.number, row.pk, "kk", chosen, titled=False, act=at_work.act(), pack=PACK)


def seen() -> Incident:
    incidents = [one.incident for one in readings(IncidentRow.objects.all())]
    translated = machine_translations(incidents)
    (incident,) = (marked(one, translated) for one in incidents)
    return incident


def typed(at_work: Room, *paragraphs: str) -> None:
    standing = TextVersionRow.objects.filter(language="kk").latest("number")
    text = IncidentText(language="kk", title=None, paragraphs=paragraphs)
    editing.save_text(at_work.number, text, seen=standing.number, act=at_work.act())


def test_a_translated_sentence_that_nobody_changed_is_told(at_work: Room) -> None:
    taken(at_work, drafted(at_work), 1, 2)
    assert seen().texts["kk"].has_machine_translation
    typed(at_work, OURS, f"Редактор қосты. {MACHINES}")
    assert seen().texts["kk"].has_machine_translation


def test_of_a_sentence_that_an_editor_rewrote_nothing_is_said(at_work: Room) -> None:
    taken(at_work, drafted(at_work), 1, 2)
    typed(at_work, OURS, MACHINES.replace("шығарылды", "қабылданды"))
    text = seen().texts["kk"]
    assert not text.has_machine_translation
    assert text.by_model


def test_what_was_not_taken_is_not_told(at_work: Room) -> None:
    taken(at_work, drafted(at_work), 1)
    assert not seen().texts["kk"].has_machine_translation


def test_a_translation_of_an_approved_text_by_a_language_model_counts(at_work: Room) -> None:
    taken(at_work, drafted(at_work, DraftJob.TRANSLATE, "model"), 2)
    assert seen().texts["kk"].has_machine_translation


def test_a_draft_of_the_story_counts_as_one_of_the_incident(at_work: Room) -> None:
    row = drafted(at_work)
    row.story, row.incident = IncidentRow.objects.get().stories.first(), None
    assert row.story is not None
    row.save()
    taken(at_work, row, 2)
    assert seen().texts["kk"].has_machine_translation


def test_words_that_were_withdrawn_from_the_draft_leave_no_label(at_work: Room) -> None:
    row = drafted(at_work)
    taken(at_work, row, 1, 2)
    row.refresh_from_db()
    row.texts = {}
    row.save()
    assert not seen().texts["kk"].has_machine_translation


def test_nothing_is_asked_where_no_machine_began_a_text(at_work: Room) -> None:
    incidents = [one.incident for one in readings(IncidentRow.objects.all())]
    with CaptureQueriesContext(connection) as asked:
        assert machine_translations(incidents) == {}
    assert len(asked) == 0


def test_the_snapshot_takes_it_along(at_work: Room) -> None:
    taken(at_work, drafted(at_work), 2)
    IncidentRow.objects.update(number="KZ-2026-0001")
    (incident,) = take(PACK).incidents
    assert incident.texts["kk"].has_machine_translation
