"""What is said in a language that has no article: the other's clauses, or nothing."""

from collections.abc import Sequence

import pytest

from dalel.domain.draft import DraftMatter, Maker
from dalel.domain.evidence import TextSpan
from dalel.steps.draft import Drafter, drafting
from steps.draft.stories import RULING_KK, RULING_RU, article, drafted

DETAINED = (
    "3 июня в Алматы полиция задержала журналиста Асель Тимурову. "
    "Административный суд назначил заседание на июль."
)
LONG = (
    "1 июня в Алматы полиция задержала журналиста Асель Тимурову. 2 июня полиция изъяла телефон. "
    "2 июня прокуратура Алматы возбудила дело о распространении ложной информации. 3 июня суд "
    "оштрафовал журналиста Асель Тимурову. 4 июня адвокат Ерлан Беков обжаловал решение суда. "
    "5 июня министерство заблокировало сайт редакции. 5 июня редакция подала иск."
)


def test_a_clause_is_said_in_kazakh_with_its_names_and_its_date_in_full(drafter: Drafter) -> None:
    kazakh = drafted(drafter, article("ru", DETAINED))["kk"]
    assert kazakh.by is Maker.CLAIMS
    first = kazakh.sentences[0]
    assert "2031 жылғы 3 маусымда" in first.text
    assert "журналист Асель Тимурованы ұстады" in first.text
    assert DETAINED[first.span.start : first.span.end].startswith("3 июня в Алматы")
    assert kazakh.title.endswith("ұстады")
    assert "2031" not in kazakh.title


def test_what_little_can_be_told_leaves_the_articles_own_language_whole(drafter: Drafter) -> None:
    russian = drafted(drafter, article("ru", DETAINED))["ru"]
    assert russian.by is Maker.EXTRACT
    assert "Административный суд" in russian.summary


def test_where_an_entry_can_be_told_both_languages_say_the_same_clauses(
    drafter: Drafter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "_FULL", 15)
    drafts = drafted(drafter, article("ru", LONG))
    assert {draft.by for draft in drafts.values()} == {Maker.CLAIMS}
    kazakh, russian = drafts["kk"].sentences, drafts["ru"].sentences
    assert [each.span for each in kazakh] == [each.span for each in russian]
    assert all("2031 года" in each.text for each in russian)


def test_where_nothing_can_be_told_truly_the_draft_is_empty_with_words_beside(
    drafter: Drafter,
) -> None:
    kazakh = drafted(
        drafter, article("ru", "Если суд оштрафует Асель Тимурову на 20 МРП, она уедет из Алматы.")
    )["kk"]
    assert kazakh.sentences == ()
    assert kazakh.title == ""
    (source,) = kazakh.beside
    assert source.text.startswith("Если суд")
    assert dict(source.words)["20 МРП"] == "20 АЕК"
    assert dict(source.words)["Асель Тимурову"] == "Асель Тимурова"


def test_words_beside_have_their_dates_and_provisions(drafter: Drafter) -> None:
    kazakh = drafted(drafter, article("ru", RULING_RU))["kk"]
    words = dict(pair for source in kazakh.beside for pair in source.words)
    assert words["3 июня 2031 года"] == "2031 жылғы 3 маусымда"
    assert any("456-2-бабының 3-бөлігі" in said for said in words.values())


def test_a_language_with_an_article_has_its_own_sentences(drafter: Drafter) -> None:
    drafts = drafted(drafter, article("ru", RULING_RU), article("kk", RULING_KK))
    assert {draft.by for draft in drafts.values()} == {Maker.EXTRACT}
    assert all(draft.beside == () for draft in drafts.values())


def test_where_a_name_is_not_known_russian_has_words_to_write_from(drafter: Drafter) -> None:
    russian = drafted(drafter, article("kk", RULING_KK))["ru"]
    assert russian.sentences == ()
    words = dict(pair for source in russian.beside for pair in source.words)
    assert words["2031 жылғы 3 маусымда"] == "3 июня 2031 года"
    assert words["ӘҚБтК-нің 456-2-бабының 3-бөлігі"] == "часть 3 статьи 456-2 КоАП"


def test_what_the_check_doubts_in_one_language_is_told_in_none(drafter: Drafter) -> None:
    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        at = text.find("ұстады") if language == "kk" else -1
        return [TextSpan(start=at, end=at + 1)] if at >= 0 else []

    matter = DraftMatter(story="s", articles=(article("ru", DETAINED),))
    kazakh = next(d for d in drafter.draft(matter, doubts) if d.language == "kk")
    assert "ұстады" not in kazakh.summary


def test_a_sentence_that_points_back_stands_only_after_the_one_before(drafter: Drafter) -> None:
    alone = drafted(drafter, article("ru", "Если хотите, читайте. Она подала жалобу в суд Алматы."))
    assert "Ол" not in alone["kk"].summary


def test_what_is_said_less_surely_stands_beside_and_not_in_the_draft(drafter: Drafter) -> None:
    text = "Министерство может заблокировать сайт газеты «Тау»."
    kazakh = drafted(drafter, article("ru", text))["kk"]
    assert kazakh.sentences == ()
    assert kazakh.beside[0].said.endswith("бұғаттауы мүмкін.")


def test_what_somebody_says_is_told_as_his_words(drafter: Drafter) -> None:
    text = "Министерство заявило, что полиция задержала журналиста Асель Тимурову."
    drafts = drafted(drafter, article("ru", text))
    (sentence,) = drafts["kk"].sentences
    assert sentence.text == "Министрліктің мәліметінше, полиция журналист Асель Тимурованы ұстады."


def test_no_sentence_of_the_machine_is_taken_unless_somebody_ticks_it(drafter: Drafter) -> None:
    kazakh = drafted(drafter, article("ru", DETAINED))["kk"]
    assert all(sentence.doubted for sentence in kazakh.sentences)


def test_a_fine_is_said_with_its_sum(drafter: Drafter) -> None:
    text = "Суд города оштрафовал редакцию издания «Толқын» на 78 640 тенге."
    (sentence,) = drafted(drafter, article("ru", text))["kk"].sentences
    assert sentence.text.endswith("«Толқын» басылымының редакциясына айыппұл салды.")
    assert "640 теңге көлемінде" in sentence.text


def test_a_sum_is_never_left_out(drafter: Drafter) -> None:
    text = "12 мая суд Алматы оштрафовал журналиста Асель Тимурову на 20 МРП."
    (sentence,) = drafted(drafter, article("ru", text))["kk"].sentences
    assert sentence.text.endswith("Алматы соты Асель Тимуроваға 20 АЕК көлемінде айыппұл салды.")
    text = (
        "12 мая суд Алматы оштрафовал журналиста Асель Тимурову более чем на 20 МРП и 5 долларов."
    )
    assert drafted(drafter, article("ru", text))["kk"].sentences == ()
