"""Checks for links and texts that lead readers to leaked or unlawful material."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dalel.domain.concern import Concern, Weight
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import FactKind
from dalel.domain.incident import Codes, Incident, IncidentText, Link
from dalel.language.facts.addresses import find_accounts, find_hosts
from dalel.language.terms import Phrases
from dalel.pack.conduct import Conduct
from dalel.pack.denial import Denied
from dalel.steps.check.passages import Facts, Passage, passages_of

#: Three values and more in a row, parted as in a table: a row of a database.
_ROW: Final = re.compile(r"[^\s;|\t,]+(?:[ ]?[;|\t][ ]?[^;|\t\n]{2,40}){2,}")
_DIGIT: Final = re.compile(r"\d")
_PARTS: Final = ("holder", "kinds", "position")


def check_links(incident: Incident, denied: Denied, conduct: Conduct) -> Iterator[Concern]:
    """Links that are on the deny-list, and links to the very thing that is unlawful."""
    links = [*incident.links, *(link for step in incident.developments for link in step.links)]
    named = {host for text in incident.texts.values() for host in _hosts(text)}
    is_unlawful = _is_coded(incident.codes, conduct.unlawful_events)
    for link in links:
        kind = denied.kind_of(link.url)
        if kind is not None:
            yield _about_link("denied_link", link, kind)
        elif is_unlawful and link.source is None and _bare(link.host) in named:
            yield _about_link("unlawful_linked", link, _bare(link.host))


def check_leak(
    text: IncidentText, codes: Codes | None, conduct: Conduct, denied: Denied, facts: Facts
) -> Iterator[Concern]:
    """Addresses of the deny-list in a text; in a leak's entry also ways to the data, and gaps."""
    passages = tuple(passages_of(text))
    for passage in passages:
        for host in find_hosts(passage.text):
            address = host.text if "//" in host.text else f"https://{host.text}"
            kind = denied.kind_of(address)
            if kind is not None:
                yield passage.concern("denied_address", Weight.ERROR, host.span, kind=kind)
    if passages and _is_coded(codes, conduct.leak_events):
        for passage in passages:
            yield from _ways(passage, conduct)
        yield from _gaps(text, passages, conduct, facts)


def _ways(passage: Passage, conduct: Conduct) -> Iterator[Concern]:
    for span in _phrases(conduct, "where", passage.language).find(passage.text):
        yield passage.concern("leak_where", Weight.ERROR, span)
    for account in find_accounts(passage.text):
        yield passage.concern("leak_where", Weight.ERROR, account.span)
    for match in _ROW.finditer(passage.text):
        if _DIGIT.search(match[0]):
            span = TextSpan(start=match.start(), end=match.end())
            yield passage.concern("leak_sample", Weight.ERROR, span)


def _gaps(
    text: IncidentText, passages: tuple[Passage, ...], conduct: Conduct, facts: Facts
) -> Iterator[Concern]:
    """What an entry about a leak has to tell and does not."""
    kinds = {fact.kind for found in facts.values() for fact in found}
    told = {
        part: any(
            _phrases(conduct, part, text.language).stand_in(passage.text) for passage in passages
        )
        for part in _PARTS
    } | {"number": FactKind.NUMBER in kinds, "period": FactKind.DATE in kinds}
    for part in (part for part, is_told in told.items() if not is_told):
        yield passages[-1].concern("leak_gap", Weight.WARNING, of=part)


def _about_link(rule: str, link: Link, kind: str) -> Concern:
    return Concern(
        rule=rule, weight=Weight.ERROR, excerpt=link.url, field="link", values={"kind": kind}
    )


def _hosts(text: IncidentText) -> Iterator[str]:
    for passage in passages_of(text):
        yield from (_bare(host.value) for host in find_hosts(passage.text))


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _is_coded(codes: Codes | None, events: tuple[str, ...]) -> bool:
    return codes is not None and bool({codes.event_type, *codes.secondary_event_types} & {*events})


@lru_cache(64)
def _phrases(conduct: Conduct, part: str, language: str) -> Phrases:
    return Phrases(getattr(conduct.leaks, part).get(language, ()))
