"""Names in Russian letters that are no Kazakh names, by given name, letters and endings.

Kazakh writes such a name as Russian does. In doubt a name is none of them.
"""

import re
from typing import Final

from dalel.language.wordlist import words

#: Given names that hardly anybody bears whose family name is Kazakh.
_GIVEN: Final = frozenset(
    words(
        "александр александра алексей алена алёна алла анастасия анатолий андрей анна антон "
        "антонина аркадий богдан борис вадим валентин валентина валерий валерия варвара василий "
        "василиса вера вероника виктор виктория виталий виталина владимир владислав владлен "
        "всеволод вячеслав галина геннадий георгий герман глеб григорий дарья денис дмитрий "
        "евгений евгения евдокия егор екатерина елена елизавета ефим зинаида зоя иван игнат игорь "
        "илья инна иннокентий иосиф ирина кирилл константин ксения кузьма лариса лев леонид лидия "
        "любовь людмила макар максим маргарита марина мария марфа матвей милана михаил надежда "
        "наталия наталья никита николай нина оксана олег олеся ольга павел петр пётр платон полина "
        "прохор раиса родион роман ростислав савелий светлана святослав семен семён сергей "
        "снежана софия софья станислав степан таисия тамара тарас татьяна тимофей ульяна "
        "федор фёдор филипп фома эдуард юлия юрий яков яна ян ярослав"
    )
)
#: What family names of Turkic and Arabic roots begin with or hold.
_TURKIC: Final = re.compile(
    r"бай|бае|бек|бег|жан|хан|кул|гул|гал|кал|гул|али|улы|кызы|оглы|мурат|нур|тай|таев|берг|берд|"
    r"[кг]ельд|[кг]елд|ахмет|ахмед|амбет|мухам|мухт|касым|кас[еы]|хас|осман|оспан|ис[кх]ак|исак|абд|"
    r"аб[ие]л|жум|джу|кож|хож|ход[жш]|сейт|саид|сеид|сагы|м[ыу]рз|темир|тимур|болат|булат|таш|кара|"
    r"кызыл|сары|токт|тург|турс|тул|толе|омар|умар|ораз|ибра|исма|ю[сн]у[пс]|жус|дос[та]|куан|канат|"
    r"ка[йи]р|сатт|сатп|смаг|сулей|султ|рахи|рахм|кари|шар[иы]|уте|оте|аман|мук[ау]|мус[аи]|назар|"
    r"батыр|серик|дин(?:ов|$)|улл[аи]|заде|бакт|бакы|акын|алт[аы]|айт|айд|ер[лж]ан|ер[ме]|ес[еи]|"
    r"асан|асет|асыл|мамед|магом|ш[ау]к[уие]|искен|ыск|имаш|иска|кен[жеи]|[кг]али|джан"
)
_ENDINGS: Final = re.compile(
    r"(?:[сц]к(?:ий|ая|ой)|енко|(?<=[бвдзлмнрст])ч?юк|чук|[оыеь]вич|евна|овна|швили|дзе|"
    r"[^аеийоуыэюяь]ян|[шчж]кина?|цова?|цева?|[оы]хина?|ицына?)"
)
#: Sounds at the beginning that no Kazakh word has, also where Russian drops a vowel.
_BEGINS: Final = re.compile(
    r"бл|вл|вр|гл|гн|дв|зв|зн|кв|пл|пр|пт|тв|фл|фр|хл|хр|цв|шв|шм|шп|шт|щ|ц"
)
_WITHIN: Final = re.compile(r"[щъ]|ц|вч|[оиыу]в(?=[а-яё])|[ое]ро[дфзж]|[аеиоу]фе|офь")
#: The ending that makes a family name of a stem.
FAMILY: Final = re.compile(r"(?<=.{2})(?:[оеё]ва?|[иы]на?)$")


def is_of_others(word: str) -> bool:
    """Whether one word of a name, in small letters, is no Kazakh one."""
    if word in _GIVEN:
        return True
    if _TURKIC.search(word):
        return False
    stem = FAMILY.sub("", word)
    return bool(_ENDINGS.search(word) or _BEGINS.match(stem) or _WITHIN.search(stem))


def is_given_name_of_others(word: str) -> bool:
    """Whether a word in small letters is a given name that Kazakhs hardly bear."""
    return word in _GIVEN


def may_be_turkic(word: str) -> bool:
    """Whether a word in small letters has a root of Turkic or Arabic names."""
    return _TURKIC.search(word) is not None
