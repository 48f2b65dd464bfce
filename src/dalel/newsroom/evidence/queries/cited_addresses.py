"""The addresses that incidents cite, whatever rows cite them."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q

from dalel.newsroom.frame.base_models import CitedLink


def cited() -> Iterator[tuple[str, str, str]]:
    """The canonical address, the address as cited, and the id of the source, of each link."""
    for rows in _kinds():
        yield from rows.objects.values_list("canonical", "url", "source")  # type: ignore[attr-defined]


def of_incident(number: str) -> set[str]:
    """The canonical addresses that an incident and its developments cite."""
    return {
        canonical
        for rows in _kinds()
        for canonical in rows.of_incident(number).values_list("canonical", flat=True)
    }


def is_published() -> Q:
    """The rows with a canonical address that an incident cites which readers see."""
    found = Q(pk__in=())
    for rows in _kinds():
        found |= Q(canonical__in=rows.published().values("canonical"))
    return found


def _kinds() -> Iterator[type[CitedLink]]:
    return (model for model in apps.get_models() if issubclass(model, CitedLink))
