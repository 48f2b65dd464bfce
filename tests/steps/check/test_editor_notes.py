"""Does an editor hear what a text leaves out, whom to ask, and what changed in a case?"""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.read_texts import ReadText, read_text
from dalel.steps.check.editor_notes import (
    CaseChangeKind,
    OmissionKind,
    QuestionKind,
    case_changes,
    disputed,
    omissions,
    questions,
)
from dalel.steps.check.facts import PreparedEvidence, prepare

DAY = date(2026, 5, 14)


def evidence(words: Lexicon, *texts: str, language: str = "ru") -> PreparedEvidence:
    return PreparedEvidence(
        articles=tuple(
            prepare(Article(id=f"a{at}", language=language, title="", text=text, day=DAY), words)
            for at, text in enumerate(texts)
        )
    )


def text(words: Lexicon, told: str, language: str = "ru") -> ReadText:
    return read_text(told, language, words, DAY)


FINE = "Суд оштрафовал блогера Антона Рысева на 55 048 тенге."
ARREST = "Полиция задержала блогера Антона Рысева 12 мая 2026 года."


def test_a_deed_an_amount_and_a_date_that_no_text_tells_stand_in_one_sentence(
    words: Lexicon,
) -> None:
    found = omissions(
        [text(words, "Блогер Антон Рысев живёт в Алматы.")],
        evidence(words, FINE, "Суд 12 мая 2026 года оштрафовал блогера Рысева на 55 048 тенге."),
        words,
    )
    (one,) = found
    assert one.articles == 2
    assert {thing.kind for thing in one.things} == set(OmissionKind)
    assert [t.words.text for t in one.things if t.kind is OmissionKind.AMOUNT] == ["55 048 тенге"]


def test_what_one_language_tells_is_not_left_out(words: Lexicon) -> None:
    told = text(words, "Сот блогер Антон Рысевке 55 048 теңге айыппұл салды.", "kk")
    assert omissions([told], evidence(words, FINE), words) == ()


def test_a_deed_told_of_somebody_else_is_left_out(words: Lexicon) -> None:
    told = text(words, "Полиция задержала журналистку Зару Селимову 12 мая 2026 года.")
    (one,) = omissions([told], evidence(words, ARREST), words)
    assert [thing.deed for thing in one.things] == ["detain"]


def test_what_a_law_provides_for_is_not_left_out(words: Lexicon) -> None:
    law = "По этой статье грозит лишение свободы на срок до пяти лет."
    assert omissions([text(words, FINE)], evidence(words, FINE, law), words) == ()


def test_a_thing_is_named_once_however_many_articles_tell_it(words: Lexicon) -> None:
    found = omissions(
        [text(words, "Дождь шёл весь день.")], evidence(words, ARREST, ARREST, ARREST), words
    )
    assert len(found) == 1
    assert found[0].articles == 3


def test_both_sides_of_a_dispute_have_their_words_and_what_the_text_takes(words: Lexicon) -> None:
    other = FINE.replace("55 048", "65 048")
    (one,) = disputed([text(words, FINE)], evidence(words, FINE, other), words)
    assert {side.words.text: side.is_told for side in (one.one, one.other)} == {
        "55 048 тенге": True,
        "65 048 тенге": False,
    }


@pytest.mark.parametrize(
    ("language", "told", "who"),
    [
        ("ru", "МВД не ответило на запрос редакции.", "Министерство внутренних дел"),
        ("ru", "Антон Рысев отказался от комментариев.", "Антон Рысев"),
        ("ru", "Комментарий издания «Толқын» получить не удалось.", "«Толқын»"),
        ("kk", "Ішкі істер министрлігі сауалға жауап бермеді.", "Ішкі істер министрлігі"),
        ("kk", "Айдар Сеитов редакция сауалына жауап бермеді.", "Айдар Сеитов"),
    ],
)
def test_who_did_not_answer_is_to_be_asked(
    words: Lexicon, language: str, told: str, who: str
) -> None:
    (one,) = questions(evidence(words, told, language=language), words)
    assert (one.kind, one.who, one.sentence.text) == (QuestionKind.UNANSWERED, who, told)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "В полиции не ответили на запрос редакции."),
        ("ru", "Защитнику не ответили."),
        ("kk", "Залға жауап бермеген."),
        ("en", "Officials did not respond to a request for comment."),
    ],
)
def test_who_is_neither_named_nor_known_is_not_to_be_asked(
    words: Lexicon, language: str, told: str
) -> None:
    assert questions(evidence(words, told, language=language), words) == ()


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (FINE, "Антон Рысев"),
        ("Полиция задержала журналистку Зару Селимову 12 мая 2026 года.", "Зара Селимова"),
        ("Суд оштрафовал редакцию издания «Толқын».", "«Толқын»"),
    ],
)
def test_who_is_accused_without_a_word_of_his_own_is_called_in_the_nominative(
    words: Lexicon, told: str, who: str
) -> None:
    (one,) = questions(evidence(words, told), words)
    assert (one.kind, one.who) == (QuestionKind.UNHEARD, who)


