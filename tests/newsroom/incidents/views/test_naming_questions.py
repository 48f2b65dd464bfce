"""Is one question about a person answered where it is asked, and does the answer hold?"""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from dalel.domain.states import ConcernState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.actions import cases
from dalel.newsroom.incidents.actions.check import check_incident
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernRow,
    IncidentRow,
    NamingDecision,
    PersonRow,
    ProposalRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries import naming_questions
from dalel.newsroom.incidents.queries.naming_questions import (
    answers_at,
    questions_of,
    questions_of_edition,
)
from dalel.pack import Pack
from dalel.pack.naming_rules import NameForm

pytestmark = pytest.mark.django_db
ONE, TWO = "XT-2031-0001", "XT-2031-0002"
_VALUE = 'autocomplete="off" value="Даурен Омаров"'
NAMES = {"name-ru": "Даурен Омаров", "name-en": "Dauren Omarov"}


@pytest.fixture
def written(record: None, cast: dict[str, Member], tiny_pack: Pack, now: datetime) -> str:
    """An entry with a person in several forms; gives the key of the question."""
    return _write(ONE, cast["reporter"], tiny_pack, now)


def _write(number: str, member: Member, pack: Pack, now: datetime) -> str:
    row = IncidentRow.objects.get(number=number)
    newest = row.versions.filter(language="ru").order_by("number").last()
    TextVersionRow.objects.create(
        incident=row,
        language="ru",
        number=newest.number + 1 if newest else 1,
        title="Даурен Омаров подал в суд",
        paragraphs=["Суд вызвал Даурена Омарова. Омаров с решением не согласен."],
        author=member,
        time=now + timedelta(minutes=5),
    )
    check_incident(number, pack, now=now + timedelta(minutes=6))
    (question,) = questions_of(number, pack.naming)
    return question.key


def _open(number: str = ONE) -> set[str]:
    rows = ConcernRow.objects.filter(incident__number=number, state=ConcernState.OPEN)
    return set(rows.values_list("rule", flat=True))


def _answer(client: Client, number: str = ONE, answer: str = "official") -> None:
    sent = client.post(f"/incidents/{number}/persons/", NAMES | {"answer": answer})
    assert sent.status_code == 302


def _approve(client: Client) -> None:
    proposal = ProposalRow.objects.get(state="waiting")
    client.post(f"/proposals/{proposal.pk}/", {"do": "approve"})


def _code(number: str, status: str, now: datetime) -> None:
    """The matter goes on."""
    row = CodesRow.objects.filter(incident__number=number).order_by("number").last()
    assert row is not None
    row.pk, row.number, row.case_status, row.time = None, row.number + 1, status, now
    row.state = "draft"
    row.save(force_insert=True)


def test_one_answer_decides_on_all_forms_of_a_name_once_a_second_person_approves(
    written: str, reporter: Client, cast: dict[str, Member], tiny_pack: Pack, now: datetime
) -> None:
    page = reporter.get(f"/incidents/{ONE}/").content.decode()
    assert page.count('class="who"') == 1
    assert 'value="Даурен Омаров"' in page
    _answer(reporter)
    check_incident(ONE, tiny_pack, now=now + timedelta(hours=1))
    assert "name_undecided" in _open()
    waits = reporter.get(f"/incidents/{ONE}/").content.decode()
    assert 'class="who"' not in waits
    assert waits.count('class="proposal"') == 1
    editor = Client()
    editor.force_login(cast["editor"])
    _approve(editor)
    assert not {"name_undecided", "name_form"} & _open()
    assert NamingDecision.objects.get().matter
    assert [one.names["ru"] for one in PersonRow.objects.filter(incidents__number=ONE)] == [
        "Даурен Омаров"
    ]


def test_the_same_person_answered_twice_is_kept_once(written: str, reporter: Client) -> None:
    _answer(reporter)
    _answer(reporter)
    _answer(reporter, answer="private_person")
    assert [row.names["ru"] for row in PersonRow.objects.all()].count("Даурен Омаров") == 1
    assert ProposalRow.objects.count() == 2


def test_what_is_no_answer_or_lacks_a_name_changes_nothing(written: str, reporter: Client) -> None:
    _answer(reporter, answer="king")
    reporter.post(f"/incidents/{ONE}/persons/", {"answer": "official", "name-ru": "Омаров"})
    assert not any(row.names["ru"].endswith("Омаров") for row in PersonRow.objects.all())
    assert not ProposalRow.objects.exists()


