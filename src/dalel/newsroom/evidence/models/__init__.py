"""The rows of evidence."""

from dalel.newsroom.evidence.models.added_link import AddedLinkRow
from dalel.newsroom.evidence.models.article import ArticleLifeRow, ArticleRow, ArticleVersionRow
from dalel.newsroom.evidence.models.asked_link import AskedLinkRow
from dalel.newsroom.evidence.models.capture import CaptureRow
from dalel.newsroom.evidence.models.claims import ClaimsRow
from dalel.newsroom.evidence.models.finding import FindingRow
from dalel.newsroom.evidence.models.outside_copy import OutsideCopyRow
from dalel.newsroom.evidence.models.rendering import (
    AskedRenderingRow,
    RenderedPartRow,
    RenderingRow,
)

__all__ = [
    "AddedLinkRow",
    "ArticleLifeRow",
    "ArticleRow",
    "ArticleVersionRow",
    "AskedLinkRow",
    "AskedRenderingRow",
    "CaptureRow",
    "ClaimsRow",
    "FindingRow",
    "OutsideCopyRow",
    "RenderedPartRow",
    "RenderingRow",
]
