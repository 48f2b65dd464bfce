"""A small dictionary and the sentences of a text as they are said again in Russian and Kazakh."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dalel.domain.dictionary import Dictionary, DictionaryVerb, DictionaryWord, EntryKind
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.claims.reading import claims_of
from dalel.language.kk.saying import KazakhSayer
from dalel.language.ru.parsing import Sentence
from dalel.language.ru.sayable import read_clauses, wordings
from dalel.language.ru.saying import sentence
from dalel.language.ru.valued_sentence import valued_sentences
from dalel.language.sayable import SayableClause

DAY = date(2026, 5, 20)

_WORDS = {
    EntryKind.PERSON: (
        "журналист журналист, блогер блогер, адвокат адвокат, министр министр, хакер хакер, "
        "депутат депутат, глава басшы, полицейский полицей, гражданин азамат, оператор оператор"
    ),
    EntryKind.BODY: (
        "суд сот, полиция полиция, министерство министрлік, комитет комитет, редакция редакция, "
        "прокуратура прокуратура, компания компания, сенат сенат"
    ),
    EntryKind.THING: (
        "сайт сайт, газета газет, ноутбук ноутбук, телефон телефон, портал портал, ссылка сілтеме, "
        "статья мақала, закон заң, заявление өтініш, год жыл, сутки тәулік, тенг теңге, "
        "доллар доллар, процент пайыз, штраф айыппұл, ролик ролик, решение шешім, форум форум, "
        "запись жазба"
    ),
    EntryKind.ABSTRACT: "информация ақпарат, доступ қолжетімділік, цензура цензура, клевета жала",
    EntryKind.ADJECTIVE: (
        "известный танымал, новый жаңа, независимый тәуелсіз, крупный ірі, этот бұл"
    ),
    EntryKind.ADVERB: "публично көпшілік_алдында",
    EntryKind.RELATIONAL: "городской қала, судебный сот",
}
_OTHERS = (
    DictionaryWord(
        ru="блокировка",
        kk="бұғаттау",
        kind=EntryKind.ACTION,
        governs="acc",
        with_object="бұғаттау",
    ),
    DictionaryWord(ru="данные", kk="деректер", kind=EntryKind.THING, plural=True),
    DictionaryWord(
        ru="персональный данные", kk="дербес деректер", kind=EntryKind.THING, plural=True
    ),
    DictionaryWord(ru="экспертиза", kk="сараптама", kind=EntryKind.THING),
    DictionaryWord(
        ru="арест",
        kk="қамауға алу",
        kind=EntryKind.ACTION,
        governs="acc",
        with_object="қамауға алу",
    ),
    DictionaryWord(
        ru="право", kk="құқығы", kind=EntryKind.ABSTRACT, possessive=True, with_object="құқық"
    ),
    DictionaryWord(
        ru="нарушение", kk="бұзушылық", kind=EntryKind.ABSTRACT, with_object="бұзу", governs="acc"
    ),
)
#: A verb, its stem, and the ways that are its own.
_VERBS = """
арестовать қамауға_ал
блокировать бұғатта
взломать бұз
вступить_в_сила күшіне_ен
заблокировать бұғатта
задержать ұста
закрыть жап
запретить тыйым_сал acc=dat inf=dat
заявить мәлімде о+loc=acc
избить ұр
изменить_закон заңын_өзгерт gen=gen
изъять тәркіле
критиковать сына
лишить айыр gen=abl
назначить тағайында
назвать ата ins=nom+деп
обвинить айыпта в+loc=nom+бойынша
обратиться жүгін
опубликовать жарияла
освободить босат
отобрать тартып_ал
оштрафовать айыппұл_сал acc=dat на+acc=nom+көлемінде
планировать жоспарла
подать_заявление өтініш_бер gen=-
подписать қол_қой acc=dat
получить ал
потребовать талап_ет
принять қабылда
проверить тексер
публиковать жарияла
работать жұмыс_істе
рекомендовать ұсын inf=-
сообщать хабарла
сообщить хабарла
судить сотта
угрожать қорқыт dat=acc
удалить жой
"""


def _words() -> Iterator[DictionaryWord]:
    for kind, told in _WORDS.items():
        for entry in told.split(", "):
            ru, kk = entry.split()
            yield DictionaryWord(ru=ru, kk=kk.replace("_", " "), kind=kind)
    yield from _OTHERS


def _verbs() -> Iterator[tuple[str, DictionaryVerb]]:
    for entry in _VERBS.strip().splitlines():
        ru, kk, *ways = entry.split()
        told = dict(way.split("=", 1) for way in ways)
        passive = "тәркілен" if kk == "тәркіле" else ""
        yield (
            ru.replace("_", " "),
            DictionaryVerb(kk=kk.replace("_", " "), ways=told, passive=passive),
        )


DICTIONARY = Dictionary(words={one.ru: one for one in _words()}, verbs=dict(_verbs()))


class SomeNames:
    """What a few things of one country are called in Kazakh."""

    def place(self, code: str) -> Mapping[str, str]:
        return {
            "750000000": {"nom": "Алматы"},
            "710000000": {"nom": "Астана", "loc": "Астанада"},
        }.get(code, {})

    def person(self, name: str) -> str | None:
        return name

    def body(self, code: str) -> str | None:
        return {"knb": "ҰҚК", "senate": "Сенат"}.get(code)

    def statute(self, value: str) -> str | None:
        return {"CC-274": "ҚК 274-бабы"}.get(value)

    def date(self, value: str) -> Mapping[str, str]:
        return {"2026-05-12": {"on": "2026 жылғы 12 мамырда"}, "2025": {"on": "2025 жылы"}}.get(
            value, {}
        )


SAYER = KazakhSayer(dictionary=DICTIONARY, names=SomeNames())
_VERB_WORDS = wordings(DICTIONARY.verbs)


@dataclass(frozen=True)
class Again:
    """A clause and how it is said; nothing in Kazakh where that cannot be."""

    clause: SayableClause
    ru: str
    kk: str | None


def trees(text: str, lexicon: Lexicon) -> list[tuple[Sentence, SayableClause]]:
    passage = LazyPassage(text=text, language="ru", lexicon=lexicon, published=DAY)
    return list(read_clauses(valued_sentences(passage), claims_of(passage), _VERB_WORDS))


def again(text: str, lexicon: Lexicon) -> list[Again]:
    """The clauses of a text as they are said."""
    found = []
    for tree, clause in trees(text, lexicon):
        said = SAYER.sentence(clause)
        ru = sentence(tree, clause, said.left_out if said is not None else ())
        found.append(Again(clause=clause, ru=ru, kk=said.text if said is not None else None))
    return found
