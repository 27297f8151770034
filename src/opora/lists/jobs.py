"""Long imports in the background: writing a list, taking one back. Both go on where a run before them stopped."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import journal
from opora.core.actors import Actor
from opora.core.files.models import StoredFile
from opora.core.imports.plans import kinds
from opora.core.imports.tables import Where
from opora.core.imports.undoing import undo
from opora.core.jobs import actions, job
from opora.core.jobs.models import Job
from opora.core.jobs.running import Running
from opora.core.jobs.schedule import every
from opora.core.models import ImportBatch, ImportState
from opora.lists import bringing, keeping
from opora.lists.bringing import Check
from opora.organisations.models import Region

Made = dict[str, str]


@job("import-list", title=gettext_lazy("Import of a list"))
def import_list(
    job: Running, *, file: int, kind: str, region: int, on: str, year: int, basis: str, partial: bool
) -> Made:
    """Write a file that was checked; ValidationError when it would do something else now."""
    stored = StoredFile.objects.filter(pk=file).first()
    if stored is None:
        raise ValidationError(_("The file is not kept any more. Choose it again."))
    day = dt.date.fromisoformat(on) if on else None
    where = Where(region=Region.objects.get(pk=region), on=day, year=year, basis=basis)
    checked = bringing.check(kind=kinds()[kind], stored=stored, where=where, by=job.by)
    if checked.may_be_written(partial=partial):
        batch = bringing.commit(checked=checked, stored=stored, by=job.by, tell=job.tell)
    else:  # a run before this one ended after the last row, or somebody wrote the same
        batch = None if checked.wrong and not partial else _last(stored, kind, job.by)
    if batch is None:
        raise ValidationError(_("The file would do something else now than when it was checked. Check it again."))
    return {"text": bringing.told(batch), "url": reverse("lists:import", args=[batch.pk])}


@job("undo-import", title=gettext_lazy("Taking an import back"))
def undo_import(job: Running, *, batch: int, reason: str) -> Made:
    """Take an import back as a whole."""
    found = ImportBatch.objects.get(pk=batch)
    if found.state != ImportState.UNDONE:
        undo(batch=found, reason=reason, by=job.by, tell=job.tell)
    text = _("Import %(number)d is taken back.") % {"number": batch}
    return {"text": text, "url": reverse("lists:import", args=[batch])}


@every("forget-uploads", seconds=60 * 60, title=gettext_lazy("Removing files that nothing was written of"))
def forget_uploads() -> None:
    """An hour more or less does not matter."""
    keeping.forget()


def start_import(*, checked: Check, stored: StoredFile, partial: bool, by: Actor) -> Job:
    """Put the writing of a checked file into the queue."""
    where = checked.where
    arguments = {
        "file": stored.pk,
        "kind": checked.kind.name,
        "region": where.region.pk,
        "on": where.on.isoformat() if where.on else "",
        "year": where.year,
        "basis": where.basis,
        "partial": partial,
    }
    of = journal.key_of(stored)
    return actions.start(name="import-list", by=by, of=of, title=stored.name, arguments=arguments)


def start_undo(*, batch: ImportBatch, reason: str, by: Actor) -> Job:
    """Put the taking back of an import into the queue."""
    arguments = {"batch": batch.pk, "reason": reason}
    of = journal.key_of(batch)
    return actions.start(name="undo-import", by=by, of=of, title=batch.file_name, arguments=arguments)


def _last(stored: StoredFile, kind: str, by: Actor) -> ImportBatch | None:
    """The last import of this file by the same person that stands."""
    found = ImportBatch.objects.filter(kind=kind, sha256=stored.sha256, started_by=by.key, state=ImportState.DONE)
    return found.order_by("-pk").first()
