"""Do the drafts of a story with articles in both languages tell the same?"""

from collections.abc import Mapping, Sequence
from time import process_time

from dalel.domain.draft import Draft, DraftMatter
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.draft_doubts import differences_by, doubts_of
from dalel.steps.draft import Drafter
from steps.draft.stories import article, drafted

KK = (
    "Алматы соты 3 маусымда Derek.test сайтының редакторы Әсел Темироваға 20 АЕК айыппұл салды. "
    "Оның Көкшетаудағы туыстары сот залына келді. "
    "Қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді. "
    "Редакцияның 14 қызметкері бар."
)
RU = (
    "Редакция Derek.test основана весной. "
    "Суд в Алматы 3 июня оштрафовал редактора сайта Derek.test Асель Темирову на 20 МРП. "
    "Адвокат Нурлан Ахметов подаст жалобу в течение 10 дней. "
    "В зал пустили трёх журналистов."
)
KK_TITLE = "Derek.test редакторына айыппұл салынды"
RU_TITLE = "Редактора Derek.test оштрафовали"


def of_both(drafter: Drafter, lexicon: Lexicon, kk: str = KK, ru: str = RU) -> dict[str, Draft]:
    articles = (article("kk", kk, KK_TITLE), article("ru", ru, RU_TITLE))
    made = drafter.draft(
        DraftMatter(story="s", articles=articles),
        doubts_of(articles, lexicon),
        differences_by(lexicon),
    )
    return {each.language: each for each in made}


def test_sentences_of_both_languages_tell_the_same(drafter: Drafter, words: Lexicon) -> None:
    found = of_both(drafter, words)
    assert [each.text for each in found["kk"].sentences] == [
        "Алматы соты 2031 жылғы 3 маусымда Derek.test сайтының редакторы Әсел Темироваға 20 АЕК "
        "айыппұл салды.",
        "Қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді.",
    ]
    assert [each.text for each in found["ru"].sentences] == [
        "Суд в Алматы 3 июня 2031 года оштрафовал редактора сайта Derek.test Асель Темирову на "
        "20 МРП.",
        "Адвокат Нурлан Ахметов подаст жалобу в течение 10 дней.",
    ]
    assert (found["kk"].title, found["ru"].title) == (KK_TITLE, RU_TITLE)


def test_each_sentence_has_its_place(drafter: Drafter, words: Lexicon) -> None:
    found = of_both(drafter, words)
    for language, text in (("kk", KK), ("ru", RU)):
        for each in found[language].sentences:
            assert each.article == language
            told = each.text.replace("2031 жылғы ", "").replace(" 2031 года", "")
            assert text[each.span.start : each.span.end] == told


def test_what_the_check_of_parity_finds_gives_way(drafter: Drafter, words: Lexicon) -> None:
    """Another number in one language: neither tells the fine."""
    found = of_both(drafter, words, ru=RU.replace("на 20 МРП", "на 30 МРП"))
    summaries = {language: draft.summary for language, draft in found.items()}
    assert "20" not in summaries["kk"]
    assert "30" not in summaries["ru"]
    assert "10 күн" in summaries["kk"]
    assert "10 дней" in summaries["ru"]


def test_a_title_that_differs_is_left_to_the_editor(drafter: Drafter) -> None:
    def differences(texts: Mapping[str, str]) -> Mapping[str, Sequence[TextSpan]]:
        wrong = texts["kk"].startswith(KK_TITLE)
        return {"kk": [TextSpan(start=0, end=5)] if wrong else []}

    matter = DraftMatter(
        story="s", articles=(article("kk", KK, KK_TITLE), article("ru", RU, RU_TITLE))
    )
    made = drafter.draft(matter, None, differences)
    assert [each.title for each in made] == ["", RU_TITLE]
    assert all(each.sentences for each in made)


