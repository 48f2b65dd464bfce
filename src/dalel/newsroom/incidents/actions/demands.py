"""What is done with demands: receiving, deciding and answering them, and legal holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from dalel.domain.demand import Verdict
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.states import DemandState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import DemandRow
from dalel.newsroom.incidents.queries.demand_register import demand
from dalel.newsroom.incidents.queries.incident_rows import incident_row


class ReplyMissingError(DalelError):
    """A demand is answered in every language of publication."""


@dataclass(frozen=True, kw_only=True)
class NewDemand:
    """What is entered when a demand comes; ``version`` None challenges the entry as a whole."""

    key: str
    kind: str
    party: str
    claim: str
    received: date
    due: date
    incident: str
    language: str
    version: int | None


def register(new: NewDemand, act: Act) -> int:
    """Enter a demand; gives its number. The same form sent again enters nothing.

    :raises NotFoundError: when there is no such incident or version.
    """
    with writing():
        there = DemandRow.objects.filter(key=new.key).first()
        if there is not None:
            return there.number
        incident = incident_row(new.incident)
        version = None
        if new.version is not None:
            texts = incident.versions.filter(language=new.language, number=new.version)
            version = texts.first()
            if version is None:
                raise NotFoundError(f"There is no version {new.version} in {new.language}.")
        last = DemandRow.objects.aggregate(last=Max("number"))["last"] or 0
        row = DemandRow.objects.create(
            number=last + 1,
            key=new.key,
            kind=new.kind,
            party=new.party,
            claim=new.claim,
            received=new.received,
            due=new.due,
            incident=incident,
            version=version,
            registered_by=act.member,
            registered=act.time,
        )
        _note(act, "registered a demand", row, f"{incident.number} {new.kind}")
    return row.number


def decide(number: int, verdict: Verdict, reason: str, act: Act) -> None:
    """Decide what came; the reason goes into the record.

    :raises ForbiddenMoveError: when it is not waiting for a decision.
    """
    with writing():
        row = demand(number)
        row.verdict, row.reason = verdict, reason
        row.decided_by, row.decided = act.member, act.time
        move_row(row, DemandState.DECIDED, "verdict", "reason", "decided_by", "decided")
        _note(act, "decided a demand", row, verdict)


def reply(
    number: int, texts: Mapping[str, str], languages: tuple[str, ...], act: Act, *, sent: bool
) -> None:
    """Keep the reply's text; ``sent``: it has gone out, in every language.

    :raises ReplyMissingError: when it went out and a language is empty; the texts are kept.
    :raises ForbiddenMoveError: when it went out before anything was decided.
    """
    missing = [language for language in languages if not texts.get(language)]
    with writing():
        row = demand(number)
        row.replies = dict(texts)
        if sent and not missing:
            row.state = move(row.state, DemandState.ANSWERED)
            row.answered = act.time
        row.save()
        _note(act, "answered a demand", row, "sent" if sent and not missing else "draft")
    if sent and missing:
        raise ReplyMissingError(f"The reply is missing in {', '.join(missing)}.")


def keep_print(number: int, texts: Mapping[str, str], by: Mapping[str, str], act: Act) -> None:
    """Keep the answer that is to be printed, as far as it has come."""
    with writing():
        row = demand(number)
        if (row.print_texts, row.print_by) != (dict(texts), dict(by)):
            row.print_texts, row.print_by = dict(texts), dict(by)
            row.save(update_fields=["print_texts", "print_by"])
            _note(act, "kept a reply for print", row, "")


def set_state(number: int, state: DemandState, act: Act) -> None:
    """Take a demand back on behalf of who made it, or open it again.

    :raises ForbiddenMoveError: when the state may not follow.
    """
    with writing():
        row = demand(number)
        move_row(row, state)
        _note(act, f"made {state}", row, "")


def hold(number: int, act: Act, *, is_held: bool) -> None:
    """Stop everything about the incident from expiring, or let it expire again."""
    with writing():
        row = demand(number)
        if row.is_held != is_held:
            row.is_held = is_held
            row.save(update_fields=["is_held"])
            _note(act, "held" if is_held else "let go", row, row.incident.number)


def _note(act: Act, action: str, row: DemandRow, detail: str) -> None:
    """Write the act down; who made the demand does not go into the log."""
    act.note(action, f"demand {row.number}", detail)
