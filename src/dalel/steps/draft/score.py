"""Scoring of drafts: coverage, unsupported statements, length, and missing drafts.

A judge of its own: it compares strings by rules that are written here, knows nothing of how facts
are read or checked elsewhere, and takes from gold which articles tell one story. It is coarse, and
the same for every way of drafting.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

_DIGITS: Final = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(?![\d])[ \u00a0]?"
    r"(%|процент|пайыз|percent|млн|миллион|million|млрд|миллиард|billion|тыс|мың|thousand)?",
    re.IGNORECASE,
)
_TIMES: Final = {
    "млн": 10**6, "миллион": 10**6, "million": 10**6, "млрд": 10**9, "миллиард": 10**9,
    "billion": 10**9, "тыс": 1000, "мың": 1000, "thousand": 1000,
}  # fmt: skip
_PERCENT: Final = frozenset({"%", "процент", "пайыз", "percent"})
#: Numbers in words, by language and their beginnings.
_WORDED: Final = {
    "kk": "екі|екеу үш төрт бес алты жеті сегіз тоғыз он",
    "ru": "дв[аеу]|двое тр[иеё]|трое четыр|четвер пят[ьи]|пятер шест[ьи] сем[ьи] восем|восьми "
    "девят десят[ьи]",
    "en": "two three four five six seven eight nine ten",
}
_WORD_NUMBERS: Final = {
    language: tuple(
        (number, re.compile(rf"\b(?:{words})(?=\w{{0,3}}\b)", re.IGNORECASE))
        for number, words in enumerate(listed.split(), start=2)
    )
    for language, listed in _WORDED.items()
}
#: Beginnings of month names; in Kazakh, Russian, English.
_MONTHS: Final = (
    r"қаңтар|январ|january", r"ақпан|феврал|february", r"наурыз|март|march", r"сәуір|апрел|april",
    r"мамыр|ма[йяе]\b|may\b", r"маусым|июн|june", r"шілде|июл|july", r"тамыз|август|august",
    r"қыркүйек|сентябр|september", r"қазан(?!\w*қ)|октябр|october", r"қараша|ноябр|november",
    r"желтоқсан|декабр|december",
)  # fmt: skip
_DATES: Final = tuple(
    (
        month,
        re.compile(
            rf"(?:\b(\d{{1,2}})[ \u00a0]|\b)(?:{names})\w*(?:[ \u00a0](\d{{1,2}})\b)?", re.I
        ),
    )
    for month, names in enumerate(_MONTHS, start=1)
)
_STATUTE: Final = re.compile(
    r"(\d{2,3}(?:-\d{1,2})?)-?(?:ші |шы )?[ -]?(?:бап|баб)"
    r"|(?:стать[а-я]{1,2}|ст\.|article)[ \u00a0](\d{2,3}(?:-\d{1,2})?)",
    re.IGNORECASE,
)
#: What became of it, by what a text says for it.
_OUTCOMES: Final = {
    "fined": r"айыппұл|оштраф|штраф|\bfine",
    "convicted": r"кінәлі деп|сотталды|сотталған|приговор|призна\w+ вин|осужд|convicted|sentenced",
    "acquitted": r"ақтады|ақталды|оправда|acquitted",
    "arrested": r"қамауға|қамады|қамалды|арестова|под стражу|под арест|\barrested",
    "detained": r"ұсталды|ұстады|ұсталған|задержа|\bdetained",
    "searched": r"тінту|обыск|\bsearched|\braided",
    "blocked": r"бұғатта|заблокир|блокир|\bblock",
    "signed": r"қол қой|подписа|\bsigned",
    "adopted": r"қабылда|мақұлда|принял|принят|одобр|\badopted|\bapproved",
    "restored": r"қалпына|қайта қосыл|восстанов|\brestored",
    "upheld": r"өзгеріссіз|без изменени|в силе|\bupheld",
}
_TOLD: Final = {code: re.compile(words, re.IGNORECASE) for code, words in _OUTCOMES.items()}
#: A word with a capital inside a sentence.
_NAME: Final = re.compile(r"(?<=[^.!?…:\s«“\"—–] )[«“\"]?([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,})")
_LATIN: Final = (
    ("sh", "ш"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ch", "ч"),
    ("ya", "я"),
    ("yu", "ю"),
    ("ts", "ц"),
)
_TO_CYRILLIC: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абсдефгхижклмнопкрстуввхиз")
_NEAR: Final = str.maketrans("әғқңөұүһіхэёяйы", "агкноуукикееаии")
#: Letters by which a name is known in every case and language.
_LETTERS: Final = 4
_TOKEN: Final = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class GoldArticle:
    """An article of gold: title and text, and the year of publication."""

    language: str
    text: str
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A draft to be judged."""

    language: str
    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n\n".join((self.title, *self.sentences))


