"""Denials: statements that the text makes and the evidence denies, or the reverse."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dalel.domain.facts import FactKind
from dalel.language.facts.happenings import is_until
from dalel.language.facts.not_done import (
    ALSO_NOT,
    CLAUSE_JOINED,
    NOT_DONE,
    NOT_HAPPENED,
    REFUSED,
)
from dalel.language.notions import judgements, opposites
from dalel.language.spans import Spans
from dalel.steps.check.facts.context import SAME_MATTER, overlap
from dalel.steps.check.facts.evidence import PreparedArticle, PreparedEvidence
from dalel.steps.check.facts.reading import CheckedText, PlacedWord

_DENIED_WORD: Final = re.compile(
    r"(?<!\w)(?!қама|жаппай|қарама)\w{2,}(?:[аәеоөұүыіийулрй]м[ае]|[мнңзжлр]б[ае]|[кқпстшщфх]п[ае])"
    r"(?:ды|ді|дық|дік|йды|йді|йтын|йтін|йтынын|йтінін|йтыны|йтіні|ған|ген|ғаны|гені|ғанын|генін|ғандай|гендей|уы|уі|уын|уін|й)$"
)
#: Verbs that mean little without their noun.
_JOINED_VERB: Final = re.compile(
    r"(?:сал|бер|ет|жаса|бол|қыл|жүргіз|тағ|қозға|өткіз|шығар|қой|түс|кір|кел|ал|айт|көрсет)"
)
_RUSSIAN_VERB: Final = re.compile(
    r"(?:л[аио]?|[еия]т|[юуая]т|ть|ться|лся|лась|лись|лось|ется|ится|ются|(?:[аяеё]н|[ыяу]т)[аоы]?)$"
)
_NOT: Final = {
    "ru": frozenset({"не"}),
    "en": frozenset({"not", "never", "didn", "doesn", "wasn", "weren", "isn", "cannot"}),
    "kk": frozenset(),
}
_AUXILIARY: Final = re.compile(
    r"be|been|yet|был[аио]?|буд[еу]т|долж\w+|мо[гж]\w+|следует|стал[аио]?|станет|станут|хо[тч]\w+"
)
#: Notions whose words hold a denial themselves.
_DENYING: Final = frozenset({"deny"})
#: What is forbidden is denied in other words: нельзя, не может, тыйым салынды.
_BAN: Final = "n:ban"
#: What is said not to be true is denied or told, by who says so.
_REFUTED: Final = "n:deny"
_AFTER: Final = frozenset({"жоқ", "емес"})
_POSSIBLE: Final = "мүмкін"
_UNABLE: Final = re.compile(r"алма(?:ды|ған|й|с)")
#: утечки данных не было, нарушений не выявлено.
_NONE_OF_IT: Final = re.compile(
    rf"(?:{ALSO_NOT}|\s+(?!{CLAUSE_JOINED}\s)[\w«»-]+)?"
    rf"\s+(?:не\s+(?:обнаруж|выявл|{NOT_HAPPENED})|нет(?!\w))",
    re.IGNORECASE,
)
#: Whoever refuses to do something does not do it: өшіруден бас тартты, отказался удалить.
_TO_DO: Final = {"kk": re.compile(r"у[дт][ае]н$"), "ru": re.compile(r"(?:ть|ти|чь)(?:ся)?$")}
_DECLINED: Final = ("declin", "refus")
_REFUSING: Final = re.compile(
    rf"(?<!\w)(?:{REFUSED}|не\s+(?:{NOT_DONE}|буд[еу]т|собира\w+|намер\w+))"
)
#: How far from what is refused the Russian verb may stand.
_REACH: Final = 4
#: What is allowed only in part may be told as a ban.
_ONLY: Final = frozenset({"лишь", "только", "исключительно", "ғана", "тек", "only"})
_LIMITABLE: Final = frozenset({"allow"})
_ADJECTIVE: Final = ("ого", "его", "ых", "их")
#: Where something is said to be missing, a denial may say the same.
_MISSING: Final = re.compile(r"жоқ|нет|отсутств\w*|lack\w*|missing|absent|none", re.IGNORECASE)


def denials(
    reading: CheckedText, evidence: PreparedEvidence
) -> Iterator[tuple[PlacedWord, PreparedArticle, PlacedWord]]:
    """Words that a text says and its evidence denies in the same matter, or the other way round."""
    outcomes = Spans(
        s.fact.span
        for s in reading.of_kind(FactKind.OUTCOME)
        if s.fact.value not in reading.lexicon.contrasted
    )
    for place, word in enumerate(reading.words):
        if outcomes.meet(word.start, word.start + 1):
            continue
        if not word.terms or not (_is_verb(reading, place) or word.notions & judgements()):
            continue
        # A word that is denied says its opposite: не разрешили, they banned it.
        denied = is_denied(reading, place) or (
            bool(word.notions & _LIMITABLE) and is_limited(reading, word.clause)
        )
        found = None if denied else _opposite_in(reading, word, evidence)
        found = found or _denied_in(reading, place, evidence)
        if found:
            yield word, *found


def _opposite_in(
    reading: CheckedText, word: PlacedWord, evidence: PreparedEvidence
) -> tuple[PreparedArticle, PlacedWord] | None:
    """Where the evidence says the opposite of a word that it does not have, in the same matter."""
    against = frozenset().union(*(opposites().get(notion, ()) for notion in word.notions))
    if not against & evidence.notions or word.notions & evidence.notions:
        return None
    around = reading.sentence_terms[word.sentence] - word.terms
    for article in evidence.articles:
        for at in article.reading.places_of_notions(against):
            other = article.reading.words[at]
            if not is_denied(article.reading, at):
                shared = overlap(around, (), article.reading.sentence_terms[other.sentence])
                if shared >= SAME_MATTER:
                    return article, other
    return None


def _denied_in(
    reading: CheckedText, place: int, evidence: PreparedEvidence
) -> tuple[PreparedArticle, PlacedWord] | None:
    word = reading.words[place]
    if word.notions & _DENYING or _is_refuted(reading, word) or _is_forbidden(reading, word):
        return None
    mine = is_denied(reading, place)
    around = reading.sentence_terms[word.sentence] - word.terms
    against = None
    for article in evidence.articles:
        theirs = article.reading
        for at in theirs.places_of(word.terms):
            other = theirs.words[at]
            if _is_forbidden(theirs, other):
                continue
            if _is_refuted(theirs, other):
                return None
            if _is_denied_there(theirs, at) == mine or _is_missing(theirs, at, reading, place):
                return None
            shared = overlap(around, (), theirs.sentence_terms[other.sentence])
            if shared >= SAME_MATTER:
                against = article, other
    return against


def _is_denied_there(theirs: CheckedText, at: int) -> bool:
    """Whether a word is denied, and is no noun of an outcome told so: интернет болмады."""
    word = theirs.words[at]
    if not is_denied(theirs, at):
        return False
    # The verb of such an outcome is denied all the same: қабылдамады.
    return bool(_DENIED_WORD.search(word.text.lower())) or not theirs.told_outcomes.meet(
        word.start, word.start + 1
    )


def _is_missing(theirs: CheckedText, at: int, reading: CheckedText, place: int) -> bool:
    """Whether a sentence of which one side denies says on the other that something is missing."""
    return any(
        _MISSING.fullmatch(word.text)
        for text, spot in ((theirs, at), (reading, place))
        if not is_denied(text, spot)
        for word in text.words_of_sentence[text.words[spot].sentence]
    )


def _is_refuted(reading: CheckedText, word: PlacedWord) -> bool:
    """Whether another word of its sentence says that something is not true."""
    return _REFUTED in reading.sentence_terms[word.sentence]


def _is_forbidden(reading: CheckedText, word: PlacedWord) -> bool:
    """Whether another word of its sentence forbids something."""
    return _BAN not in word.terms and _BAN in reading.sentence_terms[word.sentence]


def _is_verb(reading: CheckedText, place: int) -> bool:
    """Whether a word may be a verb, so that a denial of it is one of the statement."""
    given = reading.words[place]
    word = given.text.lower()
    if given.text[0].isupper() and not given.opens:
        return False
    if reading.language == "ru":
        return bool(_RUSSIAN_VERB.search(word))
    if reading.language == "kk":
        return bool(_DENIED_WORD.search(word)) or word.endswith(
            ("ды", "ді", "ты", "ті", "ған", "ген", "қан", "кен", "ғанын", "генін", "йды", "йді")
        )
    return len(word) > 3 and word.endswith(("ed", "es", "en", "ing"))


def _is_denied_after(following: Sequence[str]) -> bool:
    """Whether Kazakh words deny what stands before them: емес, тыйым салынбайды, мүмкін болмады."""
    if not following:
        return False
    first, second = following[0], following[1] if len(following) > 1 else ""
    if first in _AFTER or _UNABLE.match(first):
        return True
    if first == _POSSIBLE:
        return second in _AFTER or bool(_DENIED_WORD.search(second))
    # A noun is denied by the verb it is joined to: тыйым салынбайды, жауап берген жоқ.
    joined = _JOINED_VERB.match(first) is not None
    return joined and (second in _AFTER or bool(_DENIED_WORD.search(first)))


def is_limited(reading: CheckedText, clause: int) -> bool:
    """Whether a clause says "only"."""
    return any(word.text.lower() in _ONLY for word in reading.words_of_clause.get(clause, ()))


def is_denied(reading: CheckedText, place: int) -> bool:
    """Whether a word of a text is denied."""
    word = reading.words[place]
    if reading.language == "kk":
        following = [each.text.lower() for each in reading.words[place + 1 : place + 3]]
        if _TO_DO["kk"].search(word.text.lower()) and following[:1] == ["бас"]:
            return following[1].startswith("тарт") if len(following) > 1 else False
        return _is_denied_after(following) or bool(_DENIED_WORD.search(word.text.lower()))
    if reading.language == "ru" and _TO_DO["ru"].search(word.text.lower()):
        beside = [
            each.text.lower()
            for each in reading.words[max(0, place - _REACH) : place + _REACH + 1]
            if each.clause == word.clause
        ]
        if _REFUSING.search(" ".join(beside)):
            return True
    before = reading.words[max(0, place - _REACH) : place]
    if reading.language == "en" and any(
        one.text.lower().startswith(_DECLINED) and other.text.lower() == "to"
        for one, other in pairwise(before)
    ):
        return True
    before = before[-2:]
    between = before[-1:] and _AUXILIARY.fullmatch(before[-1].text.lower())
    nearest = before[-2 if between else -1 :]
    if nearest and reading.language == "ru" and is_until(reading.text, nearest[0].start, word.text):
        return False
    words = {each.text.lower().partition("'")[0] for each in nearest}
    return bool(words & _NOT.get(reading.language, frozenset())) or (
        reading.language == "ru" and _is_missing_after(reading, word)
    )


def _is_missing_after(reading: CheckedText, word: PlacedWord) -> bool:
    """Whether Russian words say of what stands before them that there was none of it."""
    if word.text.lower().endswith(_ADJECTIVE):
        return False
    return _NONE_OF_IT.match(reading.text, word.end) is not None
