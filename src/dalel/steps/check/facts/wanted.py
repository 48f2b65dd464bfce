"""Actions told as done that the evidence only tells as wanted.

"Удалил ролик" where somebody demanded to delete it, "айыппұлды алып тастады" where a deputy only
proposes to. Wanted is what an infinitive or a noun of action names beside a word of asking,
planning or threatening.
"""

import re
from collections.abc import Iterator
from typing import Final

from dalel.steps.check.facts.context import overlap
from dalel.steps.check.facts.denials import is_denied
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText, PlacedWord

_DONE: Final = {
    "ru": re.compile(r"(?:л(?:а|о|и)?(?:с[ья])?|[ае]н[аоы]?|[яё]н|[ыя]т[аоы]|(?:кры|ня)т)$"),
    "kk": re.compile(r"(?:[дт][ыі](?:рды|рді)?|[ғқ]ан|[гк]ен)$"),
}
_TO_DO: Final = {
    "ru": re.compile(r"(?:(?:ть|ти|чь)(?:ся)?|[аеи]ни[еяюй]м?)$"),
    "kk": re.compile(r"[ую](?:[ыі]|[дғгн][ыіае]н?|ын|ін|ның|нің|ына|іне)?$"),
}
_WANTING: Final = {
    "ru": re.compile(
        r"(?:по)?треб(?:ова|у)|(?:по)?прос(?:ил|ит|ят|ьб)|предл(?:ож|аг)|призв|призыв|намер|планир"
        r"|собира\w+с[ья]$|обещ|пригроз|угрож|хоч|хот(?:ел|ят|им)|долж(?:ен|н[аоы])$|обяза(?:л|т|н)"
        r"|рекоменд|(?:по)?совет(?:ова|у[ею])|добива|(?:по)?пыта[лею]"
    ),
    "kk": re.compile(
        r"талап$|сұра(?!у|л)|ұсын|шақыр|жоспарла|ниет|уәде|тиіс|керек|міндет|кеңес|қорқыт|тырыс|көзде"
    ),
}
#: What follows a whole statement: тыйым салынды деп жазды.
_SAID: Final = frozenset({"деп", "деді", "дейді", "дегенді"})
#: How many words may stand between what is wanted and the word that says so.
_REACH: Final = 5
_SAME_MATTER: Final = 0.2


def only_wanted(
    reading: CheckedText, evidence: PreparedEvidence
) -> Iterator[tuple[PlacedWord, PreparedArticle, PlacedWord]]:
    """Words for what is told as done, with the words of evidence for what is wanted."""
    for place, word in enumerate(reading.words):
        if word.notions and _is_done(reading, place) and not _has_wanting(reading, place):
            found = _wanted_in(reading, word, evidence)
            if found:
                yield word, *found


def _is_done(reading: CheckedText, place: int) -> bool:
    word = reading.words[place]
    done = _DONE.get(reading.language)
    if not done or not done.search(word.text.lower()) or is_denied(reading, place):
        return False
    # The Kazakh accusative sounds like the past tense, but the verb ends its clause.
    return reading.language != "kk" or _ends_clause(reading, place)


def _ends_clause(reading: CheckedText, place: int) -> bool:
    following = reading.words[place + 1 : place + 2]
    if not following or following[0].clause != reading.words[place].clause:
        return True
    return following[0].text.lower() in _SAID


def _wanted_in(
    reading: CheckedText, word: PlacedWord, evidence: PreparedEvidence
) -> tuple[PreparedArticle, PlacedWord] | None:
    if not word.terms & evidence.terms:
        return None
    beside = (each.terms for each in reading.words_of_clause[word.clause])
    around = frozenset().union(*beside) - word.terms
    found = None
    for article in evidence.articles:
        theirs = article.reading
        for at in theirs.places_of(word.terms):
            other = theirs.words[at]
            if not _is_wanted(theirs, at):
                return None
            if overlap(around, (), theirs.sentence_terms[other.sentence]) >= _SAME_MATTER:
                found = article, other
    return found


def _is_wanted(reading: CheckedText, place: int) -> bool:
    to_do = _TO_DO.get(reading.language)
    word = reading.words[place].text.lower()
    return bool(to_do and to_do.search(word)) and _has_wanting(reading, place)


def _has_wanting(reading: CheckedText, place: int) -> bool:
    wanting = _WANTING.get(reading.language)
    sentence = reading.words[place].sentence
    # A noun of wanting does not want itself: талапты is the demand.
    before = reading.words[max(0, place - _REACH) : place]
    beside = (*before, *reading.words[place + 1 : place + _REACH + 1])
    return wanting is not None and any(
        each.sentence == sentence and wanting.match(each.text.lower()) for each in beside
    )
