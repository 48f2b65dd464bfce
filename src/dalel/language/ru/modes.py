"""Whether a clause says that it was so, and how: denied, planned, asked for, possible ...

From the predicate upwards every word that governs it is asked what it does to it: "отказался"
denies, "планирует" plans, "просил" asks. The nearest one that sets a mode prevails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dalel.domain.claim import Mode
from dalel.language.ru.arguments import matrix, way_of
from dalel.language.ru.deed_words import unreflexive
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.predicates import DeedPredicate
from dalel.language.wordlist import words


def _table(listing: Mapping[str, str]) -> Mapping[str, str]:
    return {word: kind for kind, line in listing.items() for word in words(line)}


#: What a word does to the deed that it governs.
OPERATORS: Final = _table(
    {
        "plan": "планировать запланировать намереваться намеренный намерить намерен собираться "
        "собраться готовиться рассчитывать обещать пообещать хотеть захотеть желать стремиться "
        "предстоять решить решиться договориться готовый план намерение готовность ожидать "
        "ожидаться пригрозить угрожать готовить подготовить",
        "ask": "просить попросить требовать потребовать призвать призывать ходатайствовать "
        "добиваться настаивать умолять запросить запрашивать требование просьба ходатайство "
        "призыв запрос петиция убеждать",
        "propose": "предложить предлагать рекомендовать порекомендовать советовать посоветовать "
        "инициировать предложение инициатива рекомендация идея законопроект выступить",
        "order": "обязать обязывать велеть приказать поручить поручать предписать предписывать "
        "распорядиться постановить должный обязанный обязан следовать надлежать необходимо "
        "надо нужно требоваться приказ поручение распоряжение указание предписание обязанность",
        "cause": "заставить заставлять вынудить вынуждать принудить",
        "help": "помочь помогать",
        "possible": "мочь возможный возможно вероятный грозить рисковать предполагать "
        "опасаться бояться риск возможность подозрение вероятность версия "
        "предположение опасение угроза",
        "admit": "допускать допустить",
        "refuse": "отказать отказаться отказывать отказываться отказ отклонить отклонять "
        "отвергнуть",
        "deny": "опровергнуть опровергать отрицать отвергать откреститься опровержение",
        "confirm": "подтвердить подтверждать подтвердиться доказать доказанный подтверждение "
        "доказательство",
        "rule_out": "исключать исключить",
        "forbid": "запретить запрещать нельзя запрет воспретить невозможно",
        "allow": "разрешить разрешать позволить позволять дать давать можно разрешение право",
        "begin": "начать начинать стать приступить решиться",
        "go_on": "продолжить продолжать",
        "stop": "перестать переставать прекратить прекращать бросить",
        "manage": "удаться удаваться суметь успеть смочь",
        "accuse": "обвинить обвинять упрекнуть упрекать уличить",
        "suspect": "подозревать заподозрить",
        "told": "слух информация сообщение факт сведение данные новость утверждение обвинение "
        "вопрос заявление жалоба",
        "measure": "год месяц сутки день час неделя тысяча миллион срок вид размер наказание мера "
        "сумма факт случай ряд серия волна",
        "try": "пытаться попытаться стараться попробовать попытка",
        "true": "соответствовать",
        "false": "фейк ложь неправда вымысел дезинформация ложный недостоверный фейковый",
        "ground": "основание повод",
        "see": "найти усмотреть увидеть видеть иметь обнаружить",
        "grant": "удовлетворить удовлетворять поддержать поддерживать",
        "lack": "нет отсутствовать отсутствие",
        "lift": "снять снимать отменить отменять отмена снятие",
        "avoid": "избежать избегнуть предотвратить пресечь отразить миновать предотвращать",
        "limit": "предусматривать предусмотреть влечь повлечь наказываться караться "
        "предполагать устанавливать",
    }
)
#: In what ways the noun that tells the deed stands with the verb that works on it.
_WAYS: Final[Mapping[str, frozenset[str]]] = {
    "ask": frozenset({"acc", "gen", "nom", "о+loc", "к+dat", "на+loc", "от+gen", "inf"}),
    "propose": frozenset({"acc", "gen", "nom", "о+loc", "за+acc", "с+ins", "по+dat", "inf"}),
    "plan": frozenset({"acc", "gen", "nom", "к+dat", "о+loc", "на+acc", "ins", "inf"}),
    "order": frozenset({"acc", "gen", "nom", "о+loc", "inf", "на+acc"}),
    "refuse": frozenset({"acc", "nom", "в+loc", "от+gen", "inf"}),
    "accuse": frozenset({"в+loc"}),
    "suspect": frozenset({"в+loc"}),
    "told": frozenset({"о+loc", "в+loc", "gen", "inf", "на+acc"}),
    "true": frozenset({"nom"}),
    "false": frozenset({"nom", "acc"}),
    "ground": frozenset({"для+gen", "к+dat"}),
    "see": frozenset({"acc", "gen"}),
    "grant": frozenset({"acc", "gen", "nom"}),
    "limit": frozenset({"acc", "nom", "ins", "gen", "в_виде+gen"}),
    "measure": frozenset({"gen", "в_виде+gen"}),
    "lack": frozenset({"gen", "nom", "acc"}),
    "lift": frozenset({"acc", "nom", "gen"}),
    "possible": frozenset({"acc", "gen", "nom", "о+loc", "ins", "в+loc", "inf", "про+acc"}),
}
_ANY_WAY: Final = frozenset({"acc", "gen", "nom", "о+loc", "inf", "в+loc", "на+acc"})
_MODES: Final = {
    "plan": Mode.PLANNED, "ask": Mode.ASKED, "propose": Mode.PROPOSED, "order": Mode.ORDERED,
    "possible": Mode.POSSIBLE, "admit": Mode.POSSIBLE, "limit": Mode.LIMIT,
    "suspect": Mode.POSSIBLE,
}  # fmt: skip
_NEGATIONS: Final = frozenset({"не", "ни"})
_NEARLY: Final = frozenset({"едва", "чуть", "почти", "чудом"})
_PERHAPS: Final = frozenset(
    words("возможно вероятно видимо наверное предположительно предполагаемый возможный вероятный")
)
_IF: Final = frozenset({"если", "бы", "б"})


@dataclass(kw_only=True)
class RussianStanding:
    """How a deed stands to the world, and the words that say so.

    ``operators`` are the governing words that set it, the nearest first; ``denier`` is the one
    whose subject speaks by denying.
    """

    denied: bool = False
    mode: Mode | None = None
    cues: list[ParsedWord] = field(default_factory=list)
    operators: list[tuple[str, ParsedWord]] = field(default_factory=list)
    denier: ParsedWord | None = None
    unsure: set[str] = field(default_factory=set)


def standing(sentence: Sentence, predicate: DeedPredicate) -> RussianStanding:
    """How the deed of a predicate stands."""
    found = RussianStanding()
    _own(sentence, predicate.word, found)
    if predicate.core is not predicate.word:
        _nothing(sentence, predicate.core, found)
    for kind, word in governing(sentence, predicate):
        _apply(sentence, kind, word, found)
    if found.mode is None:
        found.mode = _tense(sentence, predicate, found)
    return found


def governing(sentence: Sentence, predicate: DeedPredicate) -> Iterator[tuple[str, ParsedWord]]:
    """The words above a predicate that work on it, the nearest first, each with what it does."""
    word = _before_it(sentence, predicate.word) or predicate.word
    seen = {word.at}
    while True:
        head = matrix(sentence, word) or sentence.head(word)
        if head is None or head.at in seen:
            return
        seen.add(head.at)
        if word.rel == "conj":
            if not _alike(word, head):
                return
            word = head
            continue
        head = _over_name(sentence, word, head)
        kind = _working(sentence, word, head)
        if kind is None:
            return
        if kind and kind not in _PASSING:
            yield kind, head
        word = head


def _before_it(sentence: Sentence, word: ParsedWord) -> ParsedWord | None:
    """The infinitive that one after "а", "и" or a dash goes on from, where the tree lost it."""
    head = sentence.head(word)
    if word.form != "infinitive" or head is None or word.rel == "conj":
        return None
    joined = word.rel == "orphan" or any(
        child.rel == "cc" and child.low in _JOINING for child in sentence.children(word)
    )
    if not joined:
        return None
    return next(
        (one for one in reversed(sentence.words[: word.at]) if one.form == "infinitive"), None
    )


_BOUNDS: Final = frozenset({"до", "от", "свыше", "около", "более", "на"})
#: What only passes on what stands above it: пять лет лишения свободы, слухи о побеге.
_PASSING: Final = frozenset({"measure", "told", "ground"})
_JOINING: Final = frozenset({"а", "и", "или", "либо", "но"})


def _over_name(sentence: Sentence, word: ParsedWord, head: ParsedWord) -> ParsedWord:
    """The verb above the name that the tree hangs a phrase on: "обвинил канал в травле"."""
    verb = sentence.head(head)
    if not sentence.preposition(word) or head.verbal or head.lemma in OPERATORS or verb is None:
        return head
    kind = _kind(sentence, word, verb)
    if kind in ("accuse", "suspect", "refuse", "ask") and way_of(sentence, word) in (
        "в+loc",
        "к+dat",
    ):
        return verb
    return head


def negated(sentence: Sentence, word: ParsedWord) -> ParsedWord | None:
    """The word that denies this one itself."""
    for child in sentence.children(word):
        if child.low in _NEGATIONS and child.at < word.at and not _only(sentence, child):
            return child
        if child.lemma in ("быть", "мочь") and child.rel.startswith(("aux", "cop")):
            inner = negated(sentence, child)
            if inner is not None:
                return inner
    before = sentence.words[word.at - 1] if word.at else None
    if before is not None and before.low == "не" and word.verbal:
        return before
    return None


def _only(sentence: Sentence, word: ParsedWord) -> bool:
    following = sentence.words[word.at + 1 : word.at + 2]
    return bool(following) and following[0].low in ("только", "просто", "менее", "более", "раз")


def _own(sentence: Sentence, word: ParsedWord, found: RussianStanding) -> None:
    denial = negated(sentence, word)
    if denial is not None:
        found.denied = True
        found.cues.append(denial)
        if denial.at and sentence.words[denial.at - 1].low in _NEARLY:
            found.cues.append(sentence.words[denial.at - 1])
    if OPERATORS.get(word.lemma) == "lack" and word.form != "noun":
        found.denied = not found.denied
        found.cues.append(word)
    for child in sentence.children(word):
        _marked(sentence, child, found)
    if word.form == "gerund" or word.verbal:
        _conditional(sentence, word, found)


def _marked(sentence: Sentence, child: ParsedWord, found: RussianStanding) -> None:
    if child.low in _IF:
        found.mode = Mode.CONDITIONAL
        found.cues.append(child)
    elif child.lemma in _PERHAPS and child.rel in ("advmod", "parataxis", "discourse", "amod"):
        found.mode = Mode.POSSIBLE
        found.cues.append(child)
    elif child.low == "чтобы" and found.mode is None and not _is_complement(sentence, child):
        found.mode = Mode.PLANNED
        found.cues.append(child)
    else:
        _nothing(sentence, child, found)


def _is_complement(sentence: Sentence, mark: ParsedWord) -> bool:
    """Whether "чтобы" opens what the verb above wants, and not an aim."""
    clause = sentence.head(mark)
    return clause is not None and clause.rel == "ccomp"


def _nothing(sentence: Sentence, word: ParsedWord, found: RussianStanding) -> None:
    """ "Никаких отключений", "ни один из сайтов": the verb's own "не" is then the same denial."""
    for child in (word, *sentence.children(word)):
        if child.lemma in ("никакой", "никто", "ничто"):
            found.cues += [child] if found.denied else []


