"""Checks texts against their evidence and compares their language versions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Final

from dalel.domain.article import Article
from dalel.domain.concern import Concern, Weight
from dalel.domain.facts import FactKind
from dalel.domain.incident import IncidentText, Provenance
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reader_digest import reader_digest
from dalel.newsroom.evidence.queries.kept_claims import as_evidence, readings_of
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.queries.alignments import Alignment
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.pack import Pack
from dalel.steps.check import facts, parity
from dalel.steps.check.facts.checking import LONGEST, Judge, check_facts
from dalel.steps.check.facts.concerns import RULE as FACT
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.facts.findings import (
    CLAIMED,
    CheckedClaim,
    ClaimVerdict,
    FactReport,
    Support,
)
from dalel.steps.check.parity.concerns import RULE as PARITY
from dalel.steps.check.parity.differences import LanguageVersion, check_parity
from dalel.steps.check.passages import SUMMARY, passages_of, readable

#: The rule of a text behind which nothing is kept.
UNPROVEN: Final = "unproven"
#: The rules that are looked for here.
RULES: Final = frozenset({FACT, PARITY, UNPROVEN})
#: So many letters of what is not read are quoted.
_QUOTED: Final = 60
#: Of these a source may say one thing where the text says another.
_FIGURES: Final = (FactKind.NUMBER, FactKind.PERCENT, FactKind.MONEY, FactKind.DATE)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What the check made of texts: concerns, and for each language what stands on what."""

    concerns: tuple[Concern, ...]
    alignments: Mapping[str, tuple[Alignment, ...]]


def prove(
    texts: Mapping[str, IncidentText],
    sources: Iterable[IncidentSource],
    pack: Pack,
    *,
    day: date,
    provenance: Provenance = Provenance.WRITTEN,
    judge: Judge | None = None,
) -> Proof:
    """Hold texts, read as on ``day``, against what stands behind them and against each other.

    What was imported is cited and not archived: without a kept source nothing is said of it. The
    newsroom's own channels prove nothing. ``judge`` is a language model's second opinion.
    """
    whole = {language: readable(text) for language, text in texts.items()}
    texts = {language: _beginning(text) for language, text in whole.items()}
    lexicon = lexicon_at(pack.folder)
    evidence = evidence_of(sources, pack)
    concerns = [
        Concern(
            rule=UNPROVEN,
            weight=Weight.ERROR,
            excerpt=text.summary[LONGEST:].strip().partition("\n")[0][:_QUOTED],
            field=SUMMARY,
            language=language,
            values={"of": "rest", "count": str(LONGEST)},
        )
        for language, text in whole.items()
        if text != texts[language]
    ]
    alignments: dict[str, tuple[Alignment, ...]] = {}
    for language, text in texts.items():
        if evidence.articles:
            found = tuple(_findings(text, evidence, lexicon, day, judge))
            alignments[language] = tuple(_alignments(found))
            concerns += _concerns(language, found, evidence)
        elif provenance is Provenance.WRITTEN and text.paragraphs:
            concerns.append(
                Concern(rule=UNPROVEN, weight=Weight.ERROR, excerpt="", language=language)
            )
    return Proof(concerns=(*concerns, *_differences(texts, lexicon, day)), alignments=alignments)


def _beginning(text: IncidentText) -> IncidentText:
    """A text as far as the checks read it, which compare everything in it with everything else."""
    if len(text.summary) <= LONGEST:
        return text
    return replace(text, paragraphs=tuple(text.summary[:LONGEST].split("\n\n")))


def evidence_of(sources: Iterable[IncidentSource], pack: Pack) -> PreparedEvidence:
    """The kept sources of an incident as evidence, by the key of their version."""
    articles = [
        (
            one.version,
            as_evidence(
                one.version,
                language=one.language,
                title=one.title,
                text=one.text,
                published_iso=one.published,
            ),
        )
        for one in sources
        if one.version is not None and one.text and one.source not in pack.own_sources
    ]
    reader = reader_digest(lexicon_at(pack.folder))
    kept = readings_of([version for version, _ in articles], reader)
    return PreparedEvidence(
        articles=tuple(
            _prepared(article, pack.folder, kept.get(version, b"")) for version, article in articles
        )
    )


@lru_cache(maxsize=256)
def _prepared(article: Article, folder: Path, kept: bytes) -> PreparedArticle:
    """An article is read once: what people type is checked every few seconds."""
    return prepare(article, lexicon_at(folder), kept=kept)


def _findings(
    text: IncidentText, evidence: PreparedEvidence, lexicon: Lexicon, day: date, judge: Judge | None
) -> Iterator[tuple[str, CheckedClaim]]:
    for passage in passages_of(text):
        report = check_facts(passage.text, text.language, evidence, lexicon, day=day, judge=judge)
        for one in report.findings:
            yield passage.field, one


def _alignments(found: Iterable[tuple[str, CheckedClaim]]) -> Iterator[Alignment]:
    """Each finding with its place in a source; where two sources disagree, with that in each."""
    for field, one in found:
        yield _alignment(field, one, one.support)
        if one.against is not None:
            yield _alignment(field, one, one.against)


def _alignment(field: str, one: CheckedClaim, support: Support | None) -> Alignment:
    return Alignment(
        field=field,
        span=one.span,
        kind=one.kind,
        verdict=one.verdict,
        article=int(support.article) if support else None,
        source_field=support.field if support else "",
        source=support.span if support else None,
    )


def _concerns(
    language: str, found: Sequence[tuple[str, CheckedClaim]], evidence: PreparedEvidence
) -> Iterator[Concern]:
    """The concerns about a text; where the sources say one other thing, it is named."""
    borne_out = [
        one.support for _, one in found if one.support and one.verdict is ClaimVerdict.SUPPORTED
    ]
    for field, one in found:
        report = FactReport(findings=(one,))
        for concern in facts.concerns_of(report, field=field, language=language):
            # Where claims are held against one another, the support need not be of the same kind.
            support = None if "other" in one.reason.values else one.support
            other = support or _instead(one, evidence, borne_out)
            # Neither of two sources that disagree is to be taken for the text's words.
            if other is not None and one.against is None and _speaks(other, evidence) == language:
                yield replace(concern, suggestion=other.text)
            else:
                yield concern


def _instead(
    one: CheckedClaim, evidence: PreparedEvidence, borne_out: Collection[Support]
) -> Support | None:
    """What the sources say of the same kind and the text does not: only where it is one thing."""
    kinds = [kind for kind in _FIGURES if CLAIMED[kind] is one.kind]
    told = {
        statement.fact.value: support
        for article, statement in evidence.statements(*kinds)
        if (support := article.support(statement.fact.span)) not in borne_out
    }
    used = {support.text for support in borne_out}
    left = [support for support in told.values() if support.text not in used]
    return left[0] if len(left) == 1 else None


def _speaks(support: Support, evidence: PreparedEvidence) -> str:
    """The language of a source: only its own words can be taken into a text."""
    languages = {article.id: article.reading.language for article in evidence.articles}
    return languages.get(support.article, "")


def _differences(
    texts: Mapping[str, IncidentText], lexicon: Lexicon, day: date
) -> Iterator[Concern]:
    written = [text for text in texts.values() if text.paragraphs]
    for first, second in combinations(written, 2):
        report = check_parity(_version(first), _version(second), lexicon, day=day)
        languages = (first.language, second.language)
        yield from parity.concerns_of(report, field="summary", languages=languages)


def _version(text: IncidentText) -> LanguageVersion:
    return LanguageVersion(language=text.language, text=text.summary)
