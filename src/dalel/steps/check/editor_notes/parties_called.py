"""What a party is called in the nominative, where that is sure, and whether articles let it speak.

Words are looked at beside the claims: where a claim was not read, a party that may have spoken is
held to have been heard.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from dalel.domain.claim import Mention
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.names import NameKind
from dalel.language.claims.participants import Keys
from dalel.language.claims.read_texts import ReadText
from dalel.language.names import are_same, skeleton
from dalel.language.names_told import ToldName, names_told
from dalel.language.quotes import quotations
from dalel.language.ru.given_names import is_given_name
from dalel.language.ru.person_cases import CASES, nominative
from dalel.language.terms import Phrases
from dalel.steps.check.facts.evidence import PreparedArticle

_WORD: Final = re.compile(r"[^\W\d_]+")
#: So many words in quotation marks are something said, and no title.
_SAID: Final = 4


def called(mention: Mention, keys: Keys, text: ReadText, lexicon: Lexicon) -> str:
    """A person, an outlet or a known body in the nominative; empty where that is not sure."""
    language = text.passage.language
    names = [one for one in _names(text) if one.words in mention.words]
    persons = [one for one in names if one.kind is NameKind.PERSON or language == "en"]
    if persons:
        return _person(persons[0], language) if len(persons) == 1 else ""
    titles = [one for one in names if one.is_title and f"«{one.words}»" in mention.words]
    if titles:
        # In Russian a title without a word for what it is may stand in a case.
        sure = language != "ru" or not mention.words.startswith("«")
        return f"«{titles[0].words}»" if sure and len(titles) == 1 else ""
    return _body(keys, lexicon, language)


def _names(text: ReadText) -> tuple[ToldName, ...]:
    return names_told(text.passage.text, text.passage.language)


def _person(name: ToldName, language: str) -> str:
    if language != "ru":
        return name.called[0] if name.is_certain else ""
    may_be = {name.words, *(nominative(name.words, case) or "" for case in CASES)}
    sure = [one for one in may_be if any(map(is_given_name, one.split()))]
    return sure[0] if len(sure) == 1 else ""


def _body(keys: Keys, lexicon: Lexicon, language: str) -> str:
    if len(keys.codes) != 1 or keys.places or keys.owners:
        return ""
    (code,) = keys.codes
    known = (one.names.get(language, ()) for one in lexicon.organisations if one.code == code)
    return next((names[0] for names in known if names), "")


def is_in_the_lead(name: str, language: str, article: PreparedArticle) -> bool:
    """Whether an article names somebody in its title or its first sentence."""
    reading = article.reading
    first = next((one.end for one in reading.sentences if one.end > len(article.title)), 0)
    return _has_name(reading.text[:first], reading.language, name, language)


def may_speak(name: str, language: str, article: PreparedArticle) -> bool:
    """Whether an article may give the words of somebody: one beside whom somebody speaks."""
    reading = article.reading
    text, speech = reading.text, _phrases("speech", reading.language)
    said = [one for one in quotations(text) if len(_words(text, one)) >= _SAID]
    for at in reading.sentences:
        sentence = text[at.start : at.end]
        if not _has_name(sentence, reading.language, name, language):
            continue
        if speech.stand_in(sentence.lower()) or any(at.meets(one) for one in said):
            return True
    return False


def has_lawyer(article: PreparedArticle) -> bool:
    """Whether an article tells of anybody's lawyer."""
    reading = article.reading
    return _phrases("lawyers", reading.language).stand_in(reading.text.lower())


def tells_silence(sentence: str, language: str) -> bool:
    """Whether a sentence says in a known phrase that somebody did not answer."""
    return _phrases("unanswered", language).stand_in(sentence.lower())


def _words(text: str, at: TextSpan) -> list[str]:
    return _WORD.findall(text[at.start : at.end])


def _has_name(text: str, language: str, name: str, of: str) -> bool:
    """Whether a text has the last word of a name, in any case and script."""
    last = skeleton(_WORD.findall(name)[-1], of)
    words = (one for one in _WORD.findall(text) if one[0].isupper())
    return any(are_same(skeleton(one, language), last) for one in words)


@cache
def _phrases(kind: str, language: str) -> Phrases:
    listed = tomllib.loads(files(__package__).joinpath("unanswered.toml").read_text("utf-8"))
    return Phrases(tuple(listed[kind].get(language, ())))
