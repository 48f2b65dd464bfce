"""Predicates: the verbs of a sentence with their auxiliaries, negation and modal words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dalel.domain.claim import OTHER, Mode
from dalel.language.kk.cases import Case, noun
from dalel.language.kk.deed_words import DeedIndex, DeedWords, untold
from dalel.language.kk.sentence_words import Word, WordKind
from dalel.language.kk.verbs import PARTICIPLES, Tense, VerbForm, guessed
from dalel.language.kk.vocabulary import (
    ADJECTIVES,
    ADVERBS,
    AFTER_ABLATIVE,
    AUXILIARIES,
    CONNECTIVES,
    EXISTING,
    LIGHT,
    NEEDED,
    NOT_VERBS,
    ONGOING,
    PERIODS,
    POSSIBLE,
    POSTPOSITIONS,
    STANDING,
)
from dalel.language.wordlist import words as listed


class Build(StrEnum):
    """How a predicate stands in its sentence."""

    FINITE = "finite"
    #: Before the noun that it tells about: бұғатталған сайт.
    ATTRIBUTIVE = "attributive"
    #: A noun itself: бұғатталуы, бұғатталғанын.
    NOMINAL = "nominal"
    CONVERB = "converb"
    CONDITION = "condition"


@dataclass(frozen=True, kw_only=True)
class Predicate:
    """A verb with what belongs to it.

    ``first`` and ``last`` are the places of its words, ``end`` the place after its modal words and
    postposition. ``tense`` is that of its last auxiliary.
    """

    words: DeedWords
    stem: str
    first: int
    last: int
    end: int
    build: Build
    tense: Tense
    case: Case = Case.NOM
    possessed: bool = False
    passive: bool = False
    causative: bool = False
    negated: bool = False
    mode: Mode = Mode.DONE
    cues: tuple[int, ...] = ()
    postposition: str = ""
    unsure: frozenset[str] = frozenset()

    @property
    def deed(self) -> str:
        """The deed's id."""
        return self.words.deed

    @property
    def arguments(self) -> frozenset[int]:
        """Places of words of a set phrase that fill a role too: жазасын in жазасын қысқартты."""
        return arguments(self.words)

    @property
    def bare(self) -> bool:
        """Whether its last word has no nominal ending."""
        return not self.possessed and self.case is Case.NOM


@lru_cache(10_000)
def _accusatives(lemma: str) -> tuple[bool, ...]:
    """Of the words of a set phrase before its verb, which ones are accusatives."""
    return tuple(noun(word).case is Case.ACC for word in lemma.split()[:-1])


def arguments(words: DeedWords) -> frozenset[int]:
    """The places of a set phrase's accusatives, if its roles name no other patient."""
    if "patient" in words.roles or words.is_noun:
        return frozenset()
    marks = _accusatives(words.lemma)
    places = words.places[:-1]
    if len(marks) != len(places):
        return frozenset()
    last = max((at for at, is_one in enumerate(marks) if is_one), default=-1)
    return frozenset(places[: last + 1])


_COPULAS: Final = frozenset(
    listed("екен екенін екендігін еді болатын болған болды болса екенін болғанын болып")
)
#: Deeds that a noun alone may tell; that of others is too general (шешім, өтініш).
EVENTS: Final = frozenset(
    listed(
        "detain arrest house_arrest search fine attack leak threaten harass beat insult deport "
        "extradite appeal warn block unblock hack phish shut_down hunger_strike pressure "
        "sentence spy steal_data sell_data defraud ban go_down rally kill steal blackmail"
    )
)
#: Whoever is in it, to him it was done: қамауда.
_CUSTODY: Final = frozenset({"arrest", "house_arrest"})
_AFTER: Final = frozenset(listed("соң кейін бері сайын бойда"))
_NOT: Final = frozenset(listed("емес жоқ жоқпыз жоқпын емеспіз емеспін"))
#: What may follow бар and жоқ at the end of a clause.
_CLOSING: Final = _COPULAS | frozenset(listed("деп дейді деді деген деседі"))
#: With these verbs a noun tells what its subject suffers: шабуылға ұшырады.
_SUFFERED: Final = frozenset(listed("ұшыра тап арқала көр"))
#: Verbs whose complement is a bare verbal noun: бұғаттау жоспарланған.
_TAKING_NOUNS: Final = tuple(
    listed(
        "жоспарлан көздел қарастырыл ұсыныл тапсырыл міндеттел талап сұрал күтіл ұйғарыл басталды"
    )
)
#: A guessed verb's form counts only where it cannot be a noun's.
_SURE_GUESS: Final = frozenset(
    {Tense.PAST, Tense.PERFECT, Tense.CONVERB, Tense.PRESENT, Tense.HABITUAL, Tense.NOUN}
)


