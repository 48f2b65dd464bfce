"""What stands in the rows, to see whether anything changed."""

from django.apps import apps


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store, to see whether anything changed."""
    models = apps.get_app_config("store").get_models(include_auto_created=True)
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())  # type: ignore[attr-defined]
        for model in models
    }
