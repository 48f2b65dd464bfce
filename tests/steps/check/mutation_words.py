"""What a changed fact is changed into, by language."""

MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
SURNAMES = {
    "kk": "Тасболатов Құсайнов Жолбарысов Медеубаев Сүйіншәлиев Бөрібаев Лаврищев Гордиенко",
    "ru": "Тасболатова Кусаинова Жолбарысова Медеубаева Бурмистрова Лаврищева Гордиенко Пряхина",
    "en": "Tasbolatov Kusainov Zholbarysov Medeubayev Burmistrov Lavrishchev Hordiyenko Pryakhin",
}
PLACES = {
    "kk": "Ақтөбеде Тараздан Петропавлда Атырауда Семейде Түркістанда Моңғолияда Польшада",
    "ru": "Актобе Таразе Петропавловске Атырау Семее Туркестане Монголии Польше",
    "en": "Aktobe Taraz Petropavl Atyrau Semey Turkistan Mongolia Poland",
}
OUTCOMES = {
    "kk": {
        "acquitted": "ақталды", "detained": "ұсталды", "released": "босатылды",
        "searched": "тінтілді", "quashed": "күшін жойды", "blocked": "бұғатталды",
        "restored": "қалпына келтірілді", "arrested": "қамауға алынды",
    },
    "ru": {
        "acquitted": "оправдали", "detained": "задержали", "released": "освободили",
        "searched": "обыскали", "quashed": "отменил", "blocked": "заблокировали",
        "restored": "восстановили", "arrested": "арестовали",
    },
    "en": {
        "acquitted": "acquitted", "detained": "detained", "released": "released",
        "searched": "searched", "quashed": "overturned", "blocked": "blocked",
        "restored": "restored", "arrested": "arrested",
    },
}  # fmt: skip
NUMERALS = {
    "kk": ("екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он"),
    "ru": ("пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати"),
    "ru_nominative": ("пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать"),
    "ru_low": ("два", "три", "четыре"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
UNITS = {
    "kk": (("жыл", "ай"), ("ай", "жыл"), ("апта", "ай"), ("тәулік", "ай"), ("теңге", "доллар"),
           ("млн", "млрд"), ("миллионнан", "миллиардтан"), ("пайыз", "есе"), ("мың", "млн")),
    "ru": (("года", "месяца"), ("лет", "месяцев"), ("неделю", "месяц"), ("суток", "месяцев"),
           ("тенге", "долларов"), ("млн", "млрд"), ("млрд", "млн"), ("годам", "месяцам"),
           ("тысячи", "миллиона"), ("%", " раз")),
    "en": (("years", "months"), ("months", "years"), ("week", "month"), ("tenge", "dollars"),
           ("million", "billion"), ("billion", "million"), ("percent", "times"), ("%", " times")),
}  # fmt: skip
