"""When an action is done: the day that the order leaves to a separate plan, and a deadline moved by an act."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal, moments, numbers
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.core.periods import Period
from opora.roadmap.due import write_due
from opora.roadmap.models import Action, ActionPeriod, ActionPlan, ActionTerms, RoadmapVersion
from opora.roadmap.versions import number_on, refuse_brought


@transaction.atomic
def plan_action(
    *,
    action: Action,
    planned_on: dt.date,
    by: Actor,
    on: dt.date | None = None,
    note: str = "",
    origin: str = Origin.ENTERED,
) -> ActionPlan:
    """Set the exact day of an action that the order leaves to a separate plan; `on` is the day of the decision.

    A plan moves no deadline: ValidationError for a day outside the periods, or when the order names the days itself.
    """
    decided = on or clock.today()
    terms = action.terms.known(decided, clock.now()).order_by("version").last() or action.terms.standing().first()
    periods = terms.values() if terms else ()
    if not any(period.by_plan for period in periods):
        message = _("Action %(number)s has its days from the order itself.") % {"number": number_on(action, decided)}
        raise ValidationError({"planned_on": message})
    if not any((one.start or planned_on) <= planned_on <= (one.end or planned_on) for one in periods):
        message = _("The day lies outside the periods of action %(number)s.") % {"number": number_on(action, decided)}
        raise ValidationError({"planned_on": message})
    plan = keep(ActionPlan(action=action, planned_on=planned_on, note=note, **stamp(on=decided, by=by, origin=origin)))
    journal.write(by=by, verb="plan", object_key=journal.key_of(plan), details={"planned_on": planned_on})
    return plan


@transaction.atomic
def move_deadline(
    *,
    action: Action,
    periods: Sequence[Period],
    basis: str,
    on: dt.date,
    by: Actor,
    amendment: RoadmapVersion | None = None,
    origin: str = Origin.ENTERED,
) -> ActionTerms:
    """Replace the periods of an action by an act of that day; the periods before stay visible and hold until it.

    `amendment` is the version whose order is the act: with it the deadline stands and falls.
    ValidationError without a basis or a period, for a day to come or before the act it follows, and when nothing moves.
    """
    moments.check_has_come(on)
    Action.objects.select_for_update().get(pk=action.pk)
    versions = ActionTerms.objects.filter(action=action).order_by("version")
    before = versions.standing().last()
    faults: dict[str, str] = {}
    if not basis.strip():
        faults["basis"] = _("Name the act that moves the deadline: kind, number, date.")
    if not periods:
        faults["periods"] = _("Name at least one day.")
    elif before and tuple(periods) == before.values():
        faults["periods"] = _("These are the days in force already.")
    if before and on < before.occurred_on:
        faults["on"] = _("The deadline in force is of %(day)s; an act that moves it cannot be earlier.") % {
            "day": numbers.day(before.occurred_on)
        }
    if faults:
        raise ValidationError(faults)
    last = versions.last()
    terms = keep(
        ActionTerms(
            action=action,
            version=last.version + 1 if last else 1,
            basis=basis.strip(),
            amendment=amendment,
            **stamp(on=on, by=by, origin=origin),
        )
    )
    for position, period in enumerate(periods, start=1):
        keep(ActionPeriod.of(terms, position, period))
    due = [[write_due(one) for one in days] for days in (before.values() if before else (), periods)]
    journal.write(
        by=by,
        verb="move",
        object_key=journal.key_of(terms),
        about=journal.key_of(action),
        details={"due": due, "basis": basis.strip()},
    )
    return terms


@transaction.atomic
def restore_deadline(*, action: Action, reason: str, by: Actor) -> ActionTerms:
    """Take the latest act back: the deadline before it is in force again, and was all along.

    ValidationError when no act has moved the deadline, when an order that amends the roadmap did, or without a reason.
    """
    Action.objects.select_for_update().get(pk=action.pk)
    *_before, latest = [None, *ActionTerms.objects.filter(action=action).standing().order_by("version")]
    if latest is None or latest.version == 1:
        raise ValidationError(_("No act has moved this deadline."))
    refuse_brought(latest)
    void(record=latest, reason=reason, by=by, about=journal.key_of(action))
    return latest
