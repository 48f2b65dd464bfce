"""Legal advice on entries: how each stands, who may read its words, and whose turn it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from dalel.domain.conduct import Attribution, Basis, Person
from dalel.domain.incident import IncidentText
from dalel.domain.legal_advice import (
    AdviceState,
    AdviceVerdict,
    AdviceWay,
    AdvisedVersions,
    EntryInWork,
    LegalNote,
    LegalNoteKind,
    LegalStanding,
    legal_standing,
)
from dalel.domain.states import ConcernState, IncidentState, VersionState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CodesRow,
    ConcernRow,
    IncidentRow,
    LegalNoteRow,
    NamingDecision,
    OutletRow,
    PersonRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.records import IncidentReading, readings, text_record

#: The rule of the concern by which an unanswered question holds an entry back.
ASKED: Final = "legal_advice"
#: Whoever asked is told of an answer that lets the entry go for so long.
_TOLD: Final = timedelta(days=7)
#: So many entries stand on one sheet.
MOST: Final = 50
#: Entries that are public no longer wait on nobody.
_GONE: Final = (IncidentState.RETRACTED, IncidentState.WITHDRAWN)
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class AskedEntry:
    """An entry as it stands on the lawyer's sheet.

    ``history`` are all its notes; ``sees`` says whether the reader may read their words.
    ``linked`` are the names of persons and outlets that are linked and not in ``cast``.
    ``before`` are the texts by language that the last advice was about, where they differ from
    those of now, and ``has_new`` names what else does: ``codes``, ``naming``.
    """

    number: str
    reading: IncidentReading
    standing: LegalStanding
    versions: AdvisedVersions
    history: tuple[LegalNote, ...]
    sees: bool
    writers: frozenset[str]
    cast: tuple[Person, ...]
    linked: tuple[Mapping[str, str], ...]
    attributions: tuple[Attribution, ...]
    before: Mapping[str, IncidentText]
    has_new: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class LegalTurns:
    """What of legal advice concerns a member today: numbers of entries.

    ``to_read`` wait for the lawyer, where the member is one; ``answered`` are those about which
    the member asked, with how each stands or what was said.
    """

    to_read: tuple[str, ...] = ()
    answered: tuple[tuple[str, AdviceState], ...] = ()


def standings(keys: Collection[int]) -> Mapping[int, LegalStanding]:
    """How incidents stand about which a lawyer was asked, by the keys of their rows."""
    notes = _notes(keys)
    entries = entries_in_work([key for key in keys if key in notes])
    found = {key: legal_standing(of, entries[key]) for key, of in notes.items()}
    return {key: one for key, one in found.items() if one is not None}


def entries_in_work(keys: Collection[int]) -> Mapping[int, EntryInWork]:
    """The newest versions of incidents, in three queries."""
    texts: dict[int, dict[str, int]] = defaultdict(dict)
    changed: dict[int, datetime] = defaultdict(lambda: _NEVER)
    states: dict[tuple[int, str], str] = {}
    versions = TextVersionRow.objects.filter(incident__in=keys).order_by("number")
    for key, language, number, state, time in versions.values_list(
        "incident", "language", "number", "state", "time"
    ):
        texts[key][language] = number
        states[key, language] = state
        changed[key] = max(changed[key], time)
    codes = _newest(CodesRow.objects.filter(incident__in=keys), "number", changed)
    naming = _newest(NamingDecision.objects.filter(incident__in=keys), "pk", changed)
    drafts = {key for (key, _), state in states.items() if state == VersionState.DRAFT}
    return {
        key: EntryInWork(
            versions=AdvisedVersions(
                texts=dict(texts[key]), codes=codes.get(key, 0), naming=naming.get(key, 0)
            ),
            changed=changed[key],
            is_draft=key in drafts,
        )
        for key in keys
    }


def _newest(rows, column: str, changed: dict[int, datetime]) -> dict[int, int]:  # type: ignore[no-untyped-def]
    found = {}
    newest = rows.order_by().values_list("incident").annotate(Max(column), Max("time"))
    for key, number, time in newest:
        found[key] = number
        changed[key] = max(changed[key], time)
    return found


def _notes(keys: Collection[int]) -> Mapping[int, list[LegalNote]]:
    rows = LegalNoteRow.objects.filter(incident__in=keys).select_related("member").order_by("pk")
    found: dict[int, list[LegalNote]] = defaultdict(list)
    for row in rows:
        found[row.incident_id].append(_note(row))
    return found


def _note(row: LegalNoteRow) -> LegalNote:
    kind = LegalNoteKind(row.kind)
    has_versions = kind in {LegalNoteKind.ADVICE, LegalNoteKind.OVERRULED}
    return LegalNote(
        key=row.pk,
        kind=kind,
        words=row.words,
        username=row.member.username,
        member=str(row.member),
        time=row.time,
        versions=AdvisedVersions(texts=row.texts, codes=row.codes, naming=row.naming)
        if has_versions
        else None,
        verdict=AdviceVerdict(row.verdict) if row.verdict else None,
        adviser=row.adviser,
        received=row.received,
        way=AdviceWay(row.way) if row.way else None,
    )


def lawyers() -> tuple[str, ...]:
    """The names of the members who may advise."""
    return tuple(str(one) for one in Member.objects.filter(may_advise=True, is_active=True))


def sees_all(member: Member) -> bool:
    """Whether a member may read the words of every question and answer."""
    may_decide = may(member, Action.APPROVE) or may(member, Action.OVERRULE_ADVICE)
    return member.is_active and (member.may_advise or may_decide)


def _sees(member: Member, writers: Collection[str], notes: Iterable[LegalNote]) -> bool:
    asked = {one.username for one in notes if one.kind is LegalNoteKind.QUESTION}
    return sees_all(member) or member.username in {*writers, *asked}


def may_take_back(member: Member, standing: LegalStanding) -> bool:
    """Whether a member may take back what is asked: who asked, or who decides concerns."""
    mine = any(one.username == member.username for one in standing.questions)
    return bool(standing.questions) and (mine or may(member, Action.APPROVE))


def sheet(member: Member) -> tuple[AskedEntry, ...]:
    """The entries about which a lawyer was asked and that are in work, the lawyer's turn first."""
    held = ConcernRow.objects.filter(rule=ASKED, state=ConcernState.OPEN).values("incident")
    asked = LegalNoteRow.objects.values("incident")
    rows = IncidentRow.objects.filter(Q(pk__in=held) | Q(pk__in=asked, state="unpublished"))
    keys = rows.exclude(state__in=_GONE).order_by("-updated").values_list("pk", flat=True)[:MOST]
    return _entries(list(keys), member)


