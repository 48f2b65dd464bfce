"""Keeps the memory of sentences: what is approved or printed is learnt, what is withdrawn goes.

Pairs are only offered; none of them writes a text by itself. Of an incident both languages must be
approved, or come from a printed bulletin, and agree; no draft is ever learnt.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from pathlib import PurePath
from typing import Final

from django.db.models import Count, Q

from dalel.domain.errors import DalelError, NotFoundError, UnreadableError
from dalel.domain.incident import IncidentText
from dalel.domain.states import GONE, VersionState
from dalel.domain.withdrawal import finder
from dalel.language.near_wording import pair_terms
from dalel.language.sentence_pairs import paired
from dalel.language.tmx import LONGEST, TmxError, TmxUnit, read_tmx, write_tmx
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.transactions import BATCH, writing
from dalel.newsroom.incidents.actions.import_versions import NOTE
from dalel.newsroom.incidents.models import (
    ForgottenPairRow,
    IncidentRow,
    PairOrigin,
    SentencePairRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.hidden_names import HiddenNames, NamesSought
from dalel.newsroom.incidents.queries.records import text_record
from dalel.newsroom.incidents.queries.sentence_memory import pairs_to_hand_on
from dalel.newsroom.incidents.queries.stale_texts import stale_texts
from dalel.newsroom.incidents.queries.withdrawn_words import (
    older_word_digest,
    withdrawn_words,
    word_digest,
)

_LONGEST_NAME: Final = 200
#: So many units of a file a transaction: larger ones keep others waiting, smaller ones cost time.
_UNITS: Final = 1_000
_PRINTED: Final = Q(note=NOTE, author=None)


class SentenceFileError(DalelError):
    """The file of sentences is not taken; ``reason`` is one of ``language.tmx``, or empty."""

    def __init__(self, file: str, reason: str, line: int = 0) -> None:
        super().__init__(f"{file}: {reason}" + (f", line {line}" if line else ""))
        self.file, self.reason, self.line = file, reason, line


@dataclass(frozen=True, kw_only=True)
class SentenceImport:
    """What became of the units of a file.

    ``known``: the memory had them, or the file had them twice. ``other``: of other languages,
    ``empty``: without words or the same in both, ``long``: no sentences. ``barred``: somebody
    forgot them, or words in them are withdrawn.
    """

    file: str
    added: int = 0
    known: int = 0
    other: int = 0
    empty: int = 0
    long: int = 0
    barred: int = 0


def remember(incident: IncidentRow) -> None:
    """Bring the memory of an incident's sentences up to what stands of its texts now."""
    with writing():
        fresh = {row.digest: row for row in _without_barred(_rows_of(incident), withdrawn_words())}
        kept = incident.pairs.all()
        kept.exclude(digest__in=fresh).delete()
        there = dict(kept.values_list("digest", "origin"))
        moved = [digest for digest, origin in there.items() if origin != fresh[digest].origin]
        kept.filter(digest__in=moved).delete()
        SentencePairRow.objects.bulk_create(
            [row for digest, row in fresh.items() if digest not in there or digest in moved],
            batch_size=BATCH,
        )


def remember_again(incidents: Collection[int]) -> None:
    """Bring the memory up to what stands of incidents' texts, by their keys, and learn new ones."""
    for row in IncidentRow.objects.filter(pk__in=incidents, pairs__isnull=False).distinct():
        remember(row)
    catch_up()


def catch_up() -> int:
    """Learn what was approved or printed before there was a memory; tells of how many incidents.

    A few hundred at a time: it is called again and again.
    """
    texts = Q(versions__state=VersionState.APPROVED) | Q(versions__note=NOTE, versions__author=None)
    rows = IncidentRow.objects.filter(pairs=None).exclude(state__in=list(GONE))
    spoken = rows.annotate(spoken=Count("versions__language", filter=texts, distinct=True))
    waiting = list(spoken.filter(spoken__gte=2).order_by("pk"))
    stale = stale_texts(IncidentRow.objects.filter(pk__in=[row.pk for row in waiting]))
    agreeing = [row for row in waiting if not stale.get(row.number)][:BATCH]
    for incident in agreeing:
        remember(incident)
    return len(agreeing)


