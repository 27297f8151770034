"""The roadmap in the order's columns as a spreadsheet."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.spreadsheets import Column, Sheet, workbook
from opora.roadmap.exports.order_rows import LANGUAGE, order_name, order_notes, order_shape
from opora.roadmap.queries import RoadmapView

WIDTHS = (7, 60, 28, 28, 48, 40)


def order_workbook(view: RoadmapView) -> bytes:
    """An xlsx file of a `russian_view` with one sheet: the head, the headings, the rows.

    A section is a row with its title alone.
    """
    shape = order_shape(view)
    rows: list[Sequence[str]] = []
    for section in shape.sections:
        if section.title:
            rows.append(["", section.title, "", "", "", ""])
        rows += section.rows
    with translation.override(LANGUAGE):
        title = _("Roadmap")
    columns = [Column(heading, width) for heading, width in zip(shape.columns, WIDTHS, strict=True)]
    sheet = Sheet(title, columns, rows, [*shape.opening, *order_notes(view), *shape.stamp, shape.heading])
    return workbook([sheet], title=order_name(view), made_at=clock.now())
