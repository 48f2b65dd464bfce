"""English words around dates."""

from typing import Final

from dalel.language.date_words import DateWords

_UNIT: Final = r"(?P<unit>years?|months?|weeks?|days?|hours?|minutes?)"

WORDS: Final = DateWords(
    prefix=r"(?:in|on|since|until|till|by|from|to|through|of|during|at)\s+(?:(?:early|mid|late)[\s-]+)?"
    r"|(?:early|mid|late)[\s-]+",
    from_before=r"from|since|starting(?:\s+(?:on|from|in))?|beginning(?:\s+(?:on|in))?|after"
    r"|effective(?:\s+from)?|as\s+of|as\s+from",
    from_after=r"onwards?(?!\w)",
    until_before=r"until|till|by|before|through|up\s+to|no\s+later\s+than|prior\s+to",
    until_after=r"(?!)",
    about_before=r"around|about|circa|approximately|roughly\s+in|sometime\s+in",
    about_after=r"(?!)",
    part_before=r"(?:in\s+)?(?:early|mid|late)[\s-]*|(?:at|in|by|since)?\s*(?:the\s+)?"
    r"(?:start|beginning|middle|end|first\s+(?:days|week|weeks|half)|second\s+half)\s+of",
    part_after=r"(?!)",
    beside_before=r"on(?:\s+the\s+(?:morning|evening|night)\s+of)?|in|during|at",
    beside_after=r"(?:morning|evening|night|afternoon)(?!\w)",
    between=r"(?<!\w)between\s+$",
    no_start="(?!)",
    joint=r"\s+(?:to|until|till|through|and)\s+",
    also=r"\s*(?:,|\s(?:and|or))\s+",
    year_joint=r"(?<!\w)(?:from|between)\s+((?:19|20)\d\d)\s+(?:to|and|until)\s+$",
    among=r"(?!)",
    seasons=("spring", "summer", "autumn|fall", "winter"),
    season_before=r"(?<!\w)(?:in|since|until|by|during|of|from)\s+(?:the\s+)?$",
    halves=(r"(?:the\s+)?first\s+half", r"(?:the\s+)?second\s+half"),
    quarters=(
        r"(?:the\s+)?(?:first\s+quarter|q1)",
        r"(?:the\s+)?(?:second\s+quarter|q2)",
        r"(?:the\s+)?(?:third\s+quarter|q3)",
        r"(?:the\s+)?(?:fourth\s+quarter|q4)",
    ),
    year_before="(?:(?P<rel>last|this|next|past)\\s+)?",
    year_after=r"(?:(?:\s+of)?\s+(?:(?P<year>(?:19|20)\d\d)(?!\d)|(?P<rel2>last|this|next)\s+year|the\s+year))?",
    steps={"last": -1, "past": -1, "this": 0, "next": 1},
    months_of=r"(?:in|over|for|during)\s+the\s+first\s+(?P<count>\d{1,2}|[a-z]+)\s+months",
    weekend=r"(?:over\s+the\s+|at\s+the\s+)?(?:(?P<rel>last|past|this|next)\s+)?weekend",
    later=rf"(?P<count>\d+|[a-z]+)\s+{_UNIT}\s+later(?!\w)"
    r"|after\s+(?P<count2>\d+|[a-z]+)\s+(?P<unit2>years?|months?|weeks?|days?)(?=\s*[,.;])",
    later_day=r"every\s+other\s+day(?!\w)",
    year_earlier=r"a\s+year\s+(?:earlier|before)",
    span=rf"(?:in|within|over|during|for\s+the\s+(?:past|last))\s+(?:the\s+(?:past|last|next|first)\s+"
    rf"|just\s+|only\s+|the\s+)?(?:(?P<count>\d+|[a-z]+)\s+)?{_UNIT}(?!\w)(?!\s+(?:of|ago|later))",
    units={
        "year": "year",
        "month": "month",
        "week": "week",
        "day": "day",
        "hour": "hour",
        "minute": "minute",
    },
    point=r"(?:(?:at|by|until|since|in|before|from)\s+)?the\s+(?P<part>start|beginning|middle|end)\s+of\s+"
    r"(?P<rel>this|the|last|next)\s+(?P<unit>year|month|week)(?!\w)",
    opening=r"st|beg",
    closing="end",
    coming=r"(?<!\w)(?:will|to\s+be|plans?|planned|due|scheduled|set\s+(?:for|to)|expected|shall|must|would"
    r"|intends?|adjourned\s+(?:to|until)|postponed\s+(?:to|until)|takes?\s+effect|comes?\s+into\s+force"
    r"|enters?\s+into\s+force|hopes?\s+to|is\s+to|are\s+to)(?!\w)",
    past=r"(?<!\w)(?:was|were|had|did|\w{2,}ed|said|went|took|came|began)(?!\w)",
    since="(?!)",
    year_told="year",
    week="week",
    elapsed_before=r"(?<!\w)(?:after|in|for|nearly|almost|within|past|last)\s+(?:\w+\s+)?$",
    elapsed_after=r"\s+(?:later|after|before|earlier|ago|apart|between|since|passed|old|in\s+a\s+row|running)(?!\w)",
    lone_step=r"(?<!\w)(?:(?:an?|the)\s+)?(?:(?P<day>day)|(?P<week>week)|(?P<month>month)|(?P<year>year))"
    r"\s+(?:earlier|before|later|after)",
    lone_unit=r"(?<!\w)an?\s+(?:(?P<year>year)|(?P<month>month)|(?P<week>week)|(?P<day>day)|(?P<hour>hour))(?!\w)",
    calendar_day="(?!)",
    event=r"\s+(?:events|tragedy)",
)
