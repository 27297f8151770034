"""Municipalities and schools as rows of a spreadsheet, in the columns they are brought in by."""

from collections.abc import Iterator
from typing import cast

from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.imports.tables import Where
from opora.core.numbers import natural
from opora.core.spreadsheets import Cell
from opora.organisations.models import Municipality, Region, School, SchoolKind, Status
from opora.organisations.queries import schools_at


def municipality_rows(where: Where) -> Iterator[list[Cell]]:
    """Every municipality of the region, by name."""
    found = Municipality.objects.filter(region=where.region.pk)
    for one in sorted(found, key=lambda one: natural(one.name)):
        yield [one.code, one.name, one.short_name, one.tile_column, one.tile_row]


def school_rows(where: Where) -> Iterator[list[Cell]]:
    """Every school that had opened by the day, closed ones too, as it was then; by municipality and short name."""
    region = cast(Region, where.region)
    names = {one.pk: one for one in region.municipalities.all()}
    schools = School.objects.filter(municipality__region=region)
    known = schools_at(schools, where.on or clock.today(), where.known_at or clock.now())
    states = [state for state in known if state.opened]
    for state in sorted(states, key=lambda state: (natural(names[state.municipality_id].name), state.order)):
        yield [
            state.code,
            names[state.municipality_id].name,
            state.name,
            state.short_name,
            str(SchoolKind(state.kind).label) if state.kind else "",
            _("yes") if state.growth_point else _("no"),
            str(Status(state.status).label),
            state.status_basis,
        ]
