"""Addresses that a person pastes: finding them in a text, and whether visiting one is harmless.

A visit tells the owner of a site that we came, and a key in an address is as good as a password.
What is judged here are the letters of the address alone; whether its host is known is not.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from dalel.domain.addresses import is_too_long
from dalel.domain.public_address import public_address

#: An address with its scheme, in whatever text it stands.
_WITH_SCHEME: Final = re.compile(
    r"(?i)\b(?:(?:https?|ftp|file|ws|wss)://|(?:javascript|data|vbscript|blob|mailto):)[^\s<>\"«»“”]*"
)
#: A line that is nothing but an address without its scheme.
_BARE: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
_CLOSES: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = ".,;:!?'…*"


class Hindrance(StrEnum):
    """Why an address is not visited at once."""

    NOT_WEB = "not web"
    USER = "user"
    NOT_PUBLIC = "not public"
    TOO_LONG = "too long"
    ACTS = "acts"
    DENIED = "denied"
    WITHHELD = "withheld"
    KEY = "key"
    ACCOUNT = "account"
    PORT = "port"
    UNKNOWN_HOST = "unknown host"


#: With these no visit is made, whoever asks for it; with the others a person may say so.
NEVER: Final = frozenset(
    {
        Hindrance.NOT_WEB,
        Hindrance.USER,
        Hindrance.NOT_PUBLIC,
        Hindrance.TOO_LONG,
        Hindrance.ACTS,
        Hindrance.DENIED,
        Hindrance.WITHHELD,
    }
)

#: Opening such a page does something in somebody's name.
_ACTING: Final = frozenset(
    {"unsubscribe", "optout", "logout", "logoff", "signout", "deactivate", "deleteaccount"}
)
#: Pages that are somebody's own.
_OWN: Final = frozenset(
    {
        *("login", "signin", "signup", "register", "auth", "oauth", "oauth2", "sso", "saml"),
        *("session", "sessions", "account", "accounts", "cabinet", "lk", "admin", "wpadmin"),
        *("wplogin", "password", "passwordreset", "resetpassword", "reset", "verify", "activate"),
        *("confirm", "invite", "join", "joinchat", "webmail", "inbox", "magiclink", "preferences"),
    }
)
_OWN_HOSTS: Final = _OWN | {"mail", "my", "intranet", "vpn"}
#: Parameters that carry a key, or name a person.
_KEYS: Final = frozenset(
    {
        *("token", "accesstoken", "idtoken", "refreshtoken", "csrf", "key", "apikey", "authkey"),
        *("auth", "authorization", "sig", "signature", "hmac", "session", "sessionid", "sid"),
        *("phpsessid", "jsessionid", "code", "otp", "ticket", "secret", "pass", "password", "pwd"),
        *("passwd", "hash", "login", "user", "username", "userid", "uid", "email", "mail", "phone"),
        *("invite", "xamzsignature", "xgoogsignature", "resourcekey", "sharekey", "nonce"),
    }
)
#: Parts of names of parameters that carry a key, whatever stands around them.
_KEY_WORDS: Final = re.compile(
    r"token|csrf|xsrf|session|sessid|secret|passw|jwt|signature|apikey|^auth(?!or(?!i[sz]))|oauth"
)
#: What stands in the path of an address where a key was.
_TAKEN_OUT: Final = "-"
_LETTERS_ONLY: Final = re.compile(r"[\W_]+")
_RUN: Final = re.compile(r"[A-Za-z0-9]+")
_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAIL: Final = re.compile(r"[^\s@/]+@[^\s@/]+\.[^\s@/]+")
#: A run of letters and digits of this length that mixes them is no word of any language.
_RANDOM_VALUE: Final = 16
_RANDOM_SEGMENT: Final = 22


def addresses_in(text: str, most: int) -> tuple[tuple[str, ...], int]:
    """The addresses in a text, each once and in order, at most ``most``; and how many more.

    An address without a scheme counts where it fills its line.
    """
    found = list(dict.fromkeys(_found(text)))
    return tuple(found[:most]), max(0, len(found) - most)


def repeated_in(text: str) -> int:
    """How many addresses of a text stand there for a second time or more."""
    found = list(_found(text))
    return len(found) - len(set(found))


def lines_without_address(text: str) -> tuple[str, ...]:
    """The lines that say something and hold no address."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and next(_found(line), None) is None)


