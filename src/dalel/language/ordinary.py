"""Tells ordinary Russian dictionary words from names, and parts of speech."""

import re
from functools import lru_cache
from typing import Final

from dalel.language.ru.trained_models import is_known, readings
from dalel.language.wordlist import words

#: What the dictionary marks names with: first names, surnames, fathers' names, places, bodies.
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")
#: Kazakh words of closed classes, which begin a sentence and which recognisers take for names:
#: pronouns in their cases, conjunctions, particles, adverbs, ordinals; no word that is a name too.
_KAZAKH_OPENERS: Final = frozenset(
    words(
        "бұл бұны бұның бұған бұнда бұдан бұлар бұларды бұлардың мұны мұның мұнда мұндағы мұнан "
        "мұндай мұндайда мұнша осы осыны осының осыған осында осыдан осылар осылай осылайша "
        "осындай осынша осыншама сол соны соның соған сонда содан сонан солар солардың соларды "
        "солай сондай сонша соншама сонау анау мынау мына мынаны мынадай ана анадай әне міне "
        "ол оны оның оған онда одан онымен олар оларды олардың оларға олардан олармен ондай онша "
        "мен мені менің маған менен біз бізді біздің бізге бізден біздіңше біздікі сен сіз сізді "
        "сіздің сізге сіздер өз өзі өзін өзінің өзіне өзінен өзімен өздері өзге өзгелер өзгелері "
        "басқа басқалар басқалары қалған қалғаны қалғандары кім кімді кімнің кімге не нені ненің "
        "неге неден немене неліктен несі қай қайсы қайсысы қайда қайдан қайтіп қандай қалай қашан "
        "қанша қаншама неше нешінші біреу біреуі біреулер бірі бірде бірнеше біраз бірқатар "
        "әркім әрбір әр әрқайсы әрқайсысы әлдекім әлдене әлдеқайда әлдеқашан әлдебір кейбір "
        "кейбірі кейбіреу кейбіреулер кейбіреулері ешкім ешқайсы ешқайсысы ештеңе ештеме ешқандай "
        "ешқашан ешқайда еш дәнеңе бәрі бәріне бәрін бәрінің барлық барлығы барша баршасы бүкіл "
        "күллі көп көбі көбісі көпшілігі көптеген көбіне көбінесе аз азы азғана аздап бірсыпыра "
        "ал және мен әрі бірақ алайда дегенмен әйтсе әйткенмен әйтпесе әйтеуір сонда сонымен "
        "сондықтан сондай-ақ соған сөйтіп сөйтсе сөйте бүйтіп өйткені себебі неге егер егерде "
        "әлде немесе не яки яғни демек керісінше қайта тіпті тек қана ғана тағы тағыда және "
        "сонысы мысалы мәселен айталық айтпақшы айтқандай әрине бәлкім мүмкін сірә шамасы "
        "шамамен рас расында расымен шынында шынымен шындығында негізі негізінде негізінен "
        "жалпы жалпылама әдетте әсіресе анығында анығы нақты нақтырақ дәлірек қысқаша қысқасы "
        "бақсақ бақытымызға өкінішке өкінішке-орай әттең иә ия жоқ жо қош ендеше олай бүйтсе "
        "еске айта айтса айтуынша алдымен ең соңғысы алғаш алғашында алғашқы алғашқысы бастапқы "
        "бастапқыда әуелі әуелде енді ендігі қазір қазіргі қазірше әзір әзірге әзірше әлі әлігі "
        "бүгін бүгінгі бүгінде кеше кешегі ертең ертеңгі бүрсігүні алдыңгүні былтыр былтырғы биыл "
        "биылғы бұрын бұрынғы бұрынырақ бұрнағы жақында жуырда таяуда таяу кейін кейінгі "
        "кейінірек кейде кейін-кейін соң соңынан соңында соңғы ақырында ақыры түбі әрдайым әрқашан "
        "үнемі ылғи кенет кенеттен бірден дереу лезде жедел тез тезірек қайтадан тағы-тағы "
        "ара-тұра арада аралықта осыдан бері одан әрі ары бері мұнымен сонысымен осымен қоса "
        "сонымен-қатар оған-қоса қатар бірге бірлесіп жеке бөлек әсте тым өте аса тікелей "
        "таңертең түнде кешке күндіз түсте түстен жазда қыста көктемде күзде "
        "бір екі үш төрт бес алты жеті сегіз тоғыз он бірінші екінші үшінші төртінші бесінші "
        "біріншіден екіншіден үшіншіден біріншісі екіншісі үшіншісі екеуі үшеуі төртеуі бесеуі "
        "ондаған жүздеген мыңдаған миллиондаған жарты жартысы "
        "нәтижесінде салдарынан сәйкесінше қарамастан орай орайына байланысты қатысты сайып "
        "сайып-келгенде онсыз мұнсыз бұйырса"
    )
)
#: The same of Russian, where the dictionary has them as names too.
_RUSSIAN_OPENERS: Final = frozenset(
    words(
        "это этот он она они наш наша сейчас кроме однако также теперь после пока если при по "
        "и но а как что куда сами сам сама само да та те тот так кто чья чей мы вы вот все всё "
        "нет или либо уже ещё"
    )
)
#: Parts of speech of closed classes, and of adverbs.
_CLOSED: Final = frozenset({"CONJ", "PRCL", "PREP", "NPRO", "ADVB", "COMP", "PRED", "NUMR", "INTJ"})
_TWO_WORDS: Final = re.compile(r"([А-ЯЁ][а-яё]+)[ \u00a0]([а-яё]+)")


