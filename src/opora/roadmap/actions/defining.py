"""How an indicator is counted from a day on, and taking the latest such decision back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.roadmap.loading import words_of
from opora.roadmap.models import Indicator, IndicatorDefinition, RoadmapVersion
from opora.roadmap.proposed import Proposed, wrong_with
from opora.roadmap.versions import refuse_brought


@transaction.atomic
def define_indicator(
    *,
    indicator: Indicator,
    proposed: Proposed,
    by: Actor,
    edited: int | None = None,
    amendment: RoadmapVersion | None = None,
    origin: str = Origin.ENTERED,
) -> IndicatorDefinition:
    """Count an indicator otherwise from a day on: a new version, those before it stay for the days before.

    `edited` is the version that was changed, where somebody changed one on a page; `amendment` the version of the
    roadmap whose order counts it otherwise. ValidationError with everything
    that is wrong (see proposed.wrong_with): a formula, a target, an example that does not hold, no basis, a day before
    the version it follows, nothing that would change, another version saved meanwhile.
    """
    indicator = Indicator.objects.select_for_update().select_related("roadmap").get(pk=indicator.pk)
    before = IndicatorDefinition.objects.standing().filter(indicator=indicator).order_by("version").last()
    if faults := wrong_with(proposed, before, words_of(indicator.roadmap, clock.now()), edited):
        raise ValidationError(faults)
    last = IndicatorDefinition.objects.filter(indicator=indicator).order_by("version").last()
    definition = keep(
        IndicatorDefinition(
            indicator=indicator,
            version=last.version + 1 if last else 1,
            **proposed.columns(),
            amendment=amendment,
            **stamp(on=proposed.on, by=by, origin=origin),
        )
    )
    details = {name: [before and getattr(before, name), getattr(proposed, name)] for name in ("formula", "target")}
    journal.write(
        by=by,
        verb="define",
        object_key=journal.key_of(definition),
        about=journal.key_of(indicator),
        details=details,
    )
    return definition


@transaction.atomic
def take_back_definition(*, definition: IndicatorDefinition, reason: str, by: Actor) -> None:
    """Take the latest version back: figures are again those of the version before, at once and for all its days.

    ValidationError without a reason, for the first version, for one that is not the latest, and a second time.
    """
    indicator = Indicator.objects.select_for_update().get(pk=definition.indicator_id)
    latest = IndicatorDefinition.objects.standing().filter(indicator=indicator).order_by("version").last()
    if definition.version == 1:
        raise ValidationError(_("The first version stays: without it the indicator would not be counted at all."))
    if latest is not None and latest.version > definition.version:
        message = _("Version %(latest)d was saved after version %(version)d; only the latest can be taken back.")
        raise ValidationError(message % {"latest": latest.version, "version": definition.version})
    refuse_brought(definition)
    void(record=definition, reason=reason, by=by, about=journal.key_of(indicator))
