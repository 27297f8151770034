"""A list on its way in: checked without writing, then written as it was checked."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.core.actors import Actor
from opora.core.files.models import StoredFile
from opora.core.imports import actions, cells
from opora.core.imports.files import File, read_content
from opora.core.imports.plans import Kind, Plan, Tell, unheard
from opora.core.imports.tables import Problem, Where, read_table
from opora.core.models import ImportBatch
from opora.lists import keeping
from opora.lists.found import Lists

SHOWN = 50
"""Problems that the page shows; the annotated copy holds all."""
AT_HAND = 200
"""Rows that are written, or taken back, while the reader waits; more are work in the background."""


@dataclass(frozen=True)
class Check:
    """A file that was read, and what it would do; `batch` is the interrupted import that it would continue."""

    kind: Kind
    file: File
    where: Where
    plan: Plan
    batch: ImportBatch | None

    @property
    def to_write(self) -> int:
        """Rows that would be created or changed."""
        return self.plan.counts["create"] + self.plan.counts["update"]

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with the file."""
        return bool(self.plan.problems)

    @property
    def whole(self) -> bool:
        """Whether it is written without its wrong rows or not at all."""
        return self.kind.whole

    def may_be_written(self, *, partial: bool) -> bool:
        """Whether there is something to write, and nothing wrong that is not left out on purpose."""
        return (self.to_write > 0 or self.batch is not None) and (not self.wrong or (partial and not self.whole))

    @property
    def problems(self) -> list[Problem]:
        """In the order of the file."""
        return sorted(self.plan.problems, key=lambda one: (one.sheet, one.row or 0))

    @property
    def codes(self) -> list[tuple[str, int]]:
        """How many times each thing is wrong, the most frequent first."""
        return Counter(one.code for one in self.plan.problems).most_common()


def asked_with(lists: Lists, kind: Kind, given: Mapping[str, str]) -> Where:
    """What is asked with a file, from its address; a day that cannot be read or has not come is left out."""
    try:
        on: dt.date | None = cells.day(given.get("on", ""))
    except cells.Fault:
        on = None
    if on and on > lists.latest:
        on = None
    if on is None and kind.from_today:
        on = lists.latest
    year = lists.programme.year if kind.of_year and lists.programme else 0
    return Where(region=lists.region, on=on, year=year, basis=given.get("basis", "").strip()[:300])


def check(*, kind: Kind, stored: StoredFile, where: Where, by: Actor) -> Check:
    """What a file would do; Unreadable when it cannot be read. Nothing is written."""
    file = read_content(stored.name, keeping.content_of(stored))
    batch = actions.unfinished(kind=kind, file=file, where=where, by=by)
    if batch:
        where = actions.continued(where=where, batch=batch, by=by)
    plan = kind.plan(read_table(file, kind.columns, where), where)
    return Check(kind, file, where, plan, batch)


def commit(*, checked: Check, stored: StoredFile, by: Actor, tell: Tell = unheard) -> ImportBatch | None:
    """Write what was checked; None when there was nothing to write. ValidationError: it changed meanwhile."""
    batch = actions.write(
        kind=checked.kind,
        file=checked.file,
        plan=checked.plan,
        where=checked.where,
        by=by,
        batch=checked.batch,
        tell=tell,
    )
    if batch:
        keeping.give(stored=stored, batch=batch, by=by)
    return batch


def told(batch: ImportBatch) -> str:
    """What was written, in one sentence."""
    counts = {"created": batch.created, "updated": batch.updated, "failed": batch.failed}
    return _("Written: created %(created)d, changed %(updated)d, left out as wrong %(failed)d.") % counts