def _conditional(sentence: Sentence, word: ParsedWord, found: RussianStanding) -> None:
    """A condition that opens the clause whose words the tree hangs elsewhere."""
    if found.mode is not None:
        return
    segment = sentence.segments[word.at]
    own = [
        one for one in sentence.words if sentence.segments[one.at] == segment and one.at < word.at
    ]
    own = [one for one in own if one.pos != "PUNCT"]
    if own and own[0].low in ("если", "бы"):
        found.mode = Mode.CONDITIONAL
        found.cues.append(own[0])


def _alike(word: ParsedWord, head: ParsedWord) -> bool:
    return word.form == head.form or (not word.verbal and not head.verbal)


def _working(sentence: Sentence, word: ParsedWord, head: ParsedWord) -> str | None:
    """What ``head`` does to ``word``; an empty text if nothing, None if no word further up does."""
    kind = _kind(sentence, word, head)
    if word.form == "infinitive" or word.rel in ("xcomp", "csubj"):
        return kind or ""
    if word.verbal:
        return _clausal(sentence, word, kind)
    way = way_of(sentence, word)
    bearing = ("possible", "limit", "plan", "manage", "lack", "true", "false")
    if way == "nom" and not _borne(head) and kind not in bearing:
        return None
    if kind and OPERATORS.get(word.lemma) == "measure" and sentence.preposition(word) in _BOUNDS:
        return kind
    if kind and way in _WAYS.get(kind, _ANY_WAY):
        return kind
    if kind == "avoid" or (kind == "deny" and way == "acc"):
        return kind
    return None


