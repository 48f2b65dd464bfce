"""The one address at which a device adds links with a key instead of a sign-in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dalel.domain.pasted_addresses import addresses_in
from dalel.newsroom.accounts.act import AccountClosedError, Act
from dalel.newsroom.accounts.actions import link_keys
from dalel.newsroom.accounts.models import LinkKeyRow
from dalel.newsroom.evidence.actions.asked_links import TooManyAskedError
from dalel.newsroom.frame import labels, typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.transactions import DatabaseBusyError
from dalel.newsroom.incidents import link_answer_labels
from dalel.newsroom.incidents.actions import add_links
from dalel.newsroom.incidents.actions.add_links import AnsweredLink, LinkAnswer

#: So many addresses are taken from one message, which has at most so many bytes.
MOST: Final = 50
LARGEST: Final = 100_000
_LONGEST_NOTE: Final = 200
#: How often somebody may come: with a key that works, and from one place with none that does.
_RATES: Final = {"links": "30/5m/key,200/1d/key", "links_refused": "20/5m/ip"}
#: What each answer is called in the JSON.
_CALLED: Final[Mapping[LinkAnswer, str]] = {
    LinkAnswer.QUEUED: "taken",
    LinkAnswer.KNOWN: "known",
    LinkAnswer.ASKED: "asked",
    LinkAnswer.REFUSED: "refused",
}


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """The addresses of a message, how many more there were, and the words beside them."""

    addresses: tuple[str, ...]
    left: int
    note: str = ""


class _NotTakenError(Exception):
    """Why a message is not taken: the status, and a sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@csrf_exempt
@login_not_required
@require_POST
def take(request: HttpRequest) -> JsonResponse:
    """Add the links of a message for whoever's key comes with it; say what became of each.

    No session is read or begun here. A key that does not work is told nothing of why.
    """
    now = datetime.now(UTC)
    key = link_keys.owner(_secret(request), now)
    if key is None:
        if not _may_come(request, "links_refused"):
            return _too_often()
        return _refused()
    with translation.override(key.member.language or translation.get_language()):
        if not _may_come(request, "links", str(key.pk)):
            return _too_often()
        try:
            return _added(request, key, now)
        except _NotTakenError as error:
            return _no(error.status, error.sentence)
        except TooManyAskedError as error:
            return _no(HTTPStatus.TOO_MANY_REQUESTS, " ".join(labels.explained(error)))
        except DatabaseBusyError as error:
            return _no(HTTPStatus.SERVICE_UNAVAILABLE, " ".join(labels.explained(error)))
        except AccountClosedError:
            return _refused()


def _secret(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _may_come(request: HttpRequest, what: str, key: str | None = None) -> bool:
    return bool(consume(request, app="dalel", action=what, config=_RATES, key=key))


def _added(request: HttpRequest, key: LinkKeyRow, now: datetime) -> JsonResponse:
    sent = _read(request)
    act = Act(member=key.member, time=now, way=f"key {key.name}")
    link_keys.used(key, now)
    found = add_links.bring(sent.addresses, pack(), act, sent.note)
    told: dict[str, Any] = {
        name: [_told(one, request) for one in found if one.answer is answer]
        for answer, name in _CALLED.items()
    }
    told["left"] = sent.left
    told["message"] = link_answer_labels.sentence(found, sent.left)
    if told["asked"]:
        told["answer_at"] = _address(request, "add-links")
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _told(one: AnsweredLink, request: HttpRequest) -> dict[str, Any]:
    told: dict[str, Any] = {"url": one.url}
    if one.hindrance is not None:
        told |= {"why": str(one.hindrance), "reason": labels.label(one.hindrance)}
    if one.answer is LinkAnswer.KNOWN:
        told["entries"] = list(one.entries)
        if one.story:
            told["page"] = _address(request, "story", key=one.story)
        else:
            told["page"] = _address(request, "article", key=one.article)
    return told


def _address(request: HttpRequest, name: str, **parts: object) -> str:
    """Where a page of the desk stands, as the settings say, else as the device asked."""
    path = reverse(name, kwargs=parts)
    base = settings.DALEL.desk_address
    return f"{base.rstrip('/')}{path}" if base else request.build_absolute_uri(path)


def _read(request: HttpRequest) -> _Sent:
    """What a message holds.

    :raises _NotTakenError: when it is too large, of another kind, or has no address in it.
    """
    length = request.headers.get("Content-Length") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        raise _NotTakenError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The message is too large: send fewer links.")
        )
    if request.content_type not in {"application/json", "text/plain"}:
        raise _NotTakenError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            _("Send JSON (application/json) or one address a line (text/plain)."),
        )
    try:
        text = request.body.decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable() from None
    sent = _of_json(text) if request.content_type == "application/json" else _of_text(text)
    if not sent.addresses:
        raise _NotTakenError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("No web address was found in this: one address a line, or a text with addresses."),
        )
    return sent


def _of_json(text: str) -> _Sent:
    try:
        sent = json.loads(text)
        # Half of a letter can be written in JSON, and kept nowhere.
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise _unreadable() from None
    links = sent.get("links") if isinstance(sent, dict) else None
    note = sent.get("note") if isinstance(sent, dict) else None
    # A shortcut with one address sends it without a list.
    links = [links] if isinstance(links, str) else links
    if not isinstance(links, list) or not all(isinstance(one, str) for one in links):
        raise _unreadable()
    if not isinstance(note, str | None):
        raise _unreadable()
    found = _of_text("\n".join(links))
    words = typed_input.line(note or "")[:_LONGEST_NOTE]
    return _Sent(addresses=found.addresses, left=found.left, note=words)


def _of_text(text: str) -> _Sent:
    addresses, left = addresses_in(typed_input.clean(text), MOST)
    return _Sent(addresses=addresses, left=left)


def _unreadable() -> _NotTakenError:
    return _NotTakenError(
        HTTPStatus.BAD_REQUEST,
        _('This cannot be read. It has to look like this: {"links": ["https://…"]}'),
    )


def _refused() -> JsonResponse:
    answer = _no(HTTPStatus.UNAUTHORIZED, _("This key does not work."))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _too_often() -> JsonResponse:
    answer = _no(HTTPStatus.TOO_MANY_REQUESTS, _("Too often: wait some minutes and send it again."))
    answer["Retry-After"] = "300"
    return answer


def _no(status: HTTPStatus, sentence: str) -> JsonResponse:
    return JsonResponse(
        {"error": status.phrase, "message": sentence},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )
