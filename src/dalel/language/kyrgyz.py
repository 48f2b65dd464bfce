"""Tells Kyrgyz from Kazakh and Russian by the letters, endings and small words of each.

What Kazakh writes with letters of its own (қ ғ ұ і ә) Kyrgyz writes with к г у и э, and it has long
vowels, ч, and ө, ү and о in endings after their like. A few words are enough: most have a sign.
"""

import re
from collections.abc import Sequence
from typing import Final

from dalel.language.wordlist import words

_SURE: Final = 2
_LIKELY: Final = 1
#: A letter of Kazakh's own outweighs a sure sign.
_OWN_LETTER: Final = 3
#: Small words that neither Kazakh nor Russian writes so.
_WORDS: Final = frozenset(
    words(
        "жана менен үчүн болгон болот болуп болбойт кылган кылат кылып эмес эмне эле эки эми эгер "
        "эл эң эч анын аны аларды алардын андан анан анда буга муну мунун мындай ошол ошого "
        "ошондой ошондуктан ошентип ошентсе ушул ушундай тарабынан кийин боюнча мүмкүн башка "
        "башкы дагы көрсөтүү өлкө жөнүндө тууралуу сыяктуу каршы турат жок бирок бир бири биринчи "
        "биз сиз биздин сиздин менин сенин кээ көптөгөн кандай кайсы качан канча кайда бардык "
        "баары азыркы чоң чейин кантип деди жаткан жатат өтө түрдүү чыккан алган калган калды "
        "жакшы кыргыз айыл шаар өкмөт мыйзам мамлекет мамлекеттик улуттук жылдын айтымында "
        "ичинде үстүндө койду кызматы жаңы тышкары айрым кошумча"
    )
)
#: Signs that no word of Kazakh or Russian has, or next to none. Russian parts double its о by
#: prefixes and stems: сообщить, здравоохранение.
_SURE_SIGN: Final = re.compile(
    r"^казакст|\wээ|[өү]{2}|[кг]ы|ч[ыөү]|[иыуү]нч[иыуү]"
    r"|[аеёиоуыэюяөү][^аеёиоуыэюяөү]{1,3}[өү](?<!гү)"
    r"|^оор|(?<![вз])(?<!их)оо(?![бортпхщ])(?!н$)|\wаа(?![кр])\w|\w{2}уу|^суу|[аоу]й?у[уң]"
    r"|^э(?:л(?!е[кмв]|ит|ь|л)|ки(?!п)|кен|ң|мес|мн|ге[рм]|рк|рт|сеп|ск[ие]|ч|же|не(?!р)|бей)"
)
#: Signs that a borrowed word or a name may have too.
_LIKELY_SIGN: Final = re.compile(
    r"(?<!муз)(?<!яз)(?<!^в)(?<!прив)(?<!^р)(?<!вор)ы[кг]"
    r"|(?:[кпстфшч]к|(?<!ор)(?<!ропа)(?<!кара)[аеоуыийлрнзбдмжя]г)ан(?:да|ды|дар|га|дын|дыктан)?$"
    r"|\w(?:[кпстфшч]к|[лрйнбдзм]г)[оө]н"
    r"|(?<!^ш)[аеиоуыюя]н[ыу]н$|(?<!^ал)[бвгжзйлмнрхшчщ]д[ыу]н$"
    r"|[йлмр]дин$|[аеи]нин$|[кпстфхшщ]т[уү]н$"
    r"|[өү]\w*ч|ч\w*[өү]|\w[бгдзйлмнршт]уп$(?<!груп)(?<!доступ)|\w{2}[лрнй]ип$|өт$"
    r"|(?:[еөоыу]|[кгдтрн]а)йт$"
    r"|о[бгдзйклмнпрстшч]{0,2}(?:лор|дор|тор)(?:д[уо]н?|го|у|ун|уна)$|о\w?\w?[лд]ор$"
    r"|[дт]еги|^ч(?:оң|ейи|ык)|[бгджзйлмнрстш]е(?:би|ги|ри)з"
    r"|[длт]ер(?:ди|и)н?$|[шпкт]ти$|[лр]ди$|\w{3}[мнл]ча$"
)
#: Signs of Russian: letters that Kyrgyz has in borrowed words only, and endings.
_RUSSIAN_SIGN: Final = re.compile(
    r"[щъё]|ь(?:$|[^ктг])"
    r"|(?:[оеё]в|[ое]го|[ыи]й|ая|[ыи]е|[ыи]х|[ыи]ми|ют|ил[аи]?|ал[аи]|ял[аи]?|ть|ци[яию]|ом|ску?ю)$"
)
#: Names of Kyrgyz places in Russian, and of Kazakh ones.
_NAMES: Final = re.compile("^к(?:ыргызс[тк]|ызылорд)")
#: Signs of Kazakh in words without a letter of its own.
_KAZAKH_SIGN: Final = re.compile(
    r"[аеүө]й?ды$|[ндт]ың|\w[мбп]ен$|ушы|[ае]у(?:ы|да|дан|лар)?$|^е(?:л|мес|кен|ң|нд|ст|р)"
    r"|^бол[аыу]|^бойын|шы\w*$|^ше[тш]"
)
_KAZAKH_LETTER: Final = re.compile("[әғқұі]")


def kyrgyz_weight(low: Sequence[str]) -> int:
    """How much speaks for Kyrgyz in words of small letters, less what speaks for Kazakh."""
    return sum(map(_weight, low))


def _weight(word: str) -> int:
    if _KAZAKH_LETTER.search(word):
        return -_OWN_LETTER
    if word in _WORDS:
        return _SURE
    if _RUSSIAN_SIGN.search(word):
        return -_LIKELY
    if _SURE_SIGN.search(word):
        return 0 if _NAMES.search(word) else _SURE
    if _LIKELY_SIGN.search(word):
        return _LIKELY
    return -_LIKELY if _KAZAKH_SIGN.search(word) else 0
