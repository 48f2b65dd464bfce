"""Do decisions become a better classifier, safely, and with a model of meaning of one's own?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dalel.domain.story_decision import NotOurs, written
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import learn as learning
from dalel.newsroom.incidents.actions import story_decisions, triage
from dalel.newsroom.incidents.actions.learn import Learnt, NothingToLearnError, judge_anew, worse
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import judge, judges_of
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow
from dalel.pack import Pack
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.model_store import Skill, newest, take_back, taught
from dalel.steps.classify.retraining import learn_from
from dalel.steps.classify.weights import read, save
from embedding_server import embedding_server
from small_pack import small_pack
from story_rows import kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
WORDS = EmbeddingChoice(model=NONE)
#: Nothing in the pack says that such news is ours; the newsroom does.
DRONES = (
    "Дроны облетели степь над Караганды",
    "Пастухи рассказали, что беспилотные дроны кружат над стадами. Дроны снимают степь и юрты.",
)
CONCERT = (
    "Акын выступил с новым циклом песен",
    "В филармонии прочли стихи о степи. Зал аплодировал стоя, билеты были проданы заранее.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, kz_pack: Pack) -> Path:
    """A pack with a handful of training articles and the model that they teach."""
    pack = small_pack(tmp_path_factory.mktemp("pack"))
    save(learn_from(pack, kz_pack, lexicon(pack, kz_pack)), pack / MODEL)
    return pack


@pytest.fixture
def by() -> By:
    return By(member=Member.objects.create(username="aliya"), time=NOW + timedelta(days=1))


def decided(by: By, count: int) -> None:
    """Stories on drones that were taken into incidents of section 3, and concerts that were not."""
    refused = By(member=by.member, time=by.time, reason=written(NotOurs.OTHER_TOPIC, ""))
    for at in range(count):
        for name, words in (("drone", DRONES), ("concert", CONCERT)):
            row = kept_article(f"{name}-{at}", NOW, title=words[0], text=f"{words[1]} {at}.")
            story = open_story([row], taken=NOW, is_touched=False)
            MembershipRow.objects.create(article=row, story=story, time=NOW)
            if name == "drone":
                triage.take(story.key, 3, "XT", by)
            else:
                story_decisions.reject(story.key, refused)


def learn(
    folder: Path, kept: Path, pack: Pack, choice: EmbeddingChoice = WORDS, *, anyway: bool = False
) -> Learnt:
    judges = judges_of(folder, choice=choice, kept=kept)
    return learning.learn(judges, pack, folder, kept, NOW, anyway=anyway)


def test_what_people_decided_is_judged_so_from_then_on(
    folder: Path, tmp_path: Path, kz_pack: Pack, by: By
) -> None:
    decided(by, 4)
    found = learn(folder, tmp_path, kz_pack)
    assert (found.ours, found.others, found.new, found.worse) == (4, 4, 8, ())
    before, after = (part["newsroom"] for part in (found.about.before, found.about.after))
    assert before.section < after.section == 1.0
    assert found.about.after["pack"].articles == 32
    assert found.stands == newest(tmp_path, folder)
    kept_article("new", NOW, title=DRONES[0], text=DRONES[1])
    judges = judges_of(folder, choice=WORDS, kept=tmp_path)
    judge(judges, "a", lambda: NOW + timedelta(hours=1))
    row = ClassificationRow.objects.get(version__article__canonical__endswith="new")
    assert (row.is_relevant, row.section) == (True, 3)
    assert found.about.trained_from in row.model


@pytest.mark.slow
def test_nothing_is_learnt_twice_and_a_model_can_be_taken_back(
    folder: Path, tmp_path: Path, kz_pack: Pack, by: By
) -> None:
    with pytest.raises(NothingToLearnError, match="no decision was made"):
        learn(folder, tmp_path, kz_pack)
    decided(by, 2)
    first = learn(folder, tmp_path, kz_pack, anyway=True).stands
    assert first is not None
    with pytest.raises(NothingToLearnError):
        learn(folder, tmp_path, kz_pack, anyway=True)
    assert len(set(taught(first).lessons)) == 4
    assert take_back(tmp_path, folder) == first
    assert newest(tmp_path, folder) is None
    assert take_back(tmp_path, folder) is None
    own = judges_of(folder, choice=WORDS, kept=tmp_path).classifier.model
    assert own.trained_from == read(folder / MODEL).trained_from
    second = learn(folder, tmp_path, kz_pack, anyway=True).stands
    assert second is not None
    assert second.name == "relevance-0002.npz"


@pytest.mark.slow
def test_a_model_that_judges_worse_does_not_stand_unless_a_person_says_so(
    folder: Path, tmp_path: Path, kz_pack: Pack, by: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(by, 1)
    monkeypatch.setattr(learning, "CHANCE", -0.01)
    found = learn(folder, tmp_path, kz_pack)
    assert "pack.f1" in found.worse
    assert found.stands is None
    assert newest(tmp_path, folder) is None
    assert learn(folder, tmp_path, kz_pack, anyway=True).stands == newest(tmp_path, folder)


def test_a_figure_that_falls_by_more_than_chance_is_worse() -> None:
    was = Skill(articles=100, precision=0.9, recall=0.9, f1=0.9, section=0.8)
    now = Skill(articles=100, precision=0.8, recall=1.0, f1=0.897, section=0.79)
    assert list(worse({"pack": was}, {"pack": now})) == ["pack.section"]


def test_everything_is_judged_anew_when_it_is_asked_for(
    folder: Path, tmp_path: Path, kz_pack: Pack
) -> None:
    kept_article("new", NOW, title=CONCERT[0], text=CONCERT[1])
    judges = judges_of(folder, choice=WORDS, kept=tmp_path)
    judge(judges, "a", lambda: NOW)
    assert judge_anew() == 1
    assert judge(judges, "a", lambda: NOW).judged == 1
    judges.memory.lose()


def test_a_model_of_meaning_of_ones_own_is_learnt_without_any_decision(
    folder: Path, tmp_path: Path, kz_pack: Pack
) -> None:
    with embedding_server() as (handler, url):
        choice = EmbeddingChoice(model="threes", url=url)
        judges = judges_of(folder, choice=choice, kept=tmp_path)
        assert not judges.tells_by_meaning
        found = learn(folder, tmp_path, kz_pack, choice)
        assert (found.about.vectors, found.about.lessons) == ("threes 1", ())
        learnt = judges_of(folder, choice=choice, kept=tmp_path)
        assert learnt.tells_by_meaning
        asked = sum(len(each["input"]) for each in handler.asked)
        # The centres and the lesson: 32 articles of which 8 differ, each sent once for the lesson.
        assert asked == 32 + 8
