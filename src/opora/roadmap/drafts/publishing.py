"""The end of a draft: what is left to do before, putting the roadmap in force, laying the draft aside."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.programmes.models import Programme
from opora.roadmap.actions import amend_roadmap, import_order, load_programme
from opora.roadmap.differences import Difference
from opora.roadmap.drafts.amending import Extent, amends, attached, planned, unconfirmed
from opora.roadmap.drafts.building import programme_of
from opora.roadmap.drafts.confirming import held
from opora.roadmap.drafts.work import Work
from opora.roadmap.findings import Level
from opora.roadmap.imports import order_differences
from opora.roadmap.models import DraftState, OrderDraft, Roadmap, RoadmapVersion
from opora.roadmap.programme_file import check_programme
from opora.roadmap.programme_values import as_data
from opora.roadmap.stored import stored_programme


@dataclass(frozen=True)
class Published:
    """What putting in force did: a new roadmap, a version of one, or the words of the order on the rows of one."""

    programme: Programme
    created: bool
    attached: int
    differences: tuple[Difference, ...]
    version: RoadmapVersion | None = None


def roadmap_of(draft: OrderDraft) -> Roadmap | None:
    """The roadmap that the region has for the year of the draft."""
    return Roadmap.objects.filter(programme__region=draft.region_id, programme__year=draft.year or 0).first()


def left(work: Work, roadmap: Roadmap | None) -> list[str]:
    """What has to be done before the draft is put in force, in words of people; nothing when it can be.

    Where the year has a roadmap already, only the errors of the order hinder: nothing of the roadmap is made of it.
    """
    found = []
    if errors := len(work.open_errors):
        found.append(
            ngettext("mend or accept %(n)d error of the order", "mend or accept %(n)d errors of the order", errors)
            % {"n": errors}
        )
    if roadmap is not None:
        return found
    if fields := work.fields.total - work.fields.done:
        found.append(ngettext("confirm %(n)d field", "confirm %(n)d fields", fields) % {"n": fields})
    if formulas := work.formulas.total - work.formulas.done:
        found.append(ngettext("confirm %(n)d formula", "confirm %(n)d formulas", formulas) % {"n": formulas})
    return found


def faults(work: Work) -> list[str]:
    """What the check of programme files says against the roadmap that the draft would become."""
    data = as_data(programme_of(work))
    return [str(one) for one in check_programme(data) if one.level is Level.ERROR]


def differences_of(work: Work, roadmap: Roadmap) -> list[Difference]:
    """Where the draft says something else than the roadmap of its year."""
    return order_differences(stored_programme(roadmap, clock.now()), attached(work))


@transaction.atomic
def publish(*, draft: OrderDraft, by: Actor, extent: Extent | None = None) -> Published:
    """Put the draft in force. ValidationError with everything that is left to do.

    A year without a roadmap gets one of the confirmed rows, and its figures are computed from then on. Another order
    than those a roadmap rests on makes a new version of it, as `extent` says; the words and addresses of the same order
    are attached to its rows by number, and what differs is told and changes nothing.
    """
    work = held(draft)
    roadmap = roadmap_of(draft)
    if todo := left(work, roadmap):
        raise ValidationError(_("Before it is put in force: %(list)s.") % {"list": "; ".join(todo)})
    if roadmap is None:
        published = _anew(work, by)
    elif amends(work.order, roadmap):
        published = _amended(work, roadmap, extent or Extent.of(work.order), by)
    else:
        published = _onto(work, roadmap, by)
    OrderDraft.objects.filter(pk=draft.pk).update(state=DraftState.PUBLISHED)
    draft.refresh_from_db()
    journal.write(
        by=by,
        verb="publish-order",
        object_key=journal.key_of(draft),
        details={"year": published.programme.year, "created": published.created},
    )
    return published


@transaction.atomic
def discard(*, draft: OrderDraft, reason: str, by: Actor) -> None:
    """Lay a draft aside; what was accepted of the order stays accepted.

    ValidationError without a reason, and for a draft that has come to its end.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the order is laid aside.")})
    open_ones = OrderDraft.objects.filter(pk=draft.pk, state__in=(DraftState.READING, DraftState.CHECKING))
    if not open_ones.update(state=DraftState.DISCARDED, reason=reason.strip()[:500]):
        raise ValidationError(_("This order is not being confirmed any more."))
    draft.refresh_from_db()
    journal.write(by=by, verb="discard-order", object_key=journal.key_of(draft), details={"reason": reason.strip()})


def _anew(work: Work, by: Actor) -> Published:
    file = programme_of(work)
    if wrong := faults(work):
        raise ValidationError(wrong)
    loaded = load_programme(file=file, region=work.draft.region, by=by)
    imported = import_order(order=attached(work), programme=loaded.programme, by=by)
    return Published(loaded.programme, created=True, attached=imported.attached, differences=())


def _amended(work: Work, roadmap: Roadmap, extent: Extent, by: Actor) -> Published:
    if todo := unconfirmed(work, planned(work, roadmap, extent)):
        raise ValidationError(_("Before it is put in force: %(list)s.") % {"list": "; ".join(todo)})
    version = amend_roadmap(roadmap=roadmap, order=attached(work), on=extent.on, whole=extent.whole, by=by)
    return Published(roadmap.programme, created=False, attached=0, differences=(), version=version)


def _onto(work: Work, roadmap: Roadmap, by: Actor) -> Published:
    imported = import_order(order=attached(work), programme=roadmap.programme, by=by)
    return Published(roadmap.programme, created=False, attached=imported.attached, differences=imported.differences)
