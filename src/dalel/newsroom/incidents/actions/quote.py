"""Chooses and clears the excerpts of evidence that the public reads.

An excerpt passes the same checks as an approved text, and none of them can be waived for it: what
would expose somebody, or names whom nobody has decided to name, is simply not shown.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from dalel.domain.conduct import RecordedConduct
from dalel.domain.incident import Incident, IncidentText
from dalel.language.name_forms import forms
from dalel.newsroom.incidents.actions import excerpts
from dalel.newsroom.incidents.models import TextVersionRow
from dalel.newsroom.incidents.queries.alignments import Alignment
from dalel.newsroom.incidents.queries.check_material import Checkable
from dalel.newsroom.incidents.queries.excerpts import Excerpt, shown_excerpts
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.newsroom.incidents.queries.inspection import Inspector
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawn_words
from dalel.steps.check.excerpts import excerpt
from dalel.steps.check.facts.findings import ClaimVerdict


def quote(
    one: Checkable,
    newest: Mapping[str, TextVersionRow],
    alignments: Mapping[str, Collection[Alignment]],
    sources: Iterable[IncidentSource],
    inspector: Inspector,
) -> None:
    """Choose and clear what may be shown of each cited source, for each language of an incident."""
    clear = _Clearing(inspector)
    cited = [source for source in sources if source.order is not None and source.version]
    for language, found in alignments.items():
        excerpts.write(
            newest[language],
            [
                clear.judged(chosen, one.incident, one.known, one.written)
                for chosen in _chosen(cited, found, inspector.pack.excerpt)
            ],
        )


def clear_again(incidents: Collection[Checkable], inspector: Inspector) -> None:
    """Judge what is kept once more, where anything that the checks know has changed since."""
    kept = shown_excerpts([one.row for one in incidents])
    clear = _Clearing(inspector)
    excerpts.judge(
        judged
        for one in incidents
        for chosen in kept.get(one.row.pk, ())
        if (judged := clear.judged(chosen, one.incident, one.known, one.written)) != chosen
    )


def _chosen(
    cited: Iterable[IncidentSource], found: Collection[Alignment], longest: int
) -> Iterator[Excerpt]:
    for source in cited:
        spans = [
            one.source
            for one in found
            if one.article == source.version
            and one.source_field == "text"
            and one.source is not None
            and one.verdict == ClaimVerdict.SUPPORTED
        ]
        words = excerpt(source.text, spans, longest)
        if words and source.version is not None:
            yield Excerpt(
                source=source.version,
                language=source.language,
                words=words,
                is_cleared=False,
                mark="",
            )


class _Clearing:
    """The checks of excerpts, with the words that were withdrawn read once."""

    def __init__(self, inspector: Inspector) -> None:
        self.inspector = inspector
        self.withdrawn = withdrawn_words()

    def judged(
        self, chosen: Excerpt, incident: Incident, known: RecordedConduct, written: date
    ) -> Excerpt:
        """The excerpt with what the checks say of it; unchanged where they know nothing new."""
        pack = self.inspector.pack
        event = incident.codes.event_type if incident.codes else ""
        told = (
            *(chosen.language, chosen.words, known.cast, event, pack.version, self.withdrawn),
            self.inspector.named_for_all.holders,
        )
        mark = sha256(repr(told).encode()).hexdigest()
        if mark == chosen.mark:
            return chosen
        is_cleared = self._is_clear(chosen, incident, known, written)
        return replace(chosen, is_cleared=is_cleared, mark=mark)

    def _is_clear(
        self, chosen: Excerpt, incident: Incident, known: RecordedConduct, written: date
    ) -> bool:
        """Whether a public text might say it; what is in no language of ours nobody can check."""
        if chosen.language not in self.inspector.pack.languages:
            return False
        if any(True for _ in forms(chosen.words, chosen.language, self.withdrawn)):
            return False
        said = IncidentText(language=chosen.language, title=None, paragraphs=(chosen.words,))
        concerns = self.inspector.quotable(said, incident, known, written)
        return not any(concern.holds_back for concern in concerns)
