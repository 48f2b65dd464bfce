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
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.domain.incident import IncidentText, Provenance
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reader_digest import reader_digest
from dalel.newsroom.evidence.queries.kept_claims import as_evidence, readings_of
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.queries.alignments import Alignment
from dalel.newsroom.incidents.queries.conversations import Spoken, SpokenWords, sentence_digest
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.pack import Pack
from dalel.steps.check import conversations, facts, parity
from dalel.steps.check.conversations import RULE as SPOKEN
from dalel.steps.check.facts.checking import LONGEST, Judge, check_facts
from dalel.steps.check.facts.concerns import RULE as FACT
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence, prepare
from dalel.steps.check.facts.findings import (
    CLAIMED,
    CheckedClaim,
    ClaimVerdict,
    FactReport,
    Support,
    each_once,
)
from dalel.steps.check.parity.concerns import RULE as PARITY
from dalel.steps.check.parity.differences import LanguageVersion, check_parity
from dalel.steps.check.passages import SUMMARY, Passage, passages_of, readable

#: The rule of a text behind which nothing is kept.
UNPROVEN: Final = "unproven"
#: The rules that are looked for here.
RULES: Final = frozenset({FACT, PARITY, UNPROVEN, SPOKEN})
#: Before the key of a conversation, where it stands among articles.
_SPOKEN_KEY: Final = "spoken-"
_NOTHING_SPOKEN: Final = Spoken()
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
    spoken: Spoken = _NOTHING_SPOKEN,
) -> Proof:
    """Hold texts, read as on ``day``, against what stands behind them and against each other.

    What was imported is cited and not archived: without a kept source nothing is said of it. The
    newsroom's own channels prove nothing. ``judge`` is a language model's second opinion.
    ``spoken`` is what sources told the newsroom; it bears out only what is told as theirs.
    """
    whole = {language: readable(text) for language, text in texts.items()}
    texts = {language: _beginning(text) for language, text in whole.items()}
    lexicon = lexicon_at(pack.folder)
    sources = tuple(sources)
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
    # What members saved may bear out more, and may speak against a text: by what it leaves untold
    # it takes nothing from what was borne out without it.
    published = _published(evidence)
    alignments: dict[str, tuple[Alignment, ...]] = {}
    is_cited = any(one.order is not None for one in sources)
    heard = _Heard(evidence, spoken, pack, day, is_cited=is_cited)
    for language, text in texts.items():
        concerns += heard.withdrawn(text)
        if evidence.articles:
            found = tuple(_findings(text, evidence, lexicon, day, judge))
            if published.articles and len(published.articles) < len(evidence.articles):
                # A model's opinion was asked for above.
                found = _no_worse(found, tuple(_findings(text, published, lexicon, day, None)))
            found, asked = heard.borne_out(text, found)
            alignments[language] = tuple(_alignments(found))
            concerns += [*_concerns(language, found, evidence), *asked]
        elif provenance is Provenance.WRITTEN and text.paragraphs:
            concerns += heard.unproven(text)
    return Proof(concerns=(*concerns, *_differences(texts, lexicon, day)), alignments=alignments)


