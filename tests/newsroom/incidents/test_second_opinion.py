"""Does a language model only ever add a doubt, and lose nothing when it is silent?"""

from datetime import UTC, datetime

import pytest

from dalel.domain.concern import Weight
from dalel.domain.incident import IncidentText
from dalel.domain.states import ConcernState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import story_decisions, texts, write
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import ConcernRow
from dalel.newsroom.incidents.second_opinion import SecondOpinion
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from dalel.outside.language_models.judging import JudgeError
from dalel.pack import Pack
from dalel.steps.check.facts import PreparedEvidence
from story_rows import kept_article

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
ARTICLE = "Суд оштрафовал редакцию на 78 640 тенге. Редакция с решением не согласна."
RIGHT = "Суд оштрафовал редакцию на 78 640 тенге."
DOUBTED = "Редакция с решением не согласна."
WRONG = "Штраф составил 90 000 тенге."


class Model:
    """A model that answers as it is told to: ``yes``, ``no`` or not at all."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def bears_out(self, sentence: str, sources: object) -> bool:
        self.asked.append(sentence)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if answer == "silent":
            raise JudgeError("gone")
        return answer == "yes"


@pytest.fixture
def number(kz_pack: Pack) -> str:
    member = Member.objects.create_user("aliya", role=Role.REPORTER, reads=["ru"])
    act = Act(member=member, time=DAY)
    article = kept_article("court", DAY, title="Суд", text=ARTICLE)
    story = open_story([article], taken=DAY, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, time=DAY)
    incident = texts.open_incident(5, "KZ", act)
    story_decisions.take(story.key, incident, By(member=member, time=DAY))
    text = IncidentText(language="ru", title=None, paragraphs=(f"{RIGHT} {DOUBTED} {WRONG}",))
    texts.save_text(incident.number, text, seen=0, act=act)
    write.recheck(incident.number, kz_pack, now=DAY)
    return incident.number


def open_concerns(rule: str) -> list[tuple[str, str]]:
    rows = ConcernRow.objects.filter(rule=rule, state=ConcernState.OPEN).order_by("pk")
    return list(rows.values_list("excerpt", "weight"))


def ask(number: str, pack: Pack, model: Model) -> bool:
    return write.ask(number, pack, SecondOpinion(model))  # type: ignore[arg-type]


def test_it_is_asked_only_of_what_no_rule_doubts_and_holds_nothing_back(
    number: str, kz_pack: Pack
) -> None:
    facts = open_concerns("fact")
    assert [weight for _, weight in facts] == [Weight.ERROR]
    model = Model("yes", "no")
    assert ask(number, kz_pack, model)
    assert model.asked == [RIGHT, DOUBTED]
    assert open_concerns("opinion") == [(DOUBTED, Weight.WARNING)]
    assert open_concerns("fact") == facts


def test_what_it_finds_right_leaves_every_other_doubt(number: str, kz_pack: Pack) -> None:
    assert ask(number, kz_pack, Model("yes"))
    assert open_concerns("opinion") == []
    assert len(open_concerns("fact")) == 1


def test_what_it_said_stays_through_checks_without_it(number: str, kz_pack: Pack) -> None:
    ask(number, kz_pack, Model("yes", "no"))
    write.recheck(number, kz_pack, now=DAY)
    assert open_concerns("opinion") == [(DOUBTED, Weight.WARNING)]
    ask(number, kz_pack, Model("yes"))
    assert open_concerns("opinion") == []


@pytest.mark.parametrize("answers", [("silent",), ("yes", "silent")])
def test_when_it_is_silent_nothing_is_lost(
    number: str, kz_pack: Pack, answers: tuple[str, ...]
) -> None:
    ask(number, kz_pack, Model("yes", "no"))
    facts = open_concerns("fact")
    assert not ask(number, kz_pack, Model(*answers))
    assert open_concerns("opinion") == [(DOUBTED, Weight.WARNING)]
    assert open_concerns("fact") == facts


def test_one_that_fails_twice_is_left_alone() -> None:
    model = Model("silent")
    opinion = SecondOpinion(model)  # type: ignore[arg-type]
    nothing = PreparedEvidence(articles=())
    assert [opinion(f"Суд {at}.", nothing) for at in range(5)] == [None] * 5
    assert len(model.asked) == 2
    assert opinion.failed == "gone"


def test_the_same_question_is_asked_once() -> None:
    model = Model("no")
    opinion = SecondOpinion(model)  # type: ignore[arg-type]
    nothing = PreparedEvidence(articles=())
    assert [opinion("Суд.", nothing) for _ in range(3)] == [False] * 3
    assert len(model.asked) == 1
