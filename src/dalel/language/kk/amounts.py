"""Kazakh words around numbers: bounds, changes, shares, and words that are amounts."""

from typing import Final

from dalel.domain.claim import AmountBound
from dalel.language.amount_words import AmountWord, AmountWords

_OWNED: Final = r"(?:н|на|не|ның|нің|нда|нде|нан|нен|мен)?"
_CASE: Final = (
    r"(?:[дтн][ыі]ң|[дтн][ыі]|[ғқ]а|[гк]е|[дтн][ае]н|[дт][ае]|[мбп]ен|[дт][ае]й|[ыі](?:н\w*)?)?"
)
_PLACES: Final = {
    2: "екінші", 3: "үшінші", 4: "төртінші", 5: "бесінші", 6: "алтыншы", 7: "жетінші",
    8: "сегізінші", 9: "тоғызыншы", 10: "оныншы", 20: "жиырмасыншы", 100: "жүзінші",
}  # fmt: skip
_MANY: Final = {
    "20": "ондаған|ондап", "200": "жүздеген|жүздеп", "2000": "мыңдаған|мыңдап",
    "2000000": "миллиондаған|миллиондап", "2000000000": "миллиардтаған",
}  # fmt: skip

#: Before a half that is one of two in a row, and no share: тәуліктің екінші жартысы.
_NO_ORDER: Final = r"(?<!бірінші\s)(?<!екінші\s)(?<!алғашқы\s)(?<!соңғы\s)(?<!кейінгі\s)"
#: What time is counted in where the half stands behind it: екі жыл жарым, сағат жарым.
_SPANS: Final = {
    "year": "жыл", "month": "ай", "week": "апта", "day": "(?:күн|тәулік)", "hour": "сағат",
    "minute": "минут",
}  # fmt: skip
_FEW: Final = ("екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он")
_COUNTS: Final = {
    **{number: rf"(?:{word}|{number})\s+" for number, word in enumerate(_FEW, start=2)},
    1: r"(?:(?:бір|1)\s+)?",
}

