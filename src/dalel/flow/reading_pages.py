"""What does an answer of the net say as an article?"""

from datetime import tzinfo

from dalel.domain.addresses import AddressRules, canonical_url
from dalel.domain.exchange import Answer
from dalel.domain.extraction import Extraction, Selectors
from dalel.domain.life import Words
from dalel.domain.source import Source
from dalel.steps.extract import extract
from dalel.store.articles import Reading


def page_of(answer: Answer, source: Source | None, zone: tzinfo) -> Extraction:
    """The page in an answer."""
    return extract(
        answer.last.content,
        zone=zone,
        url=answer.final_url,
        charset=answer.last.charset,
        now=answer.last.started,
        selectors=source.selectors if source else Selectors(),
    )


def reading_of(
    page: Extraction, answer: Answer, rules: AddressRules, canonical: str | None = None
) -> Reading:
    """The article that a page is; ``canonical`` where it is known already."""
    validators = answer.validators
    published = page.published
    return Reading(
        canonical=canonical or canonical_url(answer.final_url, rules),
        url=answer.final_url,
        words=Words(title=page.title, text=page.text),
        time=answer.last.started,
        language=page.language or "",
        published_iso=published.iso if published else "",
        published=published.time if published else None,
        author=page.author or "",
        image=page.image or "",
        etag=validators.etag or "",
        last_modified=validators.last_modified or "",
    )
