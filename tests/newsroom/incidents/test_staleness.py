"""Is nothing approved or released that has gone stale, whatever way it did?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, IncidentText, Link
from dalel.domain.states import ArticleState, ConcernState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleLifeRow, ArticleRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import (
    cases,
    cited_links,
    metadata,
    naming_decisions,
    story_decisions,
    texts,
)
from dalel.newsroom.incidents.actions import write as writing
from dalel.newsroom.incidents.actions.check import check_record, checked
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError
from dalel.newsroom.incidents.models import ConcernRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow
from dalel.pack import Pack
from story_rows import kept_article

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
ARTICLE = "Сенат рассмотрел законопроект. Следующее заседание назначено на 20 мая 2026 года."
RU = "Сенат рассмотрел законопроект."
KK = "Сенат заң жобасын қарады."
FRESHNESS = ("planned_past", "newer_articles", "source_since", "stage_superseded", "status_old")


@dataclass
class Desk:
    """Two members, an incident with a story behind it, and the time that has come."""

    pack: Pack
    reporter: Member
    editor: Member
    number: str
    now: datetime = DAY

    def act(self, member: Member | None = None) -> Act:
        return Act(member=member or self.reporter, time=self.now)

    def write(self, ru: str = RU, kk: str = KK, *, seen: int = 0) -> None:
        for language, words in (("ru", ru), ("kk", kk)):
            text = IncidentText(language=language, title=None, paragraphs=(words,))
            texts.save_text(self.number, text, seen=seen, act=self.act())
        texts.send_to_review(self.number, self.act())

    def approve(self, version: int = 1) -> None:
        act = self.act(self.editor)
        for language in ("ru", "kk"):
            writing.approve(self.number, language, version, act=act, pack=self.pack, alone=False)

    def stale(self) -> set[str]:
        row = incident_row(self.number)
        rows = ConcernRow.objects.filter(incident=row, rule__in=FRESHNESS, state=ConcernState.OPEN)
        return set(rows.filter(weight="error").values_list("rule", flat=True))


def coded(status: str) -> Codes:
    return Codes(
        codebook_version="1", event_type="law", direction="negative", severity=2,
        severity_reason="", case_status=status, verification="V1",
    )  # fmt: skip


def code(number: str, status: str, act: Act) -> None:
    row = incident_row(number)
    with metadata.changing(row, act):
        row.date = PartialDate(iso=act.time.date().isoformat(), precision=Precision.DAY)
        row.save()
    texts.save_codes(number, coded(status), seen=0, act=act)


@pytest.fixture
def desk(kz_pack: Pack) -> Desk:
    members = [
        Member.objects.create_user(name, role=role, reads=["kk", "ru"])
        for name, role in (("aliya", Role.REPORTER), ("saule", Role.EDITOR))
    ]
    act = Act(member=members[0], time=DAY)
    article = kept_article("senate", DAY, title="Сенат", text=ARTICLE)
    story = open_story([article], taken=DAY, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, time=DAY)
    incident = texts.open_incident(4, "KZ", act)
    story_decisions.take(story.key, incident, By(member=act.member, time=DAY))
    link = Link(printed=article.url, url=article.url, canonical=article.canonical, host="lake.test")
    cited_links.cite(incident.number, link, act)
    code(incident.number, "senate", act)
    return Desk(pack=kz_pack, reporter=members[0], editor=members[1], number=incident.number)


def nothing(desk: Desk) -> None:
    desk.now += timedelta(hours=1)


def a_newer_article(desk: Desk) -> None:
    desk.now += timedelta(hours=2)
    article = kept_article("senate-2", desk.now, text="Сенат вернул законопроект.")
    [story] = incident_row(desk.number).stories.all()
    MembershipRow.objects.create(article=article, story=story, time=desk.now)


def a_later_incident_of_the_case(desk: Desk) -> None:
    desk.now += timedelta(hours=2)
    act = desk.act()
    other = texts.open_incident(4, "KZ", act)
    url = "https://lake.test/later"
    cited_links.cite(other.number, Link(printed=url, url=url, canonical=url, host="lake.test"), act)
    code(other.number, "senate", act)
    text = IncidentText(language="ru", title=None, paragraphs=("Сенат вернул законопроект.",))
    texts.save_text(other.number, text, seen=0, act=act)
    case = cases.put_in_case(desk.number, None, act, names={"ru": "Законопроект"})
    cases.put_in_case(other.number, case, act)


def a_later_stage_in_the_case(desk: Desk) -> None:
    desk.now += timedelta(hours=2)
    act = desk.act()
    other = texts.open_incident(4, "KZ", act)
    code(other.number, "signed", act)
    cases.relate(desk.number, other.number, act)


def a_later_stage_that_somebody_saw(desk: Desk) -> None:
    desk.now += timedelta(hours=2)
    row = incident_row(desk.number)
    naming_decisions.record_look(row, member=desk.editor, now=desk.now, stage="signed")


def _life(desk: Desk, state: ArticleState) -> None:
    desk.now += timedelta(hours=2)
    article = ArticleRow.objects.get(canonical__endswith="/senate")
    article.state = state
    article.save()
    ArticleLifeRow.objects.create(article=article, time=desk.now, state=state, reason="seen")


def a_source_changed(desk: Desk) -> None:
    _life(desk, ArticleState.CHANGED)


def a_source_removed(desk: Desk) -> None:
    _life(desk, ArticleState.REMOVED)


def a_fortnight_and_a_day(desk: Desk) -> None:
    desk.now += timedelta(days=15)


WAYS = [
    (nothing, set()),
    (a_newer_article, {"newer_articles"}),
    (a_later_incident_of_the_case, {"newer_articles"}),
    (a_later_stage_in_the_case, {"stage_superseded"}),
    (a_later_stage_that_somebody_saw, {"stage_superseded"}),
    (a_source_changed, {"source_since"}),
    (a_source_removed, {"source_since"}),
    (a_fortnight_and_a_day, {"status_old"}),
]


@pytest.mark.parametrize(("happens", "rules"), WAYS)
def test_what_went_stale_before_approval_is_not_approved(
    desk: Desk, happens: Callable[[Desk], None], rules: set[str]
) -> None:
    desk.write()
    happens(desk)
    if rules:
        with pytest.raises(ApprovalRefusedError):
            desk.approve()
    else:
        desk.approve()
    assert desk.stale() == rules


@pytest.mark.parametrize(("happens", "rules"), WAYS)
def test_what_went_stale_after_approval_is_not_released(
    desk: Desk, happens: Callable[[Desk], None], rules: set[str]
) -> None:
    desk.write()
    desk.now += timedelta(minutes=5)
    desk.approve()
    happens(desk)
    check_record(desk.pack, now=desk.now)
    assert desk.stale() == rules
    [one] = checked([incident_row(desk.number).number])
    assert one.holds_back is bool(rules)


def test_a_planned_day_that_passed_is_not_approved(desk: Desk) -> None:
    planned = "Заседание назначено на 20 мая 2026 года."
    desk.write(f"{RU} {planned}", f"{KK} Отырыс 2026 жылғы 20 мамырға белгіленді.")
    desk.now = datetime(2026, 5, 21, 9, tzinfo=UTC)
    with pytest.raises(ApprovalRefusedError):
        desk.approve()
    assert desk.stale() == {"planned_past"}


@pytest.mark.parametrize(
    "happens", [a_newer_article, a_later_incident_of_the_case, a_source_changed]
)
def test_who_looked_on_the_same_day_lets_it_pass(
    desk: Desk, happens: Callable[[Desk], None]
) -> None:
    desk.write()
    happens(desk)
    desk.now += timedelta(minutes=1)
    row = incident_row(desk.number)
    naming_decisions.record_look(row, member=desk.editor, now=desk.now)
    desk.approve()
    assert desk.stale() == set()


def test_a_text_written_anew_answers_what_came_in_before(desk: Desk) -> None:
    desk.write()
    a_newer_article(desk)
    desk.now += timedelta(minutes=1)
    desk.write(f"{RU} Сенат вернул законопроект.", f"{KK} Сенат заң жобасын қайтарды.", seen=1)
    desk.approve(2)
    assert desk.stale() == set()


def test_an_article_that_is_cited_is_no_news(desk: Desk) -> None:
    desk.write()
    a_newer_article(desk)
    newer = ArticleRow.objects.get(canonical__endswith="/senate-2")
    link = Link(printed=newer.url, url=newer.url, canonical=newer.canonical, host="lake.test")
    cited_links.cite(desk.number, link, replace(desk.act(), time=DAY))
    check_record(desk.pack, now=desk.now)
    assert desk.stale() == set()


def test_an_earlier_incident_of_the_case_is_no_news(desk: Desk) -> None:
    desk.write()
    desk.now -= timedelta(days=9)
    a_later_incident_of_the_case(desk)
    check_record(desk.pack, now=DAY)
    assert desk.stale() == set()