WORDS: Final = AmountWords(
    before={
        AmountBound.AT_LEAST: r"кемінде|кем\s+дегенде|ең\s+кемі|ең\s+азы|аз\s+дегенде|кемі"
        r"|кем\s+қойғанда|ең\s+аз\s+дегенде",
        AmountBound.UP_TO: r"(?:ең\s+)?көп\s+дегенде|ең\s+көбі|әрі\s+кетсе|максимум|асып\s+кетсе",
        AmountBound.ABOUT: r"шамамен|жуықтап\s+алғанда|жуықтап|шамалап|болжам\s+бойынша"
        r"|орта\s+есеппен",
    },
    between="",
    after={
        AmountBound.AT_LEAST: r"(?:кем|аз|төмен)\s+емес|кем\s+болма\w+|кем\s+түспе\w+",
        AmountBound.UP_TO: r"дейін(?:гі)?|шейін(?:гі)?|(?:артық|көп|жоғары)\s+емес|аспай\w*|асырмай"
        r"|аспау\w*|аспас",
        AmountBound.OVER: r"(?:(?:сәл|біраз|едәуір|әлдеқайда)\s+)?(?:астам\w*|аса|асып"
        r"|ас(?:ады|атын|уы|са|ар|қан|ты)\w*|артық\w*|көп(?!\s+болса)|көбі\w*|жоғары)",
        AmountBound.UNDER: r"(?:(?:сәл|біраз)\s+)?(?:кем|аз|азы\w*|төмен)(?!\w)"
        r"|(?:жет(?:пе|е\s+қойма)"
        r"|толма)\w*|жетер-жетпес",
        AmountBound.ABOUT: r"(?:жуық|жуығ|жақын|тарта|таяу)\w*|шамалас|шақты"
        r"|шамасында\w*|төңірегінде\w*"
        r"|маңайында\w*|қаралы|дерлік|таман",
    },
    amounts=(
        *(
            AmountWord(pattern=rf"әр(?:бір)?\s+{word}", value=f"1/{place}", unit="percent")
            for place, word in _PLACES.items()
        ),
        AmountWord(
            pattern=rf"{_NO_ORDER}(?:тең\s+)?жарт(?:ысы|ысына){_OWNED}(?:\s+астамы)?",
            value="1/2",
            unit="percent",
        ),
        AmountWord(pattern=rf"(?:тең\s+)?жарымы{_OWNED}", value="1/2", unit="percent"),
        AmountWord(pattern=rf"шире(?:к|гі){_OWNED}", value="1/4", unit="percent"),
        AmountWord(pattern=r"екі\s+еселе\w+", value="2", unit="times"),
        AmountWord(pattern=r"үш\s+еселе\w+", value="3", unit="times"),
        AmountWord(pattern=r"төрт\s+еселе\w+", value="4", unit="times"),
        AmountWord(
            pattern=r"еселе(?:п|ді|ген|н)\w*", value="2", unit="times", bound=AmountBound.AT_LEAST
        ),
        AmountWord(
            pattern=rf"жарты\s+жыл{_CASE}|жартыжыл(?:дық)?{_CASE}", value="0.5", unit="year"
        ),
        AmountWord(pattern=rf"жарты\s+сағат{_CASE}", value="0.5", unit="hour"),
        AmountWord(pattern=rf"жарты\s+ай{_CASE}", value="0.5", unit="month"),
        AmountWord(pattern=rf"жарты\s+күн{_CASE}", value="0.5", unit="day"),
        *(
            AmountWord(pattern=rf"{count}{word}\s+жарым{_CASE}", value=f"{number}.5", unit=unit)
            for unit, word in _SPANS.items()
            for number, count in _COUNTS.items()
        ),
        AmountWord(pattern=r"ширек\s+ғасыр\w*", value="25", unit="year"),
        AmountWord(pattern=rf"біреуі{_OWNED}", value="1"),
        AmountWord(pattern=r"екеуміз\w*|екеуара|қос(?=\s+[а-яәіңғүұқөһ]{3})", value="2"),
        *(
            AmountWord(pattern=each, value=value, bound=AmountBound.AT_LEAST, scaled=True)
            for value, each in _MANY.items()
        ),
        *(
            AmountWord(pattern=rf"бірнеше\s+{each}", value=value, bound=AmountBound.AT_LEAST)
            for value, each in (("200", "жүз"), ("2000", "мың"), ("2000000", "миллион"))
        ),
    ),
    scales={r"мың\w*": 10**3, r"миллион\w*|млн": 10**6, r"миллиард\w*|млрд": 10**9},
    occasion=r"(?:рет|мәрте|дүркін)(?:ке|тен|те|тік)?(?!\w)",
    times_before="(?!)",
    times_after="(?!)",
    rising=r"(?<!\w)(?:өс|арт(?:ты|қан|ып|ады|уы|тыр)|көбей|көтеріл|ұлғай|азай|төменде|кемі[дгп]|кеміт|қысқар"
    r"|құлды|түс(?:ті|ке|ір)|қымбатта|арзанда|жоғарыла|үдеді|жеңілдет|ұзар(?:ған|ды)(?!т)|молай"
    r"|тарыл|баяула|жеделде|есел)\w*",
    starts="(?!)",
    ends="(?!)",
    by="(?!)",
    more=r"\s+(?:\w+\s+)?(?:көп|аз|артық|кем|жоғары|төмен|қымбат|арзан|ұзақ|қысқа|жиі|сирек|үлкен"
    r"|жас|кіші|ерте|кеш)(?!\w)",
    range_start="(?!)",
    range_end="(?!)",
    of="(?!)",
    each_before=r"(?<!\w)(?:әрқайсы\w*|әрбір(?:іне|інің|і)?|әр)(?:\s+[\w-]+){0,3}\s+$",
    each_after="(?!)",
    inverted="(?!)",
    starting_from="(?!)",
    clock_before=r"(?<!\w)(?:сағат|таңғы|кешкі|түнгі|түскі)\s+$",
    clock_after=r"(?!)",
    number_of=r"([\w-]+)\s+саны(?=\s)",
    lone_year=r"(?!)",
    years_and=r"(?:\s+(?:мен|және))?\s+",
    lone_unit="(?!)",
    lone_one=r"(?!)",
    ordinal=r"(?:бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз)(?:[ыі]?нш[ыі])\w*",
    scale_ordinal=r"(?:мың|жүз|миллион)(?:[ыі]нш[ыі])\w*",
    known=r"біреу\w*|екеуі\w*|екеуара|екеуміз\w*|қос|бір",
    no_number=r"тоқсан(?=\s+(?:сайын|бойынша|ішінде|қорытынды))|тоқсанына",
)