def _borne(verb: ParsedWord) -> bool:
    """Whether a verb's subject is what something is done to."""
    return verb.passive or bool(unreflexive(verb.lemma)) or not verb.verbal


def _clausal(sentence: Sentence, word: ParsedWord, kind: str) -> str | None:
    marks = {child.low for child in sentence.children(word) if child.rel == "mark"}
    if word.rel == "acl" and word.form == "finite" and marks & {"что", "будто", "чтобы"}:
        return kind
    if word.rel == "parataxis":
        return kind if kind in ("deny", "confirm", "rule_out", "admit") else None
    if word.rel not in ("ccomp", "csubj:pass", "csubj"):
        return None
    if kind in ("deny", "confirm", "rule_out", "possible", "admit", "plan", "manage", "try"):
        return kind
    return kind if kind in ("ask", "propose", "order") and "чтобы" in marks else None


def _kind(sentence: Sentence, word: ParsedWord, head: ParsedWord) -> str:
    lemma = head.lemma
    kind = OPERATORS.get(lemma, "")
    if kind in ("see", "grant", "true", "false") and not _names_a_word(word, kind):
        return ""
    if _called_false(sentence, head):
        return "false"
    if not kind and unreflexive(lemma):
        kind = OPERATORS.get(unreflexive(lemma), "")
    if not kind:
        kind = next((OPERATORS[one] for one in sorted(head.lemmas) if one in OPERATORS), "")
    if kind == "possible" and lemma == "грозить" and _by_law(sentence):
        return "limit"
    if kind == "forbid" and lemma in ("нельзя", "невозможно") and _unless(sentence):
        return "unless"
    if (
        kind in ("plan", "allow", "begin")
        and not word.verbal
        and lemma
        in ("решить", "дать", "давать", "стать", "начать", "начинать", "договориться", "право")
    ):
        return ""
    return kind


