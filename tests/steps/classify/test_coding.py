from datetime import date
from typing import Any

import pytest

from dalel.domain.article import Article
from dalel.domain.classification import UNSURE, Classification, SuggestedCode
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.coding import Coding, TypeHints, coding
from dalel.steps.classify.article_reader import ArticleReader, ClassifiedReading
from dalel.steps.classify.code_suggestions import Coder

HINTS = Coding(
    by_event_type={"ddos": TypeHints(rights=("security",), means=("flood",), severity=2)},
    rights={"security": ("ddos",), "privacy": ("leak",)},
    verification={"V3": ("k:state_court",), "V1": ("k:news",)},
)


def reading(*sentences: str, source_kind: str | None = None) -> ClassifiedReading:
    marks = tuple(frozenset(sentence.split()) for sentence in sentences)
    return ClassifiedReading(
        language="ru",
        text="Title\n\nText",
        marks=marks,
        shown={mark: mark.upper() for sentence in marks for mark in sentence},
        facts=(),
        words={},
        forms={},
        source_kind=source_kind,
    )


def plain(event_type: str, score: float = 1.0) -> Classification:
    types = (SuggestedCode(code=event_type, score=score),) if event_type else ()
    return Classification(relevant=True, score=1, section=1, event_types=types, model="m")


def coded(
    seen: ClassifiedReading, event_type: str = "ddos", hints: Coding = HINTS, score: float = 1.0
) -> Classification:
    return Coder(hints).coded(plain(event_type, score), seen)


@pytest.fixture(scope="module")
def coder(kz_pack: Pack, kz_lexicon: Lexicon) -> Coder:
    return Coder(coding(default_folder(), kz_pack.codebook), kz_lexicon)


@pytest.fixture
def told(coder: Coder, reader: ArticleReader) -> Any:
    def of(language: str, title: str, text: str, event_type: str) -> Classification:
        article = Article(
            id="",
            language=language,
            title=title,
            text=text,
            day=date(2026, 2, 6),
            source_kind="news",
        )
        return coder.coded(plain(event_type), reader.read(article))

    return of


def offered(codes: tuple[SuggestedCode, ...]) -> list[str]:
    return [one.code for one in codes]


def test_the_title_says_more_than_the_event_type_and_that_more_than_the_first_sentence() -> None:
    found = coded(reading("leak", "", "ddos"))
    assert [(one.code, one.score) for one in found.rights] == [("privacy", 0.9), ("security", 0.8)]
    assert offered(found.means) == ["flood"]


def test_a_cue_far_down_in_the_text_suggests_nothing() -> None:
    assert coded(reading("", "", "", "leak")).rights[0].code == "security"
    assert offered(coded(reading("", "", "", "leak")).rights) == ["security"]


def test_an_event_type_that_is_not_sure_brings_nothing_with_it() -> None:
    found = coded(reading(""), score=0.4)
    assert found.rights == found.means == ()
    assert found.severity == SuggestedCode(
        code="2", score=UNSURE, reasons=found.severity.reasons if found.severity else ()
    )


def test_only_the_kind_of_a_source_verifies() -> None:
    court = coded(reading("=convicted official", source_kind="state_court")).verification
    assert court is not None
    assert (court.code, court.reasons[0].code) == ("V3", "by_source")
    press = coded(reading("=convicted official", source_kind="news")).verification
    assert press is not None
    assert (press.code, press.reasons[0].code) == ("V1", "one_report")
    assert coded(reading("=convicted official")).verification is None


def test_a_pack_without_hints_suggests_nothing_but_context() -> None:
    found = coded(reading("leak"), "", Coding())
    assert found.rights == found.means == ()
    assert found.verification is None
    assert found.severity is not None
    assert found.severity.code == "1"


def test_every_deed_of_the_hints_stands_in_the_table(kz_pack: Pack, kz_lexicon: Lexicon) -> None:
    hints = coding(default_folder(), kz_pack.codebook)
    marked = [
        mark.removeprefix("d:")
        for listed in (hints.rights, hints.means, hints.severity)
        for marks in listed.values()
        for mark in marks
        if mark.startswith("d:")
    ]
    typed = [deed for one in hints.by_event_type.values() for deed in one.deeds]
    assert marked
    assert set(marked + typed) <= kz_lexicon.deeds.deeds.keys()


