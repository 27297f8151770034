"""Works as files: the rows of the page, in the columns of a list."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from opora.core import clock, numbers
from opora.core.attachments import attachment
from opora.core.spreadsheets import CSV, XLSX, Cell, Column, Sheet, separated, workbook
from opora.practices.found import Found
from opora.practices.models import WorkAcceptance, WorkPublication
from opora.practices.showing import WorkRow

FORMS = {"xlsx": XLSX, "csv": CSV}


def works_file(found: Found, rows: Sequence[WorkRow], form: str) -> HttpResponse:
    """A file named by what it holds and its day; an invented region says so here too."""
    title = _("Works")
    sheet = Sheet(title, _columns(), [_cells(row) for row in rows])
    content = separated(sheet) if form == "csv" else workbook([sheet], title=title, made_at=clock.now())
    invented = found.region.demonstration_on is not None
    name = ", ".join([*[_("Demonstration")] * invented, title, numbers.day(found.as_of)])
    plain = "-".join(["opora", *["demo"] * invented, "works", found.as_of.isoformat()])
    return attachment(
        content,
        kind=FORMS[form],
        name=f"{name}.{form}".replace(numbers.NBSP, " "),
        plain_name=f"{plain}.{form}",
    )


def _columns() -> list[Column]:
    return [
        Column(_("Title"), 48),
        Column(_("Author"), 32),
        Column(_("Code of the school"), 18),
        Column(_("Municipality"), 28),
        Column(_("Prepared for"), 32),
        Column(_("Kind of work"), 28),
        Column(_("Handed in on"), 14),
        Column(_("State"), 22),
        Column(_("Since"), 14),
        Column(_("Accepted on"), 14),
        Column(_("Address of the publication"), 40),
    ]


def _cells(row: WorkRow) -> list[Cell]:
    course, work = row.course, row.course.work
    accepted, published = course.last(WorkAcceptance), course.last(WorkPublication)
    return [
        work.title,
        row.author,
        work.school.code if work.school else None,
        row.place,
        row.occasion,
        row.kind,
        work.occurred_on,
        row.state,
        course.since,
        accepted.occurred_on if accepted else None,
        published.link if isinstance(published, WorkPublication) else None,
    ]
