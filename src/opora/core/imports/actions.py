"""Writing a planned import in short transactions, and taking one back.

Nothing is decided here a second time: a row that was written before an interruption is a row that says what is there
already. So the same command with the same file goes on where it stopped, under the same batch.
"""

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal
from opora.core.actors import Actor
from opora.core.imports.files import File
from opora.core.imports.plans import Before, Kind, Outcome, Plan, Step, Tell, Written, unheard
from opora.core.imports.tables import Where
from opora.core.models import ImportBatch, ImportState, ImportStep

SECONDS = 0.5
"""How long a transaction is meant to take; none may take two seconds."""
FEWEST, MOST = 10, 500
"""Rows of a transaction; the size follows from how long the one before took."""
AT_ONCE = 2000
"""Things of a list that is written in one transaction."""
PAUSE = 0.12
"""Seconds between two transactions, so that others who wait for the lock of SQLite get it."""


def unfinished(*, kind: Kind, file: File, where: Where, by: Actor) -> ImportBatch | None:
    """The interrupted import of this very file, begun by the same actor; what was not asked now may be anything."""
    of = {"kind": kind.name, "of": journal.key_of(where.region), "sha256": file.sha256, "started_by": by.key}
    found = ImportBatch.objects.filter(state=ImportState.WRITING, **of)
    asked = {name: value for name, value in _asked(where).items() if value}
    return next((one for one in found.order_by("-pk") if asked.items() <= one.asked.items()), None)


def continued(*, where: Where, batch: ImportBatch, by: Actor) -> Where:
    """What an interrupted import was asked with; whoever continues it says nothing new."""
    assert batch.started_by == by.key, "an import is continued by who began it"
    asked = batch.asked
    on = dt.date.fromisoformat(asked["on"]) if asked["on"] else None
    return replace(where, on=on, year=asked["year"], basis=asked["basis"])


def write(
    *,
    kind: Kind,
    file: File,
    plan: Plan,
    where: Where,
    by: Actor,
    batch: ImportBatch | None,
    tell: Tell = unheard,
) -> ImportBatch | None:
    """Write the steps of a plan, each transaction well under two seconds; None when there is nothing to write.

    `batch` is the unfinished import that is continued. ValidationError of an action: somebody changed the same things
    after the plan was made; what was written stays, and the same command goes on from there.
    """
    if batch is None and not plan.steps:
        return None
    if kind.at_once and len(plan.steps) > AT_ONCE:
        raise ValidationError(_("This list may change at most %(rows)d rows at a time.") % {"rows": AT_ONCE})
    batch = batch or _begin(kind, file, plan, where, by)
    done = 0
    for steps in [plan.steps] if kind.at_once else _portions(plan.steps):
        _write(batch, kind, steps, where, by)
        done += len(steps)
        tell(done, len(plan.steps))
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.DONE)
        batch.refresh_from_db()
        count = batch.created + batch.updated
        journal.write(by=by, verb="import-list", object_key=journal.key_of(batch), about=batch.of, count=count)
    return batch


@transaction.atomic
def _begin(kind: Kind, file: File, plan: Plan, where: Where, by: Actor) -> ImportBatch:
    counts = plan.counts
    return ImportBatch.objects.create(
        kind=kind.name,
        of=journal.key_of(where.region),
        file_name=file.name[:255],
        sha256=file.sha256,
        asked=_asked(where),
        total=counts[Outcome.CREATE] + counts[Outcome.UPDATE],
        skipped=counts[Outcome.SKIP],
        failed=counts["error"],
        started_at=clock.now(),
        started_by=by.key,
    )


def _asked(where: Where) -> dict[str, object]:
    return {"on": where.on.isoformat() if where.on else "", "year": where.year, "basis": where.basis}


def _portions(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """The steps in portions whose writing takes about `SECONDS`: the caller's time between two of them is measured."""
    size, done = FEWEST * 5, 0
    while done < len(steps):
        begun = time.monotonic()
        yield steps[done : done + size]
        took = max(time.monotonic() - begun, 0.001)
        done += size
        size = max(FEWEST, min(MOST, size * 2, int(size * SECONDS / took)))
        if done < len(steps):
            time.sleep(PAUSE)


@transaction.atomic
def _write(batch: ImportBatch, kind: Kind, steps: Sequence[Step], where: Where, by: Actor) -> None:
    written = kind.write(steps, where, by)
    kept = [_kept(batch, step, one) for step, one in zip(steps, written, strict=True)]
    ImportStep.objects.bulk_create(kept, batch_size=500)
    rows = {outcome: sum(len(step.rows) for step in steps if step.outcome is outcome) for outcome in Outcome}
    ImportBatch.objects.filter(pk=batch.pk).update(
        created=models.F("created") + rows[Outcome.CREATE], updated=models.F("updated") + rows[Outcome.UPDATE]
    )


def _kept(batch: ImportBatch, step: Step, written: Written) -> ImportStep:
    return ImportStep(
        batch=batch,
        key=step.key,
        made=[_label(thing) for thing in written.made],
        changed=[_change(one) for one in written.changed],
    )


def _change(one: Before) -> dict[str, object]:
    return {"thing": _label(one.thing), "earlier": one.earlier, "later": one.later}


def _label(thing: models.Model) -> str:
    """What finds a row again: "app.model:id"."""
    return f"{thing._meta.label_lower}:{thing.pk}"
