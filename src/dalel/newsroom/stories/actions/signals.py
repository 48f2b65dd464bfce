"""Keeps the signals of measurements, and tells some of them as stories of the inbox."""

from dataclasses import dataclass
from datetime import date, datetime

from dalel.domain.article_status import ArticleWords, Judgement
from dalel.domain.classification import Classification, SuggestedCode
from dalel.domain.signal import Signal
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow
from dalel.newsroom.stories.actions.judging_queue import write_classifications
from dalel.newsroom.stories.actions.open_story import open_story
from dalel.newsroom.stories.models import MembershipRow, SignalRow, StoryRow

#: What placed a signal's article in its story.
MODEL = "measured"


@dataclass(frozen=True, kw_only=True)
class SignalStory:
    """A signal in words, and the event type under which it is put before people."""

    key: str
    day: date
    title: str
    text: str
    language: str
    section: int
    event_type: str


def keep(signal: Signal, story: StoryRow | None) -> None:
    """Keep a signal, with its story if it has one."""
    SignalRow.objects.create(
        key=signal.key,
        kind=signal.kind,
        day=signal.day,
        story=story,
        figures={
            "sightings": [
                [one.subject, one.network, one.seen, one.measured] for one in signal.sightings
            ]
        },
    )


def tell(told: SignalStory, capture: CaptureRow, now: datetime) -> StoryRow:
    """A story of the inbox whose one article is the measurement, on the capture that proves it."""
    version = _write(told, capture, now)
    article = ArticleRow.objects.get(canonical=_canonical(told))
    story = open_story([article], taken=now, is_touched=False)
    MembershipRow.objects.create(article=article, story=story, model=MODEL, time=now)
    _classify(told, version)
    return story


def tell_again(told: SignalStory, capture: CaptureRow, now: datetime) -> None:
    """A new version of the article of a signal of which more is known now."""
    _classify(told, _write(told, capture, now))


def _canonical(told: SignalStory) -> str:
    return f"signal:{told.key}"


def _write(told: SignalStory, capture: CaptureRow, now: datetime) -> ArticleVersionRow | None:
    reading = articles.ArticleReading(
        canonical=_canonical(told),
        url=capture.url,
        words=ArticleWords(title=told.title, text=told.text),
        time=now,
        language=told.language,
        published_iso=told.day.isoformat(),
    )
    found = Judgement(state=ArticleState.LIVE, reason="measured")
    return articles.write(reading, None, capture, found)


def _classify(told: SignalStory, version: ArticleVersionRow | None) -> None:
    if version is not None:
        kind = SuggestedCode(code=told.event_type, score=0.5)
        ours = Classification(
            relevant=True, score=0.5, section=told.section, event_types=(kind,), model=MODEL
        )
        write_classifications([(version, ours)])
