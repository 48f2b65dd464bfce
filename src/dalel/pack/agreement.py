"""Cross-checks the files of a pack against one another.

A check yields what it finds as (key, problem); the table says in which file that stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dalel.domain.codebook import TRACKS
from dalel.domain.errors import PackError
from dalel.domain.evidence_disclosure import EXCERPT
from dalel.domain.identity import incident_number, split_number
from dalel.pack import (
    advice,
    citations,
    deeds,
    dictionary,
    editions,
    flash,
    letters,
    measures,
    networks,
    office_holders,
    privacy,
    row_readings,
    tiles,
    translators,
)
from dalel.pack.denial import problems
from dalel.pack.pack_records import Pack
from dalel.pack.wording import wordings

Finding = tuple[str, str]


def check(pack: Pack) -> None:
    """Compare the files of a pack with one another.

    :raises PackError: for the first thing that does not agree.
    """
    for file, look in CHECKS:
        for key, problem in look(pack):
            raise PackError(file, key, problem)
    for folder, edition in pack.bulletins.items():
        for key, problem in editions.findings(pack, folder, edition):
            raise PackError(f"bulletins/{folder.name}/edition.json", key, problem)


def _identity(pack: Pack) -> Iterator[Finding]:
    try:
        ZoneInfo(pack.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield "zone", f"no time zone: {pack.zone!r}"
    try:
        split_number(incident_number(pack.number_prefix, 2000, 1))
    except ValueError:
        yield "number_prefix", f"wanted 2 to 8 capital letters, found {pack.number_prefix!r}"
    if not pack.languages:
        yield "languages", "no language of publication"
    yield from _known("languages", pack.languages, pack.ui_languages)
    yield from _known("own_sources", pack.own_sources, [source.id for source in pack.sources])
    if not 0 <= pack.excerpt <= EXCERPT:
        yield "excerpt", f"wanted 0 to {EXCERPT} characters, found {pack.excerpt}"
    imprint = pack.profile.imprint
    yield from _known("imprint.required", imprint.required, imprint.fields)
    for name, texts in imprint.fields.items():
        if set(texts) != set(pack.ui_languages):
            yield f"imprint.fields.{name}", f"wanted the languages {', '.join(pack.ui_languages)}"


def _codebook(pack: Pack) -> Iterator[Finding]:
    book = pack.codebook
    if [section.number for section in book.sections] != [*range(1, len(book.sections) + 1)]:
        yield "sections", "the numbers do not run 1, 2, 3 ..."
    if [level.level for level in book.severity] != [1, 2, 3, 4, 5]:
        yield "severity", "the levels do not run from 1 to 5"
    yield from _unique("sections", [section.code for section in book.sections])
    for variable, terms in book.terms.items():
        yield from _unique(variable, [term.code for term in terms])
    for event in book.event_types:
        key = f"event_types.{event.code}"
        if event.section not in book.section_by_number:
            yield f"{key}.section", f"there is no section {event.section}"
        yield from _known(f"{key}.maps", event.maps, book.term_by_code["tracker"])
    for right in book.rights:
        yield from _known(
            f"rights.{right.code}.articles", right.articles, book.term_by_code["instrument"]
        )
    for status in book.case_status:
        yield from _known(f"case_status.{status.code}.track", [status.track], TRACKS)


def _sources(pack: Pack) -> Iterator[Finding]:
    yield from _unique("id", [source.id for source in pack.sources])
    yield from _unique(
        "telegram", [source.telegram.lower() for source in pack.sources if source.telegram]
    )
    kinds = pack.codebook.term_by_code["source_kind"]
    for index, source in enumerate(pack.sources):
        yield from _known(f"[{index}].kind", [source.kind], kinds)
        if not 1 <= source.priority <= 3:
            yield f"[{index}].priority", f"wanted 1, 2 or 3, found {source.priority}"
        try:
            re.compile(source.article_pattern or "")
        except re.error as error:
            yield f"[{index}].article_pattern", f"no regular expression: {error}"


def _places(pack: Pack) -> Iterator[Finding]:
    codes = [place.code for place in pack.places]
    yield from _unique("code", codes)
    for index, place in enumerate(pack.places):
        if place.within is not None:
            yield from _known(f"[{index}].within", [place.within], codes)


def _glossary(pack: Pack) -> Iterator[Finding]:
    yield from _unique("id", [term.id for term in pack.glossary])
    for index, term in enumerate(pack.glossary):
        yield from _known(f"[{index}].variants", term.variants, pack.ui_languages)
        yield from _known(f"[{index}].wrong", term.wrong, pack.ui_languages)
        for language, wrong in term.wrong.items():
            right = {term.labels[language], *term.variants.get(language, ())}
            for form in right.intersection(wrong):
                yield f"[{index}].wrong.{language}", f"{form!r} is also a right form"


def _formats(pack: Pack) -> Iterator[Finding]:
    if [month.number for month in pack.formats.months] != [*range(1, 13)]:
        yield "months", "the numbers do not run from 1 to 12"
    for language, names in pack.formats.weekdays.items():
        if len(names) != 7:
            yield f"weekdays.{language}", f"wanted 7 names, found {len(names)}"
    for language in pack.languages:
        yield from _known("weekdays", [language], pack.formats.weekdays)
        for month in pack.formats.months:
            yield from _known(f"months.{month.number}.forms", [language], month.forms)


def _naming(pack: Pack) -> Iterator[Finding]:
    naming = pack.naming
    courts = {status.code for status in pack.codebook.case_status if status.track == "court"}
    for status in sorted(courts - set(naming.stage_of)):
        yield f"stage_of.{status}", "this case status of the codebook has no stage"
    yield from _known("stage_of", naming.stage_of, pack.codebook.term_by_code["case_status"])
    yield from _known("stage_of", naming.stage_of.values(), naming.stages)
    for rule in naming.rules:
        yield from _known(f"rules.{rule.name}.roles", rule.roles, naming.roles)
        yield from _known(f"rules.{rule.name}.stages", rule.stages, naming.stages)
    yield from _unique("rules", [rule.name for rule in naming.rules])
    yield from _known("printed", naming.printed, naming.roles)
    for role, words in naming.printed.items():
        yield from _known(f"printed.{role}", words, pack.ui_languages)
    used: set[str] = set()
    for standing in naming.standings():
        try:
            used.add(naming.decide(standing).name)
        except LookupError as error:
            yield "rules", str(error)
    for rule in naming.rules:
        if rule.name not in used:
            yield f"rules.{rule.name}", "an earlier rule always decides first"


def _lint(pack: Pack) -> Iterator[Finding]:
    words = pack.lint
    terms = {term.id for term in pack.glossary}
    for index, rule in enumerate(words.terms):
        yield from _known(f"terms[{index}].glossary", filter(None, [rule.glossary]), terms)
        yield from _known(f"terms[{index}].language", [rule.language], pack.ui_languages)
    groups = {name for named in words.sections.groups.values() for name in named}
    for index, kind in enumerate(words.sections.kinds):
        key = f"sections.kinds[{index}]"
        events = pack.codebook.term_by_code["event_type"]
        yield from _known(f"{key}.event_type", [kind.event_type], events)
        yield from _known(f"{key}.sentence", kind.sentence, groups)
        # "a+b" stands for both groups in one sentence.
        yield from _known(f"{key}.absent", "+".join(kind.absent).split("+"), {*groups, ""})
        for section in (kind.section, *kind.only):
            if section not in pack.codebook.section_by_number:
                yield f"{key}.section", f"there is no section {section}"


def _conduct(pack: Pack) -> Iterator[Finding]:
    words, terms = pack.conduct, pack.codebook.term_by_code
    for key, codes, variable in (
        ("low_verification", words.low_verification, "verification"),
        ("one_source", words.one_source, "verification"),
        ("primary_kinds", words.primary_kinds, "source_kind"),
        ("unasked_actors", words.unasked_actors, "actor"),
        ("guilt_established", words.guilt_established, "case_status"),
        ("leak_events", words.leak_events, "event_type"),
        ("unlawful_events", words.unlawful_events, "event_type"),
        ("freshness.stages", words.freshness.stages, "case_status"),
        ("freshness.settled", words.freshness.settled, "case_status"),
    ):
        yield from _known(key, codes, terms[variable])


def _known(key: str, used: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    wanted = set(known)
    for code in used:
        if code not in wanted:
            yield key, f"{code!r} is not known"


def _unique(key: str, values: Iterable[str]) -> Iterator[Finding]:
    for value, count in Counter(values).items():
        if count > 1:
            yield key, f"{value!r} stands {count} times"


def _worded(part: Callable[[Pack], object], below: str = "") -> Callable[[Pack], Iterator[Finding]]:
    """A check that every wording of a part of the pack has every language."""

    def look(pack: Pack) -> Iterator[Finding]:
        for key, labels in wordings(part(pack), below):
            for language in pack.ui_languages:
                if not labels.get(language, "").strip():
                    yield f"{key}.{language}", "this wording is missing or empty"

    return look


#: Which file is looked at how; wordings come first, since later checks read them.
CHECKS: Final[tuple[tuple[str, Callable[[Pack], Iterator[Finding]]], ...]] = (
    ("pack.toml", _worded(lambda pack: pack.profile, "site")),
    ("statutes.json", _worded(lambda pack: pack.codebook.statutes)),
    ("codebook.json", _worded(lambda pack: pack.codebook)),
    ("codebook.json", _codebook),
    ("sources.json", _sources),
    ("sources.json, registers.toml, channels.toml", row_readings.findings),
    ("pack.toml", _identity),
    ("places.json", _worded(lambda pack: pack.places)),
    ("places.json", _places),
    ("glossary.json", _worded(lambda pack: pack.glossary)),
    ("glossary.json", _glossary),
    ("dictionary.toml", lambda pack: dictionary.problems(pack.dictionary, pack.glossary)),
    (
        "wordings.toml",
        lambda pack: dictionary.wording_problems(pack.dictionary, pack.deeds),
    ),
    (
        "office_holders.toml",
        lambda pack: office_holders.problems(pack.holders, pack.languages),
    ),
    ("formats.json", _worded(lambda pack: pack.formats)),
    ("formats.json", _formats),
    ("naming.toml", _worded(lambda pack: pack.naming)),
    ("naming.toml", _naming),
    ("lint.toml", _lint),
    ("privacy.toml", _worded(lambda pack: pack.privacy)),
    ("privacy.toml", lambda pack: privacy.problems(pack.privacy)),
    ("conduct.toml", _conduct),
    ("deny.toml", lambda pack: problems(pack.denied)),
    ("flash.toml", _worded(lambda pack: pack.flash)),
    ("flash.toml", lambda pack: flash.problems(pack.flash, pack.codebook)),
    (
        "letters.toml",
        lambda pack: letters.problems(pack.inquiry, pack.languages, pack.formats),
    ),
    (
        "citations.toml",
        lambda pack: citations.problems(pack.citations, pack.languages),
    ),
    (
        "translators.toml",
        lambda pack: translators.problems(pack.translators, pack.languages),
    ),
    (
        "measures.toml",
        lambda pack: measures.problems(pack.measures, pack.codebook, pack.naming.roles),
    ),
    ("networks.toml", lambda pack: networks.problems(pack.networks)),
    ("advice.toml", lambda pack: advice.problems(pack.advice, pack.codebook, pack.ui_languages)),
    ("deeds/stages.toml", _worded(lambda pack: pack.deeds.stages)),
    ("deeds/stages.toml", lambda pack: deeds.stage_problems(pack.deeds)),
    ("deeds/table.toml", _worded(lambda pack: pack.deeds.deeds)),
    ("deeds/table.toml", lambda pack: deeds.problems(pack.deeds, pack.codebook)),
    ("deeds/table.toml", lambda pack: _known("words", pack.deeds.tellings, pack.ui_languages)),
    ("map.toml", lambda pack: tiles.problems(pack.map, frozenset(r.code for r in pack.regions))),
)
