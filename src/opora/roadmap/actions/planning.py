"""The day of an action that the order leaves to a separate plan."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.roadmap.models import Action, ActionPlan


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
        message = _("Action %(number)s has its days from the order itself.") % {"number": action.number}
        raise ValidationError({"planned_on": message})
    if not any((one.start or planned_on) <= planned_on <= (one.end or planned_on) for one in periods):
        message = _("The day lies outside the periods of action %(number)s.") % {"number": action.number}
        raise ValidationError({"planned_on": message})
    plan = keep(ActionPlan(action=action, planned_on=planned_on, note=note, **stamp(on=decided, by=by, origin=origin)))
    journal.write(by=by, verb="plan", object_key=journal.key_of(plan), details={"planned_on": planned_on})
    return plan
