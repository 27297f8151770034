"""`opora lists import | export | template | show | undo`."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import add_json
from opora.core.components.progress import progress_words
from opora.core.imports import actions, cells, papers
from opora.core.imports.files import File, read_file
from opora.core.imports.plans import Kind, Plan, kinds
from opora.core.imports.tables import Problem, Where, read_table
from opora.core.imports.undoing import undo
from opora.core.imports.workbooks import Unreadable
from opora.core.models import ImportBatch
from opora.core.moments import check_has_come
from opora.organisations.console import add_region, choose_region

SHOWN = 50
"""Problems that are printed; the annotated copy and --json hold all."""


class Command(BaseCommand):
    help = gettext_lazy("Lists of the region from spreadsheets and into them: municipalities, schools and others.")

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        load = verbs.add("import", self.import_file, help=_("bring a list in; without --commit nothing is written"))
        _add_kind(load)
        load.add_argument("file", type=Path, metavar=_("FILE"), help=_("the list, .xlsx or .csv"))
        load.add_argument("--commit", action="store_true", help=_("write it"))
        load.add_argument(
            "--partial", action="store_true", help=_("write the rows that are right and leave out the others")
        )
        load.add_argument(
            "--annotated",
            type=Path,
            metavar=_("FILE"),
            help=_("save a copy (.xlsx) that says what is wrong in each row"),
        )
        _add_where(load)
        load.add_argument(
            "--basis",
            default="",
            metavar=_("TEXT"),
            help=_("the document a list rests on, where the file does not say it"),
        )
        add_json(load)
        export = verbs.add("export", self.export, help=_("write a list in the columns it is brought in by"))
        _add_kind(export)
        export.add_argument("file", type=Path, metavar=_("FILE"), help=_("where to, .xlsx or .csv"))
        _add_where(export)
        template = verbs.add("template", self.template, help=_("an empty list that explains its columns"))
        _add_kind(template)
        template.add_argument("file", type=Path, metavar=_("FILE"), help=_("where to, .xlsx"))
        show = verbs.add("show", self.show, help=_("the imports so far"))
        add_json(show)
        back = verbs.add("undo", self.undo, help=_("take an import back as a whole"))
        back.add_argument("batch", type=int, metavar=_("NUMBER"), help=_("its number, as “opora lists show” tells it"))
        back.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it is taken back"))

    def import_file(
        self,
        kind: str,
        file: Path,
        *,
        commit: bool,
        partial: bool,
        annotated: Path | None,
        as_json: bool,
        **given: Any,
    ) -> None:
        chosen = kinds()[kind]
        where = _where(chosen, **given)
        _check_suffix(annotated, ".xlsx")
        try:
            read = read_file(file)
        except Unreadable as error:
            self.refuse(str(error))
        batch = actions.unfinished(kind=chosen, file=read, where=where, by=SYSTEM)
        where = _resumed(where, batch, chosen)
        plan = chosen.plan(read_table(read, chosen.columns, where), where)
        if annotated:
            self._save(annotated, papers.annotated(read, plan.problems, made_at=clock.now()))
        wrong = bool(plan.problems)
        written = commit and not (wrong and (chosen.whole or not partial))
        done = (
            actions.write(kind=chosen, file=read, plan=plan, where=where, by=SYSTEM, batch=batch, tell=self._progress)
            if written
            else None
        )
        if as_json:
            self.write_json(_data(chosen, read, plan, written=written, batch=done))
        else:
            self._tell(plan)
            self.stdout.write(_outcome(chosen, asked=commit, written=written, batch=done, continued=bool(batch)))
        if wrong and not (written and partial):
            raise SystemExit(1)

    def export(self, kind: str, file: Path, on: dt.date | None, year: int, region: str | None) -> None:
        chosen = kinds()[kind]
        _check_suffix(file, ".xlsx", ".csv")
        where = _where(chosen, region, on, year)
        self._save(file, papers.export(chosen, where, suffix=file.suffix.lower(), made_at=clock.now()))
        self.stdout.write(_("%(title)s: written to %(file)s.") % {"title": chosen.title, "file": file})

    def template(self, kind: str, file: Path) -> None:
        chosen = kinds()[kind]
        _check_suffix(file, ".xlsx")
        self._save(file, papers.template(chosen, made_at=clock.now()))
        self.stdout.write(_("%(title)s: an empty list is in %(file)s.") % {"title": chosen.title, "file": file})

    def show(self, *, as_json: bool) -> None:
        batches = ImportBatch.objects.order_by("pk")
        if as_json:
            self.write_json([_batch_data(one) for one in batches])
            return
        for one in batches:
            told = {
                "number": one.pk,
                "kind": one.kind,
                "file": one.file_name,
                "day": numbers.day(timezone.localdate(one.started_at)),
                "state": one.get_state_display(),
                "created": one.created,
                "updated": one.updated,
            }
            line = _("%(number)d  %(day)s  %(kind)s  %(file)s: %(state)s, created %(created)d, updated %(updated)d")
            self.stdout.write(line % told)
        if not batches:
            self.stdout.write(_("Nothing was brought in yet."))

    def undo(self, batch: int, reason: str) -> None:
        found = ImportBatch.objects.filter(pk=batch).first()
        if found is None:
            self.refuse(_("There is no import %(number)d; “opora lists show” tells them.") % {"number": batch})
        count = undo(batch=found, reason=reason, by=SYSTEM, tell=self._progress)
        self.stdout.write(_("Import %(number)d taken back: %(count)d.") % {"number": batch, "count": count})

    def _progress(self, done: int, total: int) -> None:
        """A line that is written over, for who sits before a terminal and waits."""
        if sys.stderr.isatty():
            line = "" if done == total else progress_words(done=done, total=total)
            sys.stderr.write(f"\r\033[K{line}")
            sys.stderr.flush()

    def _save(self, file: Path, content: bytes) -> None:
        try:
            file.write_bytes(content)
        except OSError as error:
            self.refuse(_("%(name)s cannot be written: %(why)s.") % {"name": file, "why": error.strerror})

    def _tell(self, plan: Plan) -> None:
        problems = sorted(plan.problems, key=lambda one: (one.sheet, one.row or 0))
        for one in [*plan.warnings, *problems[:SHOWN]]:
            self.stdout.write(_line(one))
        if len(problems) > SHOWN:
            self.stdout.write(_("… and %(n)d more: see --annotated or --json.") % {"n": len(problems) - SHOWN})
        counts = _("To create: %(create)d, to update: %(update)d, there already: %(skip)d, wrong: %(error)d.")
        self.stdout.write(counts % plan.counts)


def _add_kind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=list(kinds()), metavar=_("KIND"), help=" | ".join(kinds()))


def _add_where(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help=_("the day from which the list holds"))
    parser.add_argument(
        "--year", type=int, default=0, metavar=_("YEAR"), help=_("year of the programme a list belongs to")
    )
    add_region(parser)


def _day(text: str) -> dt.date:
    try:
        return cells.day(text)
    except cells.Fault as fault:
        raise argparse.ArgumentTypeError(fault.message) from None


def _where(kind: Kind, region: str | None, on: dt.date | None, year: int, basis: str = "") -> Where:
    if on:
        check_has_come(on)
    if kind.of_year and not year:
        raise ValidationError(_("Say of which year with --year, such as --year 2022."))
    return Where(region=choose_region(region), on=on, year=year, basis=basis.strip())


def _resumed(where: Where, batch: ImportBatch | None, kind: Kind) -> Where:
    """What an interrupted import was asked with, else today where the list holds from today on."""
    if batch:
        return actions.continued(where=where, batch=batch, by=SYSTEM)
    return replace(where, on=clock.today()) if where.on is None and kind.from_today else where


def _check_suffix(file: Path | None, *accepted: str) -> None:
    if file and file.suffix.lower() not in accepted:
        message = _("%(name)s: the name must end with %(accepted)s.")
        raise ValidationError(message % {"name": file.name, "accepted": ", ".join(accepted)})


def _line(one: Problem) -> str:
    place = [one.sheet, str(one.row) if one.row else "", one.column]
    return f"{': '.join(part for part in place if part)}: {one.message} [{one.code}]".removeprefix(": ")


def _outcome(kind: Kind, *, asked: bool, written: bool, batch: ImportBatch | None, continued: bool) -> str:
    """What became of it, in one line."""
    if batch:
        done = _("Continued and written: import %(number)d.") if continued else _("Written: import %(number)d.")
        return done % {"number": batch.pk}
    if written:
        return _("There was nothing to write.")
    if not asked:
        return _("Nothing was written: this was a dry run (--commit writes).")
    if kind.whole:
        return _("Nothing was written: this list is taken whole or not at all. Correct what is wrong.")
    return _("Nothing was written because of what is wrong; --partial leaves the wrong rows out.")


def _data(kind: Kind, file: File, plan: Plan, *, written: bool, batch: ImportBatch | None) -> dict[str, object]:
    return {
        "kind": kind.name,
        "file": file.name,
        "committed": written,
        "batch": batch.pk if batch else None,
        **plan.counts,
        "rows": _problems(plan.problems),
        "warnings": _problems(plan.warnings),
    }


def _problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [asdict(one) for one in sorted(problems, key=lambda one: (one.sheet, one.row or 0))]


def _batch_data(one: ImportBatch) -> dict[str, object]:
    names = ("kind", "file_name", "sha256", "state", "total", "created", "updated", "skipped", "failed", "started_at")
    return {"number": one.pk, **{name: getattr(one, name) for name in names}, "undone_at": one.undone_at}
