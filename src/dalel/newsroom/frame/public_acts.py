"""What each act of the desk changes in public, and who may do it: one table of all addresses.

The rules by which views let somebody in are ``newsroom.frame.permissions``; this table says what
the newsroom promises, and a test does every act as every role and holds both against each other.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.urls import Resolver404, resolve

from dalel.newsroom.frame.roles import Role


class InPublic(StrEnum):
    """What one person alone changes by an act of what the public reads or counts."""

    NOTHING = "nothing"
    PROPOSED = "nothing: it is proposed, and another person approves it"
    VERSION = "nothing: it is a version, and another person approves it"
    ACCOUNT = "nothing: what gives power over an account waits for a second member"
    SECOND = "what another person wrote or proposed is in force"
    RELEASED = "what two persons agreed on goes out"
    TAKEN_BACK = "something is taken back at once"
    FLASH = "a flash goes out, and waits for a second person"
    IMPRINT = "who answers for what is published"


@dataclass(frozen=True)
class PublicAct:
    """Who may do something, and what of the public record it changes by itself."""

    who: frozenset[Role]
    changes: InPublic = InPublic.NOTHING

    def doers(self, *, of_few: bool) -> frozenset[Role]:
        """Who may do it; in a small newsroom an administrator does every act."""
        return self.who | {Role.ADMINISTRATOR} if of_few else self.who


EVERYBODY: Final = frozenset(Role)
WRITERS: Final = frozenset({Role.REPORTER, Role.EDITOR, Role.PUBLISHER})
EDITORS: Final = frozenset({Role.EDITOR, Role.PUBLISHER})
DESK_HEADS: Final = frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR})
PUBLISHER: Final = frozenset({Role.PUBLISHER})
ADMINISTRATOR: Final = frozenset({Role.ADMINISTRATOR})
IMPRINTERS: Final = PUBLISHER | ADMINISTRATOR

_NOTHING_BY_ALL: Final = PublicAct(EVERYBODY)
_NOTHING_BY_WRITERS: Final = PublicAct(WRITERS)
_NOTHING_BY_HEADS: Final = PublicAct(DESK_HEADS)
_PROPOSED: Final = PublicAct(WRITERS, InPublic.PROPOSED)
_VERSION: Final = PublicAct(WRITERS, InPublic.VERSION)
_SECOND: Final = PublicAct(EDITORS, InPublic.SECOND)
_RELEASED: Final = PublicAct(PUBLISHER, InPublic.RELEASED)
_TAKEN_BACK: Final = PublicAct(PUBLISHER, InPublic.TAKEN_BACK)
_ACCOUNT: Final = PublicAct(ADMINISTRATOR, InPublic.ACCOUNT)

#: By the name of the address and, where one address takes several forms, by the form.
ACTS: Final[Mapping[tuple[str, str], PublicAct]] = {
    # The inbox, the diary, searches. The public reads of stories what the approved version cites.
    ("decide", "take"): _NOTHING_BY_ALL,
    ("decide", "attach"): PublicAct(EVERYBODY, InPublic.VERSION),
    ("decide", "reject"): _NOTHING_BY_ALL,
    ("decide", "later"): _NOTHING_BY_ALL,
    ("decide", "merge"): _NOTHING_BY_ALL,
    ("decide", "split"): _NOTHING_BY_ALL,
    ("undo", ""): PublicAct(EVERYBODY, InPublic.VERSION),
    ("several-stories", ""): _NOTHING_BY_ALL,
    ("several-entries", ""): _NOTHING_BY_WRITERS,
    ("several-entries", "section"): _VERSION,
    ("several-entries", "edition"): PublicAct(EDITORS),
    ("several-undo", ""): PublicAct(EVERYBODY, InPublic.VERSION),
    ("call-in", ""): _NOTHING_BY_ALL,
    ("save-search", ""): _NOTHING_BY_ALL,
    ("forget-search", ""): _NOTHING_BY_ALL,
    ("write-diary", ""): PublicAct(EVERYBODY, InPublic.PROPOSED),
    ("decide-diary", "confirm"): PublicAct(EVERYBODY, InPublic.PROPOSED),
    ("decide-diary", "dismiss"): PublicAct(EVERYBODY, InPublic.PROPOSED),
    ("diary-address", ""): _NOTHING_BY_ALL,
    ("handover", ""): _NOTHING_BY_ALL,
    ("source-state", ""): _NOTHING_BY_HEADS,
    ("resting-again", ""): _NOTHING_BY_HEADS,
    # Builds hold what is public already; those that readers get are for who releases.
    ("build-cancel", ""): _NOTHING_BY_WRITERS,
    ("build-repeat", ""): _NOTHING_BY_WRITERS,
    ("work-cancel", ""): _NOTHING_BY_ALL,
    # An incident: versions of texts, codes, section, date and links.
    ("incident-edit", ""): _VERSION,
    ("incident-autosave", ""): _NOTHING_BY_WRITERS,
    ("incident-discard", ""): _NOTHING_BY_WRITERS,
    ("incident-codes", ""): _VERSION,
    # Texts leave as a Word file, and come back.
    ("word", ""): _NOTHING_BY_WRITERS,
    ("word-take", ""): _NOTHING_BY_WRITERS,
    ("word-keep", ""): _VERSION,
    ("add-links", ""): _NOTHING_BY_WRITERS,
    ("channel", ""): _NOTHING_BY_WRITERS,
    ("channel-keep", ""): _VERSION,
    ("channel-links", ""): _VERSION,
    ("add-links", "entry"): _VERSION,
    # Who has a key has no session: what it adds is its owner's.
    ("links-door", ""): _NOTHING_BY_WRITERS,
    ("link-keys", ""): _NOTHING_BY_WRITERS,
    ("link-key-end", ""): _NOTHING_BY_WRITERS,
    ("telegram-code", ""): _NOTHING_BY_WRITERS,
    ("telegram-end", ""): _NOTHING_BY_WRITERS,
    ("entry-new", ""): _VERSION,
    ("incident-links", "cite"): _VERSION,
    ("incident-links", "drop"): _VERSION,
    ("incident-restore", ""): _VERSION,
    ("incident-review", ""): _NOTHING_BY_WRITERS,
    ("incident-remarks", ""): _NOTHING_BY_WRITERS,
    ("incident-confirm", ""): _NOTHING_BY_WRITERS,
    ("incident-nearest", ""): _NOTHING_BY_WRITERS,
    ("name-choose", ""): PublicAct(EDITORS),
    ("name-drop", ""): PublicAct(EDITORS),
    ("name-meant", ""): _PROPOSED,
    ("memory-import", ""): PublicAct(EDITORS),
    ("memory-forget", ""): PublicAct(EDITORS),
    ("draft-ask", ""): _NOTHING_BY_WRITERS,
    ("draft-cancel", ""): _NOTHING_BY_WRITERS,
    ("draft-take", ""): _VERSION,
    ("drafts-take", ""): _VERSION,
    ("draft-drop", ""): _NOTHING_BY_WRITERS,
    ("draft-revise", ""): _NOTHING_BY_WRITERS,
    ("incident-follow", ""): _NOTHING_BY_WRITERS,
    ("incident-timeline", "add"): _VERSION,
    ("incident-timeline", "approve"): _SECOND,
    ("incident-timeline", "drop"): _PROPOSED,
    ("incident-send-back", ""): PublicAct(EDITORS),
    ("incident-concern", ""): PublicAct(EDITORS),
    ("incident-concerns", ""): PublicAct(EDITORS),
    ("incident-approve", ""): _SECOND,
    ("record-approve", ""): _SECOND,
    ("entry-approve", ""): _SECOND,
    ("incident-seen", ""): _NOTHING_BY_ALL,
    ("incident-holder", ""): _NOTHING_BY_WRITERS,
    # People, outlets, cases, who did it, figures.
    ("person-answer", ""): _PROPOSED,
    ("incident-people", "person"): _PROPOSED,
    ("incident-people", "part"): _PROPOSED,
    ("incident-people", "name"): _PROPOSED,
    ("incident-people", "outlet"): _PROPOSED,
    ("incident-people", "outlet-part"): _PROPOSED,
    ("incident-people", "attribution"): _PROPOSED,
    ("incident-people", "comment"): _NOTHING_BY_WRITERS,
    ("incident-people", "look"): _NOTHING_BY_WRITERS,
    ("incident-files", ""): _NOTHING_BY_WRITERS,
    ("incident-videos", ""): _NOTHING_BY_WRITERS,
    ("incident-sight", ""): _NOTHING_BY_WRITERS,
    ("incident-file", "boxes"): _NOTHING_BY_WRITERS,
    ("incident-file", "uncover"): _NOTHING_BY_WRITERS,
    ("incident-file", "cover"): _NOTHING_BY_WRITERS,
    ("incident-file", "burn"): _NOTHING_BY_WRITERS,
    ("incident-file", "text"): _NOTHING_BY_WRITERS,
    ("incident-file", "by-hand"): _NOTHING_BY_WRITERS,
    ("incident-file", "tell"): _PROPOSED,
    ("incident-file", "tell-no-more"): _PROPOSED,
    ("incident-letters", "send"): _NOTHING_BY_WRITERS,
    ("incident-letters", "answer"): _NOTHING_BY_WRITERS,
    ("incident-letters", "silence"): _NOTHING_BY_WRITERS,
    ("incident-letters", "tell"): _PROPOSED,
    ("incident-conversations", "write"): _PROPOSED,
    ("incident-conversations", "look"): _NOTHING_BY_WRITERS,
    ("incident-conversations", "open"): PublicAct(EDITORS),
    ("incident-conversations", "withdraw"): _NOTHING_BY_WRITERS,
    # Answering is a duty that a member is given, whatever the role; the action asks for it. Who may
    # take a question back, or note what somebody outside said, goes by the entry.
    ("incident-legal", "ask"): _NOTHING_BY_ALL,
    ("incident-legal", "take-back"): _NOTHING_BY_ALL,
    ("incident-legal", "advise"): _NOTHING_BY_ALL,
    ("incident-legal", "outside"): _NOTHING_BY_ALL,
    ("incident-overrule", "overrule"): PublicAct(IMPRINTERS),
    ("incident-overrule", "second"): _NOTHING_BY_HEADS,
    ("legal-print", ""): _NOTHING_BY_ALL,
    ("incident-people", "stage"): _PROPOSED,
    ("incident-ties", "relate"): _PROPOSED,
    ("incident-ties", "part"): _PROPOSED,
    ("incident-ties", "new-case"): _PROPOSED,
    ("incident-ties", "leave"): _PROPOSED,
    ("person-change", ""): _PROPOSED,
    ("outlet-change", ""): _PROPOSED,
    ("case-change", "name"): _PROPOSED,
    ("case-change", "incident"): _PROPOSED,
    ("measure-level", ""): _PROPOSED,
    ("measure-sentences", ""): _PROPOSED,
    ("measure-effect", ""): _PROPOSED,
    ("attention-choose", ""): _PROPOSED,
    ("proposal", "take-back"): _NOTHING_BY_WRITERS,
    ("proposal", "refuse"): PublicAct(EDITORS),
    ("proposal", "approve"): _SECOND,
    ("double", ""): _NOTHING_BY_ALL,
    ("doubles-draw", ""): _NOTHING_BY_HEADS,
    # Issues, and what is said in public.
    ("edition-new", ""): PublicAct(EDITORS),
    ("last-bulletin", ""): _NOTHING_BY_WRITERS,
    ("bulletin-keep", ""): PublicAct(EDITORS, InPublic.VERSION),
    ("edition-gather", ""): PublicAct(EDITORS),
    ("edition-order", ""): PublicAct(EDITORS),
    ("introduction", "write"): _VERSION,
    ("introduction", "approve"): _SECOND,
    ("edition-state", ""): PublicAct(EDITORS),
    ("edition-preview", ""): _NOTHING_BY_WRITERS,
    ("edition-release", ""): _RELEASED,
    ("publish", ""): _RELEASED,
    ("messages-decide", ""): _RELEASED,
    ("incident-notices", ""): _VERSION,
    ("incident-notice", ""): _SECOND,
    ("incident-take-back", ""): _TAKEN_BACK,
    ("withdraw-words", ""): PublicAct(PUBLISHER),
    ("withdraw-words-now", ""): _TAKEN_BACK,
    ("flash", ""): PublicAct(EDITORS, InPublic.FLASH),
    ("flash-confirm", ""): _SECOND,
    ("contact", ""): PublicAct(IMPRINTERS),
    ("upload-key", "state"): PublicAct(IMPRINTERS),
    ("upload-key", "make"): PublicAct(IMPRINTERS),
    ("welcome-name", ""): PublicAct(IMPRINTERS, InPublic.IMPRINT),
    ("welcome-rhythm", ""): PublicAct(IMPRINTERS),
    ("welcome-aside", ""): PublicAct(IMPRINTERS),
    ("imprint", ""): PublicAct(IMPRINTERS, InPublic.IMPRINT),
    # Demands and dossiers.
    ("demand-new", ""): _NOTHING_BY_HEADS,
    ("demand-decide", ""): _NOTHING_BY_HEADS,
    ("demand-reply", ""): _NOTHING_BY_HEADS,
    ("demand-print", ""): PublicAct(EDITORS),
    ("demand-state", ""): _NOTHING_BY_HEADS,
    ("demand-hold", ""): _NOTHING_BY_HEADS,
    ("dossier-pdf", ""): _NOTHING_BY_HEADS,
    ("dossier-zip", ""): _NOTHING_BY_HEADS,
    # Members.
    ("newsroom-rules", ""): PublicAct(ADMINISTRATOR),
    ("invitations", ""): _ACCOUNT,
    ("withdraw-link", ""): PublicAct(ADMINISTRATOR),
    # Name and languages change at once: they make nobody a second person to a text's writer.
    ("member-change", ""): _ACCOUNT,
    ("member-reset", ""): _ACCOUNT,
    ("member-link", ""): _ACCOUNT,
    ("member-suspend", ""): PublicAct(DESK_HEADS),
    ("member-ask", ""): PublicAct(DESK_HEADS),
    ("member-restore", ""): PublicAct(DESK_HEADS),
    ("member-vouch", ""): PublicAct(DESK_HEADS),
    ("account-request", "stop"): _NOTHING_BY_ALL,
    ("account-request", "confirm"): PublicAct(DESK_HEADS),
    ("account-request", "carry-out"): _ACCOUNT,
    # The own account, and the door.
    ("account_change_password", ""): _NOTHING_BY_ALL,
    ("sessions-end", ""): _NOTHING_BY_ALL,
    ("session-end", ""): _NOTHING_BY_ALL,
    ("reminders", ""): _NOTHING_BY_ALL,
    ("reminder-link", ""): _NOTHING_BY_ALL,
    ("reminder-confirm", ""): _NOTHING_BY_ALL,
    ("account_reauthenticate", ""): _NOTHING_BY_ALL,
    ("mfa_reauthenticate", ""): _NOTHING_BY_ALL,
    ("mfa_reauthenticate_webauthn", ""): _NOTHING_BY_ALL,
    ("mfa_activate_totp", ""): _NOTHING_BY_ALL,
    ("mfa_deactivate_totp", ""): _NOTHING_BY_ALL,
    ("mfa_list_webauthn", ""): _NOTHING_BY_ALL,
    ("mfa_add_webauthn", ""): _NOTHING_BY_ALL,
    ("mfa_remove_webauthn", ""): _NOTHING_BY_ALL,
    ("mfa_view_recovery_codes", ""): _NOTHING_BY_ALL,
    ("mfa_generate_recovery_codes", ""): _NOTHING_BY_ALL,
    ("account_login", ""): _NOTHING_BY_ALL,
    ("mfa_authenticate", ""): _NOTHING_BY_ALL,
    ("mfa_login_webauthn", ""): _NOTHING_BY_ALL,
    ("account_logout", ""): _NOTHING_BY_ALL,
    ("language", ""): _NOTHING_BY_ALL,
    ("invitation", ""): _NOTHING_BY_ALL,
    ("guests", ""): PublicAct(ADMINISTRATOR),
    ("guest-end", ""): PublicAct(ADMINISTRATOR),
    # Nobody signs in as a guest: whoever holds the link is the second person to its maker.
    ("guest", ""): _NOTHING_BY_ALL,
    ("guest-entry", "approve"): PublicAct(EVERYBODY, InPublic.SECOND),
    ("guest-entry", "return"): _NOTHING_BY_ALL,
    ("letters", ""): _NOTHING_BY_ALL,
    ("letters-confirm", ""): _NOTHING_BY_ALL,
    ("letters-leave", ""): _NOTHING_BY_ALL,
}

#: What changes nothing before another person agrees.
_WAITING: Final = frozenset({InPublic.NOTHING, InPublic.PROPOSED, InPublic.VERSION})
#: Addresses of acts that nobody does by password alone whose second factor was taken away: what
#: changes something in public or gives power over an account, and what reporters may not do.
GUARDED: Final = frozenset(
    name
    for (name, _form), act in ACTS.items()
    if act.changes not in _WAITING or Role.REPORTER not in act.who
)

#: Addresses that take no form: they show something and change nothing.
SHOWN: Final = frozenset(
    {
        "home",
        "health",
        "inbox",
        "aside",
        "story",
        "search",
        "saved-searches",
        "builds",
        "watching",
        "welcome",
        "resting",
        "diary",
        "diary-feed",
        "codebook",
        "proposals",
        "account_inactive",
        "guest-reading",
        "own-door",
        "guest-done",
        "account",
        "telegram",
        "mfa_index",
        "members",
        "member",
        "account-requests",
        "audit",
        "audit-csv",
        "demands",
        "demand",
        "doubles",
        "measures",
        "attention",
        "threats",
        "change",
        "official",
        "measure-report",
        "measure-effect-form",
        "editions",
        "edition",
        "edition-paste",
        "edition-words",
        "edition-names",
        "preview",
        "released",
        "messages",
        "incidents",
        "incident",
        "incident-next",
        "incident-drafts",
        "incident-notes",
        "incident-following",
        "incident-names",
        "waiting",
        "legal",
        "names",
        "sent-texts",
        "incident-memory",
        "memory",
        "memory-export",
        "incident-record",
        "file-picture",
        "file-original",
        "incident-difference",
        "cases",
        "case",
        "people",
        "person",
        "outlet",
        "network-signals",
        "sources",
        "source",
        "article",
        "article-picture",
    }
)

#: Addresses that take a form and also show the page on which it stands.
FORM_PAGES: Final = frozenset(
    {
        "handover",
        "reminders",
        "mfa_view_recovery_codes",
        "newsroom-rules",
        "contact",
        "upload-key",
        "incident-files",
        "incident-sight",
        "incident-videos",
        "incident-file",
        "imprint",
        "invitations",
        "demand-new",
        "double",
        "withdraw-words",
        "flash",
        "add-links",
        "channel",
        "link-keys",
        "guests",
        "guest-entry",
        "entry-new",
        "incident-edit",
        "incident-codes",
        "incident-people",
        "incident-letters",
        "incident-conversations",
        "incident-legal",
        "incident-notices",
        "last-bulletin",
        "word",
    }
)
#: Pages to which a person is led back after a form.
PAGES: Final = FORM_PAGES | SHOWN - {
    "watching",
    "audit-csv",
    "diary-feed",
    "preview",
    "released",
    "measure-report",
    "memory-export",
    "article-picture",
    "file-picture",
    "file-original",
    "incident-memory",
    "incident-following",
    "incident-names",
    "account_inactive",
    "own-door",
}


def is_one_of(path: str, names: AbstractSet[str]) -> bool:
    """Whether a path is that of an address with one of the names."""
    try:
        return resolve(path).url_name in names
    except Resolver404:
        return False
