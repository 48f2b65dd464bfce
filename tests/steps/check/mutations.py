"""One fact of a faithful text changed: what an unproven claim looks like, built when it is needed.

Nothing of this is kept as text: a seed gives the same mutations again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from dalel.domain.facts import Fact, FactKind
from dalel.language.facts.statutes import split_statute
from dalel.steps.check.facts.reading import CheckedText, read
from dalel.steps.check.facts.runs import runs
from steps.check.mutation_words import (
    MONTHS,
    NUMERALS,
    OUTCOMES,
    PLACES,
    SURNAMES,
    UNITS,
)
from steps.check.pairs import Pair, words


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A text with one fact changed: what kind of change, and where the new words stand."""

    kind: str
    pair: Pair
    text: str
    start: int
    end: int


DIGITS = re.compile(r"\d+(?:[ \u00a0,.]\d+)*")
#: So often a kind is tried before it counts as used up.
_TRIES = 1000
JOINED = re.compile(r"\s*(?:,|и|пен|мен|бен|және|and)\s*")


def mutations(pairs: list[Pair], count: int, seed: int) -> Iterator[Mutation]:
    """So many mutations, each kind in turn, over all texts that allow it."""
    random = Random(seed)
    readings = [read(pair.text, pair.language, words(), date(2025, 12, 31)) for pair in pairs]
    left = dict.fromkeys(CHANGES, 0)
    made, seen = 0, set()
    while made < count and left:
        # The kind of which there are fewest, until no text allows another of it.
        kind = min(left, key=lambda each: left[each])
        found = None
        for _ in range(_TRIES):
            place = random.randrange(len(pairs))
            found = CHANGES[kind](readings[place], random)
            if found is not None and (place, found) not in seen:
                break
        else:
            del left[kind]
            continue
        seen.add((place, found))
        start, end, new = found
        text = pairs[place].text
        made += 1
        left[kind] += 1
        yield Mutation(
            kind=kind,
            pair=pairs[place],
            text=text[:start] + new + text[end:],
            start=start,
            end=start + len(new),
        )


Change = tuple[int, int, str]


def _pick(reading: CheckedText, random: Random, *kinds: FactKind) -> Fact | None:
    facts = [s.fact for s in reading.statements if s.fact.kind in kinds]
    return random.choice(facts) if facts else None


def _digits(fact: Fact, random: Random, group: int = 0) -> Change | None:
    """Another number in the place of the digits, of the same length and form."""
    found = list(DIGITS.finditer(fact.text))
    if len(found) <= group:
        return None
    old = found[group]
    new = "".join(
        str(random.randint(1 if at == 0 else 0, 9)) if c.isdigit() else c
        for at, c in enumerate(old[0])
    )
    if new == old[0]:
        return None
    start = fact.span.start
    return start + old.start(), start + old.end(), new


def _number(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.NUMBER)
    if fact is None or fact.unit == "clock":
        return None
    return _digits(fact, random) or _numeral(fact, reading.language, random)


def _numeral(fact: Fact, language: str, random: Random) -> Change | None:
    if re.search(r"[еа]у", fact.text) and language == "kk":
        return None
    for name, forms in NUMERALS.items():
        if name.partition("_")[0] != language:
            continue
        for form in forms:
            at = re.search(rf"(?<!\w){form}", fact.text, re.IGNORECASE)
            whole = at and (language == "kk" or re.match(r"(?!\w)", fact.text[at.end() :]))
            if at and whole:
                vowel = re.match(r"[ыі]нш", fact.text[at.end() :]) and language == "kk"
                fitting = [f for f in forms if f != form and not (vowel and f[-1] in "ыі")]
                new = random.choice(fitting)
                return fact.span.start + at.start(), fact.span.start + at.end(), new
    return None


def _of_kind(kind: FactKind) -> Callable[[CheckedText, Random], Change | None]:
    def change(reading: CheckedText, random: Random) -> Change | None:
        fact = _pick(reading, random, kind)
        return _digits(fact, random) if fact else None

    return change


def _unit(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.NUMBER, FactKind.MONEY, FactKind.PERCENT)
    if fact is None:
        return None
    for old, new in UNITS[reading.language]:
        at = re.search(rf"(?<!\w){re.escape(old)}" if old != "%" else "%", fact.text)
        if at:
            return fact.span.start + at.start(), fact.span.start + at.end(), new
    return None


def _day(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.DATE)
    if fact is None or len(fact.value.split("/")[0]) != 10:
        return None
    days = list(re.finditer(r"(?<!\d)\d{1,2}(?!\d)", fact.text))
    if not days:
        return None
    old = random.choice(days)
    new = str(random.choice([day for day in range(1, 29) if day != int(old[0])]))
    return fact.span.start + old.start(), fact.span.start + old.end(), new


