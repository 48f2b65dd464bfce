"""Official figures as they are read out of a sentence."""

from datetime import date

from dalel.domain.lexicon import Lexicon
from dalel.domain.official import Official
from dalel.pack import Pack
from dalel.steps.measure.official import official_figures
from dalel.steps.measure.official_series import doubts

DAY = date(2026, 1, 31)


def read(text: str, pack: Pack, words: Lexicon, language: str = "ru") -> tuple[Official, ...]:
    return official_figures(text, language, "XX-1", words, pack.measures.official, DAY)


def of_article(text: str, pack: Pack, words: Lexicon) -> tuple[Official, ...]:
    rules = pack.measures.official
    return official_figures(text, "ru", "XX-1", words, rules, DAY, "https://lake.test/1")


def codes(*figures: Official) -> list[str]:
    return [doubt.reason.code for doubt in doubts(figures, 2026, DAY)]
