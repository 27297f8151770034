"""Parts of a figure: of one municipality or school, by municipality, by month, by section."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.indicators.figures import Figure, Member, groups
from opora.organisations.models import Municipality, School
from opora.programmes.models import Programme

P = TypeVar("P", Municipality, School)


class By(StrEnum):
    """What a figure can be broken down by."""

    MUNICIPALITY = "municipality"
    MONTH = "month"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Extent:
    """Whose members are counted: of the region, or of one municipality or school."""

    municipality_id: int | None = None
    school_id: int | None = None

    def of(self, figure: Figure) -> Figure:
        """The figure over these members only. Who belongs to the region as a whole is in no municipality."""
        return figure if self == Extent() else figure.narrowed(self._holds)

    def _holds(self, member: Member) -> bool:
        subject = member.subject
        if self.school_id is not None:
            return subject.school_id == self.school_id
        return subject.municipality_id == self.municipality_id


def read_extent(text: str, programme: Programme) -> Extent:
    """ "region", "municipality:ID" or "school:ID", ID being the number or the code. ValidationError otherwise."""
    kind, _colon, name = text.partition(":")
    if text == "region":
        return Extent()
    if kind == "municipality" and name:
        municipality = _find(Municipality.objects.filter(region=programme.region_id), name)
        if municipality:
            return Extent(municipality_id=municipality.pk)
        raise ValidationError(_("There is no municipality “%(name)s” in the region.") % {"name": name})
    if kind == "school" and name:
        school = _find(School.objects.filter(municipality__region=programme.region_id), name)
        if school:
            return Extent(school_id=school.pk, municipality_id=school.municipality_id)
        raise ValidationError(_("There is no school “%(name)s” in the region.") % {"name": name})
    message = _("“%(text)s” is no scope; accepted: region, municipality:ID, school:ID")
    raise ValidationError(message % {"text": text})


def _find(rows: QuerySet[P], name: str) -> P | None:
    return rows.filter(pk=int(name)).first() if name.isdecimal() else rows.filter(code=name).first()


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a breakdown; `key` is the id of a municipality, the month, the section; None: of the region."""

    key: int | str | None
    label: str
    figure: Figure


def breakdown(figure: Figure, by: By, municipalities: Mapping[int, str]) -> list[Part]:
    """A figure in parts: municipalities by name with the region last, months and sections in their order.

    A member without a date (all that is not met) stands in the part without a month.
    """
    if by is By.MUNICIPALITY:
        parts = [
            Part(key, municipalities.get(key, str(key)), one) if isinstance(key, int) else Part(None, _("region"), one)
            for key, one in groups(figure, lambda member: member.subject.municipality_id)
        ]
        return sorted(parts, key=lambda part: (part.key is None, part.label))
    if by is By.MONTH:
        months = groups(figure, lambda member: member.on.replace(day=1) if member.on else None)
        parts = [
            Part(f"{key:%Y-%m}", numbers.month(key, year=True), one)
            if isinstance(key, dt.date)
            else Part(None, _("without a date"), one)
            for key, one in months
        ]
        return sorted(parts, key=lambda part: (part.key is None, str(part.key)))
    sections = groups(figure, lambda member: member.section or None)
    parts = [Part(str(key), str(key), one) if key else Part(None, _("without a section"), one) for key, one in sections]
    return sorted(parts, key=lambda part: (part.key is None, part.label))
