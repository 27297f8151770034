"""Every record of the database told without primary keys, so that two loads can be compared."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import Model

from opora.accounts.models import User
from opora.core.models import JournalEntry, Record
from opora.organisations.models import Region
from opora.programmes.models import LowResultsListing

VOID = ("voided_at", "voided_by", "void_reason")
LEFT_OUT = {User: {"password", "last_login"}, Region: {"demonstration_on"}}
"""What differs between two loads by intention: salts, and the day the region is shown at."""

Told = tuple[Any, ...]


class Telling:
    """Reads all tables of Opora once and tells rows by what they say."""

    def __init__(self) -> None:
        models = [model for model in apps.get_models() if model.__module__.startswith("opora.")]
        self._rows = {model: {row.pk: row for row in model._base_manager.all()} for model in models}
        self._logins = {f"user:{pk}": user.login for pk, user in self._rows[User].items()}
        self._told: dict[tuple[type[Model], Any], Told] = {}

    def known_at(self, moment: dt.datetime) -> list[Told]:
        """All records known by a moment, as they were then."""
        told = []
        for model, rows in self._rows.items():
            if issubclass(model, Record):
                told += [self._record(row, moment) for row in rows.values() if row.recorded_at <= moment]
        return sorted(told, key=repr)

    def _record(self, row: Record, moment: dt.datetime) -> Told:
        standing = row.voided_at is None or row.voided_at > moment
        void = (None, "", "") if standing else (row.voided_at, self._name(row.voided_by), row.void_reason)
        listed = sorted(row.schools.values_list("code", flat=True)) if isinstance(row, LowResultsListing) else []
        return (*self._identity(row), void, tuple(listed))

    def _identity(self, row: Model) -> Told:
        """The values of a row; a row it refers to is told in the same way."""
        key = (type(row), row.pk)
        if key not in self._told:
            left_out = {row._meta.pk.name, *VOID, *LEFT_OUT.get(type(row), ())}
            fields = [field for field in row._meta.concrete_fields if field.name not in left_out]
            self._told[key] = (row._meta.label, *(self._value(row, field) for field in fields))
        return self._told[key]

    def _value(self, row: Model, field: Any) -> Any:
        value = getattr(row, field.attname)
        if field.is_relation and value is not None:
            return self._identity(self._rows[field.related_model][value])
        return self._name(value) if field.name == "recorded_by" else value

    def _name(self, actor: str) -> str:
        return self._logins.get(actor, actor)


def journal(moment: dt.datetime) -> list[Told]:
    """What was done by a moment, in order."""
    return list(JournalEntry.objects.filter(at__lte=moment).order_by("pk").values_list("at", "verb", "count"))
