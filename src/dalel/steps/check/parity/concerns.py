"""Concerns that a parity report raises."""

from collections.abc import Iterator

from dalel.domain.concern import Concern, Weight
from dalel.steps.check.parity.differences import Mismatch, ParityReport

#: The rule of every concern about two versions that differ.
RULE = "parity"


def concerns_of(
    report: ParityReport, *, field: str, languages: tuple[str, str], entry: str | None = None
) -> tuple[Concern, ...]:
    """Each difference as a concern of the version that has something of it, the first if both."""
    return tuple(_concerns(report, field, languages, entry))


def _concerns(
    report: ParityReport, field: str, languages: tuple[str, str], entry: str | None
) -> Iterator[Concern]:
    for mismatch in (*report.mismatches, *report.hints):
        language = languages[0 if mismatch.first_text is not None else 1]
        yield _concern(mismatch, field, language, entry)
    for language, links in zip(languages, (report.first_links, report.second_links), strict=True):
        for link in links:
            yield Concern(
                rule=RULE,
                weight=Weight.ERROR,
                excerpt=link,
                entry=entry,
                field="links",
                language=language,
                values={"of": "link", "first": link},
            )


def _concern(mismatch: Mismatch, field: str, language: str, entry: str | None) -> Concern:
    return Concern(
        rule=RULE,
        weight=Weight.ERROR if mismatch.holds else Weight.WARNING,
        excerpt=mismatch.first_text or mismatch.second_text or "",
        entry=entry,
        field=field,
        language=language,
        values={"of": mismatch.reason.code, "kind": mismatch.kind, **mismatch.reason.values},
    )
