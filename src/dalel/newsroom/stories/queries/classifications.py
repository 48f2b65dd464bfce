"""What the machine thought of versions of articles."""

from collections.abc import Iterable

import cattrs

from dalel.domain.classification import Classification
from dalel.newsroom.stories.models import ClassificationRow


def classification_of(row: ClassificationRow) -> Classification:
    """What was thought of a version."""
    return cattrs.structure(row.suggested, Classification)


def relevant_versions(versions: Iterable[int]) -> frozenset[int]:
    """Which of these versions were found to be ours."""
    rows = ClassificationRow.objects.filter(version__in=list(versions), is_relevant=True)
    return frozenset(rows.values_list("version", flat=True))
