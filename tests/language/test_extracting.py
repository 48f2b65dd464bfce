"""Are facts found where they stand, and kept apart?"""

from datetime import date
from typing import Any

import pytest

from dalel.domain.facts import Bound, Fact, FactKind
from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts, extracting
from dalel.language.facts.days import DayFinder
from dalel.language.facts.gazetteer import Gazetteer
from dalel.language.facts.happenings import OutcomeFinder
from dalel.language.facts.people import find_names
from dalel.language.facts.quantities import QuantityFinder
from dalel.language.facts.statutes import StatuteFinder

DAY = date(2026, 1, 20)
ENGLISH = "Police in Astana detained three people on 3 January."


def facts(
    text: str, language: str, lexicon: Lexicon, *kinds: FactKind, day: date = DAY
) -> list[Fact]:
    return list(extract_facts(text, language, lexicon, day, frozenset(kinds or FactKind)))


def values(text: str, language: str, lexicon: Lexicon, *kinds: FactKind) -> list[str]:
    return [fact.value for fact in facts(text, language, lexicon, *kinds)]


def test_a_fact_gives_the_words_of_its_span(kz_lexicon: Lexicon) -> None:
    found = facts(ENGLISH, "en", kz_lexicon)
    assert [fact.kind.value for fact in found] == ["place", "outcome", "number", "date"]
    assert all(ENGLISH[fact.span.start : fact.span.end] == fact.text for fact in found)


def test_a_language_without_rules_has_no_facts(kz_lexicon: Lexicon) -> None:
    assert extract_facts("3 Janvier 2026", "fr", kz_lexicon, DAY) == ()
    assert extract_facts("3 qańtar", "kk-Latn", kz_lexicon, DAY) == ()


def test_only_the_kinds_asked_for_are_given(kz_lexicon: Lexicon) -> None:
    assert values(ENGLISH, "en", kz_lexicon, FactKind.NUMBER) == ["3"]
    assert values(ENGLISH, "en", kz_lexicon, FactKind.OUTCOME) == ["detained"]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("По ст. 456-2 КоАП 3 мая", {FactKind.STATUTE}, {"statutes"}),
        ("Суд 3 мая назвал 20 имён", {FactKind.DATE}, {"statutes", "days"}),
        ("Суд 3 мая назвал 20 имён", {FactKind.NUMBER}, {"statutes", "days", "quantities"}),
        ("Ничего не случилось", {FactKind.PLACE, FactKind.ORGANISATION}, {"bodies", "places"}),
        ("Ничего не случилось", {FactKind.OUTCOME}, {"outcomes"}),
    ],
)
def test_only_what_the_asked_kinds_need_is_looked_for(
    text: str,
    asked: set[FactKind],
    found: set[str],
    kz_lexicon: Lexicon,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: set[str] = set()
    finders: dict[str, Any] = {
        "statutes": StatuteFinder,
        "days": DayFinder,
        "quantities": QuantityFinder,
        "outcomes": OutcomeFinder,
    }

    def noting(name: str, find: Any) -> Any:
        def noted(self: Any, *given: Any) -> Any:
            ran.add(name or {FactKind.PLACE: "places"}.get(self._kind, "bodies"))
            return find(self, *given)

        return noted

    for name, finder in finders.items():
        monkeypatch.setattr(finder, "find", noting(name, finder.find))
    monkeypatch.setattr(Gazetteer, "find", noting("", Gazetteer.find))
    monkeypatch.setattr(extracting, "find_names", noting("names", find_names))
    # A text that no other test asks for: what was found in one is kept.
    facts(f"{text} {sorted(asked)}", "ru", kz_lexicon, *asked)
    assert ran == found


def test_kinds_asked_alone_are_those_asked_together(kz_lexicon: Lexicon) -> None:
    text = (
        "Суд Астаны 3 мая оштрафовал Ивана Петрова на 20 МРП по ст. 456-2 КоАП, сообщил @orda и "
        "КНБ. «Ограничения действуют с 2025 года», — сказал он на orda.kz, за — 45% из "
        "70 человек."
    )
    together = facts(text, "ru", kz_lexicon)
    assert {fact.kind for fact in together} >= set(FactKind) - {FactKind.QUOTE}
    for kind in set(FactKind) - {FactKind.PLACE, FactKind.ORGANISATION, FactKind.QUOTE}:
        alone = facts(text, "ru", kz_lexicon, kind)
        assert alone == [fact for fact in together if fact.kind is kind], kind


def test_a_body_is_one_in_three_languages(kz_lexicon: Lexicon) -> None:
    names = {"kk": "ҰҚК-нің жауабы", "ru": "Ответ КНБ", "en": "A reply of the KNB"}
    found = [
        (fact.value, fact.known)
        for language, text in names.items()
        for fact in facts(text, language, kz_lexicon, FactKind.ORGANISATION)
    ]
    assert found == [("knb", True)] * 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Сот Орал қаласында өтті"), ("kk", "Оралдағы сот"), ("kk", "Орал қ. тұрғыны"),
        ("ru", "Суд в г. Уральске"), ("ru", "Суд в Уральске"), ("en", "The court of Uralsk"),
        ("en", "A court in Oral town"),
    ],
)  # fmt: skip
def test_a_place_is_one_in_every_form(language: str, text: str, kz_lexicon: Lexicon) -> None:
    assert values(text, language, kz_lexicon, FactKind.PLACE) == ["271010000"]


