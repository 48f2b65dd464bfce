"""What follows when a person saves, confirms or approves something?

Every act is followed by the checks, so that what the desk shows is what stands now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dalel.domain.concern import Concern
from dalel.domain.incident import Incident, IncidentText
from dalel.flow.country import lexicon_at
from dalel.flow.incidents.checking import check_incident
from dalel.flow.incidents.inspecting import Inspector
from dalel.flow.incidents.proving import RULES, Proof, prove
from dalel.flow.incidents.quoting import quote
from dalel.flow.incidents.second_opinion import SecondOpinion
from dalel.pack import Pack
from dalel.steps.check.facts.concerns import OPINION
from dalel.store.acting import Act, NotFoundError, incident_row
from dalel.store.assembling import text_record
from dalel.store.incidents import autosaving, citing, editing, supports, weighing
from dalel.store.incidents.checkable import Checkable, checkable
from dalel.store.incidents.citing import Source
from dalel.store.incidents.concerns import keyed, write_checked
from dalel.store.incidents.superseding import StaleEditError
from dalel.store.incidents.weighing import Kept
from dalel.store.models import IncidentRow, TextVersionRow

#: No text is longer: what is, was pasted by mistake.
LONGEST: Final = 100_000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A text that a person wants to save; ``seen`` is the number of the version edited."""

    text: IncidentText
    seen: int


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a save: languages that were saved, and by language what came in between."""

    saved: tuple[str, ...]
    overtaken: Mapping[str, IncidentText]


def save(number: str, wanted: Iterable[Wanted], *, act: Act, pack: Pack) -> Saved:
    """Add a version in each language; where somebody was faster, nothing is overwritten.

    :raises NotFoundError: when there is no incident of this number.
    """
    saved: list[str] = []
    overtaken: dict[str, IncidentText] = {}
    for one in wanted:
        language = one.text.language
        try:
            editing.save_text(number, one.text, seen=one.seen, act=act)
        except StaleEditError as error:
            if isinstance(error.theirs, TextVersionRow):
                overtaken[language] = text_record(error.theirs)
                autosaving.keep(incident_row(number), [(one.text, one.seen)], act)
        else:
            saved.append(language)
    autosaving.forget(number, act.member, saved)
    recheck(number, pack, now=act.time)
    return Saved(saved=tuple(saved), overtaken=overtaken)


def recheck(number: str, pack: Pack, *, now: datetime) -> None:
    """Check an incident anew, and keep what stands on which evidence.

    :raises NotFoundError: when there is no incident of this number.
    """
    check_incident(number, pack, now=now)
    one = _checkable(number, pack)
    sources = citing.sources(number)
    proof = _proof(one, one.incident.texts, sources, pack)
    editions = {one.row: one.edition} if one.edition is not None else {}
    write_checked({one.row: proof.concerns}, editions, RULES)
    newest = {row.language: row for row in one.row.versions.order_by("number")}
    for language, found in proof.alignments.items():
        supports.write(newest[language], found)
    inspector = Inspector(pack, lexicon_at(pack.folder))
    quote(one, newest, proof.alignments, sources, inspector)


def ask(number: str, pack: Pack, opinion: SecondOpinion) -> bool:
    """Ask a model about what no rule doubts; tells whether it answered.

    Where it did not, nothing is written: what it said before stays, and so do the other checks.

    :raises NotFoundError: when there is no incident of this number.
    """
    one = _checkable(number, pack)
    proof = _proof(one, one.incident.texts, citing.sources(number), pack, opinion)
    if opinion.failed:
        return False
    doubts = tuple(concern for concern in proof.concerns if concern.rule == OPINION)
    write_checked({one.row: doubts}, {}, frozenset({OPINION}))
    return True


def look(
    number: str, texts: Mapping[str, IncidentText], pack: Pack, *, now: datetime
) -> tuple[Kept, ...]:
    """What the checks say to texts that nobody has saved; nothing is written.

    What somebody waived stays waived.

    :raises NotFoundError: when there is no incident of this number.
    """
    one = _checkable(number, pack)
    incident = replace(one.incident, texts={**one.incident.texts, **texts})
    waived = {kept.key: kept for kept in weighing.waived(number)}
    concerns = [
        *_judged(one, incident, pack, now),
        *_proof(one, incident.texts, citing.sources(number), pack).concerns,
    ]
    return tuple(
        waived.get(key, Kept(key=key, concern=concern)) for key, concern in keyed(concerns)
    )


def approve(
    number: str, language: str, version: int, *, act: Act, pack: Pack, alone: bool
) -> IncidentRow:
    """Approve exactly this version, after everything was checked once more.

    :raises NotFoundError: when there is no such incident or version.
    :raises StaleEditError: when there is a newer version.
    :raises ApprovalRefusedError: when something stands against it.
    """
    number = incident_row(number).number
    recheck(number, pack, now=act.time)
    return editing.approve(
        number, language, version, act=act, prefix=pack.number_prefix, alone=alone
    )


def _checkable(number: str, pack: Pack) -> Checkable:
    found = checkable(IncidentRow.objects.filter(number=number), ZoneInfo(pack.zone))
    if not found:
        raise NotFoundError(f"There is no incident {number}.")
    return found[0]


def _judged(one: Checkable, incident: Incident, pack: Pack, now: datetime) -> Iterable[Concern]:
    today = pack.day_of(now)
    inspector = Inspector(pack, lexicon_at(pack.folder))
    return inspector.inspect(incident, one.known, written=today, today=today)


def _proof(
    one: Checkable,
    texts: Mapping[str, IncidentText],
    sources: Iterable[Source],
    pack: Pack,
    opinion: SecondOpinion | None = None,
) -> Proof:
    return prove(
        texts,
        sources,
        pack,
        day=one.written,
        provenance=one.incident.provenance,
        judge=opinion,
    )
