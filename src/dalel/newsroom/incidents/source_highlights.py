"""Matching highlights of supported passages in texts and in their sources."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dalel.domain.evidence import TextSpan
from dalel.domain.incident import IncidentText
from dalel.newsroom.incidents.queries.alignments import Alignment
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource

#: Of a source so much is shown; all of it stands on the article's own page.
_SHOWN = 20_000
_JOINT = "\n\n"
#: Of two verdicts on the same words the graver one is shown.
_GRAVITY = ("", "supported", "unclear", "unsupported")


@dataclass(frozen=True, kw_only=True)
class HighlightedPiece:
    """A stretch of a text; ``lights`` are the numbers of what it belongs with, if any.

    ``leads`` tells whether there is something on the other side.
    """

    text: str
    lights: tuple[str, ...] = ()
    verdict: str = ""
    leads: bool = True


@dataclass(frozen=True, kw_only=True)
class LitText:
    """A text in pieces."""

    title: tuple[HighlightedPiece, ...]
    paragraphs: tuple[tuple[HighlightedPiece, ...], ...]


@dataclass(frozen=True, kw_only=True)
class LitSource:
    """A source in pieces; ``used`` counts the stretches of it that carry something."""

    source: IncidentSource
    title: tuple[HighlightedPiece, ...]
    paragraphs: tuple[tuple[HighlightedPiece, ...], ...]
    used: int

    @property
    def verdicts(self) -> frozenset[str]:
        """What its marked stretches do to the text."""
        pieces = [*self.title, *(piece for paragraph in self.paragraphs for piece in paragraph)]
        return frozenset(piece.verdict for piece in pieces if piece.verdict)


@dataclass(frozen=True, kw_only=True)
class _Mark:
    span: TextSpan
    lights: tuple[str, ...]
    verdict: str = ""
    leads: bool = True


@dataclass(frozen=True, kw_only=True)
class Lit:
    """Texts by language and sources in their order; the same light is on both sides."""

    texts: Mapping[str, LitText] = field(default_factory=dict)
    sources: tuple[LitSource, ...] = ()


def light(
    texts: Mapping[str, IncidentText],
    found: Mapping[str, Sequence[Alignment]],
    sources: Iterable[IncidentSource],
) -> Lit:
    """Number what stands on evidence, language by language, and mark it on both sides."""
    sources = tuple(sources)
    shown = frozenset(source.version for source in sources if source.version is not None)
    numbered = [
        (f"{language}{count}", language, one)
        for language in texts
        for count, one in enumerate(found.get(language, ()), start=1)
    ]
    return Lit(
        texts={
            language: _text(
                text, [(n, one) for n, lang, one in numbered if lang == language], shown
            )
            for language, text in texts.items()
        },
        sources=tuple(_source(source, [(n, one) for n, _, one in numbered]) for source in sources),
    )


def _text(
    text: IncidentText, numbered: list[tuple[str, Alignment]], shown: Collection[int]
) -> LitText:
    marks: dict[str, list[_Mark]] = {"title": [], "summary": []}
    for number, one in numbered:
        marks[one.field].append(
            _Mark(
                span=one.span,
                lights=(number,),
                verdict=one.verdict,
                leads=one.article in shown,
            )
        )
    return LitText(
        title=tuple(_cut(text.title or "", marks["title"])),
        paragraphs=tuple(_paragraphs(text.paragraphs, marks["summary"])),
    )


def _source(source: IncidentSource, numbered: list[tuple[str, Alignment]]) -> LitSource:
    marks: dict[str, list[_Mark]] = {"title": [], "text": []}
    for number, one in numbered:
        if one.article is not None and one.article == source.version and one.source is not None:
            marks[one.source_field].append(
                _Mark(span=one.source, lights=(number,), verdict=one.verdict)
            )
    shown = source.text[:_SHOWN].split(_JOINT) if source.text else []
    return LitSource(
        source=source,
        title=tuple(_cut(source.title, marks["title"])),
        paragraphs=tuple(_paragraphs(shown, marks["text"])),
        used=len(marks["title"]) + len(marks["text"]),
    )


def _paragraphs(texts: Iterable[str], marks: list[_Mark]) -> Iterator[tuple[HighlightedPiece, ...]]:
    """Paragraphs in pieces; marks count in the whole, a blank line between two."""
    start = 0
    for text in texts:
        end = start + len(text)
        within = [
            _Mark(
                span=TextSpan(start=max(mark.span.start, start) - start, end=mark.span.end - start),
                lights=mark.lights,
                verdict=mark.verdict,
                leads=mark.leads,
            )
            for mark in marks
            if mark.span.start < end and mark.span.end > start
        ]
        yield tuple(_cut(text, within))
        start = end + len(_JOINT)


def _cut(text: str, marks: list[_Mark]) -> Iterator[HighlightedPiece]:
    """A text in pieces; stretches that share letters light up as one."""
    place = 0
    for mark in _joined(marks):
        start, end = min(mark.span.start, len(text)), min(mark.span.end, len(text))
        if start > place:
            yield HighlightedPiece(text=text[place:start])
        if end > start:
            yield HighlightedPiece(
                text=text[start:end],
                lights=mark.lights,
                verdict=mark.verdict,
                leads=mark.leads,
            )
        place = max(place, end)
    if place < len(text):
        yield HighlightedPiece(text=text[place:])


def _joined(marks: list[_Mark]) -> list[_Mark]:
    joined: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        last = joined[-1] if joined else None
        if last is None or mark.span.start >= last.span.end:
            joined.append(mark)
            continue
        joined[-1] = _Mark(
            span=TextSpan(start=last.span.start, end=max(last.span.end, mark.span.end)),
            lights=(*last.lights, *mark.lights),
            verdict=max(last.verdict, mark.verdict, key=_GRAVITY.index),
            leads=last.leads or mark.leads,
        )
    return joined
