"""Seals as a person gives them: typed, out of a mail, or in a file that was saved."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Final

from dalel.domain.mailed_seals import DIGITS, GivenSeals, Misread, given_in, likest
from dalel.domain.public_seal import PublicSeal, is_seal_list
from dalel.newsroom.evidence.actions.outside_seals import LARGEST, NoWitnessError
from dalel.steps.archive.seals import seals_of
from dalel.steps.archive.vault import Vault

#: Wrong typing is looked for in so many; whoever has more seals did not type them.
_TYPED: Final = 100
_GROUP: Final = 4
_ELSE: Final = (
    "a seal has 64 digits and letters a to f, as dalel evidence stamp and the site's seals.txt "
    "show it. Give it, the sentence of the mail in which it stands, or a file with it"
)


class MistypedSealError(NoWitnessError):
    """Check your typing."""


@dataclass(frozen=True, kw_only=True)
class SealsOfOthers:
    """What was given for seals of others: those in it, and what only looks like one.

    ``is_list``: it is the list of a site, which names every seal up to its last one.
    """

    seals: tuple[PublicSeal, ...]
    misread: tuple[Misread, ...] = ()
    is_list: bool = False


def given_seals(what: str) -> SealsOfOthers:
    """The seals in words that were typed or pasted, or in a file: a list, a mail, a saved page.

    :raises MistypedSealError: when what is meant as one is none.
    :raises NoWitnessError: when there is none.
    """
    typed = given_in(what)
    if typed.seals:
        return SealsOfOthers(seals=typed.seals, misread=typed.misread)
    try:
        with Path(what).open("rb") as stream:
            content = stream.read(LARGEST)
    except (OSError, ValueError) as error:
        _refuse_misread(typed)
        why = error.strerror if isinstance(error, OSError) else "no name of a file"
        raise NoWitnessError(
            f"{_short(what)!r} is no seal, nor a file that can be read ({why}): {_ELSE}."
        ) from error
    found = given_in(_text(content))
    if not found.seals:
        _refuse_misread(found, f"{what}: ")
        raise NoWitnessError(f"{what}: no seal stands in it: {_ELSE}.")
    return SealsOfOthers(seals=found.seals, misread=found.misread, is_list=is_seal_list(content))


def refuse_mistyped(vault: Vault, given: SealsOfOthers) -> None:
    """Refuse what differs from a seal of here by few signs: so alike are no two seals.

    :raises MistypedSealError: when there is such.
    """
    here = seals_of(vault)
    known = {seal.link for seal in here}
    digits = [seal.link for seal in given.seals if seal.link not in known]
    digits += [one.digits for one in given.misread]
    if given.is_list or len(digits) > _TYPED:
        return
    for one in digits:
        if meant := likest(one, here):
            raise MistypedSealError(
                f"Check your typing: {_shown(one, meant.link)} is nearly the seal of {meant.day}, "
                "and no two seals are so alike. Look at it again where you kept it (not here), and "
                "give it again. Nothing was held against the evidence yet."
            )


def told_misread(misread: Collection[Misread]) -> Iterator[str]:
    """Lines about what only looks like a seal."""
    for one in misread:
        yield f"Check your typing: {_groups(one.digits)} is no seal: {one.why}."


def _refuse_misread(found: GivenSeals, where: str = "") -> None:
    if found.misread:
        raise MistypedSealError(where + " ".join(told_misread(found.misread[:3])))


def _text(content: bytes) -> str:
    """What a file says: a mail without its headers, whatever its text is wrapped in."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    text = content.removeprefix(BOM_UTF8).decode("utf-8", "replace")
    if is_seal_list(content):
        return text
    try:
        mail = message_from_bytes(content, policy=default)
        if isinstance(mail, EmailMessage) and mail["From"] and mail["Date"]:
            return "\n\n".join(_parts(mail)) or text
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        pass
    return text


def _parts(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_type() in {"text/plain", "text/html"}:
            yield str(part.get_content())


def _groups(digits: str) -> str:
    shown = digits[: 2 * DIGITS]
    return " ".join(shown[at : at + _GROUP] for at in range(0, len(shown), _GROUP))


def _shown(digits: str, meant: str) -> str:
    """Groups of four; those that are another in the seal stand in brackets."""
    if len(digits) != len(meant):
        return f"{_groups(digits)} ({len(digits)} digits, a seal has {DIGITS})"
    groups = (slice(at, at + _GROUP) for at in range(0, DIGITS, _GROUP))
    return " ".join(
        digits[group] if digits[group] == meant[group] else f"[{digits[group]}]" for group in groups
    )


def _short(what: str) -> str:
    return what if len(what) <= DIGITS else f"{what[:DIGITS]}…"