def test_an_ambiguous_place_needs_a_word_for_town(kz_lexicon: Lexicon) -> None:
    assert values("Жители города Шу", "ru", kz_lexicon, FactKind.PLACE) == ["316621100"]
    assert "316621100" not in values("Шу өзені тасыды", "kk", kz_lexicon, FactKind.PLACE)


def test_a_former_name_leads_to_the_place(kz_lexicon: Lexicon) -> None:
    found = values("В Целинограде открыли музей", "ru", kz_lexicon, FactKind.PLACE)
    assert found == ["710000000"]


def test_a_sum_in_base_units_takes_the_year_that_the_text_gives(kz_lexicon: Lexicon) -> None:
    old = facts("В 2024 году штраф вырос до 20 МРП", "ru", kz_lexicon, FactKind.MONEY)
    new = facts("Штраф — 20 МРП", "ru", kz_lexicon, FactKind.MONEY)
    assert [(f.value, f.unit, f.worth_of) for f in old] == [("73840", "KZT", "20 MRP")]
    assert [(f.value, f.inferred) for f in new] == [("86500", True)]


def test_a_sum_in_brackets_confirms_the_year(kz_lexicon: Lexicon) -> None:
    (units, money) = facts("20 АЕК (78 640 теңге)", "kk", kz_lexicon, FactKind.MONEY)
    assert units.value == money.value == "78640"
    assert not units.inferred


def test_a_sum_of_base_units_of_no_known_year_stays_as_written(kz_lexicon: Lexicon) -> None:
    (fine,) = facts("Штраф — 20 МРП", "ru", kz_lexicon, FactKind.MONEY, day=date(2019, 5, 1))
    assert (fine.value, fine.unit) == ("20", "MRP")


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("kk", "120-дан астам хат", Bound.MORE), ("kk", "шамамен 120 хат", Bound.ABOUT),
        ("kk", "120-дай хат", Bound.ABOUT), ("kk", "120-дан кем емес хат", Bound.AT_LEAST),
        ("kk", "саны 120-ға дейін өсті", None), ("ru", "вырос до 120", None),
        ("ru", "не менее 120 писем", Bound.AT_LEAST), ("ru", "менее 120 писем", Bound.LESS),
        ("ru", "до 120 писем", Bound.AT_MOST), ("en", "up to 120 letters", Bound.AT_MOST),
    ],
)  # fmt: skip
def test_a_number_is_bounded_by_the_words_around_it(
    language: str, text: str, bound: Bound | None, kz_lexicon: Lexicon
) -> None:
    (number,) = facts(text, language, kz_lexicon, FactKind.NUMBER)
    assert (number.value, number.bound) == ("120", bound)


def test_private_numbers_and_addresses_are_no_facts(kz_lexicon: Lexicon) -> None:
    text = "ИИН 870415300123, тел. 87015553421, почта red12@kedr.test"
    assert facts(text, "ru", kz_lexicon) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "сайт бұғатталмады"), ("kk", "сайт бұғатталған жоқ"), ("ru", "сайт не заблокирован"),
        ("ru", "сайт не был заблокирован"), ("en", "the site was not blocked"),
        ("en", "the site wasn't blocked"),
    ],
)  # fmt: skip
def test_a_denied_outcome_is_negated(language: str, text: str, kz_lexicon: Lexicon) -> None:
    (outcome,) = facts(text, language, kz_lexicon, FactKind.OUTCOME)
    assert (outcome.value, outcome.negated) == ("blocked", True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "«Масс-медиа туралы құжат пен ережелер» заңы туралы айтты"),
        ("kk", "Ол мұны «жай тапсырыс» деп айтты"),
        ("ru", "Он рассказал о фильме «Как мы все вместе жили»"),
        ("ru", "Вышла новая «Повесть о том о сём и этом»"),
        ("en", "He read \"a long story of the sea\" there"),
    ],
)  # fmt: skip
def test_titles_in_marks_are_no_quotations(language: str, text: str, kz_lexicon: Lexicon) -> None:
    assert facts(text, language, kz_lexicon, FactKind.QUOTE) == []


def test_a_person_beside_a_place_is_told_apart_from_it(kz_lexicon: Lexicon) -> None:
    found = facts("Олжас Тілегенұлы Қызылордада тұрады.", "kk", kz_lexicon)
    assert [(f.kind.value, f.text) for f in found] == [
        ("person", "Олжас Тілегенұлы"), ("place", "Қызылордада"),
    ]  # fmt: skip


def test_a_court_holds_the_place_in_its_name(kz_lexicon: Lexicon) -> None:
    found = facts("Істі Алматы әкімшілік соты қарады.", "kk", kz_lexicon)
    assert [(f.kind.value, f.text) for f in found][:2] == [
        ("organisation", "Алматы әкімшілік соты"), ("place", "Алматы"),
    ]  # fmt: skip


def test_capitals_that_no_list_knows_are_a_person_in_english(kz_lexicon: Lexicon) -> None:
    text = "The Steppe Voice Foundation told Prime Minister Serik Zhanatov on Monday March"
    found = facts(text, "en", kz_lexicon, FactKind.PERSON, FactKind.ORGANISATION)
    assert [(f.kind.value, f.text) for f in found] == [
        ("organisation", "Steppe Voice Foundation"), ("person", "Serik Zhanatov"),
    ]  # fmt: skip


def test_what_was_not_done_wholly_was_done(kz_lexicon: Lexicon) -> None:
    (outcome,) = facts("Сайт толық бұғатталмаған.", "kk", kz_lexicon, FactKind.OUTCOME)
    assert (outcome.value, outcome.negated) == ("blocked", False)
