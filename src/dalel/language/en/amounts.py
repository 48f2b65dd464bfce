"""English words around numbers: bounds, changes, shares, and words that are amounts."""

from typing import Final

from dalel.domain.claim import AmountBound
from dalel.language.amount_words import AmountWord, AmountWords

_SLIGHTLY: Final = r"(?:(?:just|well|slightly|a\s+little|a\s+bit|far|significantly)\s+)?"
_PLACES: Final = {
    2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth",
    9: "ninth", 10: "tenth", 20: "twentieth", 100: "hundredth",
}  # fmt: skip
_FRACTIONS: Final = {
    "2/3": r"two[\s-]thirds", "3/4": r"three[\s-]quarters|three[\s-]fourths",
    "2/5": r"two[\s-]fifths", "3/5": r"three[\s-]fifths", "4/5": r"four[\s-]fifths",
    "1/2": r"half(?=\s+(?:of|the|all|were|are|have|had|did|say|said|their|its|his|her|those)\b)"
    r"|half(?=[.,;)]|$)|(?<=\bin\s)half|(?<=\bby\s)half|halved",
    "1/3": r"(?:a|one)[\s-]third", "1/4": r"(?:a|one)[\s-](?:quarter|fourth)",
    "1/5": r"(?:a|one)[\s-]fifth", "1/10": r"(?:a|one)[\s-]tenth",
    "1/6": r"(?:a|one)[\s-]sixth", "1/8": r"(?:an|one)[\s-]eighth",
}  # fmt: skip
_CARDINALS: Final = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
}  # fmt: skip
#: Parts of a whole with any numerator: seven tenths.
_PARTS: Final = {
    f"{part}/{whole}": rf"{count}[\s-]{_PLACES[whole]}s"
    for part, count in _CARDINALS.items()
    for whole in range(max(part + 1, 5), 11)
}
_MULTIPLES: Final = {
    "2": r"doubl(?:ed|es|ing|e)|twofold|twice(?=\s+(?:as|the|that|its|his|their)\b)",
    "3": r"tripl(?:ed|es|ing|e)|trebl\w+|threefold", "4": r"quadrupl\w+|fourfold",
    "5": "fivefold", "10": "tenfold",
}  # fmt: skip
_MANY: Final = {
    "20": "dozens|scores|tens", "200": "hundreds", "2000": "thousands", "2000000": "millions",
    "2000000000": "billions",
}  # fmt: skip

