"""Saving and approving incidents with the checks that follow, and asking a model's opinion.

Every act is followed by the checks, so that what the desk shows is what stands now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dalel.domain.approval import Refusal
from dalel.domain.concern import Concern
from dalel.domain.errors import NotFoundError
from dalel.domain.incident import Incident, IncidentText, TextEdit
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import autosave, sealed_names, text_alignments
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.check import check_incident
from dalel.newsroom.incidents.actions.concerns import keyed, newest_of, write_checked
from dalel.newsroom.incidents.actions.quote import quote
from dalel.newsroom.incidents.actions.sealed_names import words_of
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries import open_concerns
from dalel.newsroom.incidents.queries.check_material import Checkable, checkable
from dalel.newsroom.incidents.queries.conversations import Spoken, spoken_of
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource, incident_sources
from dalel.newsroom.incidents.queries.inspection import inspector_of
from dalel.newsroom.incidents.queries.kept_evidence import evidence_lack
from dalel.newsroom.incidents.queries.open_concerns import KeptConcern
from dalel.newsroom.incidents.queries.proof import RULES, Proof, prove
from dalel.newsroom.incidents.queries.records import readings, text_record
from dalel.newsroom.incidents.queries.saved_files import as_sources
from dalel.newsroom.incidents.queries.undecided_codes import is_uncoded
from dalel.newsroom.incidents.queries.videos import captions_as_sources
from dalel.newsroom.incidents.second_opinion import SecondOpinion
from dalel.pack import Pack
from dalel.steps.check.facts.concerns import OPINION


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a save: languages that were saved, and by language what came in between."""

    saved: tuple[str, ...]
    overtaken: Mapping[str, IncidentText]


def save(number: str, wanted: Iterable[TextEdit], *, act: Act, pack: Pack) -> Saved:
    """Add a version in each language; where somebody was faster, nothing is overwritten.

    :raises NotFoundError: when there is no incident of this number.
    :raises SealedNameError: when a sealed source is named in one of them; nothing is saved then.
    """
    wanted = tuple(wanted)
    sealed_names.refuse(number, (said for one in wanted for said in words_of(one.text)), act)
    saved: list[str] = []
    overtaken: dict[str, IncidentText] = {}
    for one in wanted:
        language = one.text.language
        try:
            editing.save_text(number, one.text, seen=one.seen, act=act)
        except StaleEditError as error:
            if isinstance(error.theirs, TextVersionRow):
                overtaken[language] = text_record(error.theirs)
                autosave.keep(incident_row(number), [(one.text, one.seen)], act)
        else:
            saved.append(language)
    autosave.forget(number, act.member, saved)
    recheck(number, pack, now=act.time)
    return Saved(saved=tuple(saved), overtaken=overtaken)


def recheck(number: str, pack: Pack, *, now: datetime) -> None:
    """Check an incident anew, and keep what stands on which evidence.

    :raises NotFoundError: when there is no incident of this number.
    """
    check_incident(number, pack, now=now)
    rows = IncidentRow.objects.filter(number=number)
    before = newest_of(rows)
    one = _checkable(number, pack)
    sources = incident_sources(number, one.incident.links)
    proof = _proof(one, one.incident.texts, sources, pack, pack.day_of(now))
    editions = {one.row: one.edition} if one.edition is not None else {}
    with writing():
        if newest_of(rows) == before:
            write_checked({one.row: proof.concerns}, editions, RULES)
    newest = {row.language: row for row in one.row.versions.order_by("number")}
    for language, found in proof.alignments.items():
        text_alignments.write(newest[language], found)
    inspector = inspector_of(pack)
    quote(one, newest, proof.alignments, sources, inspector)


def ask(number: str, pack: Pack, opinion: SecondOpinion) -> bool:
    """Ask a model about what no rule doubts; tells whether it answered.

    Where it did not, nothing is written: what it said before stays, and so do the other checks.

    :raises NotFoundError: when there is no incident of this number.
    """
    one = _checkable(number, pack)
    proof = _proof(one, one.incident.texts, incident_sources(number), pack, one.written, opinion)
    if opinion.failed:
        return False
    doubts = tuple(concern for concern in proof.concerns if concern.rule == OPINION)
    write_checked({one.row: doubts}, {}, frozenset({OPINION}))
    return True


def look(
    number: str, texts: Mapping[str, IncidentText], pack: Pack, *, now: datetime
) -> tuple[KeptConcern, ...]:
    """What the checks say to texts that nobody has saved; nothing is written.

    What somebody waived stays waived.

    :raises NotFoundError: when there is no incident of this number.
    """
    one = _checkable(number, pack)
    incident = replace(one.incident, texts={**one.incident.texts, **texts})
    waived = {kept.key: kept for kept in open_concerns.waived(number)}
    sources = incident_sources(number, incident.links)
    concerns = [
        *_judged(one, incident, pack, now),
        *_proof(one, incident.texts, sources, pack, pack.day_of(now)).concerns,
    ]
    return tuple(
        waived.get(key, KeptConcern(key=key, concern=concern)) for key, concern in keyed(concerns)
    )


def approve(
    number: str, language: str, version: int, *, act: Act, pack: Pack, alone: bool
) -> IncidentRow:
    """Approve exactly this version, after everything was checked once more.

    :raises NotFoundError: when there is no such incident or version.
    :raises StaleEditError: when there is a newer version.
    :raises ApprovalRefusedError: when something stands against it.
    """
    incident = incident_row(number)
    number = incident.number
    if is_uncoded(incident):
        raise editing.ApprovalRefusedError((Refusal.NO_CODES,))
    [read] = readings(IncidentRow.objects.filter(pk=incident.pk))
    if lacking := evidence_lack(read.incident):
        raise editing.ApprovalRefusedError((lacking,))
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
    inspector = inspector_of(pack)
    return inspector.inspect(incident, one.known, written=today, today=today)


def _proof(
    one: Checkable,
    texts: Mapping[str, IncidentText],
    sources: Iterable[IncidentSource],
    pack: Pack,
    today: date,
    opinion: SecondOpinion | None = None,
) -> Proof:
    # A model may run elsewhere: what members saved is not shown to it.
    is_shown = one.has_files and opinion is None
    number = one.row.number
    saved = (*as_sources(number), *captions_as_sources(number)) if is_shown else ()
    return prove(
        texts,
        (*sources, *saved),
        pack,
        day=one.written,
        provenance=one.incident.provenance,
        judge=opinion,
        spoken=spoken_of(one.row.number, today) if one.has_conversations else Spoken(),
    )