def forget_incident(incident: IncidentRow, now: datetime) -> None:
    """Forget what came from an incident that was taken back, and the same where a file has it."""
    with writing():
        digests = list(incident.pairs.values_list("digest", flat=True))
        incident.pairs.all().delete()
        SentencePairRow.objects.filter(digest__in=digests, incident=None).delete()
        elsewhere = SentencePairRow.objects.filter(digest__in=digests)
        still = set(elsewhere.values_list("digest", flat=True))
        _bar((one for one in digests if one not in still), now)


def forget_words(words: Collection[str]) -> int:
    """Forget every pair in which withdrawn words stand, a name among them in whatever form.

    A part of a name alone counts in sentences of incidents that have the whole of it.
    """
    with writing():
        sought, finds = NamesSought(tuple(words)), finder(tuple(words))
        gone, parts = list[int](), list[tuple[int, int]]()
        theirs = _incidents_with(sought, finds)
        for row in SentencePairRow.objects.order_by("pk").iterator(chunk_size=500):
            whole = [
                is_whole
                for language, text in row.texts.items()
                for _, is_whole in sought.found(text, language)
            ]
            if _holds(row.texts, sought, finds):
                gone.append(row.pk)
            elif whole and row.incident_id is not None:
                parts.append((row.pk, row.incident_id))
        gone += [key for key, incident in parts if incident in theirs]
        for start in range(0, len(gone), BATCH):
            SentencePairRow.objects.filter(pk__in=gone[start : start + BATCH]).delete()
        return len(gone)


def forget_pair(key: int, act: Act) -> None:
    """Forget a pair for good, wherever it comes from; it is not learnt again.

    :raises NotFoundError: when there is none.
    """
    with writing():
        row = SentencePairRow.objects.select_related("incident").filter(pk=key).first()
        if row is None:
            raise NotFoundError(f"There is no pair {key} in the memory of sentences.")
        act.note("forgot a sentence", row.incident.number if row.incident else row.file)
        SentencePairRow.objects.filter(digest=row.digest).delete()
        _bar([row.digest], act.time)


def import_sentences(
    content: bytes, name: str, languages: Sequence[str], now: datetime, act: Act | None = None
) -> SentenceImport:
    """Take the sentences of a TMX file into the memory; what it has twice is kept once.

    The file is read in a process of its own. A thousand units a transaction: an import that is cut
    off is begun again, and finds the first ones there.

    :raises SentenceFileError: when it cannot be read; then nothing is taken.
    """
    file = PurePath(name).name[:_LONGEST_NAME]
    try:
        reading = pool().call(read_tmx, content, tuple(languages))
    except TmxError as error:
        raise SentenceFileError(file, error.reason, error.place) from error
    except UnreadableError as error:
        raise SentenceFileError(file, "") from error
    report = SentenceImport(file=file, other=reading.other, empty=reading.empty, long=reading.long)
    for start in range(0, len(reading.units), _UNITS):
        rows = [
            row
            for unit in reading.units[start : start + _UNITS]
            for row in _of_file(unit, file, now)
        ]
        added, known = _add(rows)
        report = replace(
            report,
            added=report.added + added,
            known=report.known + known,
            barred=report.barred + len(rows) - added - known,
        )
    if act is not None:
        act.note("imported sentences", file, str(report.added))
    return report


def export_sentences(
    hidden: HiddenNames, source: str, software: str, now: datetime
) -> Iterator[bytes]:
    """The memory as a TMX 1.4 file, without what the naming rule hides."""
    units = (
        (TmxUnit(texts=one.texts, created=one.place.time), one.place.number or one.place.file)
        for one in pairs_to_hand_on(hidden)
    )
    return write_tmx(units, source=source, tool=("Dalel", software), now=now)


def _add(rows: Sequence[SentencePairRow]) -> tuple[int, int]:
    """Add what is new and not barred; tells how many, and how many were there."""
    with writing():
        digests = {row.digest for row in rows}
        there = SentencePairRow.objects.filter(digest__in=digests)
        seen = set(there.values_list("digest", flat=True))
        fresh = list[SentencePairRow]()
        known = 0
        for row in _without_barred(rows, withdrawn_words()):
            known += row.digest in seen
            if row.digest not in seen:
                seen.add(row.digest)
                fresh.append(row)
        SentencePairRow.objects.bulk_create(fresh, batch_size=BATCH)
        return len(fresh), known


