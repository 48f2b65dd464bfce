"""Does a check stand texts as they come: empty, huge, mixed, marked?"""

from pathlib import Path

import pytest

from dalel.domain.article import Article
from dalel.domain.concern import Weight, concern_id
from dalel.pack import Pack
from dalel.pack.lexicon import lexicon
from dalel.steps.check.facts import (
    ClaimKind,
    ClaimVerdict,
    PreparedEvidence,
    check_facts,
    concerns_of,
    prepare,
)
from dalel.steps.check.facts.wording import REASONS, WORDING
from steps.check.pairs import words
from steps.check.saying import checked, doubts

TINY = Path(__file__).parents[2] / "packs" / "tiny"
NOTHING = PreparedEvidence(articles=())
TEXT = "29 декабря суд в Алматы оштрафовал Тимура Жаксыгулова на 5 000 тенге."


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "«»", "...", "—", "\n\n"])
@pytest.mark.parametrize("language", ["kk", "ru", "en", "ky", ""])
def test_an_empty_text_claims_nothing(text: str, language: str) -> None:
    assert check_facts(text, language, NOTHING, words()).findings == ()
    assert checked(text, language, "Суд в Алматы.", "ru").findings == ()


def test_without_evidence_everything_is_unproven_and_says_so() -> None:
    report = check_facts(TEXT, "ru", NOTHING, words())
    assert {each.reason.code for each in report.findings} == {"no_evidence"}
    assert {each.kind for each in report.unsupported} == {
        ClaimKind.DATE, ClaimKind.PLACE, ClaimKind.OUTCOME, ClaimKind.NAME, ClaimKind.MONEY,
    }  # fmt: skip


def test_an_empty_article_proves_nothing() -> None:
    assert len(doubts(TEXT, "ru", "", "kk")) == 5


def test_a_text_in_a_language_without_rules_is_still_compared_by_names() -> None:
    assert doubts("Timur Zhaksygulov", "uz", "Тимур Жаксыгулов", "ru") == []


def test_a_latin_letter_in_a_cyrillic_name_is_itself_a_concern() -> None:
    report = checked("Пришёл Тимур Жaксыгулов.", "ru", "Пришёл Тимур Жаксыгулов.", "ru")
    assert [(each.reason.code, each.text) for each in report.unsupported] == [
        ("look_alike", "Жaксыгулов")
    ]


def test_what_nobody_sees_changes_no_verdict_and_no_place() -> None:
    text = "При\u200bшёл Тимур Жаксы\u00adгулов 5 ма\u0440та и взял 5\u00a0000 тенге."
    report = checked(text, "ru", "Тимур Жаксыгулов взял 5 000 тенге 5 марта.", "ru")
    assert report.unsupported == ()
    named = next(each for each in report.findings if each.kind is ClaimKind.NAME)
    assert text[named.span.start : named.span.end] == "Тимур Жаксы\u00adгулов"


def test_letters_with_their_marks_apart_are_joined() -> None:
    text = "Тимур Жаисыи\u0306гулов"
    assert doubts(text, "ru", "Тимур Жаисыйгулов", "ru") == []


@pytest.mark.slow
@pytest.mark.parametrize("times", [2_600, pytest.param(13_000, marks=pytest.mark.long)])
def test_an_article_without_end_is_read(times: int) -> None:
    page = "Суд в Алматы 5 марта 2024 года оштрафовал Тимура Жаксыгулова на 5 000 тенге. " * times
    article = prepare(Article(id="a1", language="ru", title="", text=page), words())
    report = check_facts(TEXT, "ru", PreparedEvidence(articles=(article,)), words())
    assert [each.kind for each in report.unsupported] == [ClaimKind.DATE]


def test_concerns_keep_their_ids_when_the_rest_of_the_text_changes() -> None:
    ids = []
    for text in ("Взял 7 млн тенге.", "Вчера он пришёл. Взял 7 млн тенге."):
        report = checked(text, "ru", "Он взял 5 млн тенге. Пришёл вчера.", "ru")
        (concern,) = concerns_of(report, field="text", language="ru", entry="1.1")
        assert concern.weight is Weight.ERROR
        assert (concern.rule, concern.excerpt, concern.entry) == ("fact", "7 млн тенге", "1.1")
        assert f"fact.{concern.values['of']}" in WORDING
        ids.append(concern_id(concern, 0))
    assert ids[0] == ids[1]


def test_an_unclear_claim_is_a_warning() -> None:
    report = checked("Штраф выписала ЖТК.", "ru", "Айыппұл салынды.", "kk")
    (concern,) = concerns_of(report, field="text", language="ru")
    assert concern.weight is Weight.WARNING


def test_a_model_adds_doubt_and_never_takes_it_away() -> None:
    article = prepare(
        Article(id="a1", language="ru", title="", text="Он взял 5 000 тенге."), words()
    )
    evidence = PreparedEvidence(articles=(article,))
    asked: list[str] = []

    def judge(sentence: str, _evidence: PreparedEvidence) -> bool | None:
        asked.append(sentence)
        return False if "5 000" in sentence else None

    report = check_facts(
        "Он взял 7 000 тенге. Он взял 5 000 тенге. Он ушёл.", "ru", evidence, words(), judge=judge
    )
    assert [each.text for each in report.unsupported] == ["7 000 тенге"]
    assert [each.text for each in report.hints] == ["Он взял 5 000 тенге."]
    assert asked == ["Он взял 5 000 тенге.", "Он ушёл."]


def test_every_reason_has_its_wording() -> None:
    assert all(WORDING[code].reason == REASONS[code.partition(".")[2]] for code in WORDING)


def test_a_claim_is_supported_when_any_article_supports_it() -> None:
    articles = tuple(
        prepare(Article(id=str(at), language="ru", title="", text=text), words())
        for at, text in enumerate(("Дело завели 18 июля.", "Дело завели 18 августа."))
    )
    report = check_facts(
        "Іс 18 тамызда қозғалды.", "kk", PreparedEvidence(articles=articles), words()
    )
    assert report.unsupported == ()
    dated = next(each for each in report.findings if each.kind is ClaimKind.DATE)
    assert dated.support is not None
    assert dated.support.article == "1"
    assert dated.verdict is ClaimVerdict.SUPPORTED


def test_another_country_without_a_lexicon_is_checked_by_its_own_words(tiny_pack: Pack) -> None:
    tiny = lexicon(TINY, tiny_pack)
    source = Article(
        id="a1", language="ru", title="", text="Тимур Жаксыгулов взял 5 книг 3 марта 2025 года."
    )
    evidence = PreparedEvidence(articles=(prepare(source, tiny),))
    report = check_facts("Тимур Жаксыгулов взял 6 книг 3 марта 2025 года.", "ru", evidence, tiny)
    assert [each.text for each in report.unsupported] == ["6"]
