"""Views of cited pages and of the copies kept as proof."""

from dataclasses import dataclass

from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.incident import Link
from dalel.domain.states import ArticleState
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import clean


@dataclass(frozen=True, kw_only=True)
class ProofView:
    """What the public learns of a kept copy: when it was made, its digest, how the page stands."""

    time: str
    sha256: str
    life: str
    excerpt: str | None
    language: str
    copy: str | None
    second_copy: str | None = None


@dataclass(frozen=True, kw_only=True)
class LinkView:
    """A cited address: where it leads, whose it is, in which language it is written."""

    url: str
    outlet: str
    host: str
    language: str | None
    written_in: str
    printed: str | None
    proof: ProofView | None = None


def life_words(wording: DateWording) -> dict[ArticleState, str]:
    """How a page stands since it was kept; of one that still stands there is nothing to say."""
    gettext = wording.words.gettext
    return {
        ArticleState.LIVE: "",
        ArticleState.CHANGED: gettext("changed at its source since"),
        ArticleState.REMOVED: gettext("deleted at its source since"),
        ArticleState.BLOCKED: gettext("blocked since"),
        ArticleState.UNREACHABLE: gettext("out of reach since"),
    }


def _written_in(wording: DateWording) -> dict[str, str]:
    gettext = wording.words.gettext
    return {"kk": gettext("in Kazakh"), "ru": gettext("in Russian"), "en": gettext("in English")}


def link_view(
    link: Link, kept: PublicEvidence | None, record: IndexedSnapshot, wording: DateWording
) -> LinkView:
    """A cited address in a language, with what the public may learn of its copy."""
    source = record.source_by_id.get(link.source or "")
    return LinkView(
        url=clean(link.url),
        outlet=source.name(wording.language) if source else link.host,
        host=link.host,
        language=link.language,
        written_in=_written_in(wording).get(link.language or "", ""),
        printed=clean(link.printed) if link.printed != link.url else None,
        proof=_proof(kept, record, wording) if kept else None,
    )


def _proof(kept: PublicEvidence, record: IndexedSnapshot, wording: DateWording) -> ProofView:
    return ProofView(
        time=wording.time(kept.time, record.profile.zone),
        sha256=kept.sha256,
        life=life_words(wording)[kept.life],
        excerpt=clean(kept.excerpt) if kept.excerpt else None,
        language=kept.language,
        copy=kept.outside_copy,
        second_copy=kept.second_copy,
    )