def read_predicates(words: Sequence[Word], index: DeedIndex) -> tuple[Predicate, ...]:
    """The predicates of a sentence in order; no word belongs to two."""
    found: list[Predicate] = []
    place = 0
    while place < len(words):
        predicate = _at(words, place, index)
        if predicate is None or (not predicate.stem and any(_shared(e, predicate) for e in found)):
            place += 1
        else:
            found = [each for each in found if not _replaced(each, predicate)]
            found.append(predicate)
            place = max(predicate.end, place + 1)
    return tuple(found)


def _replaced(one: Predicate, later: Predicate) -> bool:
    """Whether a later predicate took the words of this one; of a noun its objects too."""
    if one.stem:
        return _shared(one, later)
    return bool(set(one.words.places) & set(later.words.places))


def _shared(one: Predicate, other: Predicate) -> bool:
    """Whether the later predicate took words of the earlier one into its phrase."""
    return bool(set(one.words.places) & (set(other.words.places) - other.arguments))


def _at(words: Sequence[Word], place: int, index: DeedIndex) -> Predicate | None:
    word = words[place]
    if word.kind is not WordKind.WORD or word.low in ADVERBS or word.low in CONNECTIVES:
        return None
    if word.low in EXISTING:
        return _existence(words, place, index)
    read = _read(words, place, index)
    if read is None:
        return _noun(words, place, index)
    form, telling = read
    if form.tense is Tense.NOUN and form.case is Case.LOC and telling.deed in _CUSTODY:
        held = _noun(words, place, index)
        if held is not None:
            return held
    predicate = _begun(words, form, telling, place)
    if words[place].low in STANDING:
        predicate = replace(predicate, mode=Mode.ONGOING)
    predicate = _with_auxiliaries(words, predicate, index)
    predicate = _with_modals(words, predicate)
    placed = _placed(words, predicate)
    return placed and _with_head(words, placed, index)


def _existence(words: Sequence[Word], place: int, index: DeedIndex) -> Predicate | None:
    """A clause that ends with бар or жоқ, or with a phrase that does: күн тәртібінде жоқ."""
    telling = index.of_noun(words, place)
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    closes = after is None or after.kind is WordKind.MARK or after.low in _CLOSING
    if telling is None or before is None or before.kind is not WordKind.WORD or not closes:
        return None
    if len(telling.places) == 1 and noun(before.text).case is not Case.NOM:
        return None
    return Predicate(
        words=telling,
        stem=words[place].low,
        first=telling.places[0],
        last=place,
        end=place + 1,
        build=Build.FINITE,
        tense=Tense.PAST,
        negated=words[place].low in _NOT,
        cues=(place,) if words[place].low in _NOT else (),
    )


def _with_head(words: Sequence[Word], predicate: Predicate, index: DeedIndex) -> Predicate:
    """The predicate with the deed of the noun it describes: салынған айыппұл."""
    plain = len(predicate.words.places) == 1 and predicate.stem in LIGHT
    if predicate.build is not Build.ATTRIBUTIVE or not plain:
        return predicate
    for at in (predicate.end, predicate.end + 1):
        telling = index.of_noun(words, at) if at < len(words) else None
        if telling is not None and telling.deed in EVENTS:
            places = (predicate.last, at)
            return replace(predicate, words=replace(telling, places=places))
    return predicate


def _noun(words: Sequence[Word], place: int, index: DeedIndex) -> Predicate | None:
    """A noun that tells a deed by itself: шабуылдан кейін, бұғатта емес."""
    telling = index.of_noun(words, place)
    if telling is None or telling.deed not in EVENTS:
        return None
    form = noun(words[place].text)
    after = words[place + 1] if place + 1 < len(words) else None
    described = after is not None and after.low not in POSTPOSITIONS
    if form.case is Case.INS:
        return None
    if form.case is Case.NOM and after is not None and described and noun(after.text).possessed:
        return None
    predicate = Predicate(
        words=telling,
        stem="",
        first=telling.places[0],
        last=place,
        end=place + 1,
        build=Build.NOMINAL,
        tense=Tense.NOUN,
        case=form.case,
        possessed=form.possessed,
    )
    if form.case is Case.LOC and (after is None or after.kind is WordKind.MARK):
        return replace(predicate, build=Build.FINITE, tense=Tense.PAST, case=Case.NOM)
    if form.case is Case.LOC and after is not None and after.low in _NOT:
        return replace(
            predicate,
            build=Build.FINITE,
            tense=Tense.PAST,
            case=Case.NOM,
            negated=True,
            end=place + 2,
            cues=(place + 1,),
        )
    adverb = form.case is Case.NOM and after is not None and after.low in AFTER_ABLATIVE
    if after is not None and after.low in POSTPOSITIONS and not adverb:
        return replace(predicate, postposition=after.low, end=place + 2)
    return predicate


