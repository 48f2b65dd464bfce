"""Which words of a source are shown as the proof of what a text says?"""

from collections.abc import Collection

from dalel.domain.evidence import Span
from dalel.language.sentences import sentences

#: Stands where a quoted sentence was cut.
_CUT = "…"


def excerpt(source: str, borne_out: Collection[Span], limit: int) -> str:
    """The sentences on end of a source that bear most out in at most ``limit`` characters.

    Where already one is longer, what stands around its first proof. Empty where nothing is borne
    out or there is no room.
    """
    proving = [
        (sentence, inside)
        for sentence in sentences(source)
        if (inside := [span for span in borne_out if _holds(sentence, span)])
    ]
    if not proving or limit <= 2 * len(_CUT):
        return ""
    # Of runs that prove as much the shortest is taken, and of those the first.
    runs = [
        (sum(len(inside) for _, inside in proving[first : last + 1]), start - end, -start, end)
        for first, (sentence, _) in enumerate(proving)
        for last in range(first, len(proving))
        for start, end in [(sentence.start, proving[last][0].end)]
        if end - start <= limit
    ]
    if runs:
        _, _, start, end = max(runs)
        return " ".join(source[-start:end].split())
    sentence, inside = max(proving, key=lambda one: (len(one[1]), -one[0].start))
    return _around(source, sentence, min(inside, key=lambda one: one.start), limit)


def _holds(sentence: Span, span: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _around(source: str, sentence: Span, proof: Span, limit: int) -> str:
    """Whole words around a proof in a sentence that is too long; nothing where it does not fit."""
    room = limit - 2 * len(_CUT)
    if proof.end - proof.start > room:
        return ""
    start = max(sentence.start, min(proof.start - room // 3, sentence.end - room))
    end = min(sentence.end, start + room)
    if start > sentence.start:
        start = min(source.find(" ", start, proof.start) + 1 or proof.start, proof.start)
    if end < sentence.end:
        end = max(source.rfind(" ", proof.end, end), proof.end)
    head = _CUT if start > sentence.start else ""
    tail = _CUT if end < sentence.end else ""
    return head + " ".join(source[start:end].split()) + tail
