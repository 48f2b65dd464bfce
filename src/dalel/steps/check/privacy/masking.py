"""Finds what of a document is hidden before anybody works with it.

It hides too much rather than too little: a person uncovers, with a reason, what may be seen.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.privacy import PrivateKind
from dalel.domain.saved_file import Box, MachineWord, MaskKind, ProposedMask
from dalel.language.phrases import compile_phrases
from dalel.pack.privacy import Privacy
from dalel.steps.check.privacy.digits import runs
from dalel.steps.check.privacy.finder import find_private

#: What stands in a text where something is hidden.
HIDDEN: Final = "█████"
_KINDS: Final = {
    PrivateKind.IDENTITY: MaskKind.IDENTITY,
    PrivateKind.CARD: MaskKind.CARD,
    PrivateKind.ACCOUNT: MaskKind.CARD,
    PrivateKind.PHONE: MaskKind.PHONE,
    PrivateKind.EMAIL: MaskKind.MAIL,
    PrivateKind.ADDRESS: MaskKind.ADDRESS,
    PrivateKind.PLATE: MaskKind.PLATE,
}
#: How far from a word such as "witness" a name is taken for that person's, in words.
_REACH: Final = 6
#: How far from words such as "born" a date is taken for that of a birth, in characters.
_BORN: Final = 40
_WORD: Final = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
#: A name or an initial: a capital letter first, and not of capitals alone but for initials.
_NAME: Final = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ](?:[a-zа-яёәғқңөұүһі]+|\.|\.?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.)")
_SHOUTED: Final = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{3,}")
_ENDS: Final = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s|$)|\n\n")
_DATE: Final = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{4}\s+(?:жылғы|жылы|ж\.)\s+\d{1,2}\s+\w+"
    r"|\d{1,2}\s+[^\W\d_]{3,10}\s+\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)"
)
#: Wider than it is high by less, a picture is no telephone's.
_TALL: Final = 1.6
#: How much of its height the bar with clock, network and battery takes, at the least in pixels.
_BAR: Final = 0.045
_LEAST_BAR: Final = 24
#: The largest narrow side of a telephone's picture.
_NARROW: Final = (300, 1600)


def find_masked(
    text: str, languages: Sequence[str], privacy: Privacy
) -> tuple[tuple[TextSpan, MaskKind], ...]:
    """What of a text is hidden from the start, and why, in order of place."""
    # Whatever breaks the line in the middle of a number is a space: places stay as they are.
    line = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    found = [*_numbers(line, privacy)]
    for language in languages:
        found += (
            (one.span, _KINDS.get(one.kind, MaskKind.OTHER))
            for one in find_private(line, language, privacy)
        )
        found += _births(line, language, privacy)
        found += _persons(line, language, privacy)
    seen: set[TextSpan] = set()
    return tuple(
        (span, kind)
        for span, kind in sorted(found, key=lambda one: (one[0].start, -one[0].end))
        if span not in seen and not seen.add(span)  # type: ignore[func-returns-value]
    )


def mask_text(text: str, languages: Sequence[str], privacy: Privacy) -> str:
    """A text that somebody typed without the numbers and addresses that are nobody's business.

    Whom it names is left: a person wrote it.
    """
    people = {MaskKind.WITNESS, MaskKind.VICTIM, MaskKind.MINOR}
    spans = [span for span, kind in find_masked(text, languages, privacy) if kind not in people]
    return hide(text, spans)


def hide(text: str, spans: Sequence[TextSpan]) -> str:
    """The text with these places hidden, whatever of it they share."""
    pieces: list[str] = []
    place = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.end <= place:
            continue
        if span.start > place or not pieces:
            pieces += [text[place : span.start], HIDDEN]
        place = span.end
    return "".join([*pieces, text[place:]])


def masks_of(
    words: Sequence[MachineWord],
    text: tuple[str, Sequence[int]],
    languages: Sequence[str],
    privacy: Privacy,
) -> tuple[ProposedMask, ...]:
    """What of a page is hidden from the start, as boxes around words; ``text`` as of ``text_of``.

    Words of one kind that stand side by side share a box.
    """
    whole, starts = text
    found: dict[int, MaskKind] = {}
    for span, kind in find_masked(whole, languages, privacy):
        for number, (start, word) in enumerate(zip(starts, words, strict=True)):
            if start < span.end and span.start < start + len(word.text):
                found.setdefault(number, kind)
    masks: list[ProposedMask] = []
    before = -2
    for number, kind in sorted(found.items()):
        word = words[number]
        box = _padded(word.box)
        last = masks[-1] if masks and before == number - 1 else None
        if last is not None and last.kind is kind and words[before].line == word.line:
            masks[-1] = ProposedMask(box=last.box.around(box), kind=kind)
        else:
            masks.append(ProposedMask(box=box, kind=kind))
        before = number
    return tuple(masks)


def status_bar(width: int, height: int) -> ProposedMask | None:
    """The strip with clock, network and battery of a picture that has a telephone's shape."""
    if height < _TALL * width or not _NARROW[0] <= width <= _NARROW[1]:
        return None
    # The picture of a long page is higher than a screen; the bar is as high as on a screen.
    bar = max(_LEAST_BAR, round(_BAR * min(height, 2.2 * width)))
    return ProposedMask(box=Box(x=0, y=0, width=width, height=bar), kind=MaskKind.STATUS_BAR)