def _read(words: Sequence[Word], place: int, index: DeedIndex) -> tuple[VerbForm, DeedWords] | None:
    """The best reading of a word as a verb: by the longest phrase, then by the longest stem."""
    low = words[place].low
    if low in NOT_VERBS or low in ADJECTIVES or _is_name(words, place):
        return None
    forms = [each for each in index.forms.known(low) if _can_stand(words, place, each)]
    if low in STANDING:
        forms = [VerbForm(STANDING[low], Tense.PRESENT, len(low))]
    best: tuple[int, VerbForm, DeedWords] | None = None
    for form in forms:
        telling = _told(words, place, form.stem, index)
        weight = len(telling.places) * 100 + (telling.deed != OTHER) * 10 + form.length
        if best is None or weight > best[0]:
            best = (weight, form, telling)
    if best:
        return best[1], best[2]
    made = guessed(low)
    if made is None or made.tense not in _SURE_GUESS or not _is_verb_here(words, place, made):
        return None
    return made, _told(words, place, made.stem, index)


def _is_name(words: Sequence[Word], place: int) -> bool:
    """Whether a word is written as a name is; Асылбек looks like a verb's form."""
    if not words[place].text[0].isupper():
        return False
    begins = place == 0 or words[place - 1].kind is WordKind.MARK
    return not begins or words[place].low.endswith("бек")


def _can_stand(words: Sequence[Word], place: int, form: VerbForm) -> bool:
    """Whether the form can stand here: жазбасын is a noun but where a clause ends."""
    if form.tense not in {Tense.OPTATIVE, Tense.AORIST}:
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    if form.negated and form.tense is Tense.AORIST:
        return True
    return after is None or after.kind is WordKind.MARK or after.low == "деп"


def _is_verb_here(words: Sequence[Word], place: int, form: VerbForm) -> bool:
    """Whether a guessed past form stands where a verb does: an accusative looks the same."""
    if form.tense is not Tense.PAST or form.passive:
        return True
    after = words[place + 1] if place + 1 < len(words) else None
    return after is None or after.kind is WordKind.MARK


def _told(words: Sequence[Word], place: int, stem: str, index: DeedIndex) -> DeedWords:
    telling = index.of_verb(words, place, stem)
    light = _light(words, place, stem, index) if stem in LIGHT else None
    if light and (telling is None or len(light.places) > len(telling.places)):
        telling = light
    return telling or untold(stem, place)


def _light(words: Sequence[Word], place: int, stem: str, index: DeedIndex) -> DeedWords | None:
    """A noun that tells a deed, right before a verb of little content."""
    at = place - 1
    while at >= 0 and words[at].low in ADVERBS:
        at -= 1
    if at < 0 or words[at].kind is not WordKind.WORD:
        return None
    telling = index.of_noun(words, at)
    if telling is None or not _carries(words[at], stem):
        return None
    return DeedWords(
        deed=telling.deed,
        lemma=f"{telling.lemma} {stem}",
        places=(*telling.places, place),
        roles={"patient": ("nom",)} if stem in _SUFFERED else telling.roles,
        is_noun=True,
    )


def _carries(word: Word, stem: str) -> bool:
    """Whether the case of a noun before a verb of little content makes them one."""
    case = noun(word.text).case
    if stem in {"ұшыра", "тап"}:
        return case is Case.DAT
    if stem == "бол":
        return case in {Case.NOM, Case.GEN}
    verbal = word.low.endswith(("ауды", "еуді", "уды", "уді"))
    return case is Case.NOM or (case is Case.ACC and not verbal)


def _begun(words: Sequence[Word], form: VerbForm, telling: DeedWords, place: int) -> Predicate:
    return Predicate(
        words=telling,
        stem=form.stem,
        first=_first(words, telling, place),
        last=place,
        end=place + 1,
        build=Build.FINITE,
        tense=form.tense,
        case=form.case,
        possessed=form.possessed,
        passive=form.passive,
        causative=form.causative,
        negated=form.negated,
        cues=(place,) if form.negated else (),
    )


