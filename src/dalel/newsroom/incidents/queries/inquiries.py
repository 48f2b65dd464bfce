"""Letters to those of whom entries speak: their words, their deadlines, and what may be told."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dalel.domain.conduct import InquiryState, PublicInquiry
from dalel.domain.incident import IncidentText
from dalel.domain.public_change import ChangeKind, TellInquiry, decode
from dalel.domain.snapshot import Imprint
from dalel.newsroom.incidents.models import InquiryRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in, withdrawn_words
from dalel.pack import Pack
from dalel.pack.letters import letter_days

_INNER_QUOTES: Final = str.maketrans({"«": "„", "»": "“"})


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """A letter that went out; ``is_over``: its last day has passed.

    ``told`` is what may be said of it in the entry, by language.
    """

    key: int
    number: str
    whom: str
    sent: date
    due: date
    state: InquiryState
    answer: str
    language: str
    translation: str
    member: str
    is_over: bool
    told: Mapping[str, str]
    #: Whether the public reads of it.
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class InquiryLetter:
    """A letter to be sent by hand: subject and text in a language."""

    language: str
    subject: str
    text: str
    #: Whether the entry has no text in this language that could be told.
    lacks_entry: bool


def inquiries(number: str, pack: Pack, today: date) -> tuple[Inquiry, ...]:
    """The letters of an incident, the latest first.

    :raises NotFoundError: when there is no incident of this number.
    """
    rows = InquiryRow.objects.filter(incident=incident_row(number))
    rows = rows.select_related("incident", "member").order_by("-sent", "-pk")
    return tuple(_inquiry(row, pack, today) for row in rows)


def due_inquiries(pack: Pack, today: date) -> tuple[Inquiry, ...]:
    """The letters whose last day has come and of which nobody said what came, the oldest first."""
    rows = InquiryRow.objects.filter(state=InquiryState.WAITING, due__lte=today)
    rows = rows.select_related("incident", "member").order_by("due", "pk")
    return tuple(_inquiry(row, pack, today) for row in rows)


def public_inquiries() -> Mapping[str, tuple[PublicInquiry, ...]]:
    """What two persons let the public learn of letters, by the incident's number."""
    found: dict[str, list[PublicInquiry]] = defaultdict(list)
    rows = InquiryRow.objects.exclude(told=None).select_related("incident").order_by("sent", "pk")
    for row in rows:
        told = decode(ChangeKind.INQUIRY, row.told or {})
        if isinstance(told, TellInquiry):
            found[row.incident.number].append(
                PublicInquiry(
                    whom=told.texts,
                    asked=told.asked,
                    due=told.due,
                    state=told.state,
                    answer=told.answers,
                    actor=told.actor,
                )
            )
    return {number: tuple(told) for number, told in found.items()}


def inquiry_letters(
    whom: str,
    days: tuple[date, date],
    texts: Mapping[str, IncidentText],
    pack: Pack,
    sender: tuple[Imprint, str],
) -> tuple[InquiryLetter, ...]:
    """A letter in each language of publication, from the pack's form.

    ``texts`` are those of the entry: nothing else is told to whoever is asked. ``sender`` is who
    publishes, and an address at which an answer reaches us where the imprint has none.
    """
    words, withdrawn = pack.inquiry, withdrawn_words()
    imprint, contact = sender
    letters = []
    for language in pack.languages if words.days else ():
        text = texts.get(language)
        entry = "\n\n".join((text.title or "", *text.paragraphs)).strip() if text else ""
        if stand_in({language: entry}, withdrawn):
            entry = ""
        rooms = {
            **letter_days(pack.formats, language, sent=days[0], due=days[1]),
            "whom": whom,
            "publisher": imprint.stated(language, "publisher"),
            "contact": imprint.stated(language, "reply_address", "contact") or contact or "…",
            "entry": entry or "…",
            "questions": "\n".join(
                f"{place}. {question}"
                for place, question in enumerate(words.questions[language], 1)
            ),
        }
        letters.append(
            InquiryLetter(
                language=language,
                subject=words.subject[language] % rooms,
                text=(words.body[language] % rooms).strip(),
                lacks_entry=not entry,
            )
        )
    return tuple(letters)


def _inquiry(row: InquiryRow, pack: Pack, today: date) -> Inquiry:
    return Inquiry(
        key=row.pk,
        number=row.incident.number,
        whom=row.whom,
        sent=row.sent,
        due=row.due,
        state=InquiryState(row.state),
        answer=row.answer,
        language=row.language,
        translation=row.translation,
        member=str(row.member),
        is_over=row.due < today,
        told=dict(_told(row, pack)),
        is_public=row.told is not None,
    )


def _told(row: InquiryRow, pack: Pack) -> list[tuple[str, str]]:
    """A sentence in each language in which there are words for it; of what was withdrawn none."""
    words = pack.inquiry
    if not row.whom or not words.days or row.state == InquiryState.WAITING:
        return []
    found = []
    for language in pack.languages:
        form, answer = words.silent[language], ""
        if row.state == InquiryState.ANSWERED:
            is_own = language == row.language
            form = (words.answered if is_own else words.translated)[language]
            answer = row.answer if is_own else row.translation
            if not answer:
                continue
        rooms = letter_days(pack.formats, language, sent=row.sent, due=row.due)
        said = " ".join(answer.split()).rstrip(".").translate(_INNER_QUOTES)
        found.append((language, form % {**rooms, "whom": row.whom, "answer": said}))
    return found
