"""Does a structured draft say in good words what other languages' articles state, and no more?"""

import re
from collections.abc import Sequence

import pytest

from dalel.domain.draft import DraftMatter, Maker
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.draft_doubts import doubts_of
from dalel.pack import Pack
from dalel.steps.draft import Drafter
from dalel.steps.draft.filling import fill
from steps.draft.stories import RULING_KK, RULING_RU, article, drafted


def test_a_kazakh_draft_declines_what_a_russian_article_states(drafter: Drafter) -> None:
    draft = drafted(drafter, article("ru", RULING_RU, "Суд оштрафовал редактора"))["kk"]
    assert draft.by is Maker.TEMPLATE
    assert draft.title == "Редакторға қатысты әкімшілік іс туралы хабарланды"
    assert "2031 жылғы 3 маусым, Алматы." in draft.summary
    assert "ӘҚБтК-нің 456-2-бабының 3-бөлігі." in draft.summary
    assert "айыппұл салынған." in draft.summary
    assert "Келтірілген сома: 20 АЕК." in draft.summary


def test_a_russian_draft_declines_what_a_kazakh_article_states(drafter: Drafter) -> None:
    draft = drafted(drafter, article("kk", RULING_KK, "Редакторға айыппұл салынды"))["ru"]
    assert draft.title == "СМИ сообщили об административном деле в отношении редактора"
    assert "часть 3 статьи 456-2 КоАП." in draft.summary
    assert "По тем же сообщениям, назначен штраф." in draft.summary


def test_nobodys_name_is_transliterated(drafter: Drafter) -> None:
    draft = drafted(drafter, article("ru", RULING_RU, "Суд оштрафовал Тимурову"))["kk"]
    assert not re.search(r"Тим|Темир|Асель|Әсел", draft.title + draft.summary)


def test_every_sentence_rests_on_a_stretch_of_an_article(drafter: Drafter) -> None:
    source = article("ru", RULING_RU, "Суд оштрафовал редактора")
    for sentence in drafted(drafter, source)["kk"].sentences:
        assert sentence.article == source.id
        assert 0 <= sentence.span.start < sentence.span.end <= len(source.text)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("21", "21 аккаунт"),
        ("22", "22 аккаунта"),
        ("25", "25 аккаунтов"),
        ("2 млн", "2 млн аккаунтов"),
    ],
)
def test_russian_nouns_follow_their_number(drafter: Drafter, number: str, told: str) -> None:
    text = f"2031 жылғы 3 маусымда платформа {number.replace(' ', chr(160))} аккаунтты жапты."
    draft = drafted(drafter, article("kk", text), event_type="account_sanction")["ru"]
    assert told in draft.summary.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        ("более 20 запросов", "20-дан астам сұраныс"),
        ("более 1 млн запросов", "1 млн-нан астам сұраныс"),
        ("более 40 запросов", "40-тан астам сұраныс"),
        ("не менее 7 запросов", "кемінде 7 сұраныс"),
        ("около 300 запросов", "шамамен 300 сұраныс"),
    ],
)
def test_kazakh_bounds_take_the_suffix_of_the_number(
    drafter: Drafter, russian: str, kazakh: str
) -> None:
    text = f"На сайт Derek.test 3 июня 2031 года пришло {russian}."
    draft = drafted(drafter, article("ru", text), event_type="ddos")["kk"]
    assert kazakh in draft.summary.replace("\u00a0", " ")


def test_an_age_or_an_hour_is_no_number_to_tell(drafter: Drafter) -> None:
    text = "46-летний редактор 3 июня 2031 года в 17:30 вышел из суда. Ему 46 лет."
    draft = drafted(drafter, article("ru", text), event_type="criminal_verdict")["kk"]
    assert "46" not in draft.summary
    assert "17" not in draft.summary


def test_what_is_planned_or_denied_is_not_told_as_done(drafter: Drafter) -> None:
    text = "Сайт Derek.test блокировать не планируют, сказал министр 3 июня 2031 года."
    draft = drafted(drafter, article("ru", text), event_type="site_block")["kk"]
    assert "бұғатталған" not in draft.summary


def test_one_role_in_a_title_is_told_and_several_people_are_not(drafter: Drafter) -> None:
    one = drafted(drafter, article("ru", RULING_RU, "Журналиста вызвали в полицию"))["kk"]
    many = drafted(drafter, article("ru", RULING_RU, "Журналистов вызвали в полицию"))["kk"]
    assert one.title.startswith("Журналистке қатысты")
    assert many.title == "Әкімшілік іс туралы хабарланды"


def test_a_form_that_the_evidence_does_not_bear_out_gives_way(
    pack: Pack, words: Lexicon, drafter: Drafter
) -> None:
    source = article("ru", "В Алматы 3 июня 2031 года сменился судья.", "Новый судья")
    matter = DraftMatter(story="s", articles=(source,), event_types=("ddos",))

    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        return [TextSpan(start=at, end=at + 4) for at in [text.find("DDoS")] if at >= 0]

    kazakh = drafter.draft(matter, doubts)[0]
    assert pack.templates.neutral
    assert kazakh.title == pack.templates.neutral.texts["kk"].title
    found = doubts_of((source,), words)
    assert not found(f"{kazakh.title}. {kazakh.summary}", "kk")


def test_forms_fill_without_a_trace_of_what_they_are(drafter: Drafter, pack: Pack) -> None:
    sources = (
        article("en", "On 2 June 2031 in Almaty a court fined 22 people at Derek.test.", "It was"),
        article("en", "It is said that something of this kind took place.", "It was"),
    )
    for event in pack.codebook.event_types:
        for source in sources:
            found = drafted(drafter, source, event_type=event.code)
            assert set(found) == {"kk", "ru"}
            for draft in found.values():
                text = f"{draft.title} {draft.summary}"
                assert not re.search(r"[\[\]{}|]|  | [.,]|\.\.", text), text
                assert not draft.title.endswith(".")
                assert all(sentence.text.endswith(".") for sentence in draft.sentences)


def test_options_fall_away_or_take_their_first_full_part() -> None:
    wording = "[{place.loc} |][{host} сайты|сайт] жабылды[, {date.on}]"
    assert fill(wording, {})[0] == "Сайт жабылды"
    told, used = fill(wording, {"place.loc": "Алматыда", "host.nom": "derek.test"})
    assert told == "Алматыда derek.test сайты жабылды"
    assert used == {"place", "host"}
    assert fill("{host} ашылды", {"host.nom": "derek.test"})[0] == "{host} ашылды"
    assert fill("[{host}] ашылды", {"host.nom": "derek.test"})[0] == "derek.test ашылды"