def test_every_kind_of_source_of_the_hints_is_one_of_the_codebook(kz_pack: Pack) -> None:
    hints = coding(default_folder(), kz_pack.codebook)
    kinds = {mark.removeprefix("k:") for marks in hints.verification.values() for mark in marks}
    assert kinds <= {kind.code for kind in kz_pack.codebook.source_kinds}


def test_a_fine_is_as_grave_as_the_codebook_has_it_whoever_was_sentenced_before(told: Any) -> None:
    found = told(
        "kk",
        "Белсендіге айыппұл салынды",
        "Павлодар соты белсенді Виталий Овчаровқа 55 мың теңге айыппұл салды. "
        "Бұған дейін осы қалада Болат Сейітов үш жылға сотталған.",
        "administrative_case",
    )
    assert (found.severity.code, found.severity.score) == ("3", 0.8)
    assert "айыппұл" in found.severity.reasons[1].values["words"]
    assert offered(found.actors) == ["court"]
    assert offered(found.targets) == ["activist"]
    assert "fine" in offered(found.means)


def test_a_found_guilty_in_an_administrative_case_is_no_conviction(told: Any) -> None:
    found = told(
        "ru",
        "Активист оштрафован за сторис",
        "Суд Павлодара признал активиста виновным и оштрафовал его на 55 тысяч тенге.",
        "administrative_case",
    )
    assert found.severity.code == "3"
    assert "criminal_law" not in offered(found.means)


def test_a_verdict_is_as_grave_as_it_is(told: Any) -> None:
    title = "Журналист Рысев приговорён к трём годам условно"
    found = told("ru", title, "Суд Алматы вынес приговор.", "criminal_verdict")
    assert (found.severity.code, found.severity.score) == ("5", 0.8)
    acquitted = told("ru", "Суд оправдал журналиста Рысева", "Приговор.", "criminal_verdict")
    assert acquitted.severity.score == UNSURE


def test_what_was_done_long_ago_is_no_outcome_of_this_happening(told: Any) -> None:
    text = "В 2019 году суд приговорил журналиста Рысева к трём годам."
    found = told("ru", "Журналист Рысев рассказал о колонии", text, "criminal_verdict")
    assert found.severity.score == UNSURE


def test_who_only_gets_a_letter_is_no_target(told: Any) -> None:
    found = told(
        "kk",
        "CourtWatch сот істерін зерттеу бастамасын көтерді",
        "Ұйым «Шапақ» газетінің редакциясына хат жолдады. Бастаманы саясаткер де қолдады.",
        "analysis_report",
    )
    assert found.targets == found.actors == ()
    assert "legislation" not in offered(found.means)


def test_a_suspects_arrest_makes_him_no_target_of_his_attack(told: Any) -> None:
    text = "КНБ сообщил о задержании жителя Караганды."
    found = told("ru", "Взломщика госуслуг задержали", text, "intrusion_malware")
    assert found.targets == ()


@pytest.mark.parametrize(
    ("language", "title", "is_own"),
    [
        ("ru", "Публикация с сайта суда как преступление: чем опасен приговор", False),
        ("ru", "На сайте министерства появился проект приказа", False),
        ("kk", "Бұйрық жобасы министрліктің сайтында жарияланды", False),
        ("en", "The draft was published on the website of the ministry", False),
        ("ru", "Сайт издания «Толқын» не открывается", True),
        ("ru", "Провайдеры заблокировали сайт «Толқын»", True),
        ("kk", "Басылымның сайты бұғатталды", True),
        ("kk", "Сайтқа шабуыл жасалды", True),
        ("en", "Providers blocked the website of an outlet", True),
    ],
)
def test_a_site_is_a_platform_only_where_something_is_done_to_it_or_an_outlet_has_it(
    told: Any, language: str, title: str, *, is_own: bool
) -> None:
    found = told(language, title, "", "journalist_prosecution")
    assert ("website" in offered(found.platforms)) is is_own
