"""Words of Russian that decide whether a clause can be said again without its sentence."""

from typing import Final

from dalel.language.ru.parsing import ParsedWord, Sentence
from dalel.language.sayable import Pointing
from dalel.language.wordlist import words

#: What turns the sense of a clause in a way that is not said again.
TURNING: Final = frozenset(
    words(
        "если бы якобы только лишь едва почти чуть кроме помимо вместо разве либо нежели "
        "никто никакой ничто нигде никогда ни исключительно"
    )
)
ONLY: Final = frozenset({"лишь", "только"})
NOT: Final = "не"
#: How a verb's auxiliary hangs on it.
AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
THAT: Final = "что"
OR_RATHER: Final = frozenset(words("а но или либо"))
#: Words that may be left out: they tell nothing that another sentence would miss.
IDLE: Final = frozenset(
    words(
        "также тоже уже еще ещё ранее раньше теперь сейчас сегодня вчера накануне затем потом "
        "позже впоследствии при этом между тем и даже же вот именно ныне недавно вновь снова "
        "далее однако вскоре сразу впервые официально уж"
    )
)
#: What points back, or to the place of the telling.
LEANING: Final = frozenset(
    words(
        "так тогда там туда здесь тут оттуда поэтому потому иначе этот тот такой оба обе все "
        "некоторые другие остальные часть большинство многие прочее следующее первое второе сам "
        "по-другому похожий столько"
    )
)
THIS: Final = "этот"
#: In a date: it was told before.
POINTING_BACK: Final = frozenset(words("тот этот же том этом той этой тогда"))
DEMONSTRATIVES: Final = frozenset(
    words("этот тот такой данный сей оба сам самый иной другой прочий остальной следующий")
)
OWN: Final = "свой"
HIS_OR_HER: Final = frozenset(words("его ее"))
POSSESSIVES: Final = frozenset(words("свой его ее их"))
EVERY: Final = frozenset(words("весь каждый любой всякий"))
#: Adjectives without which a noun would say more than it does.
LIMITING: Final = frozenset(
    words(
        "бывший экс-глава будущий предполагаемый возможный потенциальный мнимый вероятный "
        "временный частичный неизвестный так называемый некоторый отдельный один другой иной "
        "первый второй третий последний половина поддельный фальшивый ложный фейковый незаконный "
        "главный генеральный исполнительный верховный старший исполняющий"
    )
)
#: In an adjective: крупнейший.
SUPERLATIVE: Final = ("ейш", "айш")
#: What says that something is not so, at the beginning of an adjective.
_LACKING: Final = ("не", "без", "бес")
#: "При этом" tells nothing.
AT: Final = "при"
AT_THAT: Final = "этом"
RELATIVE: Final = "который"
RELATIVES: Final = frozenset(words("который кто где куда откуда чей"))
PRONOUNS_OF_CLAUSES: Final = frozenset(words("который что кто"))
MAY: Final = "мочь"
#: Of what somebody could do it is not told whether he did it.
COULD: Final = "смочь"
#: Conjunctions of clauses that can be left out without a change of what the main one says.
LEAVABLE: Final = frozenset(
    words("когда после как потому поскольку хотя пока где куда так ведь ибо")
)
#: Conjunctions of clauses that tell what is so: when, after what, why.
BESIDE: Final = frozenset(words("когда после поскольку потому хотя ибо"))
#: What opens the content of a noun: "решение, чтобы ...".
CONTENT_OF_NOUNS: Final = frozenset(words("что чтобы"))
#: Without these a clause says more than with them.
UNSURE: Final = frozenset(
    words(
        "возможно вероятно видимо наверное предположительно предварительно условно частично "
        "временно ошибочно формально заочно реже меньше хуже мало слабо плохо трудно отчасти "
        "наполовину случайно похоже кажется потенциально теоретически"
    )
)
#: Nouns that tell a time of day or a weekday, which is left out.
HOURS: Final = frozenset(
    words(
        "час минута утро вечер ночь полдень полночь понедельник вторник среда четверг пятница "
        "суббота воскресенье"
    )
)
#: Words with which a date may stand.
WITH_DATES: Final = frozenset(words("год этот нынешний текущий прошлый"))
#: Prepositions of dates that are none of the clause: that of an act, that for which it is set.
DATED: Final = frozenset({"от", "на", "до", "с", "к", "по"})
#: Prepositions of where or when something was, without which a clause can be told.
WHERE: Final = frozenset(words("в на до после при во_время в_ходе накануне перед с к около через"))
SETTINGS: Final = frozenset(
    words(
        "год месяц неделя день сутки начало конец середина время момент период квартал полугодие "
        "брифинг заседание пресс-конференция конференция встреча интервью эфир форум совещание "
        "стол выступление слушание лето осень зима весна страна город регион республика"
    )
)
#: Verbs by which somebody states something; to suppose, to fear or to hope is not to state.
STATING: Final = frozenset(
    words(
        "сообщить сообщать заявить заявлять рассказать рассказывать подтвердить подтверждать "
        "уточнить уточнять отметить отмечать сказать пояснить пояснять объявить объявлять написать "
        "информировать проинформировать подчеркнуть напомнить напоминать утверждать говорить "
        "писать добавить доложить указать уверять заверить заверять объяснить объяснять "
        "констатировать"
    )
)
#: Verbs by which somebody says what he thinks.
OPINING: Final = frozenset(words("считать полагать"))
#: Nouns of sources: по словам, по данным.
SOURCES: Final = frozenset(words("слово данные информация сведение сообщение"))
OPINION: Final = "мнение"
#: Bodies that speak.
SPEAKING_BODIES: Final = frozenset(
    words(
        "министерство комитет ведомство полиция прокуратура суд следствие департамент управление "
        "акимат правительство пресс-служба редакция издание организация компания агентство палата "
        "служба администрация посольство бюро фонд канал телеканал сайт портал союз профсоюз партия"
    )
)
#: A source that may be a paper as well as a speech.
STATEMENT: Final = "заявление"
#: Short nouns for a body that was named before.
SHORT_BODIES: Final = frozenset(words("ведомство регулятор"))
_YET: Final = frozenset({"еще", "пока", "пор"})
_PROVISIONS: Final = frozenset(words("статья часть пункт подпункт абзац"))
#: What is not yet a law, though it cites one.
BILLS: Final = frozenset(words("законопроект проект поправка"))
#: Nouns that are numbers of what stands in the genitive after them.
THOUSANDS: Final = frozenset(words("тысяча миллион миллиард сотня десяток"))
OUT_OF: Final = "из"
#: Names of places that end so are the same in all cases.
VOWELS: Final = "уюиоеэы"
#: Ways of a place; its name may hide which of the two it is.
WAYS_OF_PLACES: Final = frozenset(words("в+acc в+nom в+ на+acc на+nom на+"))
SHE: Final = frozenset(words("она ее ей ею нее ней нею"))
HE: Final = frozenset(words("он его ему него нему нем им ним"))
#: Forms of pronouns that are kept as pronouns.
_POINTING: Final = {
    Pointing.ONE: frozenset(words("он она оно его ее ему ей им ею него нее нему ней ним нею нем")),
    Pointing.SEVERAL: frozenset(words("они их ими них ними")),
    Pointing.SELF: frozenset(words("себя себе собой")),
    Pointing.THIS: frozenset(words("это этого этому этим этом")),
}


