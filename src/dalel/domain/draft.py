"""Machine-made drafts: sentences of a story, each with the stretch of source it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.incident import IncidentText
from dalel.domain.names import NO_NAMES, KnownNames


class Maker(StrEnum):
    """How a draft came about: the articles' sentences, their clauses, a translation, or a model."""

    EXTRACT = "extract"
    CLAIMS = "claims"
    TRANSLATION = "translation"
    MODEL = "model"

    @property
    def writes(self) -> bool:
        """Whether its words are its own, and not those of articles or of their clauses."""
        return self in {Maker.TRANSLATION, Maker.MODEL}


#: An article, and a stretch of its text.
SentencePlace = tuple[str, TextSpan]


@dataclass(frozen=True, kw_only=True)
class DraftMatter:
    """A story to be drafted: its articles in all languages, and the names that are known."""

    story: str
    articles: tuple[Article, ...]
    names: KnownNames = NO_NAMES


@dataclass(frozen=True, kw_only=True)
class DraftSentence:
    """A sentence, and the stretch of an article's text that it rests on.

    ``doubted``: the evidence does not bear all of it out, and a person has to look.
    ``translated``: a machine translated it.
    """

    text: str
    article: str
    span: TextSpan
    doubted: bool = False
    translated: bool = False

    @property
    def place(self) -> SentencePlace:
        """Where what it rests on stands."""
        return self.article, self.span


@dataclass(frozen=True, kw_only=True)
class SourceSentence:
    """A sentence of an article to write from, and words of it in the language of the draft.

    ``words`` are pairs: as the article has them, and as the other language says them. ``said`` is
    how the machine says clauses of it; one in six was found false, so it is no draft.
    """

    text: str
    article: str
    span: TextSpan
    words: tuple[tuple[str, str], ...] = ()
    said: str = ""

    @property
    def place(self) -> SentencePlace:
        """Where it stands."""
        return self.article, self.span


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One language's draft of a story. ``model`` names model and prompt where one wrote it.

    Without sentences it says that nothing true could be told in its language; ``beside`` is then
    what a person can write from.
    """

    story: str
    language: str
    title: str
    sentences: tuple[DraftSentence, ...]
    by: Maker
    model: str = ""
    beside: tuple[SourceSentence, ...] = ()

    @property
    def summary(self) -> str:
        """The sentences in one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def text(self) -> IncidentText:
        """The draft as the text of an incident."""
        paragraphs = (self.summary,) if self.sentences else ()
        return IncidentText(language=self.language, title=self.title or None, paragraphs=paragraphs)
