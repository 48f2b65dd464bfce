"""What stands in the rows, to see whether anything changed."""

from dalel.newsroom.frame.own_apps import own_models


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store, to see whether anything changed."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())  # type: ignore[attr-defined]
        for model in own_models()
    }
