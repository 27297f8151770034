"""How an indicator is counted from a day on."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.indicators.checker import read
from opora.indicators.syntax import Faults
from opora.indicators.targets import Target
from opora.roadmap.loading import words_of
from opora.roadmap.models import Indicator, IndicatorDefinition


@transaction.atomic
def define_indicator(
    *,
    indicator: Indicator,
    formula: str,
    on: dt.date,
    by: Actor,
    target: str = "",
    target_basis: str = "",
    reading: str = "",
    origin: str = Origin.ENTERED,
) -> IndicatorDefinition:
    """Count an indicator otherwise from a day on: a new version, those before it stay for the days before.

    ValidationError with every fault of the formula, for a target that cannot be read or rests on nothing, for a day
    before the version it follows, and when nothing would change.
    """
    indicator = Indicator.objects.select_for_update().select_related("roadmap").get(pk=indicator.pk)
    before = IndicatorDefinition.objects.filter(indicator=indicator).order_by("version").last()
    _check_definition(indicator, formula, target, target_basis)
    if before and (before.formula, before.target, before.target_basis, before.reading) == (
        formula, target, target_basis, reading,
    ):  # fmt: skip
        raise ValidationError(_("This is how the indicator is counted already."))
    if before and on < before.occurred_on:
        raise ValidationError({"occurred_on": _("A later version starts on that day or after it.")})
    definition = keep(
        IndicatorDefinition(
            indicator=indicator,
            version=before.version + 1 if before else 1,
            formula=formula,
            target=target,
            target_basis=target_basis,
            reading=reading,
            **stamp(on=on, by=by, origin=origin),
        )
    )
    details = {"formula": [before.formula if before else None, formula], "target": [before and before.target, target]}
    journal.write(
        by=by,
        verb="define",
        object_key=journal.key_of(definition),
        about=journal.key_of(indicator),
        details=details,
    )
    return definition


def _check_definition(indicator: Indicator, formula: str, target: str, target_basis: str) -> None:
    faults: dict[str, list[str]] = {}
    try:
        read(formula, words_of(indicator.roadmap, clock.now()))
    except Faults as error:
        faults["formula"] = [str(fault) for fault in error.faults]
    if target:
        try:
            Target.read(target)
        except ValueError as error:
            faults["target"] = [str(error)]
        if not target_basis.strip():
            faults["target_basis"] = [_("Name the order or the decision that sets the target.")]
    if faults:
        raise ValidationError(faults)
