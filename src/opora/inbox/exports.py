"""Who holds up what, and what schools lack, as spreadsheets."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import clock, numbers
from opora.core.spreadsheets import CSV, XLSX, Cell, Column, Sheet, separated, workbook
from opora.inbox.school_gaps import Line, SchoolGaps
from opora.inbox.shown_holdups import ShownHolder
from opora.roadmap.exports import heading
from opora.roadmap.queries import RoadmapView

FORMS = {"xlsx": XLSX, "csv": CSV}


def holdups_file(view: RoadmapView, rows: Sequence[ShownHolder], form: str, lines: Sequence[str]) -> bytes:
    """The lines of the page as a file of a form of FORMS; xlsx has all gaps on a second sheet."""
    title = _("Who holds up what")
    columns = [
        Column(_("Who"), 40),
        Column(_("Post"), 44),
        Column(_("Gaps"), 9),
        Column(_("Overdue"), 12),
        Column(_("The oldest is overdue by"), 16),
        Column(_("Overdue since"), 14),
        Column(_("Actions"), 40),
    ]
    cells = [(one.name, one.note, one.gaps, one.overdue, one.late, one.since, one.actions) for one in rows]
    sheet = Sheet(title, columns, cells, _lines(view, title, lines))
    if form == "csv":
        return separated(sheet)
    return workbook([sheet, _gaps_sheet(rows)], title=title, made_at=clock.now())


def school_gaps_file(view: RoadmapView, rows: Sequence[SchoolGaps], form: str, *, contacts: bool) -> bytes:
    """One row for each gap of a school; a column of telephones only for who may read contacts."""
    title = _("List of gaps by school")
    columns = [
        Column(_("Municipality"), 28),
        Column(_("School"), 30),
        Column(_("What is missing"), 50),
        Column(_("Who closes it"), 34),
        Column(_("Post"), 44),
        *([Column(_("Telephone"), 22)] if contacts else []),
        Column(pgettext("column", "No."), 8),
        Column(_("Action"), 40),
        Column(_("Deadline"), 12),
        Column(_("Days overdue"), 12),
        Column(_("Remark"), 40),
    ]
    cells = [_school_cells(school, line, contacts) for school in rows for line in school.lines]
    sheet = Sheet(title, columns, cells, _lines(view, title, ()))
    return separated(sheet) if form == "csv" else workbook([sheet], title=title, made_at=clock.now())


def file_name(view: RoadmapView, name: str, form: str) -> str:
    """What the file is called for people; that it is invented stands here too, for csv has no other place for it."""
    parts = [*[_("Demonstration")] * heading.invented(view), name, numbers.day(view.as_of)]
    return f"{', '.join(parts)}.{form}".replace(numbers.NBSP, " ")


def plain_name(view: RoadmapView, name: str, form: str) -> str:
    """The same for programs that read only ASCII."""
    return "-".join(["opora", *["demo"] * heading.invented(view), name, view.as_of.isoformat()]) + f".{form}"


def what_is_missing(line: Line) -> str:
    """The reason, with the subject where that is not the school itself."""
    said = {"subject": line.label, "reason": line.reason}
    return _("%(subject)s: %(reason)s") % said if line.label else capfirst(line.reason)


def _gaps_sheet(rows: Sequence[ShownHolder]) -> Sheet:
    columns = [
        Column(_("Who"), 40),
        Column(_("Subject"), 36),
        Column(_("What is missing"), 44),
        Column(_("What to do"), 36),
        Column(pgettext("column", "No."), 8),
        Column(_("Deadline"), 12),
        Column(_("Overdue by"), 12),
        Column(_("Remark"), 40),
    ]
    cells = [
        (one.name, gap.label, gap.reason, gap.step, gap.number, gap.due, gap.late, "; ".join(gap.marks))
        for one in rows
        for gap in one.held
    ]
    return Sheet(_("Gaps"), columns, cells)


def _school_cells(school: SchoolGaps, line: Line, contacts: bool) -> list[Cell]:  # noqa: FBT001 - of the sheet
    return [
        school.municipality,
        school.name,
        what_is_missing(line),
        _each([one.name for one in line.closers]),
        _each([one.post for one in line.closers]),
        *([_each([one.phone for one in line.closers])] if contacts else []),
        line.number,
        line.title,
        line.due,
        line.late or None,
        "; ".join([*[_("the post is vacant: the ministry answers")] * line.vacant, *line.marks]),
    ]


def _each(texts: Sequence[str]) -> str:
    return "\n".join(filter(None, texts))


def _lines(view: RoadmapView, title: str, more: Sequence[str]) -> list[str]:
    return [line for line in (title, heading.demonstration(view), heading.moment(view), *more) if line]
