"""People and appointments as rows of a spreadsheet, in the columns they are brought in by."""

from collections.abc import Iterator
from typing import cast

from django.utils.translation import gettext as _

from opora.accounts.holders import in_region, load
from opora.accounts.matching import people_of
from opora.accounts.models import EndReason, Language, Post, Tier
from opora.core import clock
from opora.core.imports.tables import Where
from opora.core.numbers import natural
from opora.core.spreadsheets import Cell
from opora.organisations.models import Municipality, Region, School


def people_rows(where: Where) -> Iterator[list[Cell]]:
    """Everybody with a post in the region, past ones too, and everybody without any post; by name."""
    for one in sorted(people_of(where.region.pk), key=lambda one: (natural(one.full_name), one.login)):
        yield [
            one.login,
            one.surname,
            one.given_name,
            one.patronymic,
            None,
            one.email,
            one.phone,
            str(Language(one.language).label),
        ]


def appointment_rows(where: Where) -> Iterator[list[Cell]]:
    """Every appointment in the region that is known now, also those that ended; by post, place and first day."""
    region = cast(Region, where.region)
    municipalities = {one.pk: one for one in Municipality.objects.filter(region=region)}
    schools = {one.pk: one for one in School.objects.filter(municipality__region=region)}
    people = {one.pk: one for one in people_of(region.pk)}
    posts = list(Post)
    rows: list[tuple[tuple[object, ...], list[Cell]]] = []
    for held in load(in_region(region.pk), clock.now()):
        person = people[held.person_id]
        school = schools.get(held.school_id or 0)
        municipality = municipalities.get(school.municipality_id if school else held.municipality_id or 0)
        place = school.code if school else "" if municipality else region.name
        left: list[Cell] = [None] * 4
        if held.ends_on:
            left = [held.ends_on, str(EndReason(held.end_reason or "").label), held.end_note, held.end_basis]
        order = (posts.index(Post(held.post)), natural(municipality.name if municipality else ""), natural(place))
        cells: list[Cell] = [
            person.full_name,
            person.login,
            person.email,
            person.phone,
            str(Post(held.post).label),
            place,
            municipality.name if municipality else None,
            _("yes") if held.acting else _("no"),
            str(Tier(held.tier).label) if held.tier else None,
            held.starts_on,
            held.basis,
            *left,
        ]
        rows.append(((*order, held.starts_on, held.id), cells))
    for _order, cells in sorted(rows, key=lambda row: row[0]):
        yield cells
