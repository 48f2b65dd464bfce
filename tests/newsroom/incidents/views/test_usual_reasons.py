"""Does one press say why a concern stands, and never more than was shown?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from dalel.domain.concern import Concern, Weight
from dalel.domain.states import ConcernState
from dalel.newsroom.accounts.models import AuditRow
from dalel.newsroom.incidents.actions.concerns import write_checked
from dalel.newsroom.incidents.concern_labels import WORDINGS
from dalel.newsroom.incidents.models import ConcernDecisionRow, ConcernRow
from dalel.newsroom.incidents.queries.usual_reasons import kind_of, usual_reasons
from dalel.newsroom.incidents.usual_reason_labels import WORDS
from dalel.newsroom.stories.models import StoryRow
from dalel.steps.check.facts.findings import ClaimKind
from newsroom.edition_steps import write
from newsroom.work_room import Room
from story_rows import story_of

pytestmark = pytest.mark.django_db
#: What a person answers in words of one's own, or by another act.
WORDLESS = (
    *("private_detail.identity", "private_detail.card", "private_detail.account"),
    *("private_detail.plate", "minor_exposed.name", "minor_exposed.school", "minor_exposed.family"),
    *("name_again", "name_form.initials", "name_form.role_only", "denied_link", "denied_address"),
    *("unlawful_linked", "leak_where", "leak_sample", "actor_alleged", "comment_not_sought"),
    *("unproven", "legal_asked"),
)


def concern(name: str, kind: str = "", state: ConcernState = ConcernState.OPEN) -> Concern:
    rule, _, of = name.partition(".")
    values = {"kind": kind} | ({"of": of} if of else {})
    return Concern(rule=rule, weight=Weight.ERROR, excerpt="…", values=values, state=state)


def every() -> list[Concern]:
    return [concern(name, kind) for name in WORDINGS for kind in ("", *ClaimKind)]


def test_every_usual_reason_is_worded_in_every_language_and_each_is_some_concerns() -> None:
    offered = {code for one in every() for code in usual_reasons(one)}
    assert offered == WORDS.keys() - {"by_mistake"}
    for language in ("kk", "ru"):
        with override(language):
            told = {str(words) for words in WORDS.values()}
        assert len(told) == len(WORDS)
        assert all(re.search("[а-яәқ]", one) for one in told)


@pytest.mark.parametrize("name", WORDLESS)
def test_what_only_a_persons_words_can_answer_has_no_usual_reason(name: str) -> None:
    assert usual_reasons(concern(name)) == ()


@pytest.mark.parametrize("kind", ["name", "statute", "outcome", "quote", ""])
def test_names_provisions_outcomes_and_quotations_are_decided_one_by_one(kind: str) -> None:
    for name in WORDINGS:
        assert kind_of(concern(name, kind)) == ""


def test_only_what_stands_nowhere_or_differs_goes_together_and_only_while_it_holds() -> None:
    kinds = {kind_of(one).rpartition(" ")[0] for one in every()} - {""}
    assert kinds == {"fact nowhere", "parity differs"}
    assert kind_of(concern("fact.nowhere", "date", state=ConcernState.WAIVED)) == ""
    warning = Concern(
        rule="fact", weight=Weight.WARNING, excerpt="…", values={"of": "nowhere", "kind": "date"}
    )
    assert kind_of(warning) == ""


@pytest.fixture
def concerned(at_work: Room) -> Room:
    """An entry in review with three figures that stand in no article, and a name."""
    write(at_work)
    ConcernRow.objects.update(state="resolved")
    found = [
        _nowhere("number", "78 640"),
        _nowhere("number", "12"),
        _nowhere("number", "2026"),
        _nowhere("name", "Толқын"),
    ]
    write_checked({at_work.row: found}, {}, frozenset({"exam"}))
    return at_work


def _nowhere(kind: str, words: str, rule: str = "fact", **values: str) -> Concern:
    return Concern(
        rule=rule,
        weight=Weight.ERROR,
        excerpt=words,
        field="summary",
        language="kk",
        values={"of": "nowhere", "kind": kind, "claim": words} | values,
    )


def rows(kind: str = "number") -> list[ConcernRow]:
    rows = ConcernRow.objects.filter(state="open").order_by("pk")
    return [row for row in rows if row.values.get("kind") == kind]


def decide(room: Room, key: str, **form: str) -> str:
    return room.editor.post(f"/incidents/{room.number}/concerns/{key}/", form, follow=True).text


def together(room: Room, *keys: str, **form: str) -> str:
    sent = {"key": list(keys), **form}
    return room.editor.post(f"/incidents/{room.number}/concerns/", sent, follow=True).text


def test_one_press_lets_a_concern_stand_and_the_audit_log_says_that_it_was_chosen(
    concerned: Room,
) -> None:
    (name,) = rows("name")
    page = concerned.page(concerned.editor)
    assert f'id="usual-{name.key}"' in page
    decide(concerned, name.key, usual="same_name", state="waived")
    name.refresh_from_db()
    assert name.state == "waived"
    decision = ConcernDecisionRow.objects.get(concern=name)
    assert decision.reason == "То же имя или название, записано иначе"
    noted = AuditRow.objects.get(action="waived a concern for a usual reason")
    assert (noted.member, noted.detail) == (decision.member, decision.reason)
    decide(concerned, name.key, usual="by_mistake", state="open")
    name.refresh_from_db()
    assert name.state == "open"
    assert AuditRow.objects.filter(action="reopened a concern for a usual reason").exists()


def test_a_reason_of_another_kind_of_concern_is_refused(concerned: Room) -> None:
    (name,) = rows("name")
    assert "эта причина не подходит" in decide(concerned, name.key, usual="same_day")
    assert decide(concerned, name.key, usual="no_such_reason")
    assert rows("name") == [name]
    assert not ConcernDecisionRow.objects.exists()


def test_a_reason_of_ones_own_is_no_usual_one(concerned: Room) -> None:
    (name,) = rows("name")
    decide(concerned, name.key, reason="проверено по телефону")
    assert AuditRow.objects.filter(action="waived a concern").count() == 1
    assert rows("name") == []


def test_several_of_one_kind_are_shown_in_their_sentences_and_stand_together(
    concerned: Room,
) -> None:
    page = concerned.page(concerned.editor).split('class="same-kind"')[1].split("</form>")[0]
    assert page.count('name="key"') == 3
    assert "checked" not in page
    assert "басылымының редакциясына <mark>78 640</mark> теңге айыппұл" in page
    assert "Толқын</mark>" not in page
    first, second, third = rows()
    together(concerned, first.key, third.key, usual="same_figure")
    assert rows() == [second]
    assert {row.reason for row in ConcernDecisionRow.objects.all()} == {
        "То же число, записано иначе"
    }
    noted = AuditRow.objects.filter(action="waived a concern with others for a usual reason")
    assert noted.count() == 2
    # One that is left stands alone again.
    assert 'class="same-kind"' not in concerned.page(concerned.editor)


def test_what_differs_is_shown_in_the_sentences_of_both_languages_or_alone(
    concerned: Room,
) -> None:
    first = {"rule": "parity", "of": "differs"}
    found = [
        _nowhere("date", "12 мамырда", **first, first="12 мамырда", second="12 мая"),
        _nowhere("date", "2026 жылғы", **first, first="2026 жылғы", second="2026 года"),
        _nowhere("date", "Шешім", **first, first="Шешім", second="чего нет"),
    ]
    write_checked({concerned.row: found}, {}, frozenset({"exam"}))
    parts = concerned.page(concerned.editor).split('class="same-kind"')
    shown = next(part for part in parts[1:] if "мамырда</mark>" in part).split("</form>")[0]
    assert shown.count('name="key"') == 2
    assert "Решение вынесено <mark>12 мая</mark> 2026 года." in shown


def test_another_kind_among_them_lets_none_of_them_stand(concerned: Room) -> None:
    first, *_ = rows()
    (name,) = rows("name")
    told = together(concerned, first.key, name.key, usual="same_name")
    assert "решают по одному" in told
    assert "решают по одному" in together(concerned, name.key, usual="same_name")
    together(concerned, first.key, "0123456789abcdef", usual="same_name")
    together(concerned, usual="same_name")
    together(concerned, first.key)
    assert len(rows()) == 3
    assert not ConcernDecisionRow.objects.exists()


def test_who_may_not_approve_is_not_offered_reasons(concerned: Room) -> None:
    page = concerned.page(concerned.reporter)
    assert 'name="usual"' not in page
    assert 'class="same-kind"' not in page
    first, *_ = rows()
    path = f"/incidents/{concerned.number}/concerns/"
    assert concerned.reporter.post(path, {"key": first.key}).status_code == 403


def test_who_sent_an_entry_to_review_finds_the_next_stories_beside_it(at_work: Room) -> None:
    story = story_of(["next"], datetime.now(UTC) - timedelta(hours=1))
    StoryRow.objects.filter(pk=story.pk).update(is_relevant=True, section=1, rank=-1)
    write(at_work)
    path = f"/incidents/{at_work.number}"
    assert f"{path}/next-stories/" not in at_work.page(at_work.reporter)
    sent = at_work.reporter.post(f"{path}/review/")
    assert sent.url == f"{path}/?sent=1"  # type: ignore[attr-defined]
    assert f"{path}/next-stories/" in at_work.reporter.get(sent.url).text  # type: ignore[attr-defined]
    found = at_work.reporter.get(f"{path}/next-stories/").text
    assert f'id="story-{story.key}"' in found
    assert f'action="/inbox/{story.key}/take/"' in found
