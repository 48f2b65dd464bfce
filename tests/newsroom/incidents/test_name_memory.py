"""Does the newsroom remember names, ask about namesakes, and forget what must not be told?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from dalel.domain.article import Article
from dalel.domain.conduct import Person
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import IncidentText
from dalel.domain.names import NameKind, Sureness
from dalel.domain.states import GONE, IncidentState
from dalel.language.name_book import NameBook
from dalel.newsroom.evidence.actions.withhold_rows import texts_withheld
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import name_memory, naming_decisions, withdrawn_words
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.name_memory import (
    NameChoice,
    WithdrawnNameError,
    learn_from_articles,
)
from dalel.newsroom.incidents.models import (
    IncidentRow,
    NameChoiceRow,
    OutletRow,
    PersonRow,
    ShownNameRow,
)
from dalel.newsroom.incidents.queries.known_names import known_names, remembered, told_persons
from dalel.pack import default_folder, load
from newsroom.work_room import Room, room
from story_rows import kept_article

pytestmark = pytest.mark.django_db
PACK = load(default_folder())
KK = "Сот Нұрман Сейдікәрімге айыппұл салды. Нұрман Сейдікәрім шағым береді."
RU = "Суд оштрафовал Нурмана Сейдикарима. Нурман Сейдикарим подаст жалобу."
NAMES = {"kk": "Нұрман Сейдікәрім", "ru": "Нурман Сейдикарим"}


@pytest.fixture
def at_work(settings: Settings, tmp_path: Path) -> Room:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder(), "home": tmp_path})
    return room()


def told() -> tuple[list[Article], dict[str, int]]:
    now = datetime(2031, 6, 2, tzinfo=UTC)
    articles, versions = [], {}
    for language, text in (("kk", KK), ("ru", RU)):
        row = kept_article(f"{language}-1", now, title="", text=text, language=language)
        name = f"https://{language}.test/"
        versions[name] = row.versions.get().pk
        articles.append(Article(id=name, language=language, title="", text=text, day=None))
    return articles, versions


def rendered(number: str = "", name: str = NAMES["ru"]) -> tuple[str, Sureness]:
    book = NameBook(known_names(PACK, number=number))
    found = book.rendered(name, NameKind.PERSON, "ru", "kk")
    return found.words, found.sure


def test_articles_of_one_story_show_names_and_a_withheld_one_shows_none(at_work: Room) -> None:
    articles, versions = told()
    learn_from_articles(articles, versions)
    learn_from_articles(articles, versions)
    assert [row.names for row in ShownNameRow.objects.all()] == [NAMES]
    assert rendered() == (NAMES["kk"], Sureness.SHOWN)
    (one,) = remembered(PACK, "сейдік")
    assert (one.times, one.names) == (1, NAMES)
    key = min(versions.values())
    ArticleVersionRow.objects.filter(pk=key).update(title="", text="")
    texts_withheld.send(sender=None, versions=[key])
    assert not ShownNameRow.objects.exists()
    assert rendered()[1] is Sureness.RULE
    # Whoever read the text before that does not teach it again.
    learn_from_articles(articles, versions)
    assert not ShownNameRow.objects.exists()


@pytest.mark.parametrize("state", sorted(GONE))
def test_an_incident_that_is_gone_shows_no_names(at_work: Room, state: IncidentState) -> None:
    ShownNameRow.objects.create(kind=NameKind.PERSON, names=NAMES, incident=at_work.row)
    assert rendered()[1] is Sureness.SHOWN
    IncidentRow.objects.filter(pk=at_work.row.pk).update(state=state)
    assert rendered()[1] is Sureness.RULE
    assert remembered(PACK) == ()


def test_a_choice_goes_for_a_withdrawn_name_in_its_office(at_work: Room) -> None:
    act = at_work.act(Role.PUBLISHER)
    office = {"kk": "Нұрман Сейдікәрімнің көмекшісі", "ru": "помощник Нурмана Сейдикарима"}
    aide = {"kk": "Олжас Тасболат", "ru": "Олжас Тасболат"}
    choice = NameChoice(kind=NameKind.PERSON, names=aide, office=office)
    name_memory.choose(choice, act)
    withdrawn_words.withdraw([NAMES["ru"]], "in danger", act)
    assert not NameChoiceRow.objects.exists()
    with pytest.raises(WithdrawnNameError):
        name_memory.choose(choice, act)


def test_approved_texts_show_names(at_work: Room) -> None:
    for language, text in (("kk", KK), ("ru", RU)):
        version = editing.save_text(
            at_work.number,
            IncidentText(language=language, title=None, paragraphs=(text,)),
            seen=0,
            act=at_work.act(),
        )
        editing.send_to_review(at_work.number, at_work.act())
        assert not ShownNameRow.objects.exists()
        row = editing.approve(
            at_work.number, language, version.number, act=at_work.act(Role.EDITOR), prefix="KZ"
        )
        at_work.number = row.number
    assert [row.names for row in ShownNameRow.objects.all()] == [NAMES]


def test_a_choice_is_offered_everywhere_with_its_office_and_can_be_taken_back(
    at_work: Room,
) -> None:
    act = at_work.act(Role.EDITOR)
    office = {"kk": "министр", "ru": "министр"}
    choice = NameChoice(kind=NameKind.PERSON, names=NAMES, office=office, since=date(2024, 1, 1))
    key = name_memory.choose(choice, act)
    assert rendered() == (NAMES["kk"], Sureness.CHOSEN)
    book = NameBook(known_names(PACK))
    for day, said in ((date(2024, 6, 1), office), (date(2023, 6, 1), {})):
        assert book.rendered(NAMES["ru"], NameKind.PERSON, "ru", "kk", day).office == said
    other = NAMES | {"kk": "Нурман Сейдікәрім"}
    assert name_memory.choose(replace(choice, names=other), act, key=key) == key
    assert rendered() == (other["kk"], Sureness.CHOSEN)
    name_memory.drop(key, act)
    assert not NameChoiceRow.objects.exists()
    with pytest.raises(NotFoundError):
        name_memory.drop(key, act)
    with pytest.raises(NotFoundError):
        name_memory.choose(replace(choice, person=99), act)


def test_namesakes_ask_until_one_is_linked_with_the_incident(at_work: Room) -> None:
    first = PersonRow.objects.create(names=NAMES, role="official")
    second = PersonRow.objects.create(names=NAMES | {"kk": "Нурман Сейдикарим"}, role="official")
    assert rendered(at_work.number) == ("", Sureness.ASK)
    second.incidents.add(at_work.row)
    assert rendered(at_work.number) == ("Нурман Сейдикарим", Sureness.SHOWN)
    assert rendered() == ("", Sureness.ASK)
    assert told_persons(PACK) == {first.pk, second.pk}


@pytest.mark.parametrize("role", ["private_person", "victim", "minor", ""])
def test_whom_the_rule_hides_is_told_by_no_memory(at_work: Room, role: str) -> None:
    learn_from_articles(*told())
    person = PersonRow.objects.create(names=NAMES, role=role)
    choice = NameChoice(kind=NameKind.PERSON, names=NAMES, person=person.pk)
    name_memory.choose(choice, at_work.act(Role.EDITOR))
    for name in (NAMES["ru"], "Сейдикарим", "Нурмана Сейдикарима"):
        assert rendered(at_work.number, name) == ("", Sureness.HIDDEN)
    assert remembered(PACK) == ()
    assert told_persons(PACK) == frozenset()
    known = known_names(PACK, number=at_work.number).known
    assert not [one for one in known if "Сейдикарим" in one.names.get("ru", "") and one.key]


def test_the_decision_in_the_incident_counts_before_those_in_others(at_work: Room) -> None:
    PersonRow.objects.create(names=NAMES, role="official")
    assert rendered(at_work.number)[1] is Sureness.SHOWN
    act = at_work.act(Role.EDITOR)
    person = Person(names=NAMES, role="private_person", stage="trial")
    naming_decisions.record_person(at_work.row, person, member=act.member, now=act.time)
    assert rendered(at_work.number)[1] is Sureness.HIDDEN
    # Elsewhere nobody has said otherwise.
    assert rendered()[1] is Sureness.HIDDEN
    named = replace(person, role="official")
    naming_decisions.record_person(at_work.row, named, member=act.member, now=act.time)
    assert rendered()[1] is Sureness.SHOWN


def test_who_was_decided_about_and_never_registered_is_hidden_too(at_work: Room) -> None:
    act = at_work.act(Role.EDITOR)
    person = Person(names=NAMES, role="victim", stage="trial")
    naming_decisions.record_person(at_work.row, person, member=act.member, now=act.time)
    assert rendered(at_work.number) == ("", Sureness.HIDDEN)


@pytest.mark.parametrize("told_so", ["Ақ\u00a0тау", "Ақ та\u00adу", "АҚ ТАУ"])
def test_withdrawn_words_are_found_however_they_are_spaced_and_parted(
    at_work: Room, told_so: str
) -> None:
    act = at_work.act(Role.PUBLISHER)
    choice = NameChoice(kind=NameKind.OUTLET, names={"kk": told_so, "ru": "Вершина"})
    name_memory.choose(choice, act)
    withdrawn_words.withdraw(["Ақ тау"], "in danger", act)
    assert not NameChoiceRow.objects.exists()
    with pytest.raises(WithdrawnNameError):
        name_memory.choose(choice, act)


@pytest.mark.parametrize("words", ["Нурман Сейдикарим", "Нұрман Сейдікәрімнің", "Сейдикарима"])
def test_what_is_withdrawn_is_forgotten_and_not_learned_again(at_work: Room, words: str) -> None:
    articles, versions = told()
    learn_from_articles(articles, versions)
    act = at_work.act(Role.PUBLISHER)
    name_memory.choose(NameChoice(kind=NameKind.PERSON, names=NAMES), act)
    OutletRow.objects.create(names={"kk": "Толқын", "ru": "Толқын"})
    withdrawn_words.withdraw([words], "in danger", act)
    assert not ShownNameRow.objects.exists()
    assert not NameChoiceRow.objects.exists()
    learn_from_articles(articles, versions)
    assert not ShownNameRow.objects.exists()
    assert rendered() == ("", Sureness.HIDDEN)
    with pytest.raises(WithdrawnNameError):
        name_memory.choose(NameChoice(kind=NameKind.PERSON, names=NAMES), act)
    known = {name for one in known_names(PACK).known for name in one.names.values()}
    assert "Толқын" in known
    assert not known & set(NAMES.values())
