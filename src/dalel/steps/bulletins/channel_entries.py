"""What becomes of a channel's posts: their languages, titles, and pairs in two languages."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from dalel.domain.channel_history import ChannelExport, ExportedPost, Forwarded, PostFlaw
from dalel.domain.dates import local
from dalel.domain.incident import IncidentText
from dalel.domain.pasted_addresses import addresses_in

#: Posts of one happening in two languages follow each other within so much time.
_NEAR: Final = timedelta(minutes=90)
#: How many posts may stand between them.
_BETWEEN: Final = 2
#: The longer of two texts that tell the same is not longer than the other by more.
_STRETCH: Final = 2.5
_LONGEST_TITLE: Final = 200
#: A part of a post with fewer letters is no text of its own.
_PART: Final = 40
_MOST_LINKS: Final = 30
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?")
_PREVIEW: Final = re.compile(r"^(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?")
_QUOTED: Final = re.compile(r"«[^«»]{0,80}»|“[^“”]{0,80}”|\"[^\"\n]{0,80}\"")
_FIGURE: Final = re.compile(r"\d+")
_BESIDE: Final = re.compile(r"https?://\S+|(?:t\.me|telegram\.me)/\S+|[#@]\w+|[\W_]+")

#: The language of a text, as ``language.identify`` tells it.
Tongue = Callable[[str], str | None]


@dataclass(frozen=True, kw_only=True)
class ChannelEntry:
    """What would be one draft: one post, or two that tell the same in two languages.

    ``number`` is that of the first post; ``flaw`` says why it becomes none. ``texts`` by language;
    ``is_split`` where one post held both.
    """

    number: int
    numbers: tuple[int, ...]
    when: datetime
    texts: Mapping[str, IncidentText]
    words: str
    addresses: tuple[str, ...]
    forwarded: Forwarded
    is_split: bool = False
    flaw: PostFlaw | None = None

    @property
    def is_paired(self) -> bool:
        """Whether two posts are one entry."""
        return len(self.numbers) > 1


def moment_of(post: ExportedPost, zone: tzinfo, now: datetime) -> datetime | None:
    """When it was posted, on the clocks of a zone; None where it cannot be meant."""
    if not post.when:
        return None
    read = datetime.fromisoformat(post.when)
    aware = read.replace(tzinfo=zone) if read.tzinfo is None else local(read, zone)
    return aware if aware <= now + timedelta(days=1) else None


def entries_of(
    export: ChannelExport,
    posts: Sequence[tuple[ExportedPost, datetime]],
    languages: Sequence[str],
    tongue: Tongue,
    *,
    own: Sequence[str] = (),
    apart: AbstractSet[int] = frozenset(),
) -> tuple[ChannelEntry, ...]:
    """The posts as entries, in their order; ``apart`` names posts that are paired with none.

    Pages whose address begins like one of ``own``, or like the channel, are no evidence and left
    out.
    """
    ours = [_bare(one) for one in (f"t.me/c/{export.channel}", *own) if one]
    single = [_entry(export, post, when, languages, tongue, ours) for post, when in posts]
    pairs = dict(_pairs(single, apart))
    taken = set(pairs.values())
    return tuple(
        _joined(one, single[pairs[place]]) if place in pairs else one
        for place, one in enumerate(single)
        if place not in taken
    )


def _entry(
    export: ChannelExport,
    post: ExportedPost,
    when: datetime,
    languages: Sequence[str],
    tongue: Tongue,
    ours: Sequence[str],
) -> ChannelEntry:
    one = ChannelEntry(
        number=post.number,
        numbers=(post.number,),
        when=when,
        texts={},
        words=" ".join(post.text.split())[:160],
        addresses=_addresses(post, ours),
        forwarded=post.forwarded,
        flaw=post.flaw,
    )
    if one.flaw:
        return one
    lines = list(_lines(post.text, export.signature))
    parts = _parts(lines, languages, tongue)
    if not parts:
        return replace(one, flaw=PostFlaw.LANGUAGE if lines else PostFlaw.NO_TEXT)
    texts = {language: _text(language, told) for language, told in parts.items()}
    return replace(one, texts=texts, is_split=len(texts) > 1)


def _addresses(post: ExportedPost, ours: Sequence[str]) -> tuple[str, ...]:
    found, _ = addresses_in(post.text, _MOST_LINKS)
    whole = (one for one in dict.fromkeys((*post.addresses, *found)) if not begins_like(one, ours))
    return tuple(whole)[:_MOST_LINKS]


def begins_like(address: str, ours: Sequence[str]) -> bool:
    """Whether it is one of these addresses, or one below them."""
    bare = _bare(address)
    return any(bare == one or bare.startswith(f"{one}/") for one in ours)


def _bare(address: str) -> str:
    """An address without what does not tell pages of a channel apart: ``t.me/s/NAME``."""
    bare = _SCHEME.sub("", address.strip().lower()).rstrip("/")
    return _PREVIEW.sub("t.me/", bare)


def _lines(text: str, signature: str) -> Iterator[str]:
    """The lines that say something: no bare addresses or hash tags, no line under every post."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if signature and lines and lines[-1] == signature:
        lines.pop()
    yield from (line for line in lines if _BESIDE.sub("", line))


