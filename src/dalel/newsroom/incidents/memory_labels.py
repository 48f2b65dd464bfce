"""Wording of the memory of sentences: why a file is not taken, and what became of one."""

from collections.abc import Iterator, Mapping
from typing import Final

from dalel.language import tmx
from dalel.language.wording import Gettext, gettext_noop
from dalel.newsroom.incidents.actions.sentence_memory import SentenceFileError, SentenceImport

#: By why it is not taken; the empty one where the process that read it gave up.
_REASONS: Final[Mapping[str, str]] = {
    tmx.TOO_LARGE: gettext_noop("it is larger than 64 MB: split it"),
    tmx.TOO_MANY: gettext_noop("it has more than 200,000 units: split it"),
    tmx.NOT_XML: gettext_noop("it is damaged or cut off: it cannot be read as XML"),
    tmx.NOT_TMX: gettext_noop(
        "it is no TMX file: export one from the translation program (TMX 1.4)"
    ),
    tmx.ENTITIES: gettext_noop(
        "it declares entities, which no translation program does: such a file is not opened"
    ),
    "": gettext_noop("reading it took too long or too much memory"),
}


def why_not_taken(error: SentenceFileError, say: Gettext) -> str:
    """Why a file was not taken, in one sentence of the language of ``say``."""
    reason = say(_REASONS[error.reason])
    if error.line:
        return say(
            gettext_noop("%(file)s was not imported: %(reason)s (line %(line)d). Nothing changed.")
        ) % {"file": error.file, "reason": reason, "line": error.line}
    return say(gettext_noop("%(file)s was not imported: %(reason)s. Nothing changed.")) % {
        "file": error.file,
        "reason": reason,
    }


def imported(report: SentenceImport, say: Gettext) -> Iterator[str]:
    """What became of the units of a file, in sentences of the language of ``say``."""
    yield say(gettext_noop("%(file)s: new pairs: %(added)d; known already: %(known)d.")) % {
        "file": report.file,
        "added": report.added,
        "known": report.known,
    }
    left_out = (
        (report.other, gettext_noop("in other languages: %(count)d")),
        (report.empty, gettext_noop("empty or not translated: %(count)d")),
        (report.long, gettext_noop("too long for a sentence: %(count)d")),
        (report.barred, gettext_noop("forgotten or withdrawn before: %(count)d")),
    )
    if told := [say(words) % {"count": count} for count, words in left_out if count]:
        yield say(gettext_noop("Left out: %(what)s.")) % {"what": "; ".join(told)}
