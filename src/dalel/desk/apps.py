"""How does Django know the desk?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The editors' door; it has no rows of its own."""

    name = "dalel.desk"
    label = "desk"