def _first(words: Sequence[Word], telling: DeedWords, place: int) -> int:
    """Where the words of a set phrase begin that stand together with the verb."""
    first = place
    for at in reversed([each for each in telling.places if each not in arguments(telling)]):
        if any(words[between].low not in ADVERBS for between in range(at + 1, first)):
            break
        first = at
    return first


def _with_auxiliaries(words: Sequence[Word], predicate: Predicate, index: DeedIndex) -> Predicate:
    """The predicate with the auxiliaries after its converb, whose last one gives the tense."""
    while predicate.tense in {Tense.CONVERB, Tense.CONVERB_A} and predicate.end < len(words):
        auxiliary = _auxiliary(words, predicate, index)
        if auxiliary is None:
            break
        predicate = _joined(predicate, auxiliary)
    return predicate


def _auxiliary(words: Sequence[Word], predicate: Predicate, index: DeedIndex) -> VerbForm | None:
    word = words[predicate.end]
    if word.kind is not WordKind.WORD:
        return None
    if word.low in STANDING:
        return VerbForm(STANDING[word.low], Tense.PRESENT, len(word.low))
    for form in index.forms.known(word.low):
        if form.stem in AUXILIARIES and not _own_phrase(words, predicate.end, form.stem, index):
            return form
    return None


def _own_phrase(words: Sequence[Word], place: int, stem: str, index: DeedIndex) -> bool:
    """Whether the verb makes a phrase with nouns right before it, and so is no auxiliary."""
    telling = index.of_verb(words, place, stem)
    return telling is not None and len(telling.places) > 1 and telling.places[-2] == place - 1


def _joined(predicate: Predicate, auxiliary: VerbForm) -> Predicate:
    stem, place = auxiliary.stem, predicate.end
    able = predicate.tense is Tense.CONVERB_A and stem == "ал"
    nearly = stem == "жазда"
    cues = predicate.cues
    mode = predicate.mode
    if stem in ONGOING and auxiliary.tense is Tense.PRESENT:
        mode, cues = Mode.ONGOING, (*cues, place)
    if able and not auxiliary.negated and auxiliary.tense in {Tense.PRESENT, Tense.HABITUAL}:
        mode, cues = Mode.POSSIBLE, (*cues, place)
    negated = predicate.negated != (auxiliary.negated or nearly)
    if (auxiliary.negated or nearly) and place not in cues:
        cues = (*cues, place)
    return replace(
        predicate,
        last=place,
        end=place + 1,
        tense=auxiliary.tense,
        case=auxiliary.case,
        possessed=auxiliary.possessed,
        passive=predicate.passive or auxiliary.passive,
        negated=negated,
        mode=mode,
        cues=cues,
    )


def _with_modals(words: Sequence[Word], predicate: Predicate) -> Predicate:
    """The predicate with the words after it that deny it, or say that it may or must be."""
    while predicate.end < len(words):
        word = words[predicate.end]
        if word.kind is not WordKind.WORD:
            break
        changed = _modal(words, predicate, word.low)
        if changed is None:
            break
        predicate = changed
    return predicate


def _modal(words: Sequence[Word], predicate: Predicate, low: str) -> Predicate | None:
    at = predicate.end
    following = replace(predicate, end=at + 1)
    cued = replace(following, cues=(*predicate.cues, at))
    if predicate.mode in {Mode.ORDERED, Mode.POSSIBLE}:
        return _after_modal(predicate, following, cued, low)
    if predicate.tense in PARTICIPLES:
        found = _after_participle(words, following, cued, low)
        if found is not None:
            return found
    if low in POSSIBLE and _takes_possible(predicate):
        return replace(cued, mode=Mode.POSSIBLE)
    verbal_noun = predicate.tense is Tense.NOUN
    if low in NEEDED and (verbal_noun or predicate.tense in PARTICIPLES):
        case = Case.NOM if predicate.case is Case.DAT else predicate.case
        return replace(cued, mode=Mode.ORDERED, case=case)
    return _permitted(following, low) if verbal_noun and predicate.case is Case.DAT else None


def _after_modal(
    predicate: Predicate, following: Predicate, cued: Predicate, low: str
) -> Predicate | None:
    """A copula after a word such as мүмкін: мүмкін емес, мүмкін екенін, міндетті болмайды."""
    if low.startswith("болма") or low in _NOT:
        return replace(_as_noun(cued, low), negated=not predicate.negated)
    return _as_noun(following, low) if low in _COPULAS else None


