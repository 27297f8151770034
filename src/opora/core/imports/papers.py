"""Files that go with an import: the list as it is, an empty template that explains itself, an annotated copy."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from opora.core import spreadsheets
from opora.core.imports.files import File
from opora.core.imports.plans import Kind
from opora.core.imports.tables import HOW_TO_FILL_IN, WHAT_IS_WRONG, Problem, Where

_NAME_ENDS = re.compile("^['\\s]+|['\\s]+$")


def export(kind: Kind, where: Where, *, suffix: str, made_at: dt.datetime) -> bytes:
    """The list as .xlsx or .csv, in the columns it is brought in by."""
    sheet = spreadsheets.Sheet(str(kind.title), _columns(kind), [list(row) for row in kind.export(where)])
    if suffix == ".csv":
        return spreadsheets.separated(sheet)
    return spreadsheets.workbook([sheet], title=str(kind.title), made_at=made_at)


def template(kind: Kind, *, made_at: dt.datetime) -> bytes:
    """An .xlsx with the headings alone and a sheet that explains each column."""
    empty = spreadsheets.Sheet(str(kind.title), _columns(kind), [])
    heads = [(_("Heading"), 28), (_("Key"), 18), (_("Needed"), 12), (_("What stands there"), 70), (_("Example"), 32)]
    rows = [
        [str(one.title), one.key, _("yes") if one.required else _("no"), str(one.help), one.example]
        for one in kind.columns
    ]
    told = spreadsheets.Sheet(
        str(HOW_TO_FILL_IN), [spreadsheets.Column(title, width) for title, width in heads], rows, headed=True
    )
    return spreadsheets.workbook([empty, told], title=str(kind.title), made_at=made_at)


def annotated(file: File, problems: Sequence[Problem], *, made_at: dt.datetime) -> bytes:
    """The file as an .xlsx again, row by row, with what is wrong in a column before the others."""
    wrong: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in problems:
        place = f"{one.column}: " if one.column else ""
        wrong[one.sheet, one.row or 1].append(f"{place}{one.message} [{one.code}]")
    sheets = []
    for index, sheet in enumerate(file.sheets, 1):
        rows = [["\n".join(wrong[sheet.name, number]), *row] for number, row in enumerate(sheet.rows, 1)]
        if rows and not rows[0][0]:
            rows[0][0] = str(WHAT_IS_WRONG)
        name = _NAME_ENDS.sub("", sheet.name)
        title = f"{index}. {name}" if len(file.sheets) > 1 else name or "1"
        sheets.append(spreadsheets.Sheet(title, _widths(max(map(len, sheet.rows), default=0)), rows, headed=False))
    return spreadsheets.workbook(sheets, title=str(WHAT_IS_WRONG), made_at=made_at)


def _columns(kind: Kind) -> list[spreadsheets.Column]:
    return [spreadsheets.Column(str(one.title), one.width) for one in kind.columns]


def _widths(count: int) -> list[spreadsheets.Column]:
    return [spreadsheets.Column(str(WHAT_IS_WRONG), 60), *[spreadsheets.Column("", 20)] * count]
