"""Does the inbox show what one decides by, and list what was asked for?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from dalel.domain.reason import Reason
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions.call_in import call_in
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.models import LikenessRow
from dalel.newsroom.stories.models import ClassificationRow, MembershipRow, ReprintRow, StoryRow
from story_rows import incident, judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(hours=5)


def our_story(*names: str, section: int = 1, event_type: str = "block") -> StoryRow:
    story = story_of(names, NOW)
    judge(story, section=section, event_type=event_type)
    weigh_again([story.pk])
    return StoryRow.objects.get(pk=story.pk)


def shown(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200
    return answer.text


def test_an_empty_inbox_says_what_will_come_and_what_to_do(
    reporter: Client, settings: Settings
) -> None:
    assert "./run" not in shown(reporter, "/inbox/")
    # Without a contact address nothing will come.
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    assert "./run" in shown(reporter, "/inbox/")
    assert "Показать всё, что ждёт" in shown(reporter, "/inbox/", state="rejected")


def test_a_card_shows_score_headlines_outlets_reprints_and_reasons(reporter: Client) -> None:
    story = our_story("a", "b")
    articles = list(ArticleRow.objects.order_by("first_kept"))
    ArticleRow.objects.filter(pk=articles[1].pk).update(language="en")
    ReprintRow.objects.create(article=kept_article("z", NOW), original=articles[0], time=NOW)
    names = Reason(code="same_names", values={"shared": "Айдар Тестов, Озеро"}, weight=0.5)
    MembershipRow.objects.filter(article=articles[1]).update(
        reasons=[{"code": names.code, "values": dict(names.values), "weight": 0.5}]
    )
    row = incident("XT-2031-0009", NOW)
    why = [
        {"code": "alike_page", "values": {"pages": "lake.test"}, "weight": 1.0},
        {"code": "alike_statutes", "values": {"statutes": "SPEECH-7, OLD-1"}, "weight": 0.4},
        # As a room worded it before it changed its mind.
        {"code": "alike_names", "values": {"people": "Айдар"}, "weight": 0.1},
    ]
    LikenessRow.objects.create(story=story, incident=row, reasons=why, strength=1.0)
    page = shown(reporter, "/inbox/")
    assert "0,90" in page
    assert page.index('lang="ru">a</a>') < page.index('lang="en" tabindex')
    assert "<li>Айдар Тестов</li><li>Озеро</li>" in page
    assert "1 перепечатка" in page
    assert "XT-2031-0009" in page
    assert "Ссылается на ту же страницу: lake.test." in page
    assert "В обоих речь о норме: статья 7 Закона о слове, OLD-1." in page
    assert "Айдар<" not in page
    assert "1 сюжет ждёт решения" in page
    for letter in "atsmxl":
        assert f'data-key="{letter}"' in page


def test_machine_reasons_are_worded_and_unknown_ones_say_nothing(reporter: Client) -> None:
    story = story_of(["a"], NOW)
    reasons = [Reason(code="abroad_only", weight=0.5), Reason(code="of_old", weight=0.4)]
    judge(story, reasons=reasons)
    page = shown(reporter, f"/inbox/{story.key}/")
    assert "Названы только другие страны" in page
    assert "of_old" not in page


def test_stories_are_sifted_by_every_question(reporter: Client) -> None:
    our_story("first", section=1)
    our_story("second", section=2, event_type="leak")
    assert ">first<" not in shown(reporter, "/inbox/", section="2")
    assert ">second<" in shown(reporter, "/inbox/", section="2", ours="yes", days="1")
    assert ">second<" not in shown(reporter, "/inbox/", ours="no")
    assert ">first<" not in shown(reporter, "/inbox/", language="en")
    assert ">first<" not in shown(reporter, "/inbox/", kind="news")


@pytest.mark.parametrize(
    "asked",
    [{"section": "99"}, {"state": "lost"}, {"page": "x"}, {"days": "5"}, {"kind": "<b>"}],
)
def test_what_does_not_exist_is_left_out_of_the_question(
    reporter: Client, asked: dict[str, str]
) -> None:
    our_story("first")
    assert ">first<" in shown(reporter, "/inbox/", **asked)


def test_a_rejected_story_is_listed_with_its_reason(reporter: Client) -> None:
    story = our_story("first")
    reporter.post(f"/inbox/{story.key}/reject/", {"why": "abroad", "words": "в Озернии"})
    page = shown(reporter, "/inbox/", state="rejected")
    assert "произошло за рубежом. в Озернии." in page


def test_a_long_inbox_has_pages_that_keep_the_question(reporter: Client) -> None:
    for count in range(26):
        our_story(f"a{count}")
    page = shown(reporter, "/inbox/", section="1")
    assert "section=1&amp;page=2" in page
    assert "страница 1 из 2" in page
    assert 'data-key="n"' not in shown(reporter, "/inbox/", section="1", page="2")


def test_a_story_shows_each_article_and_what_was_decided(reporter: Client) -> None:
    story = our_story("a", "b")
    reporter.post(f"/inbox/{story.key}/later/")
    page = shown(reporter, f"/inbox/{story.key}/")
    assert page.count('href="/articles/') >= 2
    assert "Отложен" in page
    assert "Айгүл (reporter)" in page
    assert reporter.get("/inbox/nothing/").status_code == 404


@pytest.mark.parametrize("panel", ["attach", "split", "merge", "reject"])
def test_a_panel_opens_in_the_row_with_a_script_and_on_a_page_without(
    reporter: Client, panel: str
) -> None:
    story = our_story("a", "b")
    our_story("c")
    incident("XT-2031-0009", NOW, title="Весть")
    whole = shown(reporter, f"/inbox/{story.key}/", do=panel)
    row = reporter.get(f"/inbox/{story.key}/", {"do": panel}, headers={"HX-Request": "true"}).text
    assert "<html" in whole
    assert "<html" not in row
    for text in (whole, row):
        assert f'action="/inbox/{story.key}/{panel}/"' in text
        assert 'data-key="1"' in text
    assert "<html" in shown(reporter, f"/inbox/{story.key}/", do="unheard of")


def test_an_incident_to_attach_to_is_found_by_words_and_number(reporter: Client) -> None:
    story = our_story("a")
    incident("XT-2031-0008", NOW, title="Сайт заблокирован")
    incident("XT-2031-0009", NOW, title="Погода")
    path = f"/inbox/{story.key}/"
    for query in ("заблокированный", "xt-2031-0008"):
        page = shown(reporter, path, do="attach", q=query)
        assert 'value="XT-2031-0008"' in page
        assert 'value="XT-2031-0009"' not in page
    assert "Записи с таким номером" in shown(reporter, path, do="attach", q="ничего")


def test_what_was_left_out_can_be_called_in(reporter: Client, cast: dict[str, Member]) -> None:
    article = kept_article("aside", NOW)
    other = story_of(["other"], NOW)
    judge(other, section=None, score=0.2)
    ClassificationRow.objects.update(version=article.versions.get())
    page = shown(reporter, "/inbox/aside/")
    assert ">aside</a>" in page
    answer = reporter.post(f"/inbox/aside/{article.pk}/")
    story = call_in(article.pk, Act(member=cast["editor"], time=NOW))
    assert answer["Location"] == f"/inbox/{story}/"
    assert ">aside</a>" in shown(reporter, "/inbox/")


def test_dangerous_words_of_a_source_stay_words(reporter: Client) -> None:
    story = story_of(["a", "b"], NOW)
    article = kept_article("c", NOW, title="<script>alert(1)</script>")
    MembershipRow.objects.create(article=article, story=story, time=NOW)
    reason = {"code": "same_names", "values": {"shared": "<img src=x>"}, "weight": 1}
    MembershipRow.objects.update(reasons=[reason])
    for path in ("/", "/inbox/", f"/inbox/{story.key}/", f"/inbox/{story.key}/?do=split"):
        page = shown(reporter, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_no_list_of_stories_needs_more_queries_as_it_grows(
    reporter: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stories = [our_story(f"a{count}", f"b{count}") for count in range(25)]
    row = incident("XT-2031-0009", NOW, title="Весть")
    for story in stories:
        LikenessRow.objects.create(story=story, incident=row, strength=1.0)
    key = stories[0].key
    paths = ["/", "/inbox/", "/inbox/aside/", f"/inbox/{key}/", f"/inbox/{key}/?do=merge"]
    for path in (*paths, f"/inbox/{key}/?do=attach", "/search/?q=a1", "/diary/", "/sources/"):
        reporter.get(path)
        with django_assert_max_num_queries(43 if path == "/" else 33):
            assert reporter.get(path).status_code == 200
