"""A list on its way in: checked without writing, then written as it was checked."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from opora.core.actors import Actor
from opora.core.imports import actions, cells
from opora.core.imports.files import File, read_file
from opora.core.imports.plans import Kind, Plan
from opora.core.imports.tables import Problem, Where, read_table
from opora.core.models import ImportBatch
from opora.lists.found import Lists

SHOWN = 50
"""Problems that the page shows; the annotated copy holds all."""


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


def check(*, kind: Kind, path: Path, where: Where, by: Actor) -> Check:
    """What a file would do; Unreadable when it cannot be read. Nothing is written."""
    file = read_file(path)
    batch = actions.unfinished(kind=kind, file=file, where=where, by=by)
    if batch:
        where = actions.continued(where=where, batch=batch, by=by)
    plan = kind.plan(read_table(file, kind.columns, where), where)
    return Check(kind, file, where, plan, batch)


def commit(*, checked: Check, by: Actor) -> ImportBatch | None:
    """Write what was checked; None when there was nothing to write. ValidationError: it changed meanwhile."""
    return actions.write(
        kind=checked.kind, file=checked.file, plan=checked.plan, where=checked.where, by=by, batch=checked.batch
    )
