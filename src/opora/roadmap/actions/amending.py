"""Amending a roadmap by an order: a new version from a day on, and taking the latest one back."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.orders.order import Order
from opora.roadmap.actions.defining import define_indicator
from opora.roadmap.actions.planning import move_deadline
from opora.roadmap.amended_rows import write_rows
from opora.roadmap.amending.comparing import PlannedRow
from opora.roadmap.amending.planning import Plan, preview_amendment
from opora.roadmap.amending.sentences import PlannedIndicator
from opora.roadmap.amending.sides import Formulas, Standing
from opora.roadmap.models import (
    Action,
    ActionLink,
    ActionPlan,
    ActionTerms,
    ActionWording,
    ControlEntry,
    ControlRemainder,
    Indicator,
    IndicatorDefinition,
    Roadmap,
    RoadmapVersion,
    SourceCell,
)
from opora.roadmap.outline import IndicatorOutline
from opora.roadmap.proposed import Proposed

Made = Mapping[str, Any]

BROUGHT = (Action, ActionTerms, Indicator, IndicatorDefinition, SourceCell, ActionLink)
"""Kinds of records that a version may have brought."""


@transaction.atomic
def amend_roadmap(
    *,
    roadmap: Roadmap,
    order: Order,
    on: dt.date,
    by: Actor,
    whole: bool | None = None,
    formulas: Formulas | None = None,
    origin: str = Origin.IMPORT,
) -> RoadmapVersion:
    """Make the next version of a roadmap by an order that is in force from a day on; days before stay as they are.

    `whole`: rows that the order does not have are left out; None goes by the order itself. `formulas`: sentences that
    somebody confirmed (see amending.sides). ValidationError with everything that hinders it (see planning): an order
    without number or date, or dated before the version it follows; a day to come or before that version; a number that
    is missing or stands twice; an act that changed a row later; an order that changes nothing. Then nothing is written.
    """
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    plan = preview_amendment(roadmap=roadmap, order=order, on=on, whole=whole, formulas=formulas)
    plan.check()
    made = stamp(on=on, by=by, origin=origin)
    last = RoadmapVersion.objects.filter(roadmap=roadmap).order_by("number").last()
    version = keep(
        RoadmapVersion(
            roadmap=roadmap,
            number=last.number + 1 if last else 2,
            order_number=order.head.number or "",  # the plan is checked: both are there
            order_date=order.head.date or on,
            whole=plan.whole,
            **made,
        )
    )
    write_rows(plan, version, **made)
    _carry_out(plan, version, {"by": by, "origin": origin})
    details = {"number": version.number, "order": order.head.number, "whole": plan.whole, **plan.counts}
    journal.write(
        by=by,
        verb="amend",
        object_key=journal.key_of(version),
        about=journal.key_of(roadmap),
        count=len(plan.rows),
        details=details,
    )
    return version


@transaction.atomic
def take_back_amendment(*, version: RoadmapVersion, reason: str, by: Actor) -> None:
    """Take the latest version back: the one before is in force again, for all days.

    ValidationError without a reason, for one that is not the latest, a second time, and while something was done with
    what it added: a note, a release, a plan, a deadline moved or an indicator defined otherwise.
    """
    Roadmap.objects.select_for_update().get(pk=version.roadmap_id)
    latest = RoadmapVersion.objects.standing().filter(roadmap=version.roadmap_id).order_by("number").last()
    if latest is not None and latest.number > version.number:
        message = _("Version %(latest)d was made after version %(version)d; only the latest can be taken back.")
        raise ValidationError(message % {"latest": latest.number, "version": version.number})
    _refuse_while_used(version)
    void(record=version, reason=reason, by=by, about=f"roadmap.roadmap:{version.roadmap_id}")
    voided = {"voided_at": version.voided_at, "voided_by": by.key, "void_reason": version.void_reason}
    ActionWording.objects.standing().filter(version=version).update(**voided)
    for model in BROUGHT:
        model._default_manager.filter(amendment=version, voided_at=None).update(**voided)


def _carry_out(plan: Plan, version: RoadmapVersion, made: Made) -> None:
    """New deadlines and definitions of rows that stay. ValidationError names each row that cannot have them."""
    faults: list[str] = []
    message = _("Row %(number)s: %(note)s")
    for row in plan.rows:
        for act in _acts(row, row.standing, plan, version, made) if row.standing else ():
            try:
                act()
            except ValidationError as error:
                faults += [message % {"number": row.number, "note": text} for text in error.messages]
    if faults:
        raise ValidationError({NON_FIELD_ERRORS: faults})


def _acts(
    row: PlannedRow, standing: Standing, plan: Plan, version: RoadmapVersion, made: Made
) -> Iterator[Callable[[], object]]:
    """Deadline and definitions of a row that stays, each an act of its own."""
    if row.periods is not None:
        action = standing.worded.action
        deadline: Made = {"action": action, "periods": row.periods, "basis": plan.basis, "on": plan.on}
        yield partial(move_deadline, amendment=version, **deadline, **made)
    outlines = {one.id: one for one in standing.outline.indicators}
    for one in row.indicators.rows:
        if one.indicator and one.redefined:
            proposed = _proposed(one, outlines.get(one.indicator.pk), plan)
            yield partial(define_indicator, indicator=one.indicator, proposed=proposed, amendment=version, **made)


def _proposed(one: PlannedIndicator, before: IndicatorOutline | None, plan: Plan) -> Proposed:
    """A target that stays keeps what it rests on."""
    stays = before is not None and before.target is not None and before.target.text == one.target
    basis = before.target_basis if before and stays else plan.basis
    return Proposed(
        formula=one.formula,
        target=one.target,
        target_basis=basis if one.target else "",
        reading=before.reading if before else "",
        basis=plan.basis,
        on=plan.on,
    )


def _refuse_while_used(version: RoadmapVersion) -> None:
    added = Q(action__amendment=version)
    own = Q(indicator__amendment=version)
    used = (
        ControlEntry.objects.standing().filter(added).exists()
        or ControlRemainder.objects.filter(own, entry__voided_at=None).exists()
        or ActionPlan.objects.standing().filter(added).exists()
        or ActionTerms.objects.standing().filter(added, amendment=None).exists()
        or IndicatorDefinition.objects.standing().filter(own, amendment=None).exists()
    )
    if used:
        message = _(
            "Something was done with what the order added: notes, releases, plans, deadlines or definitions. "
            "Take that back first."
        )
        raise ValidationError(message)