def test_a_title_that_asks_or_keeps_something_back_is_none(
    drafter: Drafter, words: Lexicon
) -> None:
    for title in ("За что оштрафовали редактора Derek.test", "«Меня оштрафовали молча»: Темирова"):
        articles = (article("kk", KK, KK_TITLE), article("ru", RU, title))
        made = drafter.draft(DraftMatter(story="s", articles=articles), None, differences_by(words))
        assert made[1].title == ""


def test_what_has_little_in_common_is_not_taken_for_the_same(drafter: Drafter) -> None:
    found = drafted(
        drafter,
        article(
            "kk",
            "Әсел Темирова көптен бері Алматы мектебінде балаларға сурет салуды үйретеді. "
            "Сот шешімі 3 маусымда шыққан.",
        ),
        article(
            "ru",
            "Прокурор запросил 20 МРП. Асель Темирова пишет из Алматы о выборах в совет.",
        ),
    )
    assert found["kk"].summary.startswith("Әсел Темирова көптен")
    assert "Сот шешімі" in found["kk"].summary
    assert "Прокурор" in found["ru"].summary


def test_without_anything_alike_each_language_has_its_own(drafter: Drafter) -> None:
    found = drafted(
        drafter,
        article("kk", "Ақтөбеде жаңа кітапхана салынды. Онда 40 мың кітап бар."),
        article("ru", "Музей в Уральске закрыли на ремонт. Экспонаты вывезли в хранилище."),
    )
    assert "кітапхана" in found["kk"].summary
    assert "Музей" in found["ru"].summary


def test_no_day_is_told_from_the_day_of_reading(drafter: Drafter, words: Lexicon) -> None:
    found = of_both(
        drafter,
        words,
        kk=KK.replace("Алматы соты 3 маусымда", "Бүгін Алматы соты"),
        ru=RU.replace("Суд в Алматы 3 июня", "Вчера суд в Алматы"),
    )
    assert "Бүгін" not in found["kk"].summary
    assert "Вчера" not in found["ru"].summary


def test_nobody_speaks_of_themselves_in_an_entry(drafter: Drafter, words: Lexicon) -> None:
    found = of_both(
        drafter,
        words,
        kk=KK.replace(
            "Қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді.",
            "Қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді деп жаздық.",
        ),
    )
    assert "жаздық" not in found["kk"].summary
    assert found["kk"].summary


def test_no_sentence_stands_without_the_one_that_it_leans_on(
    drafter: Drafter, words: Lexicon
) -> None:
    leaning = "Сондықтан қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді."
    kk = KK.replace("Қорғаушы Нұрлан Ахметов 10 күн ішінде шағым түсіреді.", leaning)
    summary = of_both(drafter, words, kk=kk)["kk"].summary
    assert "Сондықтан" not in summary or "туыстары" in summary


def test_sentences_are_tried_with_others_before_they_give_way(drafter: Drafter) -> None:
    """What the first pair lacks the next sentence of the other language may tell."""
    asked: list[Mapping[str, str]] = []

    def differences(texts: Mapping[str, str]) -> Mapping[str, Sequence[TextSpan]]:
        asked.append(texts)
        return {"kk": [TextSpan(start=len(texts["kk"]) - 1, end=len(texts["kk"]))]}

    matter = DraftMatter(
        story="s", articles=(article("kk", KK, KK_TITLE), article("ru", RU, RU_TITLE))
    )
    made = drafter.draft(matter, None, differences)
    assert len(asked) > 1
    assert len({tuple(each.values()) for each in asked}) == len(asked)
    assert all(each.sentences for each in made)


def test_a_story_that_everybody_tells_takes_no_longer(drafter: Drafter) -> None:
    told = [
        article(
            language,
            " ".join(f"{text.replace('20', str(20 + at))}" for at in range(6)),
            title,
            name=f"{language}{number}",
        )
        for number in range(20)
        for language, text, title in (("kk", KK, KK_TITLE), ("ru", RU, RU_TITLE))
    ]
    begun = process_time()
    drafted(drafter, *told)
    assert process_time() - begun < 20
