"""Records and totals the usage of language models."""

from datetime import datetime

from django.db.models import F, FloatField, Sum
from django.db.models.functions import Coalesce

from dalel.domain.model_policy import ModelUse
from dalel.newsroom.incidents.models import ModelUseRow


def note_use(
    job: str, model: str, tokens: tuple[int, int], seconds: float, cost: float, now: datetime
) -> None:
    """Write down what an answer took."""
    ModelUseRow.objects.create(
        time=now, model=model, job=job,
        tokens_in=tokens[0], tokens_out=tokens[1], seconds=seconds, cost=cost,
    )  # fmt: skip


def used_since(since: datetime) -> ModelUse:
    """What all answers since then took together."""
    rows = ModelUseRow.objects.filter(time__gte=since)
    nothing = 0.0
    sums = rows.aggregate(
        tokens=Coalesce(Sum(F("tokens_in") + F("tokens_out")), 0),
        seconds=Coalesce(Sum("seconds"), nothing, output_field=FloatField()),
        cost=Coalesce(Sum("cost"), nothing, output_field=FloatField()),
    )
    return ModelUse(**sums)
