"""Who takes part in a deed: doer, bearer and further roles, by case and preposition.

The table of deeds says where the roles of a wording stand; what it does not say is the rule's:
the subject does it to the object, in the passive the subject bears it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dalel.domain.claim import ClaimRole
from dalel.language.ru.arguments import (
    Argument,
    accusative,
    antecedent,
    arguments,
    may_do,
    subject,
    way_of,
    ways,
)
from dalel.language.ru.deed_words import unreflexive
from dalel.language.ru.modes import OPERATORS, RussianStanding
from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.ru.predicates import UNDERGOING, DeedPredicate
from dalel.language.wordlist import words

#: Governing words whose object, not subject, is to do the deed.
_OBJECT_DOES: Final = frozenset({"ask", "order", "propose", "forbid", "allow", "cause", "help"})
_WANTING: Final = {
    "ask": ClaimRole.ASKER,
    "order": ClaimRole.ORDERER,
    "propose": ClaimRole.PROPOSER,
    "cause": ClaimRole.ORDERER,
    "forbid": ClaimRole.ORDERER,
}
_ADDRESSED: Final = ("dat", "acc", "от+gen", "у+gen", "к+dat", "с+gen")
_DOER_OF_PASSIVE: Final = ("ins", "со_стороны+gen")
_BEARER_OF_NOUN: Final = (
    "gen", "на+acc", "у+gen", "против+gen", "в_отношении+gen", "dat", "над+ins", "для+gen",
)  # fmt: skip
_REASONS: Final = (
    "за+acc", "из-за+gen", "по_подозрению_в+loc", "по_обвинению_в+loc", "в_связи_с+ins",
    "по_делу_о+loc", "за+ins", "по_факту+gen",
)  # fmt: skip
_FURTHER: Final[tuple[tuple[ClaimRole, tuple[str, ...]], ...]] = (
    (ClaimRole.REASON, _REASONS),
    (ClaimRole.MEANS, ("через+acc", "с_помощью+gen", "при_помощи+gen")),
    (ClaimRole.TOPIC, ("о+loc",)),
    (ClaimRole.SOURCE, ("от+gen",)),
    (ClaimRole.MANNER, ("без+gen",)),
)
_PLACES: Final = frozenset(
    words("в+loc на+loc у+gen возле+gen около+gen близ+gen под+ins перед+ins в+acc из+gen на+acc")
)
_BESIDE: Final = frozenset({"у+gen", "возле+gen", "около+gen", "близ+gen"})
_DIRECTIONS: Final = frozenset({"на+acc", "из+gen", "под+ins", "перед+ins"})
_NO_PLACES: Final = frozenset(
    words(
        "год месяц неделя день час минута январь февраль март апрель май июнь июль август "
        "сентябрь октябрь ноябрь декабрь понедельник вторник среда четверг пятница суббота "
        "воскресенье утро вечер ночь весна лето осень зима сутки время период срок момент "
        "пора дата четверть полугодие квартал ход рамка связь отношение результат случай "
        "качество вид размер число основание ответ адрес форма сумма пост заявление интервью "
        "письмо сообщение отчет комментарий публикация статья закон кодекс дело сила степень "
        "розыск отставка соответствие фон млрд млн миллиард миллион тысяча рубль доллар "
        "порядок целое частность среднее итог прошлое будущее поддержка чтение защита "
        "нарушение обвинение подозрение мошенничество преступление травля клевета "
        "распространение условие допрос беседа обыск суд пользование доступ база реестр "
        "список вопрос разговор эфир начало конец половина пользу сторона факт оскорбление "
        "видео ролик запись конференция брифинг он она они который процент тенге виновность "
        "учет эксплуатация рассмотрение обсуждение "
    )
)
_TOWARDS_PLACE: Final = frozenset(
    words(
        "колония здание департамент отдел отделение полиция сизо изолятор тюрьма страна граница "
        "зал участок прокуратура акимат больница дом квартира казахстан редакция город область "
        "кнб мвд посольство аэропорт площадь управление заседание"
    )
)


@dataclass(kw_only=True)
class Cast:
    """The arguments in their roles; each is found in the sentence."""

    agent: Argument | None = None
    patient: Argument | None = None
    others: list[tuple[ClaimRole, Argument]] = field(default_factory=list)
    where: Argument | None = None
    #: Words that stand in a name's phrase but belong to the place.
    apart: set[int] = field(default_factory=set)


def to_person(deed: str) -> bool | None:
    """Whether a deed is done to persons, or to things; None where it may be either."""
    if deed in _TO_PERSONS:
        return True
    return False if deed in _TO_THINGS else None


_TO_PERSONS: Final = frozenset(
    words(
        "detain arrest house_arrest release pledge summon question charge wanted deport extradite "
        "try sentence convict acquit beat insult threaten harass call_in fire kill injure expel "
        "transfer_prisoner warn let_in pardon follow"
    )
)
_TO_THINGS: Final = frozenset(
    words("launch adopt sign approve publish delete amend repeal draft_law quash discuss consider")
)


def _is_somebody(word: ParsedWord) -> bool:
    return word.animate or word.form == "pronoun" or word.pos == "PROPN"


def _only_measures(argument: Argument) -> bool:
    """Words of time and of measure, which bear nothing: на срок, в размере, третий день."""
    if "+" in argument.way:
        return OPERATORS.get(argument.word.lemma) == "measure"
    return argument.word.lemma in _TIMES


_TIMES: Final = frozenset(words("год месяц неделя день час минута сутки раз ночь"))
_NOTHING: Final[Mapping[int, ParsedWord | None]] = {}


def cast(
    sentence: Sentence,
    predicate: DeedPredicate,
    standing: RussianStanding,
    measured: Collection[int],
    cores: Collection[int],
    swapped: Mapping[int, ParsedWord | None] = _NOTHING,
) -> Cast:
    """Who takes part.

    ``measured`` are the places of words of amounts, which bear nothing, ``cores`` those of all
    words that tell a deed, whose own phrases are theirs. ``swapped`` has by place words to take
    for others, or to leave out: "не А, а Б" is read twice.
    """
    every = [
        replace(one, word=swapped.get(one.own.at) or one.word)
        for one in _arguments(sentence, predicate, standing, cores)
        if one.word.at not in measured and swapped.get(one.own.at, one.word) is not None
        if not _only_measures(one)
    ]
    segment = sentence.segments[predicate.word.at]
    person = to_person(predicate.deed)
    every.sort(
        key=lambda one: (
            sentence.segments[one.own.at] != segment,
            person is True and one.way == "acc" and not _is_somebody(one.word),
        )
    )
    free = [one for one in every if not _spoken_for(one, predicate)]
    found = Cast()
    _bearer(sentence, predicate, standing, free, found)
    _doer(sentence, predicate, standing, free, found)
    _apart(found)
    _wanting(sentence, predicate, standing, found)
    _others(predicate, free, found)
    _owners(sentence, found)
    _placed(sentence, predicate, every, measured, found)
    return found


def _arguments(
    sentence: Sentence, predicate: DeedPredicate, standing: RussianStanding, cores: Collection[int]
) -> list[Argument]:
    found = arguments(sentence, predicate.word)
    inner = [
        word
        for word in (predicate.core, *predicate.parts)
        if word is not predicate.word and word.form in ("noun", "infinitive", "adjective")
    ]
    if predicate.nominal:
        inner.reverse()
        found = []
        inner.append(predicate.word)
    for word in inner:
        found += arguments(sentence, word)
    own = _subject(sentence, predicate, standing)
    found = [_as_object(one) if _is_object(sentence, predicate, one, own) else one for one in found]
    if predicate.word.verbal:
        found = [one for one in found if one.way != "nom" or (own and one.word is own.word)]
    if own is not None and all(one.word is not own.word for one in found):
        found.append(own)
    for word in inner:
        found += _nested(sentence, word, found, cores)
    return found + _from_above(sentence, predicate, standing, found)


def _subject(
    sentence: Sentence, predicate: DeedPredicate, standing: RussianStanding
) -> Argument | None:
    if not predicate.word.verbal:
        return None
    governed = _governed(standing)
    if predicate.word.form == "infinitive" and governed is not None:
        lacking = predicate.word.rel == "orphan"
        own = None if lacking else ways(arguments(sentence, predicate.word), ("nom",))
        found = own or _controlled(sentence, predicate, *governed)
        return replace(found, way="nom") if found is not None else None
    return subject(sentence, predicate.word)


def _is_object(
    sentence: Sentence, predicate: DeedPredicate, one: Argument, own: Argument | None
) -> bool:
    """Whether what looks like a subject is the object: "дело направили в суд"."""
    word = predicate.word
    if one.way != "nom" or not word.transitive or word.form == "participle":
        return False
    if accusative(one.own):
        return True
    if one.word.animate:
        return False
    if one.word.lemma == "остальной" or _borne_in_front(sentence, one, word):
        return True
    return one.word is not own.word if own is not None else not may_do(sentence, one.own, word)


def _borne_in_front(sentence: Sentence, one: Argument, verb: ParsedWord) -> bool:
    """SIM-карты отключат: things before a verb in the plural that does something to them."""
    things = one.word.plural and one.word.pos == "NOUN" and one.word.lemma not in _ACTING
    helping = any(c.rel == "aux" and c.plural for c in sentence.children(verb))
    acting = (verb.form == "finite" and verb.plural) or (verb.form == "infinitive" and helping)
    before = one.own.at < verb.at and acting
    alone = all(child.rel != "obj" for child in sentence.children(verb))
    return things and before and alone and one.via is None and verb.tense != "pres"


#: What is no person and yet does things.
_ACTING: Final = frozenset(
    words(
        "суд власть компания орган сми редакция платформа министерство банк сила ведомство сайт "
        "издание телеканал газета организация оператор провайдер соцсеть партия служба страна "
        "фонд мессенджер группировка прокуратура государство сеть спецслужба учреждение депутат "
        "коллегия канал агентство посольство команда поправка закон правило"
    )
)


def _as_object(argument: Argument) -> Argument:
    return replace(argument, way="acc")


def _governed(standing: RussianStanding) -> tuple[str, ParsedWord] | None:
    return next(
        ((kind, word) for kind, word in standing.operators if kind in _OBJECT_DOES | _SUBJECT_DOES),
        None,
    )


def _nested(
    sentence: Sentence, noun: ParsedWord, found: Sequence[Argument], cores: Collection[int]
) -> list[Argument]:
    """Phrases with a preposition that hang deeper in the phrase of a noun."""
    known = {one.own.at for one in found}
    return [
        Argument(word=word, way=way_of(sentence, word), own=word)
        for word in sentence.subtree(noun)
        if word.at > noun.at
        and word.at not in known
        and word.form == "noun"
        and sentence.preposition(word)
        and not _of_another(sentence, noun, word, cores)
    ]


def _of_another(
    sentence: Sentence, noun: ParsedWord, word: ParsedWord, cores: Collection[int]
) -> bool:
    """Whether a word under a noun is in a clause below it, or belongs to another deed."""
    between = [one for one in sentence.ancestors(word) if one.at > noun.at]
    return any(one.verbal or one.rel == "acl:relcl" or one.at in cores for one in between)


def _from_above(
    sentence: Sentence,
    predicate: DeedPredicate,
    standing: RussianStanding,
    found: Sequence[Argument],
) -> list[Argument]:
    """What hangs on the word that governs a deed: за что грозит штраф, кому отказали."""
    known = {one.own.at for one in found} | {predicate.word.at, predicate.core.at}
    known |= {word.at for _, word in standing.operators}
    above: list[Argument] = []
    for kind, word in standing.operators:
        if not word.verbal or kind in ("deny", "confirm", "rule_out", "told", "accuse", "admit"):
            continue
        if predicate.word.form == "infinitive" and kind in _SUBJECT_DOES:
            above += _fronted_object(sentence, word, found)
        dative = kind in ("possible", "limit", "refuse", "ask") and predicate.nominal
        above += [
            one
            for one in arguments(sentence, word)
            if one.own.at not in known and ("+" in one.way or (dative and one.way == "dat"))
        ]
    return above


def _spoken_for(argument: Argument, predicate: DeedPredicate) -> bool:
    if argument.word is predicate.core or argument.word is predicate.word:
        return argument.word.form != "participle" or argument.word is not predicate.word
    return argument.word in predicate.parts and not _listed(argument, predicate)


def _listed(argument: Argument, predicate: DeedPredicate) -> bool:
    way = "acc" if predicate.passive and argument.way == "nom" else argument.way
    listed = predicate.roles.get("patient", ())
    return ("+" not in way and way in listed) or (argument.way == "nom" and "nom" in listed)


def _fronted_object(
    sentence: Sentence, word: ParsedWord, found: Sequence[Argument]
) -> list[Argument]:
    """The object of an infinitive that hangs on the verb above: сайт перестали блокировать."""
    if any(one.way == "acc" for one in found) or subject(sentence, word) is not None:
        return []
    return [
        replace(one, way="acc")
        for one in arguments(sentence, word)
        if one.way in ("nom", "acc") and one.own.at < word.at
    ]


def _bearer(
    sentence: Sentence,
    predicate: DeedPredicate,
    standing: RussianStanding,
    free: list[Argument],
    found: Cast,
) -> None:
    listed = predicate.roles.get("patient", ())
    if predicate.carrier == "undergoing":
        found.patient = ways(free, ("nom",))
        if "recipient" in predicate.roles and found.patient is not None:
            found.others.append((ClaimRole.RECIPIENT, found.patient))
            found.patient = None
        else:
            return
    if predicate.nominal or predicate.carrier:
        gen_does = "gen" in predicate.roles.get("agent", ())
        rule = [way for way in _BEARER_OF_NOUN if not (way == "gen" and gen_does)]
        found.patient = ways(free, (*listed, *rule)) or _of_parts(sentence, predicate)
        return
    passive = predicate.passive and predicate.word.form != "infinitive"
    if not listed:
        wanted: tuple[str, ...] = ("nom",) if passive else ("acc",)
        if not passive and predicate.word.transitive:
            wanted = ("acc", "gen")
    else:
        wanted = tuple("nom" if passive and way == "acc" else way for way in listed)
    if any(word.form == "infinitive" for word in predicate.parts):
        found.patient = _of_parts(sentence, predicate)
    found.patient = found.patient or ways(free, wanted) or _of_parts(sentence, predicate)
    if found.patient is None and wanted[0] == "acc":
        found.patient = _shared_object(sentence, predicate)


def _of_parts(sentence: Sentence, predicate: DeedPredicate) -> Argument | None:
    """The genitive with the noun of a set phrase: "требование прокуратуры об удалении статьи"."""
    for part in reversed(predicate.parts):
        found = [one for one in arguments(sentence, part) if one.word not in predicate.parts]
        one = ways(found, ("acc",) if part.form == "infinitive" else ("gen",))
        if one is not None:
            return one
    return None


def _shared_object(sentence: Sentence, predicate: DeedPredicate) -> Argument | None:
    """The object of the verb that this one is coordinated with, where it may be its own too."""
    word = predicate.word
    if not word.transitive:
        return None
    head = sentence.head(word)
    own = any(not sentence.preposition(part) for part in predicate.parts)
    if head is not None and word.rel == "conj" and head.verbal and not own:
        one = ways(arguments(sentence, head), ("acc",))
        return one if one is not None and one.own.at < head.at else None
    if any(one.own.at > word.at for one in arguments(sentence, word)):
        return None
    for child in sentence.children(word):
        if child.rel == "conj" and child.verbal and child.transitive:
            one = ways(arguments(sentence, child), ("acc",))
            if one is not None and one.own.at > child.at:
                return one
    return None


def _doer(
    sentence: Sentence,
    predicate: DeedPredicate,
    standing: RussianStanding,
    free: list[Argument],
    found: Cast,
) -> None:
    listed = predicate.roles.get("agent", ())
    accused = next(
        (word for kind, word in standing.operators if kind in ("accuse", "suspect")), None
    )
    if accused is not None and predicate.nominal:
        borne = accused.passive or bool(unreflexive(accused.lemma))
        found.agent = ways(arguments(sentence, accused), ("nom",) if borne else ("acc",))
        return
    if listed:
        found.agent = ways(free, listed)
        if "gen" not in listed or found.agent is not None:
            return
    governed = _governed(standing)
    if predicate.carrier in ("undergoing", "happening") or predicate.nominal:
        found.agent = _acting(ways(free, _DOER_OF_PASSIVE))
        if (
            found.agent is None
            and governed is not None
            and governed[0] in ("refuse", "plan", "try")
        ):
            found.agent = _active_subject(sentence, governed[1], predicate)
        return
    if predicate.passive:
        found.agent = _acting(ways(free, _DOER_OF_PASSIVE))
        return
    found.agent = ways(free, ("nom",))


_SUBJECT_DOES: Final = frozenset(
    {"plan", "possible", "refuse", "begin", "go_on", "stop", "manage", "try", "avoid"}
)


def _controlled(
    sentence: Sentence, predicate: DeedPredicate, kind: str, word: ParsedWord
) -> Argument | None:
    if kind == "manage":
        return ways(arguments(sentence, word), ("dat",)) or subject(sentence, word)
    if kind in _SUBJECT_DOES:
        return _active_subject(sentence, word, predicate)
    if word.form in ("short", "short_adjective"):
        return subject(sentence, word) or ways(arguments(sentence, word), ("dat",))
    head = sentence.head(word)
    if word.form == "noun" and head is not None and head.lemma in UNDERGOING:
        return subject(sentence, head)
    above = [one for one in arguments(sentence, word) if one.word.at != predicate.word.at]
    wanting = subject(sentence, word)
    besides = [one for one in above if wanting is None or one.word is not wanting.word]
    gap = sentence.head(predicate.word) if predicate.word.rel == "orphan" else None
    besides = [one for one in besides if one.word is not gap]
    addressed = ways(above, _ADDRESSED) or ways(besides, ("nom",))
    if addressed is None and word.plural and word.form == "finite" and word.tense == "past":
        # "СМИ обязали зарегистрироваться": what is not declined looks like the subject.
        return wanting if kind in ("order", "forbid", "allow") else None
    return addressed


def _active_subject(
    sentence: Sentence, word: ParsedWord, predicate: DeedPredicate
) -> Argument | None:
    if word.form == "noun":
        head = sentence.head(word)
        own = ways(arguments(sentence, word), ("gen",))
        if own is not None and own.word in (predicate.core, predicate.word):
            own = None
        if head is not None and (head.lemma in UNDERGOING or _decides(head)):
            return own
        if own is not None or head is None or not head.verbal or word.rel != "obj":
            return own
        return subject(sentence, head)
    return subject(sentence, word)


def _decides(verb: ParsedWord) -> bool:
    """Whether the verb over a plea tells what became of it, so that its subject did not plead."""
    return OPERATORS.get(verb.lemma) in ("refuse", "grant", "lift", "deny", "see")


def _acting(argument: Argument | None) -> Argument | None:
    """A doer in the instrumental; not how or with what it was done."""
    if argument is None or argument.word.lemma in _NO_DOERS | _TOOLS:
        return None
    return argument


_NOBODY: Final = frozenset({"никто", "ничто", "кто", "это", "все", "раз"})
_NO_DOERS: Final = frozenset(
    words("образ способ путь решение приказ постановление помощь средство утро вечер ночь день год "
          "срок раз тысяча миллион процент наказание штраф арест")
)  # fmt: skip
#: With what it was done, where it stands in the instrumental.
_TOOLS: Final = frozenset(
    words("программа вирус камера дубинка газ вода нож кислота бита палка кулак нога рука голос "
          "большинство указ закон подпись дрон дубина")
)  # fmt: skip


def _apart(found: Cast) -> None:
    if found.agent and found.agent.word.lemma in _NOBODY:
        found.agent = None
    if found.patient and found.patient.word.lemma in _NOBODY:
        found.patient = None
    if found.agent and found.patient and found.agent.word is found.patient.word:
        found.agent = None


def _wanting(
    sentence: Sentence, predicate: DeedPredicate, standing: RussianStanding, found: Cast
) -> None:
    for kind, word in standing.operators:
        role = _WANTING.get(kind)
        if role is None:
            continue
        wanting = _active_subject(sentence, word, predicate)
        gap = sentence.head(predicate.word)
        if predicate.word.rel == "orphan" and gap is not None:
            wanting = Argument(word=gap, way="nom", own=gap)
        taking_part = [one.word for one in (found.agent, found.patient) if one is not None]
        if wanting is not None and wanting.word in taking_part:
            continue
        if wanting is not None and wanting.way in ("nom", "gen") and not word.passive:
            found.others.append((role, wanting))


def _others(predicate: DeedPredicate, free: list[Argument], found: Cast) -> None:
    used = {one.own.at for one in (found.agent, found.patient) if one is not None}
    for name, listed in predicate.roles.items():
        if name in ("agent", "patient"):
            continue
        one = ways([a for a in free if a.own.at not in used], listed)
        if one is not None:
            used.add(one.own.at)
            found.others.append((ClaimRole(name), one))
    for role, listed in _FURTHER:
        one = ways([a for a in free if a.own.at not in used and not _timely(a)], listed)
        if one is not None:
            used.add(one.own.at)
            found.others.append((role, one))
    tool = ways([a for a in free if a.word.lemma in _TOOLS], ("ins",))
    if tool is not None:
        found.others.append((ClaimRole.MEANS, tool))
    told = any(role is ClaimRole.RECIPIENT for role, _ in found.others)
    dative = ways([a for a in free if a.own.at not in used], ("dat",))
    if dative is not None and not told:
        found.others.append((ClaimRole.RECIPIENT, dative))


def _owners(sentence: Sentence, found: Cast) -> None:
    """Whose it is, by a relative clause: "журналист, чей телефон изъяли"."""
    for one in (found.patient, found.agent):
        for child in sentence.children(one.word) if one is not None else ():
            owner = antecedent(sentence, child) if child.lemma in ("который", "чей") else None
            if owner is not None:
                found.others.append(
                    (ClaimRole.OF, Argument(word=owner, way="gen", own=child, via=child))
                )


def _placed(
    sentence: Sentence,
    predicate: DeedPredicate,
    every: Sequence[Argument],
    measured: Collection[int],
    found: Cast,
) -> None:
    """Where it was: a phrase of the clause, or one at the end of its doer's or bearer's name."""
    used = {one.own.at for one in (found.agent, found.patient) if one is not None}
    used |= {one.own.at for _, one in found.others}
    free = [one for one in every if one.own.at not in used]
    direct = {one.own.at for one in arguments(sentence, predicate.word)}
    free = [one for one in free if one.own.at in direct or _named_place(one)]
    found.where = next((one for one in free if is_place(one)), None)
    if found.where is None and predicate.word.verbal:
        found.where = _in_names(sentence, measured, found)
    if found.where is None:
        found.where = _fronted_place(sentence, predicate.word, measured)


def _named_place(argument: Argument) -> bool:
    """Whether a phrase deeper in the clause is a place by its name or its word."""
    word = argument.word
    return word.pos in ("PROPN", "X") or word.lemma in _TOWARDS_PLACE or argument.way in _BESIDE


def _in_names(sentence: Sentence, measured: Collection[int], found: Cast) -> Argument | None:
    for one in (found.patient, found.agent):
        if one is None or one.via is not None:
            continue
        for place in _nested(sentence, one.word, (), ()):
            head = sentence.head(place.word)
            by_name = place.word.pos == "PROPN" or place.way in _BESIDE
            if place.word.at in measured or not is_place(place):
                continue
            if head is not None and (by_name or head.animate):
                found.apart |= {word.at for word in sentence.subtree(place.word)}
                return place
    return None


def _timely(argument: Argument) -> bool:
    return argument.word.lemma in (*_NO_PLACES, "полгода", "век") and argument.way in (
        "за+acc",
        "через+acc",
        "до+gen",
    )


def is_place(argument: Argument) -> bool:
    """Whether a phrase says where it was."""
    word = argument.word
    if argument.way not in _PLACES or word.lemma in _NO_PLACES or word.form not in ("noun",):
        return False
    if argument.way in ("в+acc", *_DIRECTIONS):
        return word.lemma in _TOWARDS_PLACE
    return not word.animate


def _fronted_place(
    sentence: Sentence, word: ParsedWord, measured: Collection[int]
) -> Argument | None:
    """The place before the first of coordinated verbs, which they share."""
    head = sentence.head(word)
    if head is None or word.rel != "conj" or not head.verbal:
        return None
    return next(
        (
            one
            for one in arguments(sentence, head)
            if one.own.at < head.at and one.word.at not in measured and is_place(one)
        ),
        None,
    )