def entry(number: str, member: Member) -> AskedEntry | None:
    """An entry about which a lawyer was asked; None: nobody asked."""
    keys = IncidentRow.objects.filter(number=number).values_list("pk", flat=True)
    return next(iter(_entries(list(keys), member)), None)


def _entries(keys: list[int], member: Member) -> tuple[AskedEntry, ...]:
    notes = _notes(keys)
    in_work = entries_in_work([key for key in keys if key in notes])
    standing = {
        key: found
        for key, of in notes.items()
        if (found := legal_standing(of, in_work[key])) is not None
    }
    rows = IncidentRow.objects.filter(pk__in=standing).order_by("pk")
    read = dict(zip(sorted(standing), readings(rows), strict=True))
    texts = TextVersionRow.objects.filter(incident__in=standing).select_related("author")
    versions: dict[int, list[TextVersionRow]] = defaultdict(list)
    for row in texts:
        versions[row.incident_id].append(row)
    cast, linked = cast_of(standing), _linked(standing)
    attributions: dict[int, list[Attribution]] = defaultdict(list)
    for one in AttributionRow.objects.filter(incident__in=standing):
        attributions[one.incident_id].append(
            Attribution(actor=one.actor, basis=Basis(one.basis), by=one.by, on=one.on)
        )
    entries = []
    for key, found in standing.items():
        writers = frozenset(row.author.username for row in versions[key] if row.author)
        entries.append(
            AskedEntry(
                number=read[key].incident.number,
                reading=read[key],
                standing=found,
                versions=in_work[key].versions,
                history=tuple(notes[key]),
                sees=_sees(member, writers, notes[key]),
                writers=writers,
                cast=cast.get(key, ()),
                linked=tuple(
                    names
                    for names in linked.get(key, ())
                    if names not in [one.names for one in cast.get(key, ())]
                ),
                attributions=tuple(attributions[key]),
                before=_before(found, in_work[key].versions, versions[key]),
                has_new=_has_new(found, in_work[key].versions),
            )
        )
    return tuple(sorted(entries, key=_turn))


