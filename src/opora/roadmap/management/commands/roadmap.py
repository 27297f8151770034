"""`opora roadmap check | load | import | amend | versions | export | copy | show`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core import clock, numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command as BaseCommand
from opora.core.commands import Verbs, add_json
from opora.core.periods import PeriodStyle, write_periods
from opora.orders import Order, UnreadableOrder, order_json
from opora.orders.confined import read_confined
from opora.orders.reading import Stage
from opora.organisations.console import add_region, choose_region
from opora.programmes.models import Programme
from opora.roadmap import actions, console, console_amending
from opora.roadmap.amending import preview_amendment, told_versions
from opora.roadmap.console_orders import order_lines
from opora.roadmap.differences import Difference
from opora.roadmap.drafts.stages import stage_text
from opora.roadmap.exports.order_document import order_document
from opora.roadmap.exports.order_rows import russian_view
from opora.roadmap.exports.order_sheet import order_workbook
from opora.roadmap.findings import Finding, Level
from opora.roadmap.imports import order_differences
from opora.roadmap.models import Roadmap
from opora.roadmap.programme_file import check_programme, programme_path, read_programme
from opora.roadmap.programme_values import as_data
from opora.roadmap.stored import stored_programme

MADE = {".docx": order_document, ".xlsx": order_workbook}


class Command(BaseCommand):
    help = gettext_lazy(
        "The roadmap: check and load a programme, import or export the order, copy into another year, show."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = self.verbs(parser)
        check = verbs.add("check", self.check_file, help=_("everything that is wrong with a programme; exits with 1"))
        check.add_argument("source", metavar=_("FILE|YEAR"), help=_("a programme file, or the year of a programme"))
        add_json(check)
        self.add_load(verbs)
        order = verbs.add("import", self.import_file, help=_("read the order; without --commit nothing is written"))
        order.add_argument("file", type=Path, metavar=_("FILE"), help=_("the order's text"))
        order.add_argument("--commit", action="store_true", help=_("attach the order's words to the loaded programme"))
        console.add_programme(order)
        add_json(order)
        self.add_amend(verbs)
        export = verbs.add("export", self.export, help=_("the roadmap as the order prints it"))
        export.add_argument("file", type=Path, metavar=_("FILE"), help=_("where to write it: a name in .docx or .xlsx"))
        console.add_view(export)
        copy = verbs.add("copy", self.copy, help=_("start another year as a copy of a programme"))
        copy.add_argument("year", type=int, metavar=_("FROM"), help=_("year of the programme that is copied"))
        copy.add_argument("new_year", type=int, metavar=_("TO"), help=_("year of the copy"))
        add_region(copy)
        show = verbs.add("show", self.show, help=_("the rows with their terms and execution"))
        console.add_view(show)
        add_json(show)

    def add_load(self, verbs: Verbs) -> None:
        """`load`, under its first name and as `opora programme load`."""
        load = verbs.add("load", self.load, help=_("load a programme into the region, or compare with the loaded one"))
        load.add_argument("source", metavar=_("FILE|YEAR"), help=_("a programme file, or the year of a programme"))
        add_region(load)

    def add_amend(self, verbs: Verbs) -> None:
        """`amend` and `versions`."""
        amend = verbs.add(
            "amend", self.amend, help=_("what an order changes on the roadmap; without --commit a dry run")
        )
        amend.add_argument("file", type=Path, metavar=_("FILE"), help=_("the amending order"))
        amend.add_argument(
            "--on",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help=_("the day from which it is in force; the order's own date if not given"),
        )
        extent = amend.add_mutually_exclusive_group()
        only = _("rows that the order does not have stay as they are")
        extent.add_argument("--only-these-rows", dest="whole", action="store_const", const=False, help=only)
        left_out = _("rows that the order does not have are left out")
        extent.add_argument("--whole", dest="whole", action="store_const", const=True, help=left_out)
        amend.add_argument(
            "--formula", action="append", default=[], metavar=_("ROW=SENTENCE"), help=_("how a new row is counted")
        )
        amend.add_argument("--commit", action="store_true", help=_("make the next version of the roadmap"))
        console.add_programme(amend)
        add_json(amend)
        versions = verbs.add("versions", self.versions, help=_("the versions of the roadmap and what each changed"))
        console.add_programme(versions)
        add_json(versions)

    def amend(
        self,
        file: Path,
        on: dt.date | None,
        whole: bool | None,  # noqa: FBT001 - from an option of three answers
        formula: list[str],
        commit: bool,  # noqa: FBT001 - a flag of the command line
        programme: int | None,
        region: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        try:
            order = read_confined(file)
        except UnreadableOrder as error:
            self.refuse(str(error))
        roadmap = Roadmap.objects.get(programme=console.choose_programme(programme or _year(order), region))
        asked: dict[str, Any] = {
            "on": console_amending.default_day(on, order.head.date),
            "whole": whole,
            "formulas": console_amending.read_formulas(formula),
        }
        plan = preview_amendment(roadmap=roadmap, order=order, **asked)
        version = None
        if commit and not plan.faults:
            version = actions.amend_roadmap(roadmap=roadmap, order=order, by=SYSTEM, **asked).number
        if as_json:
            self.write_json(console_amending.plan_data(plan, version))
        else:
            for line in console_amending.plan_lines(plan):
                self.stdout.write(line)
            self.stdout.write(
                _("Version %(version)d is made.") % {"version": version}
                if version
                else _("Nothing was written: this was a dry run (--commit writes).")
            )
        if plan.faults:
            raise SystemExit(1)

    def versions(
        self,
        programme: int | None,
        region: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        roadmap = Roadmap.objects.get(programme=console.choose_programme(programme, region))
        told = told_versions(console_amending.records_of(roadmap))
        if as_json:
            self.write_json(console_amending.versions_data(roadmap, told))
        else:
            for line in console_amending.versions_lines(roadmap, told):
                self.stdout.write(line)

    def check_file(self, source: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
        path = programme_path(source)
        if source.isdecimal() and not path.exists():
            roadmap = Roadmap.objects.filter(programme__year=int(source)).first()
            if roadmap is None:
                self.refuse(_("There is neither %(path)s nor a loaded programme of that year.") % {"path": path.name})
            findings = check_programme(as_data(stored_programme(roadmap, clock.now())))
        else:
            findings = check_programme(path)
        if as_json:
            self.write_json([_finding_data(finding) for finding in findings])
        else:
            self._tell_findings(findings)
        if any(finding.level is Level.ERROR for finding in findings):
            raise SystemExit(1)

    def load(self, source: str, region: str | None) -> None:
        file = read_programme(programme_path(source))
        loaded = actions.load_programme(file=file, region=choose_region(region), by=SYSTEM)
        if loaded.created:
            counts = {"year": file.year, "n": len(file.actions), "m": sum(len(one.indicators) for one in file.actions)}
            self.stdout.write(_("Programme of %(year)d: %(n)d actions, %(m)d indicators loaded.") % counts)
            return
        if not loaded.applied and not loaded.kept:
            self.stdout.write(_("Programme of %(year)d: loaded already, nothing differs.") % {"year": file.year})
        self._tell_differences(_("Brought up to date:"), loaded.applied)
        self._tell_differences(_("Differs and was left as it is (loaded → file):"), loaded.kept)

    def import_file(
        self,
        file: Path,
        commit: bool,  # noqa: FBT001 - a flag of the command line
        programme: int | None,
        region: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        try:
            order = read_confined(file, told=self._tell_stage)
        except UnreadableOrder as error:
            self.refuse(str(error))
        if as_json:
            self.write_json(order_json(order))
        else:
            self.stdout.write("\n".join(order_lines(order)))
        if commit:
            chosen = console.choose_programme(programme or _year(order), region)
            imported = actions.import_order(order=order, programme=chosen, by=SYSTEM)
            if not as_json:
                self.stdout.write(_("Attached cells and addresses: %(n)d.") % {"n": imported.attached})
                self._tell_differences(_("Differs (programme → order):"), imported.differences)
        elif not as_json:
            self._tell_dry_run(order, programme, region)

    def export(
        self,
        file: Path,
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        programme: int | None,
        region: str | None,
    ) -> None:
        make = MADE.get(file.suffix.lower())
        if make is None:
            self.refuse(_("%(name)s: the name has to end in .docx or .xlsx.") % {"name": file})
        view = russian_view(console.context(programme, region, as_of, known_at))
        if view is None:
            self.refuse(_("The roadmap was not loaded by then."))
        try:
            file.write_bytes(make(view))
        except OSError as error:
            self.refuse(_("%(name)s cannot be written: %(why)s.") % {"name": file, "why": error.strerror})
        counts = {"name": file, "n": len(view.outline.actions)}
        self.stdout.write(_("%(name)s: %(n)d actions as the order prints them.") % counts)

    def copy(self, year: int, new_year: int, region: str | None) -> None:
        made = actions.copy_programme(programme=console.choose_programme(year, region), year=new_year, by=SYSTEM)
        self.stdout.write(_("Programme of %(new)d made from that of %(old)d.") % {"new": made.year, "old": year})

    def show(
        self,
        as_of: dt.date | None,
        known_at: dt.datetime | None,
        programme: int | None,
        region: str | None,
        as_json: bool,  # noqa: FBT001 - a flag of the command line
    ) -> None:
        view = console.view(programme, region, as_of, known_at)
        if as_json:
            self.write_json(
                [
                    {
                        "number": action.number,
                        "title": action.outline.title,
                        "periods": [period.as_json() for period in action.outline.periods],
                        "planned_on": action.outline.planned_on,
                        "executors": [executor.code for executor in action.outline.executors],
                        "execution": action.execution.state.value,
                        "executed_on": action.execution.on,
                        "late": action.execution.late if action.execution.executed else None,
                        "reason": action.execution.reason,
                        "indicators": [indicator.key for indicator in action.indicators],
                    }
                    for action in view.actions
                ]
            )
            return
        rows = [
            [
                action.number,
                console.execution_text(action.execution),
                write_periods(action.outline.periods, PeriodStyle.DENSE, year=view.outline.year),
                action.outline.title,
            ]
            for action in view.actions
        ]
        self.stdout.write(f"{view.outline.title}. " + _("As of %(day)s") % {"day": numbers.day(view.as_of)})
        self.stdout.write(console.table([_("No."), _("execution"), _("due"), _("action")], rows))

    def _tell_findings(self, findings: Iterable[Finding]) -> None:
        levels = {Level.ERROR: _("error"), Level.WARNING: _("warning")}
        counted: Counter[Level] = Counter()
        for finding in findings:
            counted[finding.level] += 1
            self.stdout.write(f"{levels[finding.level]}: {finding} [{finding.code}]")
        counts = {"errors": counted[Level.ERROR], "warnings": counted[Level.WARNING]}
        self.stdout.write(_("Errors: %(errors)d, warnings: %(warnings)d.") % counts)

    def _tell_differences(self, title: str, differences: Iterable[Difference]) -> None:
        told = list(differences)
        if told:
            self.stdout.write(title)
        for difference in told:
            self.stdout.write(f"  {difference}")

    def _tell_stage(self, stage: Stage) -> None:
        """For who waits at a terminal."""
        if self.stderr.isatty():
            self.stderr.write(f"· {stage_text(stage)}")

    def _tell_dry_run(self, order: Order, year: int | None, region: str | None) -> None:
        """Where the order differs from the loaded programme; reading an order needs neither one nor a database."""
        try:
            programme: Programme = console.choose_programme(year or _year(order), region)
            roadmap = Roadmap.objects.filter(programme=programme).first()
        except (ValidationError, DatabaseError):
            roadmap = None
        if roadmap:
            found = order_differences(stored_programme(roadmap, clock.now(), amended=False), order)
            self._tell_differences(_("Differs (programme → order):"), found)
        self.stdout.write(_("Nothing was written: this was a dry run (--commit writes)."))


def _year(order: Order) -> int | None:
    """The year of the programme the order is about."""
    return order.year if isinstance(order.year, int) else None


def _finding_data(finding: Finding) -> dict[str, str]:
    return {
        "place": finding.place,
        "level": finding.level.value,
        "code": finding.code,
        "message": finding.message,
    }
