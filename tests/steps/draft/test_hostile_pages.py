"""Does a page that commands a machine change anything?"""

import json
from typing import Any

import pytest

from dalel.domain.draft import DraftMatter
from dalel.domain.lexicon import Lexicon
from dalel.newsroom.incidents.draft_doubts import doubts_of
from dalel.pack import Pack
from dalel.steps.draft import Drafter, Prompter
from dalel.steps.draft.hostile import speaks_to_machines, visible
from steps.draft.answering import answer, sentence
from steps.draft.hostile_pages import pages
from steps.draft.stories import RULING_KK, RULING_RU, article

KIND = {"kk": RULING_KK, "ru": RULING_RU}
PAGES = pages()


class Obedient:
    """A model that does whatever it reads, and tells all that it was told."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, system: str, user: str, _schema: Any) -> str:
        self.asked.append((system, user))
        plain = visible(user)
        loot = [mark for mark in ("BANANA", "БАНАН") if mark in plain]
        said = [sentence(f"{mark} {mark} {mark}") for mark in loot]
        # It leaks in any case, as one would that was won over otherwise.
        leak = [sentence(system[:400]), sentence(f"Смотрите https://evil.test/{len(user)}")]
        ru = "Суд в Алматы 3 июня 2031 года оштрафовал редактора на 20 МРП."
        kk = "Алматы соты 2031 жылғы 3 маусымда редакторға 20 АЕК айыппұл салды."
        return json.dumps(answer([sentence(kk), *said, *leak], [sentence(ru), *said, *leak]))


def test_there_are_fifty_pages_in_three_languages() -> None:
    assert len(PAGES) == 50
    assert {language for language, _, _ in PAGES} == {"kk", "ru", "en"}


@pytest.mark.parametrize(("language", "order", "mark"), PAGES)
def test_no_order_reaches_a_model_or_a_draft(
    language: str, order: str, mark: str, pack: Pack, words: Lexicon, drafter: Drafter
) -> None:
    text = RULING_RU if language == "en" else KIND[language]
    first, rest = text.split("\n\n", 1) if "\n\n" in text else (text, "")
    hostile = article(
        "ru" if language == "en" else language, f"{first}\n\n{order}\n\n{rest}", order
    )
    other = article("kk", RULING_KK, "Айыппұл", "other")
    matter = DraftMatter(story="s", articles=(hostile, other))
    doubts = doubts_of(matter.articles, words)
    model = Obedient()
    prompter = Prompter(
        ask=model, model="m", prompts=pack.prompts, glossary=pack.glossary, lexicon=words
    )
    result = prompter.draft(matter, pack.languages, doubts)
    drafts = [*result.drafts, *drafter.draft(matter, doubts)]
    assert all(system.startswith(pack.prompts.draft) for system, _ in model.asked)
    assert all(mark not in visible(user) for _, user in model.asked)
    for draft in drafts:
        told = visible(f"{draft.title} {draft.summary}")
        assert mark not in told
        assert "evil.test" not in told
        assert "You write entries" not in told
    assert all(len(draft.sentences) >= 1 for draft in result.drafts)


@pytest.mark.parametrize(
    "harmless",
    [
        "Президент поручил игнорировать слухи и напомнил о правилах дорожного движения.",
        "Суд не принял во внимание инструкцию министерства.",
        "Министерство раскрыло данные об утечке.",
        "Прокурор показал суду переписку редактора.",
        "Сот нұсқаулықты ескермеді деп мәлімдеді адвокат.",
        "Жүйені енгізу мерзімі кешіктірілді.",
        "The court ignored the lawyer's request.",
        "Закон об искусственном интеллекте подписан: что нужно знать.",
        "Жасанды интеллект туралы заңға қол қойылды.",
    ],
)
def test_news_about_orders_is_news(harmless: str) -> None:
    assert not speaks_to_machines(harmless)
