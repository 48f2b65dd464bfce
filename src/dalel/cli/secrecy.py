"""Secrets: what is taken out of everything that is written down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from dalel.cli.configuration import SECRETS, Configuration

#: What stands where a secret stood.
GONE: Final = "…"
#: A shorter word is no secret, and would be found in any text.
_SHORTEST: Final = 6
#: What no secret is among the words of one that is a table.
_SHOWN: Final = frozenset({"model", "prefix"})
#: ``user:password@`` in an address.
_IN_ADDRESS: Final = re.compile(r"(?<=://)[^\s/@:'\"]*:[^\s/@'\"]+(?=@)")
#: A header or a named value; all of a header's line goes.
_HEADERS: Final = re.compile(
    r"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie|x-csrftoken)(['\"]?\s*[:=]\s*)[^\r\n]+"
)
_NAMED: Final = re.compile(
    r"(?i)([\w-]*(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|sessionid))"
    r"(['\"]?\s*[:=]\s*['\"]?)[^\s'\"&,;)}\]]+"
)
#: Addresses of the desk and of letters that let in whoever knows them.
_PATHS: Final = re.compile(
    r"(/(?:invitation|guest|letters/confirm|letters/leave|reminders/confirm)/)[^/\s?#'\"]+|(/diary/)[^/\s?#'\"]+(?=\.ics)"
)
#: Keys that tell by themselves what they are: ours for links, age, bots of Telegram, PEM.
_KEYS: Final = re.compile(
    r"dalel-links-[\w-]+|AGE-SECRET-KEY-[0-9A-Z]+|(?<!\d)\d{6,}:[\w-]{20,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Redaction:
    """Takes known secrets out of a text, and whatever looks like one."""

    values: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for value in self.values:
            text = text.replace(value, GONE)
        text = _KEYS.sub(GONE, text)
        text = _IN_ADDRESS.sub(GONE, text)
        text = _PATHS.sub(rf"\1\2{GONE}", text)
        text = _HEADERS.sub(rf"\1\2{GONE}", text)
        return _NAMED.sub(rf"\1\2{GONE}", text)


def redaction(settings: Configuration, beside: Iterable[str] = ()) -> Redaction:
    """What takes out the secrets of the settings, and those given beside them."""
    forms = {
        form
        for value in (*_values(settings), *beside)
        for form in (value, unquote(value), quote(value, safe=""))
        if len(value) >= _SHORTEST
    }
    # The longest first: one may be the beginning of another.
    return Redaction(tuple(sorted(forms, key=lambda form: (-len(form), form))))


def _values(settings: Configuration) -> Iterator[str]:
    """What nobody may see of the settings: of an address its password, else words as they are."""
    for address in (*settings.mirrors, *settings.proxies.values()):
        yield urlsplit(address).password or ""
    for key in SECRETS:
        told: str | Mapping[str, str] = getattr(settings, key)
        words = {key: told} if isinstance(told, str) else told
        for name, word in words.items():
            if "://" in word:
                yield urlsplit(word).password or ""
            elif name not in _SHOWN:
                # What follows a bot's number is a secret by itself.
                yield from (word, word.partition(":")[2])