def _padded(box: Box) -> Box:
    """A little more than the word: the edges of letters are read, too."""
    more = max(2, box.height // 6)
    x, y = max(0, box.x - more), max(0, box.y - more)
    return Box(x=x, y=y, width=box.right + more - x, height=box.bottom + more - y)


def _numbers(text: str, privacy: Privacy) -> Iterator[tuple[TextSpan, MaskKind]]:
    """Every number as long as one that identifies: a digit that was misread proves nothing."""
    lengths = {
        length for scheme in privacy.identity if not scheme.needs_mark for length in scheme.lengths
    }
    for length in sorted(lengths):
        for run in runs(text, length):
            yield TextSpan(start=run.start, end=run.end), MaskKind.IDENTITY


def _births(text: str, language: str, privacy: Privacy) -> Iterator[tuple[TextSpan, MaskKind]]:
    cues = _cues(language, privacy)[0]
    for cue in cues.finditer(text) if cues else ():
        start, end = max(0, cue.start() - _BORN), cue.end() + _BORN
        for date in _DATE.finditer(text, start, end):
            yield TextSpan(start=date.start(), end=date.end()), MaskKind.BIRTH


def _persons(text: str, language: str, privacy: Privacy) -> Iterator[tuple[TextSpan, MaskKind]]:
    _, witnesses, victims, minors = _cues(language, privacy)
    kinds = ((minors, MaskKind.MINOR), (witnesses, MaskKind.WITNESS), (victims, MaskKind.VICTIM))
    for cues, kind in kinds:
        for cue in cues.finditer(text) if cues else ():
            for span in _names_around(text, cue.start(), cue.end()):
                yield span, kind


def _names_around(text: str, start: int, end: int) -> Iterator[TextSpan]:
    """What looks like a name near a word, in its sentence."""
    ends = [0, *(one.end() for one in _ENDS.finditer(text)), len(text)]
    begin = max(one for one in ends if one <= start)
    stop = min(one for one in ends if one >= end)
    before = list(_WORD.finditer(text, begin, start))[-_REACH:]
    after = list(_WORD.finditer(text, end, stop))[:_REACH]
    for word in chain(before, after):
        if _NAME.match(word[0]) or _SHOUTED.fullmatch(word[0].rstrip(".")):
            yield TextSpan(start=word.start(), end=word.end())


@lru_cache(16)
def _cues(language: str, privacy: Privacy) -> tuple[re.Pattern[str] | None, ...]:
    masks = privacy.masks
    return (
        compile_phrases(masks.birth.get(language, ())),
        compile_phrases(masks.witness.get(language, ())),
        compile_phrases(masks.victim.get(language, ())),
        compile_phrases(privacy.minors.minor.get(language, ())),
    )