def test_a_person_is_asked_about_again_when_the_matter_goes_on(
    written: str, reporter: Client, cast: dict[str, Member], tiny_pack: Pack, now: datetime
) -> None:
    _code(ONE, "charge", now + timedelta(minutes=7))
    _answer(reporter, answer="private_person+consent")
    editor = Client()
    editor.force_login(cast["editor"])
    _approve(editor)
    assert "name_again" not in _open()
    _code(ONE, "final", now + timedelta(hours=1))
    check_incident(ONE, tiny_pack, now=now + timedelta(hours=2))
    assert "name_again" in _open()
    page = reporter.get(f"/incidents/{ONE}/").content.decode()
    assert page.count('class="who"') == 1
    _answer(reporter, answer="private_person+consent")
    _approve(editor)
    assert "name_again" not in _open()


@pytest.mark.parametrize(
    ("answer", "asks"), [("official", False), ("private_person+consent", True)]
)
def test_an_answer_holds_in_the_case_but_consent_for_one_entry_only(
    answer: str,
    *,
    asks: bool,
    written: str,
    reporter: Client,
    cast: dict[str, Member],
    tiny_pack: Pack,
    now: datetime,
) -> None:
    _answer(reporter, answer=answer)
    editor = Client()
    editor.force_login(cast["editor"])
    _approve(editor)
    _write(TWO, cast["reporter"], tiny_pack, now)
    act = Act(member=cast["editor"], time=now)
    case = cases.put_in_case(ONE, None, act, {"ru": "Дело", "en": "Case"})
    cases.put_in_case(TWO, case, act, {})
    check_incident(TWO, tiny_pack, now=now + timedelta(hours=2))
    assert ("name_undecided" in _open(TWO)) is asks


def test_the_names_of_an_edition_stand_on_one_page(
    written: str, reporter: Client, tiny_pack: Pack
) -> None:
    page = reporter.get("/editions/1/names/")
    assert page.status_code == 200
    asked = questions_of_edition(1, tiny_pack.naming)
    assert page.content.decode().count('class="who"') == len(asked) > 0
    back = f"who-{ONE}-{written}"
    sent = reporter.post(
        f"/incidents/{ONE}/persons/",
        NAMES | {"answer": "official", "next": "/editions/1/names/", "at": back},
    )
    assert sent["Location"].startswith("/editions/1/names/")
    told = reporter.get("/editions/1/names/").content.decode()
    assert told.count('class="proposal"') == 1
    assert told.count('class="who"') == len(asked) - 1


def test_answers_are_those_that_the_rule_tells_apart(kz_pack: Pack) -> None:
    answers = {one.code: one.form for one in answers_at("investigation", kz_pack.naming)}
    assert answers["official"] is NameForm.FULL
    assert answers["journalist"] is NameForm.INITIALS
    assert answers["journalist+public"] is NameForm.FULL
    assert answers["victim"] is answers["minor"] is NameForm.ROLE_ONLY
    assert answers["victim+public+consent"] is NameForm.FULL
    # What changes nothing is not offered: nothing has a child named.
    assert not {"official+public", "minor+consent", "minor+public", "witness+consent"} & set(
        answers
    )


def test_the_row_of_answers_is_short_and_begins_with_the_role_that_the_sentence_names(
    kz_pack: Pack,
) -> None:
    every = answers_at("investigation", kz_pack.naming)
    texts = {"ru": "Потерпевший Омаров и журналист Сеитова пришли. Свидетель Асанов молчал."}
    beside = {
        name: naming_questions._roles_beside(name, texts, kz_pack.naming)  # noqa: SLF001
        for name in ("Омаров", "Асанов", "Иванов")
    }
    assert beside == {
        "Омаров": {"victim", "journalist"},
        "Асанов": {"witness"},
        "Иванов": frozenset(),
    }
    rows = {
        name: naming_questions._likely(every, roles)  # noqa: SLF001
        for name, roles in beside.items()
    }
    assert [one.role for one in rows["Омаров"]][:2] == ["victim", "journalist"]
    assert rows["Асанов"][0].role == "witness"
    for name, row in rows.items():
        assert 1 <= len(row) <= 5
        # Who went public is offered beside a role that the sentence names, and nowhere else.
        assert not any(one.consent for one in row)
        assert {one.role for one in row if one.public} <= beside[name]
        assert {one.form for one in row} >= {NameForm.FULL, NameForm.ROLE_ONLY}