def _month(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.DATE)
    names = MONTHS[reading.language].split()
    if fact is None:
        return None
    for name in names:
        at = re.search(name[:-1] if reading.language == "ru" else name, fact.text, re.IGNORECASE)
        if at:
            end = at.end() + (reading.language == "ru")
            new = random.choice([other for other in names if other != name])
            return fact.span.start + at.start(), fact.span.start + end, new
    return None


def _year(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.DATE)
    at = fact and re.search(r"(?:19|20)\d\d", fact.text)
    if not fact or not at:
        return None
    new = str(random.choice([y for y in range(2011, 2027) if str(y) != at[0]]))
    return fact.span.start + at.start(), fact.span.start + at.end(), new


def _name(reading: CheckedText, random: Random) -> Change | None:
    named = [
        run.words[-1]
        for run in runs(reading)
        if len(run.words) > 1 and not run.words[-1].notions and not run.words[-1].text.isupper()
    ]
    if not named:
        return None
    word = random.choice(named)
    return word.start, word.end, random.choice(SURNAMES[reading.language].split())


def _place(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.PLACE)
    if fact is None:
        return None
    return fact.span.start, fact.span.end, random.choice(PLACES[reading.language].split())


def _article(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.STATUTE)
    if fact is None:
        return None
    number = split_statute(fact.value)[1]
    at = fact.text.find(number)
    if not number or at < 0:
        return None
    new = str(random.randint(101, 470))
    return fact.span.start + at, fact.span.start + at + len(number), new


def _part(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.STATUTE)
    at = fact and re.search(
        r"(?:ч\.|част\w+|part)\s*(\d+)|(\d+)-?\s*бөлі", fact.text, re.IGNORECASE
    )
    if not fact or not at:
        return None
    group = 1 if at[1] else 2
    new = str(random.choice([n for n in range(1, 7) if str(n) != at[group]]))
    return fact.span.start + at.start(group), fact.span.start + at.end(group), new


def _outcome(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.OUTCOME)
    if fact is None or not fact.known:
        return None
    told = {s.fact.value for s in reading.of_kind(FactKind.OUTCOME)}
    table = OUTCOMES[reading.language]
    code = random.choice([code for code in table if code not in told])
    if fact.value == "arrested" and code == "detained":
        return None
    return fact.span.start, fact.span.end, table[code]


def _negation(reading: CheckedText, random: Random) -> Change | None:
    fact = _pick(reading, random, FactKind.OUTCOME)
    if fact is None or fact.negated:
        return None
    if reading.language == "ru":
        return fact.span.start, fact.span.end, f"не {fact.text}"
    if reading.language == "en":
        return fact.span.start, fact.span.end, f"not {fact.text}"
    past = re.search(r"(?:([дт])([ыі]))$", fact.text)
    if not past:
        return None
    perfect = {"ды": "ған", "ді": "ген", "ты": "қан", "ті": "кен"}[past[0]]
    return fact.span.start, fact.span.end, f"{fact.text[: past.start()]}{perfect} жоқ"


def _swapped(reading: CheckedText, random: Random) -> Change | None:
    """Two names change places, unless they are named as equals: "A and B"."""
    named = [r for r in runs(reading) if not any(w.notions or w.opens for w in r.words)]
    if len(named) < 2:
        return None
    first, second = sorted(random.sample(named, 2), key=lambda run: run.span.start)
    text = reading.text
    between = text[first.span.end : second.span.start]
    if JOINED.fullmatch(between):
        return None
    one = text[first.span.start : first.span.end]
    other = text[second.span.start : second.span.end]
    return first.span.start, second.span.end, f"{other}{between}{one}"


def _figures(reading: CheckedText, random: Random) -> Change | None:
    """Two values of one kind and unit change places."""
    facts = [s.fact for s in reading.statements if s.fact.kind in {FactKind.NUMBER, FactKind.DATE}]
    facts = [fact for fact in facts if DIGITS.fullmatch(fact.text)]
    if len(facts) < 2:
        return None
    first, second = sorted(random.sample(facts, 2), key=lambda fact: fact.span.start)
    if first.value == second.value or first.unit != second.unit:
        return None
    between = reading.text[first.span.end : second.span.start]
    if JOINED.fullmatch(between):
        return None
    return first.span.start, second.span.end, f"{second.text}{between}{first.text}"


CHANGES: dict[str, Callable[[CheckedText, Random], Change | None]] = {
    "number": _number,
    "unit": _unit,
    "date": _day,
    "month": _month,
    "year": _year,
    "name": _name,
    "place": _place,
    "statute article": _article,
    "statute part": _part,
    "percent": _of_kind(FactKind.PERCENT),
    "sum": _of_kind(FactKind.MONEY),
    "outcome": _outcome,
    "negation": _negation,
    "swapped names": _swapped,
    "swapped figures": _figures,
}