class _Heard:
    """What sources told the newsroom, held against the texts of an entry, note by note."""

    def __init__(
        self,
        evidence: PreparedEvidence,
        spoken: Spoken,
        pack: Pack,
        day: date,
        *,
        is_cited: bool = False,
    ) -> None:
        self.evidence, self.spoken, self.day = evidence, spoken, day
        self.is_cited = is_cited
        self.lexicon = lexicon_at(pack.folder)
        self.folder = pack.folder

    def withdrawn(self, text: IncidentText) -> Iterator[Concern]:
        """What was told by a source that took it back."""
        known = self.spoken.withdrawn
        for passage in passages_of(text) if known else ():
            yield from conversations.withdrawn(passage, lambda told: sentence_digest(told) in known)

    def borne_out(
        self, text: IncidentText, found: tuple[tuple[str, CheckedClaim], ...]
    ) -> tuple[tuple[tuple[str, CheckedClaim], ...], tuple[Concern, ...]]:
        """The findings beside articles, without those that a conversation bears out."""
        kept: list[tuple[str, CheckedClaim]] = []
        asked: list[Concern] = []
        for passage in passages_of(text):
            own = tuple(one for field, one in found if field == passage.field)
            alone: list[TextSpan] = []
            for words, within in self._attributed(passage):
                left = conversations.borne_out(own, self._findings(passage, words), within)
                own = left.findings
                alone += left.alone
            asked += conversations.concerns_of(passage, alone)
            kept += [(passage.field, one) for one in own]
        return tuple(kept), tuple(asked)

    def unproven(self, text: IncidentText) -> Iterator[Concern]:
        """Without articles one concern, and a question for what only conversations bear out."""
        is_heard, is_left = False, False
        for passage in passages_of(text):
            alone = {
                span
                for words, within in self._attributed(passage)
                for span in conversations.told_alone(self._findings(passage, words), within)
            }
            is_heard |= bool(alone)
            is_left |= len(alone) < len(passage.sentences)
            yield from conversations.concerns_of(passage, tuple(alone))
        of = "beside" if is_heard else "unfetched" if self.is_cited else ""
        if is_left:
            yield Concern(
                rule=UNPROVEN,
                weight=Weight.ERROR,
                excerpt="",
                field=SUMMARY if is_heard else None,
                language=text.language,
                values={"of": of} if of else {},
            )

    def heard_in(self, passage: Passage) -> Iterator[TextSpan]:
        """The sentences that tell what a source said, as said by it."""
        for words, within in self._attributed(passage):
            found = self._findings(passage, words)
            borne = [one.span for one in found if one.verdict is ClaimVerdict.SUPPORTED]
            language = passage.language
            said = f"{words.words.get(language, '')} {words.described.get(language, '')}"
            for span in within:
                is_borne = any(each.meets(span) for each in borne)
                if is_borne or conversations.repeats(passage, span, said):
                    yield span

    def _attributed(self, passage: Passage) -> Iterator[tuple[SpokenWords, tuple[TextSpan, ...]]]:
        """Each note with the sentences that tell something as said by its source."""
        for words in self.spoken.words:
            described = words.described.get(passage.language)
            within = conversations.attributed(passage, described) if described else ()
            if within:
                yield words, within

    def _findings(self, passage: Passage, words: SpokenWords) -> tuple[CheckedClaim, ...]:
        said = tuple(
            _prepared(
                Article(
                    id=f"{_SPOKEN_KEY}{words.key}",
                    language=language,
                    title="",
                    text=text,
                    day=words.held,
                ),
                self.folder,
                b"",
            )
            for language, text in words.words.items()
        )
        evidence = PreparedEvidence(articles=(*self.evidence.articles, *said))
        return check_facts(
            passage.text, passage.language, evidence, self.lexicon, day=self.day
        ).findings


def sentences_alone(
    texts: Mapping[str, IncidentText], words: SpokenWords, pack: Pack, day: date
) -> frozenset[str]:
    """The digests of sentences that tell something as said by this source."""
    heard = _Heard(PreparedEvidence(articles=()), Spoken(words=(words,)), pack, day)
    return frozenset(
        sentence_digest(passage.text[span.start : span.end])
        for text in texts.values()
        for passage in passages_of(readable(text))
        for span in heard.heard_in(passage)
    )


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
    return _evidence(
        tuple((article, kept.get(version, b"")) for version, article in articles), pack.folder
    )


@lru_cache(maxsize=32)
def _evidence(articles: tuple[tuple[Article, bytes], ...], folder: Path) -> PreparedEvidence:
    """The same articles are the same evidence, for which what was checked is remembered."""
    return PreparedEvidence(
        articles=tuple(_prepared(article, folder, kept) for article, kept in articles)
    )