def _found(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = line.strip()
        if _BARE.fullmatch(bare):
            yield bare
            continue
        for match in _WITH_SCHEME.finditer(line):
            address = match[0]
            yield address if is_too_long(address) else _without_ending(address)


def _without_ending(address: str) -> str:
    """An address without the signs of the sentence around it; its scheme stays."""
    while address[-1] in _TRAILING or _closes_more(address):
        address = address[:-1]
    return address


def _closes_more(address: str) -> bool:
    last = address[-1]
    return last in _CLOSES and address.count(last) > address.count(_CLOSES[last])


def hindrance(url: str) -> Hindrance | None:
    """What speaks against visiting an address at once; None: its letters are harmless."""
    if not re.match(r"(?i)https?://", url):
        return Hindrance.NOT_WEB
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return Hindrance.NOT_PUBLIC
    if "@" in parts.netloc:
        return Hindrance.USER
    if is_too_long(url):
        return Hindrance.TOO_LONG
    if public_address(url) is None:
        return Hindrance.NOT_PUBLIC
    return _of_parts(parts, port)


def without_keys(url: str) -> tuple[str, int]:
    """An address without what may be a key or name a person, and how much was taken out of it.

    Taken out are user and password, the fragment, such parameters, and such parts of the path.
    Of what is no web address nothing is left.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "", 1
    if parts.scheme not in {"http", "https", ""}:
        return "", 1
    host = parts.netloc.rpartition("@")[2]
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in asked if not _is_secret(pair)]
    steps = parts.path.split("/")
    path = [_TAKEN_OUT if _is_key_segment(unquote(step)) else step for step in steps]
    count = len(asked) - len(kept) + sum(map(str.__ne__, steps, path))
    count += (host != parts.netloc) + bool(parts.fragment)
    query = urlencode(kept) if len(kept) < len(asked) else parts.query
    return urlunsplit((parts.scheme, host, "/".join(path), query, "")), count


def holds_random(text: str, length: int) -> bool:
    """Whether a run of so many letters and digits or more in it was written by no person."""
    return _is_random(text, length)


def _is_secret(pair: tuple[str, str]) -> bool:
    return bool(_is_key_parameter(pair) or _KEY_WORDS.search(_plain(pair[0])))


def _of_parts(parts: SplitResult, port: int | None) -> Hindrance | None:
    segments = [unquote(segment) for segment in re.split(r"[/;]", parts.path) if segment]
    query = parse_qsl(parts.query, keep_blank_values=True)
    said = {_plain(segment) for segment in segments}
    asked = {_plain(word) for pair in query for word in pair}
    if (said | asked) & _ACTING:
        return Hindrance.ACTS
    if any(map(_is_key_parameter, query)) or any(map(_is_key_segment, segments)):
        return Hindrance.KEY
    labels = {_plain(label) for label in (parts.hostname or "").split(".")[:-1]}
    if said & _OWN or labels & _OWN_HOSTS:
        return Hindrance.ACCOUNT
    return Hindrance.PORT if port not in {None, 80, 443} else None


def _plain(word: str) -> str:
    """A word as it is compared: ``log-out.php`` is ``logout``."""
    return _LETTERS_ONLY.sub("", re.sub(r"\.\w{2,5}$", "", word.lower()))


def _is_key_parameter(pair: tuple[str, str]) -> bool:
    name, value = pair
    return bool(
        _plain(name) in _KEYS
        or _MAIL.search(value)
        or _UUID.search(value)
        or _is_random(value or name, _RANDOM_VALUE)
    )


def _is_key_segment(segment: str) -> bool:
    """Whether a part of a path is an invitation, a key or a person: ``+AbC``, ``jsessionid=1``."""
    name, is_pair, _value = segment.partition("=")
    return bool(
        segment.startswith("+")
        or (is_pair and _plain(name) in _KEYS)
        or _MAIL.search(segment)
        or _is_random(segment, _RANDOM_SEGMENT)
    )


def _is_random(text: str, length: int) -> bool:
    """Whether a run of letters and digits is so long and so mixed that no person wrote it."""
    return any(_is_mixed(run) for run in _RUN.findall(text) if len(run) >= length)


def _is_mixed(run: str) -> bool:
    digits = sum(letter.isdigit() for letter in run)
    has_both_cases = not (run.islower() or run.isupper())
    return 0 < digits < len(run) or (has_both_cases and not run[1:].islower() and not digits)
