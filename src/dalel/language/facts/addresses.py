"""Finds account handles, hosts and e-mail addresses in text."""

import re
from typing import Final

from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.language.handles import find_handles
from dalel.language.wordlist import words

#: An address with or without scheme; the path is read over, so that its numbers are no counts.
_HOST: Final = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:www\.)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,18})"
    r"(?![\w@]|\.[a-z])(?P<path>[/?#](?:[^\s<>«»\"]*[^\s<>«»\".,;:!?)\]])?)?",
    re.IGNORECASE,
)
#: Longer than 64 no local part is (RFC 5321, 4.5.3.1.1), and no run of letters is read twice over.
_MAIL: Final = re.compile(r"[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+")
#: Endings of names of files, and of Latin abbreviations, that look like hosts.
_NO_HOST: Final = frozenset(words("pdf doc docx txt jpg png html htm zip xls xlsx js py m e"))


def find_accounts(text: str) -> list[Fact]:
    """The handles, in lower case."""
    return [
        Fact(
            kind=FactKind.HANDLE,
            span=TextSpan(start=handle.start, end=handle.end),
            text=text[handle.start : handle.end],
            value=handle.name.lower(),
        )
        for handle in find_handles(text)
    ]


def find_hosts(text: str) -> list[Fact]:
    """The hosts, in lower case, without www."""
    return [
        Fact(
            kind=FactKind.HOST,
            span=TextSpan(start=match.start(), end=match.end()),
            text=match[0],
            value=match["host"].lower(),
        )
        for match in _HOST.finditer(text)
        if match["host"].rpartition(".")[2].lower() not in _NO_HOST
    ]


def mail_addresses(text: str) -> list[TextSpan]:
    """Where e-mail addresses stand; they are private and no facts."""
    found = _MAIL.finditer(text) if "@" in text else ()
    return [TextSpan(start=m.start(), end=m.end()) for m in found]