@lru_cache(maxsize=256)
def _prepared(article: Article, folder: Path, kept: bytes) -> PreparedArticle:
    """An article is read once: what people type is checked every few seconds."""
    return prepare(article, lexicon_at(folder), kept=kept)


def _findings(
    text: IncidentText, evidence: PreparedEvidence, lexicon: Lexicon, day: date, judge: Judge | None
) -> Iterator[tuple[str, CheckedClaim]]:
    for passage in passages_of(text):
        given = passage.text, text.language, evidence, lexicon
        report = (
            _checked(*given, day) if judge is None else check_facts(*given, day=day, judge=judge)
        )
        for one in report.findings:
            yield passage.field, one


@lru_cache(maxsize=64)
def _checked(
    text: str, language: str, evidence: PreparedEvidence, lexicon: Lexicon, day: date
) -> FactReport:
    """A passage is checked once: while it is typed the others stay."""
    return check_facts(text, language, evidence, lexicon, day=day)


@lru_cache(maxsize=32)
def _published(evidence: PreparedEvidence) -> PreparedEvidence:
    """The evidence without files that members saved."""
    return PreparedEvidence(
        articles=tuple(one for one in evidence.articles if not _is_saved(one.id))
    )


def _is_saved(article: str) -> bool:
    """Whether this is the text of a file that a member saved, whose version is below zero."""
    return article.startswith("-")


def _no_worse(
    found: Iterable[tuple[str, CheckedClaim]], without: Sequence[tuple[str, CheckedClaim]]
) -> tuple[tuple[str, CheckedClaim], ...]:
    """Findings of all evidence, where those without the saved files are known.

    What only they made an error asks for a look, unless a file itself tells it otherwise and
    nothing else bore it out.
    """

    def stood(field: str, one: CheckedClaim, verdict: ClaimVerdict) -> bool:
        return any(
            place == field and other.verdict is verdict and other.span.meets(one.span)
            for place, other in without
        )

    def judged(field: str, one: CheckedClaim) -> CheckedClaim:
        if one.verdict is not ClaimVerdict.UNSUPPORTED:
            return one
        if stood(field, one, ClaimVerdict.UNSUPPORTED):
            return one
        told_otherwise = one.support is not None and _is_saved(one.support.article)
        if told_otherwise and not stood(field, one, ClaimVerdict.SUPPORTED):
            return one
        return replace(one, verdict=ClaimVerdict.UNCLEAR)

    return tuple((field, judged(field, one)) for field, one in found)


def _alignments(found: Iterable[tuple[str, CheckedClaim]]) -> Iterator[Alignment]:
    """Each finding with its place in a source; where two sources disagree, with that in each."""
    for field, one in found:
        yield _alignment(field, one, one.support)
        if one.against is not None:
            yield _alignment(field, one, one.against)


def _alignment(field: str, one: CheckedClaim, support: Support | None) -> Alignment:
    # Words of a conversation or a saved file stand on no page of an article that could be shown.
    is_spoken = support is not None and support.article.startswith(_SPOKEN_KEY)
    in_article = support if support and not is_spoken and int(support.article) > 0 else None
    return Alignment(
        field=field,
        span=one.span,
        kind=one.kind,
        verdict=one.verdict,
        article=int(in_article.article) if in_article else None,
        source_field=in_article.field if in_article else "",
        source=in_article.span if in_article else None,
    )


def _concerns(
    language: str, found: Sequence[tuple[str, CheckedClaim]], evidence: PreparedEvidence
) -> Iterator[Concern]:
    """The concerns about a text; where the sources say one other thing, it is named."""
    borne_out = [
        one.support for _, one in found if one.support and one.verdict is ClaimVerdict.SUPPORTED
    ]
    once = {id(one) for one in each_once(one for _, one in found)}
    for field, one in found:
        if id(one) not in once:
            continue
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
