"""How does Django know the desk?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The editors' door; it has no rows of its own."""

    name = "dalel.desk"
    label = "desk"

    def ready(self) -> None:
        """Write down what happens at the door."""
        # Its rows are known only now.
        from dalel.desk.noting import connect  # noqa: PLC0415

        connect()
