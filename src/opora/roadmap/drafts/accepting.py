"""Accepting a fault of the order as it is, with a reason, and taking that back."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import journal
from opora.core.actions import void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.programmes.asked import last_day
from opora.roadmap.drafts.confirming import held
from opora.roadmap.drafts.work import Accepted, subject_of
from opora.roadmap.models import AcceptedFinding, OrderDraft


@transaction.atomic
def accept_findings(
    *, draft: OrderDraft, subjects: Collection[Accepted], reason: str, by: Actor, origin: str = Origin.ENTERED
) -> int:
    """Accept findings as they are; says how many are new. They stay accepted when the same order is brought anew.

    ValidationError without a reason, and when the order has none of these findings any more.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the order is right as it is.")})
    work = held(draft)
    found = {subject_of(one) for one in work.findings}
    if not found & set(subjects):
        raise ValidationError(_("The order does not have this fault any more."))
    new = sorted((found & set(subjects)) - work.accepted.keys())
    made = stamp(on=last_day(draft.region), by=by, origin=origin)
    rows = [
        AcceptedFinding(draft=draft, code=code, action=action[:40], place=place, reason=reason.strip()[:500], **made)
        for code, action, place in new
    ]
    AcceptedFinding.objects.bulk_create(rows)
    if rows:
        journal.write(
            by=by,
            verb="accept-findings",
            object_key=journal.key_of(draft),
            count=len(rows),
            details={"findings": [list(one) for one in new], "reason": reason.strip()},
        )
    return len(rows)


@transaction.atomic
def take_acceptance_back(*, draft: OrderDraft, subjects: Collection[Accepted], by: Actor) -> int:
    """Accept findings no longer; says how many. ValidationError when none of them is accepted."""
    work = held(draft)
    chosen = [row for subject, row in work.accepted.items() if subject in set(subjects)]
    if not chosen:
        raise ValidationError(_("Nobody has accepted this finding."))
    for row in chosen:
        void(record=row, reason=_("not accepted any more"), by=by, about=journal.key_of(draft))
    return len(chosen)
