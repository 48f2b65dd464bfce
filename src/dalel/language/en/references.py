"""Pronouns: whom "he", "it" and "they" stand for, looked for within two sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.claim import Mention
from dalel.domain.evidence import TextSpan
from dalel.language.en.word_lists import listed

#: So many sentences back a pronoun is looked up.
_BACK: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class EnglishReferent:
    """Something named that a pronoun may stand for.

    ``gender`` is "he", "she" or unknown; ``plural`` several; ``person`` no body and no thing;
    ``named`` is one that has a name.
    """

    mention: Mention
    sentence: int
    subject: bool
    person: bool
    plural: bool
    gender: str = ""
    named: bool = False


def gender_of(words: str) -> str:
    """Of a person's name as Kazakhstan writes them: "he", "she", or unknown."""
    last = words.lower().split()[-1]
    if last.endswith(tuple(listed("people", "she_endings"))):
        return "she"
    return "he" if last.endswith(tuple(listed("people", "he_endings"))) else ""


class EnglishReferents:
    """What a text has named so far."""

    def __init__(self) -> None:
        """Nothing is named yet."""
        self._named: list[EnglishReferent] = []

    def note(self, referent: EnglishReferent) -> None:
        """Take down something that is named."""
        self._named.append(referent)

    def resolve(
        self,
        pronoun: str,
        span: TextSpan,
        sentence: int,
        taken: Iterable[TextSpan],
        *,
        as_subject: bool,
    ) -> Mention | None:
        """What a pronoun stands for, ``via`` it; None where nothing named fits.

        ``taken`` are the places of what already has a part in the clause.
        """
        away = set(taken)
        fitting = [
            each
            for each in self._named
            if sentence - _BACK <= each.sentence <= sentence
            and each.mention.span.end <= span.start
            and each.mention.span not in away
            and _fits(pronoun.lower(), each)
        ]
        if not fitting:
            return None
        best = max(fitting, key=lambda each: _weight(each, as_subject=as_subject))
        return replace(best.mention, via=pronoun)


def _fits(pronoun: str, each: EnglishReferent) -> bool:
    if pronoun in listed("people", "pronouns_he"):
        return each.person and not each.plural and each.gender != "she"
    if pronoun in listed("people", "pronouns_she"):
        return each.person and not each.plural and each.gender != "he"
    if pronoun in listed("people", "pronouns_it"):
        return not each.person and not each.plural
    if pronoun in listed("people", "pronouns_they"):
        return each.plural or not each.person
    return False


def _weight(each: EnglishReferent, *, as_subject: bool) -> tuple[bool, bool, bool, int, int]:
    """A subject's pronoun goes back to a subject, another to what was named last."""
    alike = as_subject and each.subject
    return bool(each.gender), alike, each.named, each.sentence, each.mention.span.start