def _parts(
    lines: Sequence[str], languages: Sequence[str], tongue: Tongue
) -> dict[str, Sequence[str]]:
    """The lines by language: all in one, or, where the language turns once, the two parts."""
    if not lines:
        return {}
    # A name that is quoted stands as it is in any language.
    spoken = [tongue(_QUOTED.sub(" ", line)) for line in lines]
    letters, whole_length = 0, sum(map(len, lines))
    begun = [_of_all(found) for found in _growing(spoken)]
    ended = [_of_all(found) for found in _growing(spoken[::-1])][::-1]
    for turn in range(1, len(lines)):
        letters += len(lines[turn - 1])
        first, second = begun[turn - 1], ended[turn]
        if first != second and first in languages and second in languages:
            short, long = sorted((letters, whole_length - letters))
            if short >= _PART and long <= _STRETCH * short:
                return {str(first): lines[:turn], str(second): lines[turn:]}
    if None not in spoken and (alone := begun[-1]) is not None:
        whole: str | None = alone
    else:
        whole = tongue(_QUOTED.sub(" ", "\n".join(lines)))
    return {whole: lines} if whole in languages else {}  # type: ignore[dict-item]


def _growing(spoken: Sequence[str | None]) -> Iterator[AbstractSet[str]]:
    """The languages of the first line, of the first two, and so on."""
    found: frozenset[str] = frozenset()
    for one in spoken:
        if one is not None and one not in found:
            found |= {one}
        yield found


def _of_all(found: AbstractSet[str]) -> str | None:
    """The language of lines that have one; None where they have several."""
    return next(iter(found)) if len(found) == 1 else None


def _text(language: str, lines: Sequence[str]) -> IncidentText:
    first, *rest = lines
    is_title = bool(rest) and len(first) <= _LONGEST_TITLE
    return IncidentText(
        language=language,
        title=first if is_title else None,
        paragraphs=tuple(rest if is_title else lines),
    )


def _pairs(single: Sequence[ChannelEntry], apart: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Which two posts tell the same, by their places; each stands in one pair at most."""
    taken: set[int] = set()
    for place, one in enumerate(single):
        if place in taken or len(one.texts) != 1 or one.number in apart:
            continue
        for other in range(place + 1, min(len(single), place + 2 + _BETWEEN)):
            is_free = other not in taken and single[other].number not in apart
            if is_free and _tell_the_same(one, single[other]):
                taken |= {place, other}
                yield place, other
                break


def _tell_the_same(one: ChannelEntry, other: ChannelEntry) -> bool:
    if len(other.texts) != 1 or set(one.texts) == set(other.texts):
        return False
    if other.when - one.when > _NEAR:
        return False
    lengths = sorted((_length(one), _length(other)))
    if lengths[1] > _STRETCH * lengths[0]:
        return False
    if set(one.addresses) & set(other.addresses):
        return True
    figures = _figures(one), _figures(other)
    # Of texts without a figure only neighbours that cite nothing apart can be one.
    return bool(figures[0]) and figures[0] == figures[1]


def _length(one: ChannelEntry) -> int:
    return sum(len(words) for text in one.texts.values() for words in text.paragraphs) or 1


def _figures(one: ChannelEntry) -> set[str]:
    return {
        found
        for text in one.texts.values()
        for words in (text.title or "", *text.paragraphs)
        for found in _FIGURE.findall(_BESIDE.sub(" ", words))
    }


def _joined(one: ChannelEntry, other: ChannelEntry) -> ChannelEntry:
    return replace(
        one,
        numbers=(*one.numbers, *other.numbers),
        texts={**one.texts, **other.texts},
        addresses=tuple(dict.fromkeys((*one.addresses, *other.addresses))),
        forwarded=one.forwarded or other.forwarded,
    )