def _rows_of(incident: IncidentRow) -> Iterator[SentencePairRow]:
    """What an incident teaches: pairs of texts that stand and agree."""
    if incident.state in GONE:
        return
    standing = _standing(incident)
    stale = stale_texts(IncidentRow.objects.filter(pk=incident.pk)).get(incident.number, ())
    for one, other in combinations(sorted(standing), 2):
        if one in stale or other in stale:
            continue
        (first, is_printed), (second, is_printed_too) = standing[one], standing[other]
        origin = PairOrigin.BULLETIN if is_printed or is_printed_too else PairOrigin.APPROVED
        time = max(text.time for text in (first, second))
        for mine, theirs in _sentences(text_record(first), text_record(second)):
            if any(map(str.isalpha, mine)) and mine != theirs:
                row = _row({one: mine, other: theirs}, time)
                row.origin, row.incident = origin, incident
                yield row


def _standing(incident: IncidentRow) -> Mapping[str, tuple[TextVersionRow, bool]]:
    """The text of each language that people approved, else as it was printed; true: printed."""
    versions = incident.versions.order_by("number")
    approved = versions.filter(state=VersionState.APPROVED)
    return {row.language: (row, True) for row in versions.filter(_PRINTED)} | {
        row.language: (row, row.note == NOTE and row.author_id is None) for row in approved
    }


def _sentences(one: IncidentText, other: IncidentText) -> Iterator[tuple[str, str]]:
    if one.title and other.title:
        yield one.title, other.title
    for pair in paired(one.paragraphs, other.paragraphs):
        if max(map(len, pair)) <= LONGEST:
            yield pair


def _of_file(unit: TmxUnit, file: str, now: datetime) -> Iterator[SentencePairRow]:
    created = min(unit.created or now, now)
    for one, other in combinations(sorted(unit.texts), 2):
        row = _row({one: unit.texts[one], other: unit.texts[other]}, created)
        row.origin, row.file = PairOrigin.FILE, file
        yield row


def _row(texts: Mapping[str, str], time: datetime) -> SentencePairRow:
    (first_language, first), (second_language, second) = sorted(texts.items())
    whole = f"{first_language}\x00{first}\x00{second_language}\x00{second}"
    return SentencePairRow(
        first_language=first_language,
        first=first,
        second_language=second_language,
        second=second,
        terms=" ".join(
            dict.fromkeys(
                (*pair_terms(first, first_language), *pair_terms(second, second_language))
            )
        ),
        digest=hashlib.sha256(whole.encode()).hexdigest(),
        time=time,
    )


def _without_barred(
    rows: Iterable[SentencePairRow], withdrawn: Sequence[str]
) -> Iterator[SentencePairRow]:
    """Those rows that nobody forgot, and in which no withdrawn words stand."""
    there = list(rows)
    barred = _barred([row.digest for row in there])
    sought, finds = NamesSought(tuple(withdrawn)), finder(tuple(withdrawn))
    for row in there:
        if row.digest not in barred and not (withdrawn and _holds(row.texts, sought, finds)):
            yield row


def _holds(texts: Mapping[str, str], sought: NamesSought, finds: re.Pattern[str]) -> bool:
    """Whether words stand in texts by language, a name among them as a whole in any form."""
    return any(
        finds.search(text) or any(whole for _, whole in sought.found(text, language))
        for language, text in texts.items()
    )


def _incidents_with(sought: NamesSought, finds: re.Pattern[str]) -> frozenset[int]:
    """The keys of incidents with pairs in some version of whose texts the words stand."""
    rows = TextVersionRow.objects.filter(incident__in=IncidentRow.objects.exclude(pairs=None))
    return frozenset(
        row.incident_id
        for row in rows.iterator(chunk_size=500)
        if _holds({row.language: "\n".join((row.title or "", *row.paragraphs))}, sought, finds)
    )


def _barred(digests: Sequence[str]) -> frozenset[str]:
    """Those of these pairs that are never offered again."""
    if not ForgottenPairRow.objects.exists():
        return frozenset()
    secret = {made(one): one for one in digests for made in (word_digest, older_word_digest)}
    found = ForgottenPairRow.objects.filter(digest__in=secret).values_list("digest", flat=True)
    return frozenset(secret[one] for one in found)


def _bar(digests: Iterable[str], now: datetime) -> None:
    ForgottenPairRow.objects.bulk_create(
        [ForgottenPairRow(digest=word_digest(one), time=now) for one in digests],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
