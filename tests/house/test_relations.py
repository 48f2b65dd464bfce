"""Relations between rows go to earlier apps, as imports do: a key by label hides no circle."""

from dalel.newsroom.frame.own_apps import own_apps

#: A story is taken into an incident that comes after it: the row itself then refuses a story that
#: is taken into none, which no table beside it could.
FORWARD = {("StoryRow", "incident"), ("DecisionRow", "incident")}


def test_rows_refer_to_rows_of_earlier_apps() -> None:
    apps = list(own_apps())
    place = {model: order for order, app in enumerate(apps) for model in app.get_models()}
    assert len(place) > 60
    found = {
        (model.__name__, field.name)
        for model, order in place.items()
        for field in model._meta.get_fields()  # noqa: SLF001 - Django's own name for it
        if field.is_relation and not field.auto_created
        if place.get(field.related_model, -1) > order  # type: ignore[arg-type]
    }
    assert found == FORWARD