def _after_participle(
    words: Sequence[Word], following: Predicate, cued: Predicate, low: str
) -> Predicate | None:
    """What denies a participle, or makes it finite: бұғаттаған жоқ, бұғаттаған екен."""
    if low in _NOT:
        perfect = following.tense is Tense.PERFECT
        last = following.end - 1 if perfect else following.last
        return replace(cued, negated=not following.negated, last=last)
    if low in _COPULAS and following.bare:
        return _with_copula(words, following, low)
    return following if low in {"болуы", "болу"} else None


def _as_noun(predicate: Predicate, low: str) -> Predicate:
    """The predicate as a noun where its copula is one: бұғатталуы мүмкін екенін."""
    if low.endswith(("ын", "ін")) and low != "болатын":
        return replace(predicate, case=Case.ACC, possessed=True)
    return replace(predicate, case=Case.NOM)


def _takes_possible(predicate: Predicate) -> bool:
    if predicate.tense is Tense.NOUN:
        return True
    return predicate.tense in PARTICIPLES or predicate.tense in {Tense.PAST, Tense.PRESENT}


def _with_copula(words: Sequence[Word], following: Predicate, low: str) -> Predicate | None:
    planned = following.tense in {Tense.HABITUAL, Tense.INTENTION}
    if low in {"болды", "болған", "болып"} and not planned:
        return None
    mode = Mode.PLANNED if planned and low.startswith("бол") else following.mode
    case = Case.ACC if low.endswith("н") and low not in {"екен", "болатын", "болған"} else None
    if low.endswith("ын") and low == "болатын":
        case = None
    if case:
        return replace(following, mode=mode, case=case, possessed=True)
    return replace(following, mode=mode)


def _permitted(following: Predicate, low: str) -> Predicate | None:
    at = following.end - 1
    if low == "болмайды":
        return replace(
            following,
            mode=Mode.ORDERED,
            negated=not following.negated,
            cues=(*following.cues, at),
            case=Case.NOM,
        )
    if low in {"болады", "құқылы"}:
        return replace(following, mode=Mode.POSSIBLE, cues=(*following.cues, at), case=Case.NOM)
    return None


def _placed(words: Sequence[Word], predicate: Predicate) -> Predicate | None:
    """The predicate with its build; None for a bare verbal noun that only describes a noun."""
    after = words[predicate.end] if predicate.end < len(words) else None
    tense = predicate.tense
    if predicate.mode in {Mode.POSSIBLE, Mode.ORDERED} and predicate.case is Case.NOM:
        return replace(predicate, build=Build.FINITE)
    if tense is Tense.CONDITION:
        return replace(predicate, build=Build.CONDITION)
    if tense in {Tense.CONVERB, Tense.CONVERB_A, Tense.UNTIL}:
        return replace(predicate, build=Build.CONVERB)
    if tense is Tense.NOUN or not predicate.bare:
        return _nominal(predicate, after)
    if tense in PARTICIPLES and after is not None:
        return _participle(predicate, after)
    if tense in {Tense.WISH}:
        return replace(predicate, build=Build.NOMINAL)
    return predicate


def _nominal(predicate: Predicate, after: Word | None) -> Predicate | None:
    last = after is None or after.kind is WordKind.MARK
    going_on = predicate.case is Case.LOC and predicate.tense is Tense.NOUN
    if last and going_on and not predicate.possessed:
        return replace(predicate, mode=Mode.ONGOING, cues=(*predicate.cues, predicate.last))
    describes = predicate.case in {Case.ATTR, Case.WITHOUT}
    if describes and predicate.tense is Tense.NOUN:
        return None
    if after is not None and after.low in POSTPOSITIONS:
        return replace(
            predicate, build=Build.NOMINAL, postposition=after.low, end=predicate.end + 1
        )
    if predicate.tense is Tense.NOUN and predicate.bare and after is not None:
        taken = after.low.startswith(_TAKING_NOUNS)
        if not taken and (after.kind is not WordKind.MARK or predicate.deed == OTHER):
            return None
    return replace(predicate, build=Build.NOMINAL)


def _participle(predicate: Predicate, after: Word) -> Predicate:
    if after.low in _AFTER or after.low in PERIODS or after.low in POSTPOSITIONS:
        return replace(
            predicate, build=Build.NOMINAL, postposition=after.low, end=predicate.end + 1
        )
    if after.kind is WordKind.MARK or after.low in CONNECTIVES or after.low in {"деп", "де"}:
        return predicate
    if _is_saying(after.low):
        return predicate
    return replace(predicate, build=Build.ATTRIBUTIVE)


def _is_saying(low: str) -> bool:
    return low in listed("дейді деді деген дегенді десе делінген делінді дегені деп дегенін")
