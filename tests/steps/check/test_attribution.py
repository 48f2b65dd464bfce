"""Does a text say who did what only as far as it is established?"""

from datetime import date

import pytest

from dalel.domain.conduct import Attribution, Basis, Comment, RecordedConduct, established
from dalel.domain.incident import IncidentText
from dalel.pack import Pack
from dalel.steps.check import check_actors, check_attribution
from steps.check.conftest import coded, text_of


def rules(text: IncidentText, pack: Pack, status: str = "investigation") -> list[tuple[str, bool]]:
    concerns = check_attribution(text, coded(case_status=status), pack.conduct)
    return [(concern.rule, concern.holds_back) for concern in concerns]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Задержан мошенник, продававший данные", "ru"),
        ("Хакер украл базу клиентов", "ru"),
        ("Алаяқ қолға түсті", "kk"),
        ("Парақор шенеунік ұсталды", "kk"),
        ("Police arrest the culprit", "en"),
    ],
)
def test_a_title_of_guilt_is_held_back_before_a_final_verdict(
    title: str, language: str, kz_pack: Pack
) -> None:
    text = text_of("", language=language, title=title)
    assert rules(text, kz_pack) == [("guilt", True)]
    assert rules(text, kz_pack, "final") == []


@pytest.mark.parametrize(
    "title",
    [
        "Журналиста подозревают в клевете",
        "Суд приговорил блогера к штрафу",
        "Фонд «Мошенник» закрыт",
    ],
)
def test_a_title_that_tells_the_step_is_left_alone(title: str, kz_pack: Pack) -> None:
    assert rules(text_of("", title=title), kz_pack) == []


def test_in_the_text_guilt_may_be_somebodys_word(kz_pack: Pack) -> None:
    assert rules(text_of("По словам полиции, мошенник скрылся."), kz_pack) == []
    assert rules(text_of("Мошенник скрылся вечером."), kz_pack) == [("guilt", False)]


@pytest.mark.parametrize(
    ("summary", "language", "found"),
    [
        ("Сайт не работал из-за атаки ведомства.", "ru", ["cause_unconfirmed"]),
        ("По мнению редакции, сайт не работал из-за атаки.", "ru", []),
        ("Сайт министрліктің кесірінен ашылмады.", "kk", ["cause_unconfirmed"]),
        ("Редакцияның айтуынша, сайт министрліктің кесірінен ашылмады.", "kk", []),
        ("Министерство подтвердило отсутствие утечки.", "ru", ["claim_confirmed"]),
        ("Министр подтвердил, что утечки нет.", "ru", ["claim_confirmed"]),
        ("Суд подтвердил законность отказа.", "ru", []),
        ("Министрлік деректердің таралмағанын растады.", "kk", ["claim_confirmed"]),
        ("Сараптама жазбаның түпнұсқа екенін растады.", "kk", []),
        ("Он сказал: «Министр подтвердил это».", "ru", []),
    ],
)
def test_causes_and_confirmations(
    summary: str, language: str, found: list[str], kz_pack: Pack
) -> None:
    text = text_of(summary, language=language)
    assert [rule for rule, _ in rules(text, kz_pack)] == found


def test_without_codes_nothing_counts_as_judged(kz_pack: Pack) -> None:
    text = text_of("", title="Задержан мошенник")
    assert [c.rule for c in check_attribution(text, None, kz_pack.conduct)] == ["guilt"]


def test_an_actor_of_a_weak_record_must_have_been_asked(kz_pack: Pack) -> None:
    codes = coded(actors=("gov_police", "unknown_attacker"), verification="V0")
    concerns = list(check_actors(codes, RecordedConduct(), kz_pack.conduct))
    assert [(c.rule, c.holds_back, c.excerpt) for c in concerns] == [
        ("comment_not_sought", True, "gov_police"),
        ("actor_alleged", False, "gov_police"),
    ]
    asked = RecordedConduct(comments=(Comment(whom="полиция", asked=date(2026, 1, 20)),))
    assert [c.rule for c in check_actors(codes, asked, kz_pack.conduct)] == ["actor_alleged"]


def test_an_actor_who_signed_or_was_found_counts_and_one_who_is_only_named_does_not() -> None:
    signed = Attribution(actor="president", basis=Basis.SIGNED, by="указ", on=date(2026, 1, 5))
    named = Attribution(actor="platform", basis=Basis.ALLEGED, by="редакция")
    actors = established(["president", "platform", "president"], [signed, named])
    assert (actors.established, actors.alleged) == (("president",), ("platform",))


@pytest.mark.parametrize("codes", [None, coded(), coded(actors=("unknown_attacker",))])
def test_who_is_not_named_need_not_be_asked(codes: object, kz_pack: Pack) -> None:
    assert list(check_actors(codes, RecordedConduct(), kz_pack.conduct)) == []  # type: ignore[arg-type]


def test_an_established_actor_raises_nothing(kz_pack: Pack) -> None:
    known = RecordedConduct(
        attributions=(Attribution(actor="gov_police", basis=Basis.ADMITTED, by="ІІМ"),)
    )
    codes = coded(actors=("gov_police",), verification="V0")
    assert list(check_actors(codes, known, kz_pack.conduct)) == []
