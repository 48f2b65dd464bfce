"""Renders the codebook as one Markdown document in all its languages.

``python -m dalel.pack.codebook_document > docs/codebook.md`` writes it anew.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from dalel.domain.codebook import Codebook, EventType, Labels, RuledTerm, Statute
from dalel.pack.loading import default_folder, load

_LANGUAGE_NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_HEADINGS: Final[Mapping[str, Labels]] = {
    "codebook": {"kk": "Кодтау ережелері", "ru": "Правила кодирования", "en": "Codebook"},
    "generated": {
        "kk": "Елдің деректер қалтасынан жасалған, қолмен түзетілмейді.",
        "ru": "Создано из папки данных страны, вручную не правится.",
        "en": "Generated from the pack, not edited by hand.",
    },
    "maps": {
        "kk": "Басқа бақылау жобаларының кодтары",
        "ru": "Коды других проектов наблюдения",
        "en": "Codes of other trackers",
    },
    "sections": {"kk": "Бөлімдер", "ru": "Разделы", "en": "Sections"},
    "section_rules": {
        "kk": "Бөлімді таңдау ережелері",
        "ru": "Правила выбора раздела",
        "en": "Rules of sections",
    },
    "event_type": {"kk": "Оқиға түрлері", "ru": "Виды событий", "en": "Event types"},
    "severity": {"kk": "Ауырлығы", "ru": "Серьёзность", "en": "Severity"},
    "direction": {"kk": "Құқықтарға әсері", "ru": "Влияние на права", "en": "Direction"},
    "verification": {"kk": "Расталу деңгейі", "ru": "Степень подтверждения", "en": "Verification"},
    "case_status": {"kk": "Істің мәртебесі", "ru": "Статус дела", "en": "Case status"},
    "right": {"kk": "Құқықтар", "ru": "Права", "en": "Rights"},
    "actor": {"kk": "Әрекет иелері", "ru": "Действующие лица", "en": "Actors"},
    "target": {"kk": "Нысандар", "ru": "Цели", "en": "Targets"},
    "means": {"kk": "Тәсілдер", "ru": "Способы", "en": "Means"},
    "platform": {"kk": "Платформалар", "ru": "Платформы", "en": "Platforms"},
    "source_kind": {"kk": "Дереккөз түрлері", "ru": "Виды источников", "en": "Kinds of sources"},
    "statute": {"kk": "Құқықтық нормалар", "ru": "Правовые нормы", "en": "Statutes"},
    "unchecked": {
        "kk": "Атауы дереккөзбен салыстырылмаған норманың нөмірі ғана көрсетіледі.",
        "ru": "Если название нормы не сверено с источником, указывается только её номер.",
        "en": "Where a title was not checked against a source, only the number is shown.",
    },
    "code": {"kk": "код", "ru": "код", "en": "code"},
    "label": {"kk": "атауы", "ru": "название", "en": "label"},
    "rule": {"kk": "ережесі", "ru": "правило", "en": "rule"},
    "articles": {"kk": "баптар", "ru": "статьи", "en": "articles"},
    "number": {"kk": "нөмірі", "ru": "номер", "en": "number"},
}
_LISTS: Final = ("actor", "target", "means", "platform", "source_kind")


def codebook_document(codebook: Codebook, languages: Sequence[str]) -> str:
    """The codebook as Markdown: a part for each language, then the maps to other trackers."""
    lines = [
        f"# {_together('codebook', languages)} {codebook.version}",
        "",
        _together("generated", languages),
    ]
    for language in languages:
        lines += ["", *_part(codebook, language)]
    lines += ["", f"## {_together('maps', languages)}", "", *_maps(codebook)]
    return "\n".join(lines) + "\n"


def _part(book: Codebook, language: str) -> Iterator[str]:
    def titled(name: str) -> Iterator[str]:
        yield from ("", f"### {_heading(name, language)}", "")

    columns = [_heading(name, language) for name in ("code", "label", "rule")]
    yield f"## {_LANGUAGE_NAMES.get(language, language)}"
    yield from titled("sections")
    for section in book.sections:
        yield f"{section.number}. {section.labels[language]} (`{section.code}`)"
    yield from titled("section_rules")
    yield from _bullets(book.section_rules, language)
    yield from ("", f"### {_heading('event_type', language)}")
    for section in book.sections:
        events = [event for event in book.event_types if event.section == section.number]
        yield from ("", f"**{section.number}. {section.labels[language]}**", "")
        yield from _table(columns, map(_ruled(language), events))
    yield from titled("severity")
    yield from _table(
        columns,
        (
            (str(level.level), level.labels[language], level.rule[language])
            for level in book.severity
        ),
    )
    for name, terms in (("direction", book.directions), ("verification", book.verification)):
        yield from titled(name)
        yield from _table(columns, map(_ruled(language), terms))
    yield from titled("case_status")
    yield from _table(
        columns[:2], ((f"`{term.code}`", term.labels[language]) for term in book.case_status)
    )
    yield ""
    yield from _bullets(book.case_status_rules, language)
    yield from titled("right")
    yield from _table([*columns[:2], _heading("articles", language)], _rights(book, language))
    for name in _LISTS:
        yield from titled(name)
        terms_of = book.terms[name]
        yield from _table(
            columns[:2], ((f"`{term.code}`", term.labels[language]) for term in terms_of)
        )
    yield from titled("statute")
    yield from (_heading("unchecked", language), "")
    yield from _table(
        [columns[0], _heading("number", language), columns[1]],
        map(_statute(language), book.statutes),
    )


def _maps(book: Codebook) -> Iterator[str]:
    trackers = book.trackers

    def row(event: EventType) -> list[str]:
        return [f"`{event.code}`", *(", ".join(event.maps.get(t.code, ())) for t in trackers)]

    names = [tracker.labels["en"] for tracker in trackers]
    yield from _table(["code", *names], map(row, book.event_types))


def _rights(book: Codebook, language: str) -> Iterator[tuple[str, ...]]:
    for right in book.rights:
        articles = "; ".join(
            f"{book.label('instrument', instrument, language)}: {', '.join(numbers)}"
            for instrument, numbers in right.articles.items()
        )
        yield f"`{right.code}`", right.labels[language], articles


def _ruled(language: str) -> Callable[[RuledTerm], tuple[str, ...]]:
    return lambda term: (f"`{term.code}`", term.labels[language], term.rule[language])


def _statute(language: str) -> Callable[[Statute], tuple[str, ...]]:
    return lambda statute: (
        f"`{statute.code}`",
        statute.citation[language],
        statute.labels[language] if statute.checked else "",
    )


def _bullets(rules: Iterable[Labels], language: str) -> Iterator[str]:
    return (f"- {rule[language]}" for rule in rules)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def _together(name: str, languages: Iterable[str]) -> str:
    return " · ".join(_heading(name, language) for language in languages)


def _heading(name: str, language: str) -> str:
    return _HEADINGS[name].get(language) or _HEADINGS[name]["en"]


def main() -> None:
    """Write the document of the default pack to standard output."""
    pack = load(default_folder())
    sys.stdout.write(codebook_document(pack.codebook, pack.ui_languages))


if __name__ == "__main__":
    main()