@dataclass(frozen=True, kw_only=True)
class DraftScore:
    """Means over drafts, but for ``missing``: stories and languages without a draft.

    ``coverage`` is the share of a story's key facts (those that two of its articles state) that a
    draft states, ``unsupported`` the share of a draft's facts that no article of its story states.
    ``redundancy`` is the share of words in pairs of sentences that both have.
    """

    drafts: int
    missing: int
    by: Mapping[str, int] = field(default_factory=dict)
    key_facts: int = 0
    coverage: float = 0.0
    coverage_by_kind: Mapping[str, float] = field(default_factory=dict)
    unsupported: float = 0.0
    unsupported_facts: int = 0
    sentences: float = 0.0
    words: float = 0.0
    redundancy: float = 0.0


def facts_of(text: str, language: str) -> frozenset[str]:
    """What a text states, as strings that are the same in every language."""
    found = (*_numbers(text, language), *_dates(text), *_statutes(text), *_outcomes(text))
    return frozenset((*found, *(_name(match[1]) for match in _NAME.finditer(text)))) - {""}


def bears(text: str, language: str) -> frozenset[str]:
    """All that a text may be said to state: a word counts as a name however it stands."""
    words = (_name(word) for word in _TOKEN.findall(text))
    return facts_of(text, language).union(words) - {""}


def judge(
    drafts: Sequence[tuple[str, Drafted]],
    stories: Mapping[str, Sequence[str]],
    articles: Mapping[str, GoldArticle],
    languages: Sequence[str],
    makers: Iterable[str] = (),
) -> DraftScore:
    """Judge drafts by their gold story.

    ``stories`` leads from a gold story to its articles.
    """
    shared, all_of = {}, {}
    for story, members in stories.items():
        told = [articles[member] for member in members]
        counted = Counter(fact for one in told for fact in facts_of(one.text, one.language))
        shared[story] = frozenset(fact for fact, times in counted.items() if times > 1)
        years = {f"number:{one.year}" for one in told}
        all_of[story] = years.union(*(bears(one.text, one.language) for one in told))
    have = {(story, draft.language) for story, draft in drafts}
    missing = sum((story, language) not in have for story in stories for language in languages)
    covered, wanted = Counter[str](), Counter[str]()
    coverages, shares, wrong = [], [], 0
    for story, draft in drafts:
        stated, keys = facts_of(draft.text, draft.language), shared[story]
        if keys:
            coverages.append(len(keys & stated) / len(keys))
        for fact in keys:
            wanted[_kind(fact)] += 1
            covered[_kind(fact)] += fact in stated
        more = stated - all_of[story]
        wrong += len(more)
        shares.append(len(more) / max(1, len(stated)))
    count = max(1, len(drafts))
    return DraftScore(
        drafts=len(drafts),
        missing=missing,
        by=dict(Counter(makers)),
        key_facts=sum(wanted.values()),
        coverage=sum(coverages) / max(1, len(coverages)),
        coverage_by_kind={kind: covered[kind] / wanted[kind] for kind in sorted(wanted)},
        unsupported=sum(shares) / count,
        unsupported_facts=wrong,
        sentences=sum(len(draft.sentences) for _, draft in drafts) / count,
        words=sum(len(_TOKEN.findall(draft.text)) for _, draft in drafts) / count,
        redundancy=sum(_redundancy(draft.sentences) for _, draft in drafts) / count,
    )


def _kind(fact: str) -> str:
    return fact.partition(":")[0]


def _numbers(text: str, language: str) -> Iterator[str]:
    for match in _DIGITS.finditer(text):
        whole, part, word = match.groups()
        number = Decimal(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))
        low = (word or "").lower()
        if low in _PERCENT:
            yield f"percent:{number.normalize():f}"
        else:
            yield f"number:{(number * _TIMES.get(low, 1)).normalize():f}"
    for value, words in _WORD_NUMBERS.get(language, ()):
        if words.search(text):
            yield f"number:{value}"


def _dates(text: str) -> Iterator[str]:
    for month, names in _DATES:
        for match in names.finditer(text):
            day = match[1] or match[2]
            yield f"date:{month}-{day}" if day else f"date:{month}"


def _statutes(text: str) -> Iterator[str]:
    for match in _STATUTE.finditer(text):
        yield f"statute:{match[1] or match[2]}"


def _outcomes(text: str) -> Iterator[str]:
    return (f"outcome:{code}" for code, words in _TOLD.items() if words.search(text))


def _name(word: str) -> str:
    low = word.lower()
    if low.isascii():
        for group, letter in _LATIN:
            low = low.replace(group, letter)
        low = low.translate(_TO_CYRILLIC)
    plain = re.sub(r"(.)\1", r"\1", low.translate(_NEAR))
    return f"name:{plain[:_LETTERS]}" if len(plain) >= _LETTERS else ""


def _redundancy(sentences: Sequence[str]) -> float:
    words = [frozenset(_TOKEN.findall(sentence.lower())) for sentence in sentences]
    pairs = [(one, other) for at, one in enumerate(words) for other in words[at + 1 :]]
    shares = [len(one & other) / max(1, min(len(one), len(other))) for one, other in pairs]
    return sum(shares) / max(1, len(shares))
