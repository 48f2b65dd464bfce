"""Wording of a bulletin's file that is not understood, in the language of the screen.

The process that reads a file answers in sentences of the program. Each is known again here.
"""

import re
from typing import Final

from dalel.language.wording import Gettext, gettext_noop
from dalel.newsroom.incidents.queries.bulletin_file import FileRefusedError

_LINE: Final = re.compile(r"line (?P<line>\d+): ")
#: By what the program says; what stands in it is told again.
_PROBLEMS: Final[tuple[tuple[str, str], ...]] = (
    (r"the file is empty|the file holds no text", gettext_noop("there is no text in it")),
    (
        r"the file is larger than (?P<most>\d+) MB",
        gettext_noop("it is larger than %(most)s MB"),
    ),
    (
        r"the file (?:is longer than a bulletin|has more than).*",
        gettext_noop("it is longer than a bulletin"),
    ),
    (
        r"the paragraph has more than (?P<most>\d+) letters",
        gettext_noop("the paragraph has more than %(most)s letters"),
    ),
    (
        r"this is (?:a PDF|an RTF document|an old Word document).*|a \S+ file is not read.*",
        gettext_noop("this kind of file is not read: save it as .docx, .html or .txt"),
    ),
    (
        r"this is (?:no Word document|a zip file or).*|this zip file is no Word document",
        gettext_noop("its name and what it holds do not agree: save it anew as .docx"),
    ),
    (
        r"only a .docx file comes back",
        gettext_noop("only a Word file comes back: save it as .docx"),
    ),
    (
        r"the Word document has macros",
        gettext_noop("it has macros, which are not opened: save it as .docx"),
    ),
    (
        r"no row of a sheet stands in it",
        gettext_noop(
            "no entry that was taken from here stands in it, or the codes on its left are gone"
        ),
    ),
    (
        r"the file has more than a sheet has",
        gettext_noop("it holds more than any sheet that was taken from here"),
    ),
    (
        r"the Word document is damaged.*",
        gettext_noop("the Word document is damaged and cannot be read"),
    ),
    (
        r"the Word document unpacks to more.*",
        gettext_noop("the Word document unpacks to more than is read"),
    ),
    (
        r"the Word document is encrypted",
        gettext_noop("the Word document has a password: save it without one"),
    ),
    (
        r".* defines entities, which is not read",
        gettext_noop("it declares entities, which no Word document does: it is not opened"),
    ),
    (
        r"this is no text.*|not valid UTF.*|the encoding is none of.*",
        gettext_noop("its letters cannot be read: save it as text in UTF-8, or as .docx"),
    ),
    (r"(?:this is no HTML|the HTML).*", gettext_noop("its HTML cannot be read")),
    (
        r"the heading has number (?P<number>\S+), but .* of section (?P<section>\d+): .*",
        gettext_noop(
            "the heading has number %(number)s, but its title is that of section %(section)s"
        ),
    ),
    (
        r"section (?P<section>\d+) begins here a second time, first on line (?P<first>\d+)",
        gettext_noop("section %(section)s begins a second time; the first time on line %(first)s"),
    ),
    (
        r"no section begins anywhere; .*«(?P<heading>.*)»",
        gettext_noop("no section begins anywhere; a heading looks like this: «%(heading)s»"),
    ),
    (
        r"section (?P<section>\d+) «(?P<title>.*)» has no heading",
        gettext_noop("section %(section)s, «%(title)s», has no heading"),
    ),
    (r"no section has an entry", gettext_noop("no section has an entry")),
    (
        r"a link stands here before any text",
        gettext_noop("a link stands here before any text"),
    ),
    (
        r"this entry has no link before the next title, on line (?P<next>\d+)",
        gettext_noop("this entry has no link before the next title, on line %(next)s"),
    ),
    (
        r"no link follows this text, which ends on line (?P<last>\d+)",
        gettext_noop("no link follows this text, which ends on line %(last)s"),
    ),
    (
        r"two files in one language",
        gettext_noop("it is in the same language as the other one"),
    ),
    (
        r"more than (?P<most>\d+) entries",
        gettext_noop("it has more than %(most)s entries"),
    ),
)
#: Where the reading process gave up, or says what it never said before.
_OTHERWISE: Final = gettext_noop("reading it took too long or too much memory")


def why_refused(error: FileRefusedError, say: Gettext) -> str:
    """Why a file cannot be used, in one sentence of the language of ``say``."""
    line = _LINE.match(error.problem)
    problem = error.problem[line.end() :] if line else error.problem
    reason = say(_OTHERWISE)
    for pattern, words in _PROBLEMS:
        if found := re.fullmatch(pattern, problem, re.DOTALL):
            reason = say(words) % found.groupdict()
            break
    told = {"file": error.file, "reason": reason, "line": line["line"] if line else ""}
    if line:
        return say(gettext_noop("%(file)s, line %(line)s: %(reason)s.")) % told
    return say(gettext_noop("%(file)s: %(reason)s.")) % told
