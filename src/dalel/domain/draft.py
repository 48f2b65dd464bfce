"""Machine-made drafts: sentences of a story, each with the stretch of source it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.incident import IncidentText


class Maker(StrEnum):
    """How a draft came about."""

    EXTRACT = "extract"
    TEMPLATE = "template"
    MODEL = "model"


@dataclass(frozen=True, kw_only=True)
class DraftMatter:
    """A story to be drafted: its articles in all languages, and its likeliest event types."""

    story: str
    articles: tuple[Article, ...]
    event_types: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DraftSentence:
    """A sentence, and the stretch of an article's text that it rests on.

    ``doubted``: the evidence does not bear all of it out, and a person has to look.
    """

    text: str
    article: str
    span: TextSpan
    doubted: bool = False


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One language's draft of a story. ``model`` names model and prompt where one wrote it."""

    story: str
    language: str
    title: str
    sentences: tuple[DraftSentence, ...]
    by: Maker
    model: str = ""

    @property
    def summary(self) -> str:
        """The sentences in one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def text(self) -> IncidentText:
        """The draft as the text of an incident."""
        paragraphs = (self.summary,) if self.sentences else ()
        return IncidentText(language=self.language, title=self.title or None, paragraphs=paragraphs)