def _unless(sentence: Sentence) -> bool:
    """Без решения суда нельзя: what holds until somebody decides."""
    return any(
        sentence.preposition(word) == "без" and word.lemma in _LEAVES for word in sentence.words
    )


_LEAVES: Final = frozenset({"решение", "разрешение", "согласие", "санкция", "ордер", "приговор"})


def _called_false(sentence: Sentence, verb: ParsedWord) -> bool:
    """Назвали слухи ложными, сочли видео фейком."""
    return verb.lemma in _CALLING and any(
        word.case == "ins" and OPERATORS.get(word.lemma) == "false"
        for word in sentence.subtree(verb)
    )


_CALLING: Final = frozenset(
    words("назвать называть счесть считать признать признавать оказаться являться")
)


def _names_a_word(word: ParsedWord, kind: str) -> bool:
    """Whether what stands between is a plea, a ground or a report: only then it bears on a deed."""
    wanted = {"see": ("ground",), "grant": ("ask",)}.get(kind, ("told",))
    return OPERATORS.get(word.lemma) in wanted


def _by_law(sentence: Sentence) -> bool:
    return any(
        word.lemma in ("закон", "статья", "кодекс", "санкция", "поправка")
        or (sentence.preposition(word) == "за" and word.case == "acc" and word.form == "noun")
        for word in sentence.words
    )


def _apply(sentence: Sentence, kind: str, word: ParsedWord, found: RussianStanding) -> None:
    denial = negated(sentence, word)
    found.operators.append((kind, word))
    found.cues += [denial, word] if denial is not None else [word]
    if denial is not None and denial.at and sentence.words[denial.at - 1].low in _NEARLY:
        found.denied = True
        return
    _EFFECTS.get(kind, _modal)(kind, word, found, denied=denial is not None)


