"""Numbers of nobody, with check digits by arithmetic of their own, and how people hide them."""

import random

INVISIBLE = "\u200b\u200c\u2060\ufeff\u00ad"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
TWINS = {"0": "ОO", "1": "Іl", "3": "З"}


def disguised(chance: random.Random, number: str, *, letters: bool = True) -> str:
    """The number as people hide or part it."""
    way = chance.randrange(8)
    if way == 0:
        return number.translate(ARABIC)
    if way == 1:
        return number.translate(FULL_WIDTH)
    if way == 2:
        place = chance.randrange(1, len(number))
        return number[:place] + chance.choice(INVISIBLE) + number[place:]
    if way == 3 and letters:
        places = [i for i, c in enumerate(number) if c in TWINS][:2]
        return "".join(chance.choice(TWINS[c]) if i in places else c for i, c in enumerate(number))
    return number


def parted(chance: random.Random, number: str, groups: tuple[int, ...]) -> str:
    """The number in groups, with one kind of sign between them."""
    sign = chance.choice([" ", "-", "\u00a0", "–", ".", ""])
    parts, start = [], 0
    for size in groups:
        parts.append(number[start : start + size])
        start += size
    return sign.join(parts)


def iin(chance: random.Random) -> str:
    while True:
        year, month, day = chance.randint(1950, 2012), chance.randint(1, 12), chance.randint(1, 28)
        century = {19: (3, 4), 20: (5, 6)}[year // 100]
        born = f"{year % 100:02d}{month:02d}{day:02d}{chance.choice(century)}"
        body = f"{born}{chance.randrange(10**4):04d}"
        check = sum((i + 1) * int(c) for i, c in enumerate(body)) % 11
        if check == 10:
            check = sum(((i + 2) % 11 + 1) * int(c) for i, c in enumerate(body)) % 11
        if check < 10:
            return body + str(check)


def bin_(chance: random.Random) -> str:
    while True:
        founded = f"{chance.randint(0, 24):02d}{chance.randint(1, 12):02d}"
        kind = f"{chance.randint(4, 6)}{chance.randint(0, 3)}"
        body = f"{founded}{kind}{chance.randrange(10**5):05d}"
        check = sum((i + 1) * int(c) for i, c in enumerate(body)) % 11
        if check < 10:
            return body + str(check)


def luhn(chance: random.Random, first: str, length: int) -> str:
    body = first + "".join(str(chance.randrange(10)) for _ in range(length - len(first) - 1))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def iban(chance: random.Random) -> str:
    signs = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    bank = f"{chance.randrange(1000):03d}"
    account = bank + "".join(chance.choice(signs) for _ in range(13))
    number = "".join(str(int(c, 36)) for c in account + "KZ00")
    return f"KZ{98 - int(number) % 97:02d}{account}"
