"""Tables as plain rows: what the oracle counts over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import models

from opora.accounts.models import Appointment, AppointmentEnd
from opora.events.models import AttendanceClosing, Cancellation, Event, EventSeries, Held, Presence, Speaker
from opora.organisations.models import GrowthPoint, Municipality, School, SchoolStatus
from opora.practices.models import Work, WorkAcceptance
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
    Work,
    WorkAcceptance,
)
"""Tables of facts that Opora has of its own, each after those it refers to."""


def facts() -> list[type[models.Model]]:
    """Every table of what was done: those that stand for parts not built yet, and Opora's own."""
    return [*apps.get_app_config("wordbook").get_models(), *BUILT]


def dump() -> Tables:
    """Every row of every table that says something to an indicator, in the order of their making."""
    tables: dict[str, Sequence[Row]] = {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in (*SPINE, *facts())
    }
    memberships = CohortMembership.objects.order_by("pk")
    tables["CohortMembership"] = list(memberships.values("cohort__programme_id", *_columns(CohortMembership)))
    return tables


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