@lru_cache(4096)
def is_ordinary(word: str) -> bool:
    """Whether the dictionary has the word, in whatever form, and in no reading as a name."""
    low = word.lower()
    return is_known(low) and not any(
        mark in str(reading.tag) for reading in readings(low) for mark in _NAMES
    )


@lru_cache(4096)
def is_first_name(word: str) -> bool:
    """Whether the dictionary has the word as a form of a first name."""
    low = word.lower()
    return is_known(low) and any("Name" in reading.tag for reading in readings(low))


@lru_cache(16_384)
def part_of_speech(word: str) -> str | None:
    """The likeliest part of speech of a word, as OpenCorpora names it: NOUN, ADJF, PRTS."""
    found = readings(word.lower())
    return str(found[0].tag.POS) if found else None


def is_adjective_of_next(text: str) -> bool:
    """Whether the first word of a text is a Russian adjective of the noun behind it, and no name.

    ``Баннерная демократия``: what only has an adjective's ending counts as one too; a word that
    the dictionary has as a name in any reading does not.
    """
    found = _TWO_WORDS.match(text)
    if found is None:
        return False
    first, second = (readings(word.lower()) for word in found.groups())
    if any(mark in str(one.tag) for one in first for mark in _NAMES):
        return False
    return any(
        one.tag.POS == "ADJF"
        and other.tag.POS == "NOUN"
        and "Name" not in other.tag
        and one.tag.case == other.tag.case
        and one.tag.number == other.tag.number
        and one.tag.gender in {None, other.tag.gender}
        for one in first[:1]
        for other in second
    )


@lru_cache(4096)
def is_opener(word: str) -> bool:
    """Whether a word often begins a sentence, where its capital looks like a name's.

    Russian words are told by their part of speech: what may be a name in any reading is none, and
    of verbs are those by which a text speaks of itself: Напомним, Уточним.
    """
    low = word.lower()
    if low in _KAZAKH_OPENERS or low in _RUSSIAN_OPENERS:
        return True
    if not is_ordinary(low):
        return False
    first = readings(low)[0].tag
    return (
        first.POS in _CLOSED
        or "Apro" in first
        or {"VERB", "1per", "plur"} <= {str(first.POS), str(first.person), str(first.number)}
    )