WORDS: Final = AmountWords(
    before={
        AmountBound.AT_LEAST: r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than"
        r"|not\s+fewer\s+than|a\s+minimum\s+of|minimum",
        AmountBound.UP_TO: r"up\s+to|at\s+most|(?:no|not)\s+more\s+than|as\s+(?:many|much)\s+as"
        r"|a\s+maximum\s+of|maximum|not\s+exceeding|no\s+longer\s+than|a\s+maximum",
        AmountBound.OVER: rf"{_SLIGHTLY}(?:more\s+than|over|above|longer\s+than|greater\s+than)"
        r"|in\s+excess\s+of|exceed(?:ing|ed|s)?|upwards\s+of|surpass(?:ing|ed)|topp(?:ed|ing)",
        AmountBound.UNDER: rf"{_SLIGHTLY}(?:less\s+than|fewer\s+than|under|below|short\s+of)",
        AmountBound.ABOUT: r"about|around|some|nearly|almost|roughly|approximately|close\s+to|circa"
        r"|an\s+estimated|practically|virtually",
    },
    between=r"(?:(?:a|an|the|in|by|for|to|of)\s+)?",
    after={
        AmountBound.AT_LEAST: r"(?:or|and)\s+(?:more|above|over)(?!\s+than)|plus(?!\w)",
        AmountBound.UP_TO: r"or\s+(?:less|fewer)",
        AmountBound.ABOUT: r"or\s+so(?!\w)|-?odd(?!\w)",
    },
    amounts=(
        *(
            AmountWord(pattern=rf"every\s+{word}", value=f"1/{place}", unit="percent")
            for place, word in _PLACES.items()
        ),
        AmountWord(pattern=r"half\s+a\s+year|half-year", value="0.5", unit="year"),
        *(
            AmountWord(
                pattern=rf"(?<=\bfor\sa\s){unit}|(?<=\bfor\san\s){unit}", value="1", unit=unit
            )
            for unit in ("year", "month", "week", "day", "hour")
        ),
        AmountWord(pattern=r"half\s+an\s+hour|half-hour", value="0.5", unit="hour"),
        AmountWord(pattern=r"half\s+a\s+day|half-day", value="0.5", unit="day"),
        AmountWord(pattern=r"half\s+a\s+month", value="0.5", unit="month"),
        AmountWord(pattern=r"a\s+quarter\s+of\s+an\s+hour", value="15", unit="minute"),
        AmountWord(pattern=r"a\s+quarter\s+of\s+a\s+century", value="25", unit="year"),
        *(
            AmountWord(pattern=each, value=value, unit="percent")
            for value, each in (*_FRACTIONS.items(), *_PARTS.items())
        ),
        *(
            AmountWord(pattern=each, value=value, unit="times")
            for value, each in _MULTIPLES.items()
        ),
        *(
            AmountWord(pattern=rf"an?\s+{unit}\s+and\s+a\s+half", value="1.5", unit=unit)
            for unit in ("year", "month", "week", "day", "hour")
        ),
        AmountWord(pattern="twice", value="2", unit="occasion"),
        AmountWord(pattern="thrice", value="3", unit="occasion"),
        AmountWord(pattern=r"both", value="2"),
        AmountWord(pattern=r"a\s+couple\s+of", value="2", bound=AmountBound.ABOUT),
        *(
            AmountWord(
                pattern=rf"(?:several|a\s+few)\s+{each}", value=value, bound=AmountBound.AT_LEAST
            )
            for value, each in (
                ("24", "dozen"),
                ("200", "hundred"),
                ("2000", "thousand"),
                ("2000000", "million"),
            )
        ),
        *(
            AmountWord(pattern=each, value=value, bound=AmountBound.AT_LEAST, scaled=True)
            for value, each in _MANY.items()
        ),
    ),
    scales={"thousands?": 10**3, "millions?": 10**6, "billions?": 10**9},
    occasion=r"(?:times|occasions)(?!\w)",
    times_before=r"(?<!\w)(?:by|grew|grown|rose|risen|increased|fell|dropped|multiplied)\s+$",
    times_after=r"\s*times\s+(?:as|more|fewer|less|higher|lower|larger|bigger|smaller|greater|the|over"
    r"|that|what|longer|faster)(?!\w)",
    rising=r"(?<!\w)(?:r[oi]se|risen|rising|rises|gr[eo]w|grown|growing|growth|increas\w+|rais\w+"
    r"|climb\w+|jump\w+|soar\w+|surg\w+|fell|fall\w*|dropp?\w*|declin\w+|decreas\w+|cut|cuts|cutting"
    r"|reduc\w+|lower\w*|shorten\w*|shrank|shrunk|shrink\w*|slash\w*|trimm?\w*|extend\w*|went|gone"
    r"|up|down|commut\w+|halv\w+|doubl\w+|expand\w*|lengthen\w*|narrow\w*)(?!\w)",
    starts=r"(?<!\w)from\s+$",
    ends=r"(?<!\w)to\s+$",
    by=r"(?<!\w)by\s+$",
    more=r"\s+(?:more|fewer|less|higher|lower|longer|shorter|larger|bigger|smaller|faster|older"
    r"|younger|increase|rise|jump|drop|decline|decrease|growth|reduction|fall)(?!\w)",
    range_start=r"(?<!\w)(?:from|between)\s+$",
    range_end=r"\s+(?:to|and)\s+",
    of=r"\s+(?:out\s+of|of)\s+(?:(?:the|all|his|her|its|their|those|these|every)\s+)?|\s+in\s+(?:every\s+)?",
    each_before=r"(?<!\w)each(?:\s+of\s+(?:them|us|the\s+\w+))?(?:\s+(?!of\s)[\w']+){0,3}\s+$",
    each_after=r"(?:\s+\w+)?\s+(?:each|apiece|per\s+(?:person|head|capita)|a\s+head)(?!\w)",
    inverted="(?!)",
    starting_from="(?!)",
    clock_before="(?!)",
    clock_after=r"\s*(?:a\.?m|p\.?m|o.clock)(?!\w)",
    number_of=r"(?<!\w)number\s+of(?=\s)",
    lone_year=r"(?<!\w)(?:a|one)\s+year\s+and\s+$",
    years_and=r"(?:\s+and)?\s+",
    lone_unit=r"(?<!\w)(?:almost|about|around|nearly|over|more\s+than|less\s+than|under|up\s+to"
    r"|at\s+least)\s+an?\s+(?P<lone>(?P<year>year)|(?P<month>month)|(?P<week>week)|(?P<day>day)"
    r"|(?P<hour>hour))(?!\w)",
    lone_one=r"(?<!\w)(?:only|just|exactly)\s+$",
    ordinal="(?!)",
    scale_ordinal=r"(?:thousandth|millionth)",
    no_number="(?!)",
    known="both|one",
)
