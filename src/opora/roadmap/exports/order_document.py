"""The roadmap as the order prints it: the head, the stamp at the right, the table across with repeated headings."""

from opora.core import clock, documents
from opora.core.documents import Aside, Block, Field, Group
from opora.roadmap.exports.order_rows import order_name, order_notes, order_shape
from opora.roadmap.queries import RoadmapView

WIDTHS = (14, 72, 38, 40, 55, 38)
"""Of the columns in millimetres: 257 in all."""


def order_document(view: RoadmapView) -> bytes:
    """A docx file of a `russian_view`; an invented region says so on top and on every sheet."""
    shape, name, notes = order_shape(view), order_name(view), order_notes(view)
    first, *rest = shape.opening
    fields = [Field(title, width) for title, width in zip(shape.columns, WIDTHS, strict=True)]
    return documents.document(
        title=first,
        name=name,
        lines=[*notes, *rest, *map(Aside, shape.stamp)],
        blocks=[Block(shape.heading, fields, [Group(one.title, one.rows) for one in shape.sections])],
        foot=" · ".join([*notes, name]),
        made_at=clock.now(),
    )