def test_nobody_is_called_whose_nominative_is_not_sure(words: Lexicon) -> None:
    assert questions(evidence(words, "Суд оштрафовал «Толқын»."), words) == ()
    assert questions(evidence(words, FINE.replace("Антона Рысева", "Рысева")), words) == ()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("kk", "Сот «Айтухан» базарына 500 мың теңге айыппұл салды."),
        ("kk", "Сот «Айтуханға» айыппұл салды."),
        ("ru", "Суд оштрафовал рынок «Айтухан»."),
        ("ru", "Суд вынес приговор по делу рынка «Айтухан»."),
        ("ru", "Антон Рысев пришёл в суд. Его оштрафовали."),
    ],
)
def test_nobody_is_held_accused_whom_the_clause_does_not_surely_name(
    words: Lexicon, language: str, told: str
) -> None:
    assert questions(evidence(words, told, language=language), words) == ()


def test_who_stands_in_the_background_is_not_to_be_asked(words: Lexicon) -> None:
    assert questions(evidence(words, f"Дождь шёл весь день. {FINE}"), words) == ()


@pytest.mark.parametrize(
    "heard",
    [
        "Рысев вину не признал.",
        "По словам Рысева, он подаст жалобу.",
        "Адвокат Зара Селимова заявила, что решение незаконно.",
        "Рысев: «Я ничего такого не писал».",
    ],
)
def test_who_is_heard_or_defended_needs_not_be_asked(words: Lexicon, heard: str) -> None:
    assert questions(evidence(words, f"{FINE} {heard}"), words) == ()


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("kk", "Антон Рысев шешіммен келіспейтінін айтты."),
        ("kk", "Антон Рысевтің адвокаты шешімге шағымданбақ."),
        ("en", "Anton Rysev said the ruling was unjust."),
    ],
)
def test_who_is_heard_in_another_language_needs_not_be_asked(
    words: Lexicon, language: str, heard: str
) -> None:
    both = PreparedEvidence(
        articles=(
            *evidence(words, FINE).articles,
            *evidence(words, heard, language=language).articles,
        )
    )
    assert questions(both, words) == ()


def test_who_is_bare_in_a_headline_is_heard_as_the_one_told_in_full(words: Lexicon) -> None:
    headline = "Суд оштрафовал «Толқын»."
    story = "Суд оштрафовал редакцию издания «Толқын». Редакция заявила, что подаст жалобу."
    assert questions(evidence(words, headline, story), words) == ()


def test_a_further_stage_another_outcome_and_another_sum_are_changes(words: Lexicon) -> None:
    before = text(words, "Суд оштрафовал блогера Антона Рысева на 55 048 тенге.")
    found = case_changes(
        before, evidence(words, "Суд оштрафовал блогера Антона Рысева на 78 640 тенге."), words
    )
    assert [(one.kind, one.before, one.now.text) for one in found] == [
        (CaseChangeKind.AMOUNT, "55 048 тенге", "78 640 тенге")
    ]
    begun = text(words, ARREST)
    (stage,) = case_changes(begun, evidence(words, "Суд приговорил блогера Рысева."), words)
    assert (stage.kind, stage.was, stage.is_now) == (CaseChangeKind.STAGE, "detain", "sentence")
    (outcome,) = case_changes(begun, evidence(words, "Блогера Рысева освободили."), words)
    assert (outcome.kind, outcome.was, outcome.is_now) == (
        CaseChangeKind.OUTCOME,
        "detain",
        "release",
    )


def test_what_an_article_only_repeats_is_no_change(words: Lexicon) -> None:
    assert case_changes(text(words, f"{ARREST} {FINE}"), evidence(words, ARREST), words) == ()
