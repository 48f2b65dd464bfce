"""Columns whose values lie sealed in the database, and are read and written as if they did not.

What is empty stays empty, so that a row can be asked whether it says anything; nothing else can be
asked of them in SQL, but for equality where a column is sealed alike. A value of before columns
were sealed is read as it is.
"""

import json
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.core.exceptions import FieldError
from django.db import models

from dalel.newsroom.frame.sealing import is_sealed, seal, seal_alike, unsealed

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
    _Json = models.JSONField[Any, Any]
else:
    _Text = models.TextField
    _Json = models.JSONField

#: What can be asked of a sealed column in SQL; ``exact`` finds what is empty, or sealed alike.
_ASKED: Final = frozenset({"exact", "isnull", "in"})
#: A migration knows such columns as what they are to the database.
_TEXT: Final = "django.db.models.TextField"
_JSON: Final = "django.db.models.JSONField"


class _Token(str):
    """A sealed value as it came from a file of rows: it goes into the database as it is."""

    __slots__ = ()


class SealedColumnError(FieldError):
    """SQL was asked for what is sealed: it has to be read and looked through instead."""


def _refuse(name: str) -> None:
    if name not in _ASKED:
        raise SealedColumnError(name)


class SealedText(_Text):
    """A sealed text."""

    sealer: ClassVar[Any] = staticmethod(seal)

    def deconstruct(self) -> Any:
        """What a migration writes down."""
        name, _, args, kwargs = super().deconstruct()
        return name, _TEXT, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """What the database gets."""
        value = super().get_prep_value(value)
        if not value or isinstance(value, _Token) or not isinstance(value, str):
            return value
        return self.sealer(value)

    def from_db_value(self, value: Any, *_where: object) -> Any:
        """What the program gets."""
        return unsealed(value) if is_sealed(value) else value

    def to_python(self, value: Any) -> Any:
        """The value of a file of rows."""
        return _Token(value) if is_sealed(value) else super().to_python(value)

    def value_to_string(self, obj: models.Model) -> str:
        """What a file of rows gets."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def get_lookup(self, lookup_name: str) -> Any:
        """How SQL is asked for equality or nothing; for no other thing."""
        _refuse(lookup_name)
        return super().get_lookup(lookup_name)


class LookedUpText(SealedText):
    """A sealed text that a row can be found by: equal texts have equal tokens."""

    sealer: ClassVar[Any] = staticmethod(seal_alike)


class SealedJSON(_Json):
    """A sealed value of JSON; to the database it is a string."""

    def deconstruct(self) -> Any:
        """What a migration writes down."""
        name, _, args, kwargs = super().deconstruct()
        return name, _JSON, args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """What the database gets."""
        value = super().get_prep_value(value)
        if not value or isinstance(value, _Token) or hasattr(value, "as_sql"):
            return value
        return seal(json.dumps(value, ensure_ascii=False, cls=self.encoder))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """What the program gets."""
        value = super().from_db_value(value, expression, connection)
        return json.loads(unsealed(value), cls=self.decoder) if is_sealed(value) else value

    def to_python(self, value: Any) -> Any:
        """The value of a file of rows."""
        return _Token(value) if is_sealed(value) else super().to_python(value)

    def value_to_string(self, obj: models.Model) -> Any:
        """What a file of rows gets."""
        return self.get_prep_value(self.value_from_object(obj))

    def get_transform(self, lookup_name: str) -> Any:
        """Nothing within a sealed value can be asked for."""
        raise SealedColumnError(lookup_name)


def sealed_columns(model: type[models.Model]) -> list[SealedText | SealedJSON]:
    """The columns of a row that are sealed."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - documented by Django.
    return [field for field in fields if isinstance(field, SealedText | SealedJSON)]