def test_a_question_shows_one_row_and_folds_all_other_answers(
    written: str, reporter: Client
) -> None:
    page = reporter.get("/editions/1/names/").content.decode()
    form = page.split('class="who"')[1].split("</form>")[0]
    row, folded = form.split('<details class="others"')
    assert 1 <= row.count('name="answer"') <= 4
    assert folded.count('name="answer"') >= 2
    assert row.count("<input") == form.split('class="ways likely"')[0].count("<input")


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        ("official", ["Даурен Омаров", "Dauren Omarov"]),
        ("private_person+consent", ["Д. О.", "D. O."]),
        ("private_person", None),
    ],
)
def test_the_page_of_people_tells_what_the_form_prints(
    answer: str,
    printed: list[str] | None,
    written: str,
    reporter: Client,
    cast: dict[str, Member],
    tiny_pack: Pack,
) -> None:
    _answer(reporter, answer=answer)
    editor = Client()
    editor.force_login(cast["editor"])
    _approve(editor)
    page = reporter.get(f"/incidents/{ONE}/people/").content.decode()
    told = page.split("Даурен Омаров</span>")[1].split("</article>")[0].split("<details")[0]
    role = tiny_pack.naming.roles["private_person"]
    assert re.findall(r"<q [^>]*>([^<]*)</q>", told) == (printed or [role["ru"], role["en"]])


@pytest.fixture
def twice(written: str, cast: dict[str, Member], tiny_pack: Pack, now: datetime) -> None:
    """The same person is asked about in two entries of an edition."""
    _write(TWO, cast["reporter"], tiny_pack, now)


def test_one_person_in_two_entries_is_one_question_and_one_answer_does_for_both(
    twice: None, reporter: Client, tiny_pack: Pack
) -> None:
    page = reporter.get("/editions/1/names/").content.decode()
    assert page.count(f'lang="ru" {_VALUE}') == 1
    assert f'name="also" value="{TWO}" checked' in page
    every = len(questions_of_edition(1, tiny_pack.naming)) - 1
    assert re.search(rf'class="tally"><span>{every}\s', page)
    form = NAMES | {"answer": "official", "also": TWO, "next": "/editions/1/names/"}
    assert reporter.post(f"/incidents/{ONE}/persons/", form).status_code == 302
    assert set(ProposalRow.objects.values_list("incident__number", flat=True)) == {ONE, TWO}
    (person,) = [one for one in PersonRow.objects.all() if one.names["ru"] == "Даурен Омаров"]
    assert person.incidents.count() == 2
    told = reporter.get("/editions/1/names/").content.decode()
    assert told.count('class="proposal"') == 2
    tally = told.split('class="tally">')[1].split("</p>")[0] if 'class="tally"' in told else ""
    assert tally.startswith(f"<span>{every - 1} ")
    assert "2 ответа ждут второго человека" in tally


def test_a_namesake_who_is_unticked_stays_asked_about(twice: None, reporter: Client) -> None:
    _answer(reporter)
    page = reporter.get("/editions/1/names/").content.decode()
    assert page.count('class="proposal"') == 1
    assert page.count(f'lang="ru" {_VALUE}') == 1


def test_an_entry_that_is_not_there_takes_no_answer(twice: None, reporter: Client) -> None:
    form = NAMES | {"answer": "official", "also": "XT-2031-9999"}
    reporter.post(f"/incidents/{ONE}/persons/", form)
    assert not ProposalRow.objects.exists()


def test_no_heading_stands_over_nothing(written: str, reporter: Client) -> None:
    page = reporter.get("/editions/1/names/").content.decode()
    folded = page.split('<details class="others"')[1].split("</details>")[0]
    assert "<fieldset" in folded
    for one in folded.split("<fieldset")[1:]:
        assert "<button" in one.split("</fieldset>")[0]


def test_an_answer_whose_form_the_stage_gives_says_why(kz_pack: Pack) -> None:
    def journalist(stage: str) -> naming_questions.NamingAnswer:
        every = answers_at(stage, kz_pack.naming)
        return next(one for one in every if one.code == "journalist")

    assert not journalist("charge").is_by_stage
    ended = journalist("dismissed")
    assert ended.is_by_stage
    assert ended.form is NameForm.ROLE_ONLY
    assert "Дело прекращено" in ended.why["ru"]