def _modal(kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    wished = found.mode is Mode.ORDERED and kind in ("ask", "propose", "plan", "possible")
    if (found.mode is None or wished) and kind in _MODES:
        found.mode = _MODES[kind]
    found.denied ^= denied


def _possible(kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if denied and word.lemma == "мочь" and word.tense == "past":
        found.denied = not found.denied
        return
    _modal(kind, word, found, denied=denied)


def _refuse(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if word.lemma in _TURNING_DOWN and found.mode is not Mode.ASKED:
        return
    found.denied ^= not denied
    if found.mode in (Mode.ASKED, Mode.PROPOSED):
        found.mode = Mode.DONE


#: What is turned down is a plea; the deed denied is the one that it asked for.
_TURNING_DOWN: Final = frozenset({"отклонить", "отклонять", "отвергнуть"})


def _deny(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied ^= not denied
    found.denier = word


def _confirm(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if denied and found.mode is None:
        found.mode = Mode.POSSIBLE
    if not denied:
        found.denier = word


def _rule_out(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if found.mode is None:
        found.mode = Mode.POSSIBLE
    found.denied ^= not denied
    found.denier = word


def _forbid(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if found.mode is None:
        found.mode = Mode.ORDERED
    found.denied ^= not denied


def _unless_done(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.mode = Mode.CONDITIONAL
    found.denied ^= not denied


def _false(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied ^= not denied


def _true(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied ^= denied


def _grant(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    """A plea that is granted is done, one that is not supported is denied."""
    found.denied ^= denied
    if word.lemma.startswith("удовлетвор") or denied:
        found.mode = Mode.DONE


def _avoid(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied = not denied


def _lift(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    """A ban that is lifted allows what it forbade; a fine that is lifted was imposed."""
    if any(kind == "forbid" for kind, _ in found.operators):
        found.denied = denied
        found.mode = Mode.POSSIBLE


def _allow(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if denied:
        found.denied = not found.denied
    elif found.mode is None and word.lemma not in ("дать", "давать"):
        found.mode = Mode.POSSIBLE


def _told(_kind: str, _word: ParsedWord, _found: RussianStanding, *, denied: bool) -> None:
    """Passes on what stands above: "опровергла слухи о побеге"."""


def _go_on(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    if found.mode is None:
        found.mode = Mode.ONGOING
    found.denied ^= denied


def _stop(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied ^= not denied


def _try(_kind: str, _word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied = True
    found.unsure.add("polarity")


def _transparent(_kind: str, word: ParsedWord, found: RussianStanding, *, denied: bool) -> None:
    found.denied ^= denied
    if found.mode is None and word.tense == "futr":
        found.mode = Mode.POSSIBLE if word.lemma == "смочь" else Mode.PLANNED


_EFFECTS: Final = {
    "possible": _possible,
    "refuse": _refuse,
    "deny": _deny,
    "confirm": _confirm,
    "rule_out": _rule_out,
    "forbid": _forbid,
    "unless": _unless_done,
    "lift": _lift,
    "lack": _stop,
    "allow": _allow,
    "go_on": _go_on,
    "stop": _stop,
    "try": _try,
    "accuse": _told,
    "told": _told,
    "avoid": _avoid,
    "true": _true,
    "false": _false,
    "see": _true,
    "grant": _grant,
    "begin": _transparent,
    "manage": _transparent,
    "cause": _transparent,
    "help": _transparent,
}
#: Deeds that a law or a body does by saying so: their present is no going on.
_BY_SAYING: Final = frozenset(
    words(
        "ban allow oblige order propose say call demand ask accuse explain confirm state_denial "
        "call_names count criticise support agree warn in_force find plan "
        "admit_guilt deny_guilt"
    )
)


_LAWS: Final = frozenset(
    words("закон законопроект поправка кодекс правило документ приказ постановление норма статья")
)


def _tense(sentence: Sentence, predicate: DeedPredicate, found: RussianStanding) -> Mode:
    word = predicate.word
    if word.verbal and _future(sentence, word):
        found.cues.append(word)
        return Mode.PLANNED
    if word.form == "participle" and word.tense == "pres" and predicate.deed == "in_force":
        return Mode.PLANNED
    if _laid_down(sentence, word):
        return Mode.DONE
    head = sentence.head(word)
    goes_on = word.form == "infinitive" and word.rel == "conj" and head is not None
    if goes_on and head is not None and _future(sentence, head):
        return Mode.PLANNED
    if word.tense == "pres" and word.form in ("finite", "participle"):
        return Mode.DONE if predicate.deed in _BY_SAYING else Mode.ONGOING
    operator = found.operators[0][1] if found.operators else None
    if operator is not None and operator.verbal and _future(sentence, operator):
        return Mode.PLANNED
    return Mode.DONE


def _laid_down(sentence: Sentence, word: ParsedWord) -> bool:
    """Whether a law does it by being in force, which is no going on."""
    return word.tense == "pres" and any(
        child.rel.startswith("nsubj") and child.lemma in _LAWS for child in sentence.children(word)
    )


def _future(sentence: Sentence, word: ParsedWord) -> bool:
    if word.tense == "futr":
        return True
    return any(
        child.rel.startswith(("aux", "cop")) and child.lemma == "быть" and child.tense == "futr"
        for child in sentence.children(word)
    )
