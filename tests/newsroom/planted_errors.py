"""Errors planted in what a machine suggests and drafts, one of each kind.

Each replaces words by others that are as well formed, in every language of a draft that has such
words, as a machine that misread an article would write them; a number differs in Kazakh alone.
None is made to measure for a check: the words come from what the articles of the press say.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dalel.newsroom.incidents.models import DraftRow
from dalel.newsroom.stories.models import ClassificationRow

_KK_MONTHS: Final = "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша"
_RU_MONTHS: Final = "январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр"
_OTHER_DIGIT: Final = str.maketrans("123456789", "234567891")

#: By kind and language: what is found, and what is written in its place.
_WORDS: Final[Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]] = {
    "outcome": {
        "kk": (
            (r"бұғатталған\b", "бұғатталмаған"),
            (r"бұғатталды\b", "бұғатталмады"),
            (r"кінәлі деп тапты\b", "кінәсіз деп тапты"),
            (r"мақұлдады\b", "қабылдамай тастады"),
        ),
        "ru": (
            (r"\bзаблокировали\b", "не стали блокировать"),
            (r"\bзакрыли\b", "не закрыли"),
            (r"\bпризнал виновн\w+", "оправдал"),
            (r"\b[Оо]добрила\b", "отклонила"),
        ),
    },
    "stage": {
        "kk": ((r"айыпталып отыр\b", "сотталды"), (r"айыпталады\b", "сотталды")),
        "ru": (
            (r"\bобвиняют\b", "осудили"),
            (r"\bзадержали\b", "осудили"),
            (r"\bзадержала\b", "осудила"),
        ),
    },
    "number": {"kk": ((r"\b[1-9]\d(?: \d{3})?(?= (?:мың|млн|АЕК|теңге))", ""),)},
    "doer": {
        "kk": ((r"\b([Пп])олиция(?=\w*)", r"\1рокуратура"),),
        "ru": (
            (r"\b([Пп])олиция\b", r"\1рокуратура"),
            (r"\b([Пп])олиции\b", r"\1рокуратуры"),
            (r"\b([Пп])олицию\b", r"\1рокуратуру"),
        ),
    },
    "place": {
        "kk": (
            (r"\bАлматыда\b", "Шымкентте"),
            (r"\bАлматының\b", "Шымкенттің"),
            (r"\bАстанада\b", "Шымкентте"),
        ),
        "ru": (
            (r"\b([Вв]) Алматы\b", r"\1 Шымкенте"),
            (r"\bАлматы\b", "Шымкента"),
            (r"\bАстаны\b", "Шымкента"),
            (r"\bПавлодара\b", "Шымкента"),
        ),
    },
    "date": {
        "kk": ((rf"\b[1-9]\d?(?= (?:{_KK_MONTHS}))", ""),),
        "ru": ((rf"\b[1-9]\d?(?= (?:{_RU_MONTHS})[ья]\b)", ""),),
    },
    "name": {
        "kk": ((r"$", " Мұны көршісі Гүлмира Ахметжанова айтты."),),
        "ru": ((r"$", " Об этом рассказала соседка Гульмира Ахметжанова."),),
    },
}
#: The severity is no word of a text: it is suggested as a code.
CODE: Final = "severity"
_SURNAME: Final = "Ахметжанова"
KINDS: Final = (*_WORDS, CODE)


@dataclass(frozen=True, kw_only=True)
class Plant:
    """One error: what was true and what stands there instead, by language; codes have none.

    ``cores`` are the words that are false, without those that stand around them.
    """

    kind: str
    draft: int
    words: Mapping[str, tuple[str, str]]
    cores: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Replaced:
    """A sentence with an error in it, what stood there, and what stands there now."""

    sentence: str
    right: str
    wrong: str
    core: str


def usable(row: DraftRow) -> bool:
    """Whether a draft tells something in Kazakh and in Russian, so that nothing need be written."""
    return {"kk", "ru"} <= row.texts.keys() and all(
        text["sentences"] for text in row.texts.values()
    )


def shared_out(rows: Sequence[DraftRow], most: int) -> list[Plant]:
    """An error of each kind, over as many drafts as ``most`` says; the rarest kind chooses first.

    :raises ValueError: when a kind fits into no draft.
    """
    fits = {kind: [found for row in rows if (found := _fit(row, kind))] for kind in KINDS}
    each = -(-len(KINDS) // most)
    chosen: list[Plant] = []
    for kind in sorted(KINDS, key=lambda one: len(fits[one])):
        load = [plant.draft for plant in chosen]
        if not fits[kind]:
            raise ValueError(f"No draft has a place for an error of the kind {kind}.")
        ranked = sorted(fits[kind], key=lambda one: -len(one.words))
        is_full = len({*load}) >= most
        known = [one for one in ranked if one.draft in load]
        free = [one for one in ranked if load.count(one.draft) < each]
        if is_full:
            free = [one for one in free if one.draft in load] or known
        chosen.append((free or ranked)[0])
    return chosen


def plant(plants: Iterable[Plant]) -> None:
    """Write the errors into the drafts and into what is suggested."""
    for one in plants:
        row = DraftRow.objects.get(pk=one.draft)
        if one.kind == CODE:
            _other_severity(row)
        for language in one.words:
            row.texts[language] = _changed(row.texts[language], one.kind, language)
        row.save(update_fields=["texts"])


def _fit(row: DraftRow, kind: str) -> Plant | None:
    if kind == CODE:
        has_one = any(one.suggested.get(CODE) for one in _judgements(row))
        return Plant(kind=kind, draft=row.pk, words={}) if has_one else None
    words, cores = {}, []
    for language in _WORDS[kind]:
        for sentence in row.texts[language]["sentences"]:
            if found := _replaced(sentence["text"], kind, language):
                words[language] = (found.right, found.wrong)
                cores.append(_SURNAME if kind == "name" else found.core)
                break
    return Plant(kind=kind, draft=row.pk, words=words, cores=tuple(cores)) if words else None


def _changed(text: dict[str, Any], kind: str, language: str) -> dict[str, Any]:
    sentences = [dict(one) for one in text["sentences"]]
    for one in sentences:
        if found := _replaced(one["text"], kind, language):
            one["text"] = found.sentence
            return text | {"sentences": sentences}
    return text


def _replaced(sentence: str, kind: str, language: str) -> _Replaced | None:
    for pattern, instead in _WORDS[kind][language]:
        match = re.search(pattern, sentence)
        if match is None:
            continue
        words = match.expand(instead) if instead else match[0].translate(_OTHER_DIGIT)
        # A number alone may stand in a text twice: the words behind it tell which is meant.
        tail = re.match(r"\w*(?: \w+)?", sentence[match.end() :])
        behind = tail[0] if tail else ""
        rest = re.match(r"\w*", behind)
        return _Replaced(
            sentence=sentence[: match.start()] + words + sentence[match.end() :],
            right=match[0] + behind,
            wrong=words + behind,
            core=words + (rest[0] if rest else ""),
        )
    return None


def _judgements(row: DraftRow) -> Iterable[ClassificationRow]:
    return ClassificationRow.objects.filter(version__article__membership__story=row.story).order_by(
        "pk"
    )


def _other_severity(row: DraftRow) -> None:
    for judged in _judgements(row):
        if found := judged.suggested.get(CODE):
            found["code"] = str(int(found["code"]) % 5 + 1)
            judged.save(update_fields=["suggested"])
