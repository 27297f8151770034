"""What is known of a school by date: its name, type, status and Growth Point centre, each with its history."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.queries import authors
from opora.core.actors import Actor
from opora.core.models import Record
from opora.lists.forms.places import GrowthPointForm, NameForm, StatusForm, TypeForm, ValueForm
from opora.organisations import actions
from opora.organisations.models import (
    GrowthPoint,
    School,
    SchoolKind,
    SchoolName,
    SchoolStatus,
    SchoolType,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueKind:
    """One thing that is known of a school. `write` takes the values of its form."""

    title: str | Promise
    verb: str | Promise
    model: type[actions.Dated]
    form: type[ValueForm]
    say: Callable[[Any], str]
    write: Callable[..., Record]

    @property
    def fields(self) -> list[str]:
        """Fields of the record that the form fills in."""
        return list(self.form.base_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """A line of a history: what held from a day on; `taken_back` says why it was a mistake, "" while it stands."""

    pk: int
    text: str
    on: dt.date
    basis: str
    entered_at: dt.datetime
    author: str
    taken_back: str
    holds: bool


VALUES: Mapping[str, ValueKind] = {
    "name": ValueKind(
        title=gettext_lazy("Name"),
        verb=gettext_lazy("Give another name"),
        model=SchoolName,
        form=NameForm,
        say=lambda one: one.name if one.name == one.short_name else f"{one.name} ({one.short_name})",
        write=actions.rename_school,
    ),
    "type": ValueKind(
        title=gettext_lazy("Type"),
        verb=gettext_lazy("Give another type"),
        model=SchoolType,
        form=TypeForm,
        say=lambda one: capfirst(str(SchoolKind(one.kind).label)),
        write=actions.change_kind,
    ),
    "status": ValueKind(
        title=gettext_lazy("Status"),
        verb=gettext_lazy("Close, reorganise or reopen"),
        model=SchoolStatus,
        form=StatusForm,
        say=lambda one: capfirst(str(Status(one.status).label)),
        write=actions.change_status,
    ),
    "growth-point": ValueKind(
        title=gettext_lazy("Growth Point centre"),
        verb=gettext_lazy("Say whether it has one"),
        model=GrowthPoint,
        form=GrowthPointForm,
        say=lambda one: capfirst(_("has one") if one.present else _("has none")),
        write=actions.set_growth_point,
    ),
}


def records(kind: ValueKind, school: School, known_at: dt.datetime) -> list[Record]:
    """All that was ever recorded by a moment, mistakes too, oldest first; one query."""
    return list(kind.model._default_manager.filter(school=school, recorded_at__lte=known_at).oldest_first())


def current(rows: Sequence[Record], as_of: dt.date, known_at: dt.datetime) -> Record | None:
    """The one that holds on a day."""
    return next((row for row in reversed(rows) if row.occurred_on <= as_of and not mistaken(row, known_at)), None)


def mistaken(row: Record, known_at: dt.datetime) -> bool:
    """Whether it was known at a moment to be a mistake."""
    return row.voided_at is not None and row.voided_at <= known_at


def history(kind: ValueKind, rows: Sequence[Record], as_of: dt.date, known_at: dt.datetime) -> list[ShownValue]:
    """The latest first; one query for the authors."""
    names, holds = authors({row.recorded_by for row in rows}), current(rows, as_of, known_at)
    return [
        ShownValue(
            pk=row.pk,
            text=kind.say(row),
            on=row.occurred_on,
            basis=getattr(row, "basis", ""),
            entered_at=row.recorded_at,
            author=names.get(row.recorded_by, ""),
            taken_back=row.void_reason if mistaken(row, known_at) else "",
            holds=row is holds,
        )
        for row in reversed(rows)
    ]


def of_form(kind: ValueKind, row: Record | None) -> dict[str, Any]:
    """The values of a record as its form takes them."""
    if row is None:
        return {}
    given = {name: getattr(row, name) for name in kind.fields}
    return {name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in given.items()}


def say(kind: ValueKind, *, school: School, values: Mapping[str, Any], on: dt.date, by: Actor) -> Record:
    """Record what holds from a day on."""
    return kind.write(school=school, on=on, by=by, **values)
