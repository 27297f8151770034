"""The roadmap on paper: A4 across, the order's columns, the headings on every sheet."""

from collections.abc import Iterable, Sequence

from opora.core import clock, documents
from opora.core.documents import Block, Field, Group
from opora.roadmap.exports import heading, rows
from opora.roadmap.queries import RoadmapView
from opora.roadmap.shown import ShownGroup


def roadmap_document(view: RoadmapView, groups: Iterable[ShownGroup], lines: Sequence[str]) -> bytes:
    """The rows under the headings of their groups, as on the page."""
    words = rows.OrderWords.read(view)
    outlines = {action.number: action.outline for action in view.actions}
    fields = [Field(one.title, one.millimetres) for one in rows.headings(view)]
    made = [
        Group(group.title, [rows.cells(action, outlines[action.number], words) for action in group.actions])
        for group in groups
    ]
    return documents.document(
        title=heading.title(view.outline),
        lines=lines,
        blocks=[Block("", fields, made)],
        foot=heading.foot(view),
        made_at=clock.now(),
    )