def pointing(word: ParsedWord) -> Pointing | None:
    """What a word points to, if it is a pronoun that may be kept."""
    if word.form not in ("pronoun", "adjective") and word.pos not in ("PRON", "DET"):
        return None
    return next((kind for kind, forms in _POINTING.items() if word.low in forms), None)


def turns(word: ParsedWord) -> bool:
    """Whether a word turns the sense of its clause."""
    return word.low in TURNING or word.lemma in TURNING


def limits(word: ParsedWord) -> bool:
    """Whether a noun says more without an adjective than with it."""
    return word.lemma in LIMITING or word.lemma.startswith(_LACKING)


def is_not_yet(sentence: Sentence, verb: ParsedWord) -> bool:
    """Whether a verb stands with a word by which it may still be: ещё не, пока не."""
    segment = sentence.segments[verb.at]
    own = [one for one in sentence.words if sentence.segments[one.at] == segment]
    return any(one.low in _YET for one in own)


def is_several(word: ParsedWord) -> bool:
    """Whether a word of a citation is of several provisions: пункты 1 и 2, of which one is read."""
    return word.plural and word.lemma in _PROVISIONS


def is_idle(word: ParsedWord) -> bool:
    """Whether a word may be left out."""
    return word.low in IDLE or word.lemma in IDLE
