"""Tables as plain rows: what the oracle counts over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import models

from opora.accounts.models import Appointment, AppointmentEnd
from opora.events.models import AttendanceClosing, Cancellation, Event, EventSeries, Held, Presence, Speaker
from opora.organisations.models import GrowthPoint, Municipality, School, SchoolStatus
from opora.programmes.models import CohortMembership, CohortMembershipEnd, Programme
from opora.roadmap.models import Action

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

SPINE: tuple[type[models.Model], ...] = (
    Municipality,
    School,
    SchoolStatus,
    GrowthPoint,
    Programme,
    CohortMembershipEnd,
    Appointment,
    AppointmentEnd,
    Action,
)
BUILT: tuple[type[models.Model], ...] = (
    EventSeries,
    Event,
    Held,
    Cancellation,
    AttendanceClosing,
    Presence,
    Speaker,
)
"""Tables of facts that the language already has words for; the others are those of the wordbook."""


def dump() -> Tables:
    """Every row of every table that says something to an indicator, in the order of their making."""
    tables: dict[str, Sequence[Row]] = {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in (*SPINE, *BUILT, *apps.get_app_config("wordbook").get_models())
    }
    memberships = CohortMembership.objects.order_by("pk")
    tables["CohortMembership"] = list(memberships.values("cohort__programme_id", *_columns(CohortMembership)))
    return tables


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
