"""Are drafts made from what may be shown, within the day's limits, and is nothing lost?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from dalel.domain.errors import DalelError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.model_policy import Limits, ModelChoice
from dalel.domain.states import DraftState, IncidentState, VersionState
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame.long_works import LongWork, LongWorkState, long_works
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import draft_queue
from dalel.newsroom.incidents.actions import make_drafts as drafting
from dalel.newsroom.incidents.actions.ask_model import Modeller
from dalel.newsroom.incidents.actions.make_drafts import Drafting, draft_what_waits, take_sentences
from dalel.newsroom.incidents.models import (
    DraftJob,
    DraftRow,
    IncidentRow,
    LinkRow,
    ModelUseRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries import model_use
from dalel.newsroom.stories.models import StoryRow
from dalel.outside.language_models.chat import (
    AnswerWatch,
    BadAnswerError,
    BusyError,
    Chat,
    ChatError,
    ModelAnswer,
    RefusedError,
    StoppedError,
)
from dalel.pack import default_folder, load
from newsroom.work_room import Room, room, texts
from story_rows import story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
PACK = load(default_folder())
RU = "Суд города оштрафовал редакцию издания «Толқын» на 78 640 тенге."
KK = "Сот «Толқын» басылымының редакциясына 78 640 теңге айыппұл салды."
OWN = ModelChoice(address="http://127.0.0.1:9/v1", name="small", is_own=True)
HOSTED = replace(OWN, address="https://models.test/v1", is_own=False)


class Told(Chat):
    """A door behind which somebody answers as told."""

    def __init__(self, say: Callable[[dict[str, Any], AnswerWatch], str]) -> None:
        super().__init__("http://127.0.0.1:9/v1", "small")
        self.asked: list[dict[str, Any]] = []
        self._say = say

    def ask(
        self,
        system: str,
        user: str,
        schema: Mapping[str, Any] | None = None,
        watch: AnswerWatch = AnswerWatch(),  # noqa: B008 - frozen
    ) -> ModelAnswer:
        """As told."""
        self.asked.append(json.loads(user))
        if watch.is_stopped():
            raise StoppedError("stopped")
        text = self._say(self.asked[-1], watch)
        return ModelAnswer(text=text, model="small-1", tokens_in=700, tokens_out=300, seconds=30.0)


def good(_asked: dict[str, Any], _watch: AnswerWatch) -> str:
    def draft(language: str, text: str) -> dict[str, Any]:
        rests = [{"article": "A1", "sentences": [1]}]
        return {
            "language": language,
            "title": "",
            "sentences": [{"text": text, "rests": rests}],
        }

    return json.dumps({"drafts": [draft("kk", KK), draft("ru", RU)]})


@pytest.fixture
def at_work(tiny_desk: None) -> Room:
    return room()


@pytest.fixture
def tiny_desk() -> None:
    """Nothing of a desk is needed here."""


def newsroom(chat: Chat | None, choice: ModelChoice = OWN, *, drafts_new: bool = False) -> Drafting:
    model = (
        Modeller(choice=choice, chat=chat, zone=ZoneInfo(PACK.zone), now=lambda: NOW)
        if chat
        else None
    )
    return Drafting(pack=PACK, now=lambda: NOW, model=model, drafts_new=drafts_new)


def ask(at_work: Room, job: DraftJob = DraftJob.DRAFT, **more: str) -> DraftRow:
    return draft_queue.ask(at_work.number, job, at_work.act(), with_model=True, **more)


def made(row: DraftRow, this: Drafting) -> DraftRow:
    draft_what_waits(this, "worker")
    row.refresh_from_db()
    return row


def test_a_model_drafts_and_its_name_and_prompt_stand_on_the_version(at_work: Room) -> None:
    row = made(ask(at_work), newsroom(Told(good)))
    assert row.state == DraftState.READY
    assert row.message == ""
    assert row.texts["ru"]["by"] == "model"
    take_sentences(at_work.number, row.pk, "ru", [1], titled=False, act=at_work.act(), pack=PACK)
    version = TextVersionRow.objects.get()
    assert version.paragraphs == [RU]
    assert version.model == f"small · kz {PACK.prompts.version}"
    assert version.note == "draft: model"
    assert version.author == at_work.members[Role.REPORTER]
    at_work.reporter.post(
        f"/incidents/{at_work.number}/edit/",
        {"ru-seen": "1", "ru-title": "Суд", "ru-paragraph": RU},
    )
    assert TextVersionRow.objects.latest("number").model == version.model


def test_who_asked_for_a_draft_sees_it_come_and_nobody_else(at_work: Room) -> None:
    made(ask(at_work), newsroom(Told(good)))
    (work,) = long_works(settings.DALEL.home)
    assert (work.kind, work.state) == (LongWork.DRAFT, LongWorkState.DONE)
    assert work.link == f"/incidents/{at_work.number}/edit/#drafts"
    assert work.link in at_work.reporter.get("/").text
    assert work.link not in at_work.editor.get("/").text


def test_a_draft_that_nobody_asked_for_shows_nowhere(at_work: Room) -> None:
    row = ask(at_work)
    DraftRow.objects.update(member=None)
    assert made(row, newsroom(Told(good))).state == DraftState.READY
    assert long_works(settings.DALEL.home) == ()


def test_every_answer_is_counted(at_work: Room) -> None:
    limits = Limits(price_in=1000, price_out=2000)
    made(ask(at_work), newsroom(Told(good), replace(OWN, limits=limits)))
    use = ModelUseRow.objects.get()
    assert (use.tokens_in, use.tokens_out, use.model, use.job) == (700, 300, "small-1", "draft")
    used = model_use.used_since(NOW)
    assert (used.tokens, used.seconds) == (1000, 30.0)
    assert used.cost == pytest.approx(1.3)


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        (Limits(tokens=1000), "tokens"),
        (Limits(cost=0.001, price_in=1.0), "cost"),
        (Limits(minutes=1), "minutes"),
    ],
)
def test_a_day_has_limits_and_beyond_them_the_draft_comes_without_a_model(
    at_work: Room, limits: Limits, named: str
) -> None:
    model_use.note_use("draft", "small", (900, 100), 60.0, 0.002, NOW)
    chat = Told(good)
    row = made(ask(at_work), newsroom(chat, replace(OWN, limits=limits)))
    assert chat.asked == []
    assert row.state == DraftState.READY
    assert row.message.startswith("limit|")
    assert named in row.message
    assert row.texts["ru"]["by"] == "extract"


def test_yesterday_counts_no_more(at_work: Room) -> None:
    model_use.note_use("draft", "small", (900, 100), 60.0, 0.0, datetime(2031, 6, 1, tzinfo=UTC))
    row = made(ask(at_work), newsroom(Told(good), replace(OWN, limits=Limits(tokens=1000))))
    assert row.texts["ru"]["by"] == "model"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ChatError("gone"), "no_answer"),
        (BusyError("429"), "busy"),
        (RefusedError("no"), "refused"),
        (BadAnswerError("half"), "bad_answer"),
    ],
)
def test_whatever_the_model_does_a_draft_is_there_and_says_why(
    at_work: Room, error: DalelError, code: str
) -> None:
    def fail(_asked: dict[str, Any], _watch: AnswerWatch) -> str:
        raise error

    row = made(ask(at_work), newsroom(Told(fail)))
    assert row.state == DraftState.READY
    assert row.message.partition("|")[0] == code
    assert row.texts["ru"]["by"] == "extract"
    assert row.texts["kk"]["by"] == "claims"


def test_an_answer_of_another_shape_is_no_answer(at_work: Room) -> None:
    row = made(ask(at_work), newsroom(Told(lambda _asked, _watch: "[]")))
    assert row.message.startswith("bad_answer|")
    assert row.texts["ru"]["by"] == "extract"


def test_what_was_cancelled_is_not_kept(at_work: Room) -> None:
    row = ask(at_work)

    def cancel(asked: dict[str, Any], watch: AnswerWatch) -> str:
        draft_queue.cancel(at_work.number, row.pk, at_work.act())
        return good(asked, watch)

    assert made(row, newsroom(Told(cancel))).state == DraftState.CANCELLED
    assert row.texts == {}


def test_a_hosted_model_sees_nothing_that_is_not_public_and_published(at_work: Room) -> None:
    chat = Told(good)
    row = made(ask(at_work), newsroom(chat, HOSTED))
    assert chat.asked == []
    assert row.message.startswith("nothing_to_show|")
    assert row.texts["ru"]["by"] == "extract"


def test_a_setting_lets_a_hosted_model_see_a_class(at_work: Room) -> None:
    allowed = replace(HOSTED, may_see=frozenset({EvidenceClass.NEWSROOM}))
    chat = Told(good)
    assert made(ask(at_work), newsroom(chat, allowed)).texts["ru"]["by"] == "model"
    ArticleRow.objects.update(evidence_class=EvidenceClass.SEALED)
    sealed = Told(good)
    made(ask(at_work), newsroom(sealed, allowed))
    assert sealed.asked == []


def test_what_is_withheld_is_shown_to_nobody(at_work: Room) -> None:
    ArticleRow.objects.update(withheld="a court order")
    chat = Told(good)
    row = made(ask(at_work), newsroom(chat))
    assert chat.asked == []
    assert row.texts == {}


def test_published_public_evidence_may_be_shown(at_work: Room) -> None:
    article = ArticleRow.objects.get()
    LinkRow.objects.create(
        incident=at_work.row, order=1, printed=article.url, url=article.url,
        canonical=article.canonical, host="lake.test",
    )  # fmt: skip
    ArticleRow.objects.update(evidence_class=EvidenceClass.PUBLIC)
    chat = Told(good)
    made(ask(at_work), newsroom(chat, HOSTED))
    assert chat.asked == []
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    assert made(ask(at_work), newsroom(chat, HOSTED)).texts["ru"]["by"] == "model"


def test_an_approved_text_is_translated_with_the_terms_it_lacks_told(at_work: Room) -> None:
    TextVersionRow.objects.create(
        incident=at_work.row, language="ru", title="Утечка", number=1, time=NOW,
        paragraphs=["Персональные данные попали в сеть."], state=VersionState.APPROVED,
    )  # fmt: skip

    def translate(asked: dict[str, Any], _watch: AnswerWatch) -> str:
        return json.dumps({"title": "Мәлімет", "sentences": ["Мәлімет желіге түсті."]})

    row = made(
        ask(at_work, DraftJob.TRANSLATE, source="ru", language="kk"), newsroom(Told(translate))
    )
    assert row.state == DraftState.READY
    assert row.texts["kk"]["sentences"][0]["text"] == "Мәлімет желіге түсті."
    assert row.message.startswith("terms|")
    assert "дербес деректер" in row.message
    take_sentences(at_work.number, row.pk, "kk", [1], titled=True, act=at_work.act(), pack=PACK)
    version = TextVersionRow.objects.get(language="kk")
    assert (version.title, version.model) == ("Мәлімет", f"small · kz {PACK.prompts.version}")


def test_what_is_not_approved_is_not_translated(at_work: Room) -> None:
    row = made(ask(at_work, DraftJob.TRANSLATE, source="ru", language="kk"), newsroom(Told(good)))
    assert row.state == DraftState.FAILED
    assert row.message.startswith("no_text|")
    hosted = made(ask(at_work, DraftJob.TRANSLATE, source="kk", language="ru"), newsroom(None))
    assert hosted.message.startswith("no_model|")


def test_new_stories_are_drafted_once_when_the_newsroom_wants_it(at_work: Room) -> None:
    story = StoryRow.objects.get()
    StoryRow.objects.update(state="new", incident=None, is_relevant=True)
    asked = Told(good)
    draft_what_waits(newsroom(asked), "worker")
    draft_what_waits(newsroom(asked), "worker")
    assert asked.asked == []
    row = DraftRow.objects.get()
    assert (row.story, row.member, row.state) == (story, None, DraftState.READY)
    StoryRow.objects.update(state="taken", incident=at_work.row)
    assert [one.key for one in draft_queue.shown(at_work.number)] == [row.pk]


def test_a_model_drafts_before_anybody_asks_only_where_that_is_wanted(at_work: Room) -> None:
    StoryRow.objects.update(state="new", incident=None, is_relevant=True)
    draft_what_waits(newsroom(Told(good), drafts_new=True), "worker")
    assert DraftRow.objects.get().texts["ru"]["by"] == "model"


def test_a_story_taken_by_hand_before_any_pass_is_drafted_too(at_work: Room) -> None:
    StoryRow.objects.update(is_relevant=False)
    draft_what_waits(newsroom(None), "worker")
    (shown,) = draft_queue.shown(at_work.number)
    assert shown.state == DraftState.READY
    assert {draft.language for draft in shown.drafts} == {"kk", "ru"}
    draft_what_waits(newsroom(None), "worker")
    assert DraftRow.objects.count() == 1


def test_a_taken_story_that_somebody_writes_needs_no_draft(at_work: Room) -> None:
    at_work.reporter.post(f"/incidents/{at_work.number}/edit/", texts())
    draft_what_waits(newsroom(None), "worker")
    assert DraftRow.objects.count() == 0


def test_of_new_stories_the_top_of_the_inbox_is_drafted(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_queue, "_LIKELY", 1)
    low, high = (story_of([name], NOW) for name in ("low", "high"))
    StoryRow.objects.update(state="new", incident=None, is_relevant=True, rank=0)
    StoryRow.objects.filter(pk=high.pk).update(rank=5)
    assert draft_queue.prepare(NOW, 20, with_model=False) == 1
    assert DraftRow.objects.get().story == high
    assert draft_queue.prepare(NOW, 20, with_model=False) == 0
    assert low.drafts.count() == 0


def test_where_nothing_waits_nothing_is_locked(
    at_work: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft_what_waits(newsroom(None), "worker")
    with django_assert_num_queries(3):
        draft_what_waits(newsroom(None), "worker")


def test_drafts_are_made_beside_other_work_until_it_stops(at_work: Room) -> None:
    stop = Event()
    ask(at_work)

    def now() -> datetime:
        stop.set()
        return NOW

    drafting.draft_on(replace(newsroom(None), now=now), "worker", stop)
    assert DraftRow.objects.get().state == DraftState.READY


def test_a_draft_says_nothing_in_a_language_that_it_has_not(at_work: Room) -> None:
    row = made(ask(at_work), newsroom(None))
    with pytest.raises(DalelError):
        take_sentences(at_work.number, row.pk, "en", [1], titled=True, act=at_work.act(), pack=PACK)


def odd(*_: object, **__: object) -> str:
    raise KeyError("odd")


def test_a_model_that_stumbles_is_done_without(at_work: Room) -> None:
    row = made(ask(at_work), newsroom(Told(odd)))
    assert row.state == DraftState.READY
    assert row.message == "failed|unexpected: KeyError: 'odd'"
    assert row.texts["ru"]["by"] == "extract"


def test_a_draft_that_stumbles_says_so_and_the_next_is_made(
    at_work: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ask(at_work)
    with monkeypatch.context() as patched:
        patched.setattr(drafting, "drafter_at", odd)
        made(row, newsroom(None))
    assert (row.state, row.message) == (DraftState.FAILED, "failed|unexpected: KeyError: 'odd'")
    assert made(ask(at_work), newsroom(None)).state == DraftState.READY