def _turn(one: AskedEntry) -> tuple[bool, bool, datetime]:
    state = one.standing.state
    return not state.is_asked, not state.holds_back, one.standing.since


def cast_in(number: str) -> tuple[Person, ...]:
    """The newest decision on each person of an incident, in one query."""
    rows = NamingDecision.objects.filter(incident__number=number)
    return next(iter(_cast(rows).values()), ())


def cast_of(keys: Collection[int]) -> Mapping[int, tuple[Person, ...]]:
    """The newest decision on each person of incidents, in one query."""
    return _cast(NamingDecision.objects.filter(incident__in=keys))


def _cast(rows: "QuerySet[NamingDecision]") -> Mapping[int, tuple[Person, ...]]:
    found: dict[int, dict[str, Person]] = defaultdict(dict)
    for row in rows.order_by("time", "pk"):
        name = " ".join(row.names[language] for language in sorted(row.names))
        found[row.incident_id][name] = Person(
            names=row.names,
            role=row.role,
            stage=row.stage,
            public=row.public,
            consent=row.consent,
            matter=row.matter,
        )
    return {key: tuple(persons.values()) for key, persons in found.items()}


def _linked(keys: Collection[int]) -> Mapping[int, list[Mapping[str, str]]]:
    """The names of the persons and outlets of incidents, in two queries."""
    found: dict[int, list[Mapping[str, str]]] = defaultdict(list)
    for kind in (PersonRow, OutletRow):
        rows = kind.objects.filter(incidents__in=keys).order_by("pk")
        for key, names in rows.values_list("incidents", "names"):
            found[key].append(names)
    return found


def _before(
    standing: LegalStanding, now: AdvisedVersions, rows: Iterable[TextVersionRow]
) -> Mapping[str, IncidentText]:
    read = standing.advice.versions if standing.advice else None
    if read is None:
        return {}
    return {
        row.language: text_record(row)
        for row in rows
        if read.texts.get(row.language) == row.number != now.texts.get(row.language)
    }


def _has_new(standing: LegalStanding, now: AdvisedVersions) -> frozenset[str]:
    read = standing.advice.versions if standing.advice else None
    if read is None:
        return frozenset()
    parts = {"codes": (read.codes, now.codes), "naming": (read.naming, now.naming)}
    return frozenset(part for part, (old, new) in parts.items() if old != new)


def legal_turns(member: Member, now: datetime) -> LegalTurns:
    """What of legal advice concerns a member today, in one query."""
    held = ConcernRow.objects.filter(
        incident=OuterRef("incident"), rule=ASKED, state=ConcernState.OPEN
    )
    answers = LegalNoteRow.objects.filter(
        incident=OuterRef("incident"), kind=LegalNoteKind.ADVICE
    ).order_by("-pk")
    rows = (
        LegalNoteRow.objects.filter(kind=LegalNoteKind.QUESTION)
        .exclude(incident__state__in=_GONE)
        .annotate(
            of=Subquery(held.values("values")[:1]),
            advised=Subquery(answers.values("time")[:1]),
        )
        .filter(Q(of__isnull=False) | Q(member=member, advised__gte=now - _TOLD))
        .order_by("incident", "pk")
        .values_list("incident__number", "member", "time", "of", "advised")
    )
    to_read: dict[str, None] = {}
    answered: dict[str, AdviceState] = {}
    for number, asker, time, values, advised in rows:
        of = values.get("of") if values else None
        state = AdviceState(of) if of else AdviceState.CLEARED
        if member.may_advise and state.is_asked:
            to_read[number] = None
        is_answered = advised is not None and advised >= time and state is not AdviceState.WAITING
        if asker == member.pk and is_answered:
            answered[number] = state
    return LegalTurns(to_read=tuple(to_read), answered=tuple(answered.items()))
