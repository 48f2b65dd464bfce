"""What pronouns, dropped subjects and short nouns ("ведомство") stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.wordlist import words

_PRONOUNS: Final = frozenset({"он", "она", "оно", "они", "его", "ее", "их"})
_BODIES: Final = frozenset(
    words(
        "министерство комитет агентство департамент управление мвд кнб акимат прокуратура полиция "
        "минюст минкульт служба ведомство инспекция администрация роскомнадзор генпрокуратура суд "
        "минцифры мид правительство"
    )
)
_OUTLETS: Final = frozenset(
    words("издание газета портал сайт журнал редакция телеканал канал радио агентство сми")
)
_COMPANIES: Final = frozenset(
    words("компания оператор тоо ао провайдер корпорация фирма банк платформа сервис")
)
#: Short nouns that point back, and what they may point to.
_SHORT: Final = {
    "ведомство": _BODIES, "регулятор": _BODIES, "издание": _OUTLETS, "компания": _COMPANIES,
}  # fmt: skip
#: How many sentences back a name may stand.
_BACK: Final = 3
_TIMES: Final = frozenset(
    words("год месяц неделя день час сутки понедельник вторник среда четверг пятница суббота")
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Antecedent:
    """The noun that something stood for, and its sentence."""

    sentence: Sentence
    word: ParsedWord


def refers(word: ParsedWord, sentence: Sentence) -> bool:
    """Whether a word only points to a name that stands elsewhere."""
    if word.low in _PRONOUNS or word.lemma in _PRONOUNS:
        return True
    bare = all(child.rel in ("case", "punct", "cc") for child in sentence.children(word))
    return bare and word.lemma in _SHORT


def resolve(
    earlier: Sequence[Sentence],
    sentence: Sentence,
    word: ParsedWord,
    apart: Sequence[ParsedWord] = (),
    *,
    person: bool | None = None,
) -> Antecedent | None:
    """What a pronoun or short noun stands for; not one of ``apart``, which stand beside it.

    ``person`` tells whether it must be somebody, or something; None where it may be either.
    """
    barred = {one.at for one in apart}
    best: tuple[float, Antecedent] | None = None
    for back, one in enumerate([sentence, *reversed(earlier[-_BACK:])]):
        for noun in reversed(one.words):
            if one is sentence and (noun.at >= word.at or noun.at in barred):
                continue
            unfit = person is not None and _is_person(noun) is not person
            if unfit or not _may_be(one, noun, word):
                continue
            weight = _weight(one, noun) - 0.6 * back - 0.02 * (len(one.words) - noun.at)
            if best is None or weight > best[0]:
                best = (weight, Antecedent(sentence=one, word=noun))
    return best[1] if best is not None else None


def dropped(earlier: Sequence[Sentence], word: ParsedWord) -> Antecedent | None:
    """The subject of the sentence before, where a verb without one agrees with it."""
    if not earlier or word.plural or word.form != "finite" or word.gender == "neut":
        return None
    last = earlier[-1]
    subjects = [one for one in last.words if one.rel.startswith("nsubj") and one.form == "noun"]
    objects = [
        one
        for one in last.words
        if one.rel in ("obj", "iobj") and (one.animate or one.pos == "PROPN")
    ]
    for one in (*subjects, *objects):
        if not one.plural and (not word.gender or _gender_fits(one, word)):
            return Antecedent(sentence=last, word=one)
    return None


def _gender_fits(noun: ParsedWord, word: ParsedWord) -> bool:
    return noun.gender == word.gender or not noun.gender or noun.pos == "PROPN"


def _may_be(sentence: Sentence, noun: ParsedWord, word: ParsedWord) -> bool:
    if noun.form not in ("noun", "participle") or noun.lemma in _TIMES or noun.pos == "ADV":
        return False
    if noun.rel in ("flat:name", "appos", "fixed", "nummod", "nummod:gov", "flat"):
        return False
    if word.lemma in _SHORT:
        return noun.lemma in _SHORT[word.lemma] and noun.lemma != word.lemma
    genders = next((genders for forms, genders in _FORMS if word.low in forms), ())
    if word.low in ("им", "ним") and not word.plural:
        genders = ("masc", "neut")
    if not genders:
        return noun.plural
    return not noun.plural and _gender(sentence, noun) in genders


#: Forms of pronouns in the singular, and the genders of what they stand for.
_FORMS: Final = (
    (frozenset(words("она ее ей ею нее ней нею")), ("femn",)),
    (frozenset(words("оно")), ("neut",)),
    (frozenset(words("он")), ("masc",)),
    (frozenset(words("его ему него нему нем")), ("masc", "neut")),
)


def _gender(sentence: Sentence, noun: ParsedWord) -> str:
    """The gender of a noun; of a person who is named, that of the name: "адвокат Анна Сеитова"."""
    if noun.animate and noun.gender == "masc":
        for child in sentence.children(noun):
            named = (child, *sentence.children(child)) if child.rel == "appos" else ()
            if any(one.pos == "PROPN" and one.gender in ("femn", "fem") for one in named):
                return "femn"
    return "femn" if noun.gender == "fem" else noun.gender


def _is_person(noun: ParsedWord) -> bool:
    return noun.animate or noun.pos == "PROPN"


def _weight(sentence: Sentence, noun: ParsedWord) -> float:
    weight = 1.8 * _is_person(noun) + 0.4 * noun.rel.startswith("nsubj")
    weight += 0.3 * (noun.rel == "obj")
    weight -= 0.5 * (noun.rel == "nmod")
    weight -= 0.4 * bool(sentence.preposition(noun))
    return weight + 0.3 * any(c.rel in ("appos", "flat:name") for c in sentence.children(noun))
